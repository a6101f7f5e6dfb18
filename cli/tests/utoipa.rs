//! A service whose OpenAPI document utoipa makes says of its errors what
//! `errspec export --to openapi` says.

use std::process::Command;

use axum::Router;
use axum::routing::get;
use downstream::nested::operation::get_order::Plain;
use downstream::nested::{Failure, GetOrderError, ShopCloseShopError};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

const NESTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/downstream/nested.toml");

#[utoipa::path(get, path = "/order", responses(GetOrderError))]
async fn get_order() -> Result<(), GetOrderError> {
    Err(Plain::Busy)?
}

#[utoipa::path(post, path = "/close", responses((status = 200, description = "OK"), ShopCloseShopError))]
async fn close_shop() -> Result<(), ShopCloseShopError> {
    Ok(())
}

#[utoipa::path(get, path = "/anything", responses(Failure))]
async fn anything() -> Result<(), Failure> {
    Ok(())
}

#[derive(OpenApi)]
#[openapi(paths(get_order, close_shop, anything))]
struct Api;

async fn document() -> String {
    Api::openapi().to_json().unwrap()
}

/// The document as a client gets it.
fn served() -> Value {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let router = Router::new()
                .route("/order", get(get_order))
                .route("/close", axum::routing::post(close_shop))
                .route("/anything", get(anything))
                .route("/openapi.json", get(document));
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    let mut response = ureq::get(format!("http://{address}/openapi.json")).call().unwrap();
    serde_json::from_str(&response.body_mut().read_to_string().unwrap()).unwrap()
}

fn exported() -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["export", "--to", "openapi", NESTED]);
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

/// The exported responses of this name, by status.
fn responses(document: &Value, name: &str) -> Value {
    let responses = document["components"]["responses"].as_object().unwrap().iter();
    let by_status = responses.filter_map(|(full, response)| {
        let status = full.strip_prefix(name).filter(|status| status.len() == 3)?;
        Some((status.to_owned(), normal(response, document)))
    });
    Value::Object(by_status.collect())
}

/// The value in the one way of several to write it: no references, `enum` for `const`.
/// utoipa's responses cannot refer to the list of codes, and the runtime does not know the
/// examples of parameters.
fn normal(value: &Value, document: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| normal(item, document)).collect(),
        Value::Object(members) if members.contains_key("$ref") => {
            let place = members["$ref"].as_str().unwrap().trim_start_matches('#');
            normal(document.pointer(place).unwrap(), document)
        }
        Value::Object(members) if is_code(members) => json!({ "type": "string" }),
        Value::Object(members) => {
            let mut members = members.clone();
            if let Some(only) = members.remove("const") {
                members.insert("enum".to_owned(), json!([only]));
            }
            if let Some(Value::Array(examples)) = members.get_mut("examples") {
                examples.sort_by_key(Value::to_string);
            }
            let is_filled_in =
                members.get("summary").is_some_and(|text| text.as_str().unwrap().contains("< "));
            members.retain(|name, _| !(is_filled_in && name == "value"));
            let members = members.iter();
            let normal = |(name, value): (&String, &Value)| (name.clone(), normal(value, document));
            Value::Object(members.map(normal).collect())
        }
        value => value.clone(),
    }
}

fn is_code(schema: &Map<String, Value>) -> bool {
    let description = schema.get("description").and_then(Value::as_str);
    description.is_some_and(|text| text.starts_with("A code of the table"))
}

#[test]
fn handlers_document_the_responses_that_the_export_has() {
    let (served, exported) = (served(), exported());
    for (place, name) in [
        ("/paths/~1order/get/responses", "GetOrder"),
        ("/paths/~1close/post/responses", "ShopCloseShop"),
        ("/paths/~1anything/get/responses", "Error"),
    ] {
        let mut found = normal(served.pointer(place).unwrap(), &served);
        found.as_object_mut().unwrap().remove("200");
        let expected = responses(&exported, name);
        assert!(!expected.as_object().unwrap().is_empty());
        assert!(found == expected, "{name}:\n{}", difference(&expected, &found));
    }
}

fn difference(expected: &Value, found: &Value) -> String {
    let (expected, found) = (format!("{expected:#}"), format!("{found:#}"));
    similar::TextDiff::from_lines(&expected, &found).unified_diff().to_string()
}

#[test]
fn every_example_fits_its_schema() {
    let served = served();
    let responses = served["paths"]["/anything"]["get"]["responses"].as_object().unwrap();
    let mut examples = 0;
    for response in responses.values() {
        for media_type in ["application/json", "application/problem+json"] {
            let content = &response["content"][media_type];
            let validator = jsonschema::draft202012::new(&content["schema"]).unwrap();
            for (code, example) in content["examples"].as_object().unwrap() {
                let errors: Vec<_> = validator.iter_errors(&example["value"]).collect();
                assert!(errors.is_empty(), "{code} as {media_type}: {errors:?}");
                examples += 1;
            }
        }
    }
    assert_eq!(examples, 2 * downstream::nested::ErrorCode::ALL.len());
}
