//! The OpenAPI document: what it says of the real table, and that a service's own
//! document can rely on it.

use std::process::Command;

use serde_json::Value;

fn document(spec: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["export", "--to", "openapi", spec]).current_dir(env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

#[test]
fn every_example_fits_the_schema_of_its_response() {
    for spec in ["../spec/errors.toml", "../codegen/tests/artifacts/everything.toml"] {
        let document = document(spec);
        let components = &document["components"];
        let mut examples = 0;
        for schema in ["Error", "Problem"] {
            let schema = serde_json::json!({
                "$ref": format!("#/components/schemas/{schema}"),
                "components": components,
            });
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let media_type = match schema["$ref"].as_str() {
                Some("#/components/schemas/Error") => "application/json",
                _ => "application/problem+json",
            };
            for response in components["responses"].as_object().unwrap().values() {
                let content = &response["content"][media_type];
                for (code, example) in content["examples"].as_object().unwrap() {
                    let errors: Vec<_> = validator.iter_errors(&example["value"]).collect();
                    assert!(errors.is_empty(), "{code} as {media_type}: {errors:?}");
                    examples += 1;
                }
            }
        }
        let codes = components["schemas"]["KnownErrorCode"]["enum"].as_array().unwrap().len();
        let of_operations = examples_of_operations(&document);
        assert_eq!(examples, 2 * (codes + of_operations), "each as JSON and as a problem");
    }
}

#[test]
fn a_status_has_a_response_with_its_headers() {
    let document = document("../codegen/tests/artifacts/everything.toml");
    let busy = &document["components"]["responses"]["Error429"];
    assert_eq!(busy["description"], "429 Too Many Requests");
    assert_eq!(busy["headers"]["Retry-After"]["$ref"], "#/components/headers/RetryAfter");
    assert!(busy["headers"]["x-shop-request-id"].is_object());
    let closed = &document["components"]["responses"]["Error409"];
    assert!(closed["headers"]["Retry-After"].is_null());
}

#[test]
fn a_code_that_is_newer_than_the_document_is_allowed() {
    let document = document("../spec/errors.toml");
    let code = &document["components"]["schemas"]["ErrorCode"];
    let validator = jsonschema::draft202012::new(code).unwrap();
    assert!(validator.is_valid(&Value::from("Newer.ThanThis")));
    assert_eq!(code["x-extensible-enum"].as_array().unwrap().len(), 32);
}

/// How many codes the responses of all operations show.
fn examples_of_operations(document: &Value) -> usize {
    let responses = document["components"]["responses"].as_object().unwrap().iter();
    let of_operations = responses.filter(|(name, _)| !name.starts_with("Error"));
    let examples = of_operations
        .map(|(_, response)| response["content"]["application/json"]["examples"].as_object());
    examples.map(|examples| examples.unwrap().len()).sum()
}

#[test]
fn an_operation_has_its_codes_and_the_common_ones() {
    let document = document("../codegen/tests/artifacts/everything.toml");
    let responses = document["components"]["responses"].as_object().unwrap();
    let names: Vec<&str> =
        responses.keys().map(String::as_str).filter(|name| !name.starts_with("Error")).collect();
    assert_eq!(names, ["GetOrder404", "GetOrder422", "GetOrder429", "ShopOpen2429"]);
}
