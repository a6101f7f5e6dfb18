//! The keys as a JSON Schema, for editors. Draft-07 with plain keywords: TOML
//! language servers miss or repeat findings of newer ones.

use serde_json::{Map, Value, json};

use super::keys::{self, Key, Presence, Shape};
use crate::rules::{self, Level, Rule};

/// The JSON Schema of a spec: it accepts what has the right keys with values of
/// the right shapes. JSON cannot tell `404.0` from `404`, so it takes that too.
pub fn json_schema() -> String {
    let mut schema = table(keys::SPEC);
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".to_owned(), "A table of HTTP API error codes (errspec)".into());
    let text = serde_json::to_string_pretty(&schema).expect("a schema has string keys only");
    text + "\n"
}

fn table(keys: &[Key]) -> Map<String, Value> {
    let property = |key: &Key| {
        let mut schema = shape(key.shape);
        schema.insert("description".to_owned(), key.doc.into());
        if let (Presence::Required, Shape::Tables(_)) = (key.presence, key.shape) {
            schema.insert("minItems".to_owned(), 1.into());
        }
        (key.name.to_owned(), Value::Object(schema))
    };
    let properties: Map<String, Value> = keys.iter().map(property).collect();
    let mut schema = object(json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    }));
    let required = keys.iter().filter(|key| key.presence == Presence::Required);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    for key in keys {
        if let Presence::RequiredUnless(other) = key.presence {
            let has_other =
                json!({ "required": [other], "properties": { other: { "minItems": 1 } } });
            let either = json!([{ "required": [key.name] }, has_other]);
            schema.insert("anyOf".to_owned(), either);
        }
    }
    schema
}

fn shape(shape: Shape) -> Map<String, Value> {
    let by_name =
        |value: Map<String, Value>| json!({ "type": "object", "additionalProperties": value });
    object(match shape {
        Shape::String => json!({ "type": "string" }),
        Shape::Integer => json!({ "type": "integer", "minimum": i64::MIN, "maximum": i64::MAX }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Scalar => json!({ "type": ["string", "integer", "boolean"] }),
        Shape::Strings => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::ManyOf(words) => {
            json!({ "type": "array", "items": { "type": "string", "enum": words } })
        }
        Shape::ScalarByPath => json!({
            "type": "object",
            "additionalProperties": self::shape(Shape::Scalar),
        }),
        Shape::OneOf(words) => json!({ "type": "string", "enum": words }),
        Shape::Table(keys) | Shape::OrderedTable(keys) => return table(keys),
        Shape::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        Shape::TableByName(keys) => by_name(table(keys)),
        Shape::LevelByLint => levels(),
    })
}

/// Lints are listed, so that editors complete and explain them; what is none of
/// them breaks the rule `unknown-lint` and is no matter of structure.
fn levels() -> Value {
    let lint = |rule: &Rule| {
        let schema = json!({ "type": "string", "enum": Level::WORDS, "description": rule.summary });
        (rule.id.to_owned(), schema)
    };
    let lints = rules::lints().map(lint);
    json!({
        "type": "object",
        "properties": lints.collect::<Map<String, Value>>(),
        "additionalProperties": { "type": "string", "enum": Level::WORDS },
    })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jsonschema::Validator;

    use super::*;
    use crate::report::Report;

    fn validator() -> Validator {
        let schema: Value = serde_json::from_str(&json_schema()).unwrap();
        assert!(jsonschema::draft7::meta::is_valid(&schema));
        jsonschema::draft7::new(&schema).unwrap()
    }

    /// Whether schema and parser say the same of a spec, and what they say.
    fn accepted(spec: &str, validator: &Validator) -> bool {
        let instance: Value = toml::from_str(spec).unwrap();
        let by_schema = validator.is_valid(&instance);
        let mut report = Report::default();
        super::super::parse(spec, &mut report);
        let by_parser = report.findings().is_empty();
        assert_eq!(by_schema, by_parser, "schema: {by_schema}, parser: {by_parser} of\n{spec}");
        by_parser
    }

    #[test]
    fn schema_and_parser_agree_on_every_spec_of_the_tests() {
        let validator = validator();
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
        let mut specs = vec![concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/errors.toml").into()];
        for folder in ["artifacts", "diagnostics"] {
            let files = fs::read_dir(format!("{root}/{folder}")).unwrap();
            specs.extend(files.map(|file| file.unwrap().path()));
        }
        let (mut good, mut bad) = (0, 0);
        for spec in specs.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
            let text = fs::read_to_string(spec).unwrap();
            if toml::from_str::<Value>(&text).is_err() {
                continue; // no language server validates what is no TOML
            }
            match accepted(&text, &validator) {
                true => good += 1,
                false => bad += 1,
            }
        }
        assert!(good > 10 && bad > 5, "{good} good and {bad} bad specs");
    }

    /// Values of every kind, at every key of every table.
    #[test]
    fn schema_and_parser_agree_on_every_value_of_every_key() {
        let validator = validator();
        let values = [
            "\"warn\"",
            "\"string\"",
            "1",
            "1.5",
            "true",
            "[]",
            "[1]",
            "[\"a\"]",
            "{}",
            "[{}]",
            "{ name = {} }",
            "{ message-style = \"warn\" }",
            "{ message-style = \"fatal\" }",
            "9223372036854775807",
        ];
        let mut accepted_values = 0;
        for (table, path) in tables() {
            for name in table.iter().map(|key| key.name).chain(["unknown"]) {
                for value in values {
                    let spec = spec_with(path, &format!("{name} = {value}"));
                    if toml::from_str::<Value>(&spec).is_ok() {
                        accepted_values += usize::from(accepted(&spec, &validator));
                    }
                }
            }
        }
        assert!(accepted_values > 50, "{accepted_values}");
    }

    #[test]
    fn schema_and_parser_agree_on_what_must_be_there() {
        let validator = validator();
        let row = "[[error]]\ncode = \"A\"\nstatus = 400\n";
        let case = "[[error.case]]\nname = \"a\"\nmessage = \"It failed.\"\n";
        for (spec, good) in [
            (String::new(), false),
            ("error = []\n".to_owned(), false),
            (row.to_owned(), false),
            (format!("{row}case = []\n"), false),
            (format!("{row}{case}"), true),
            (format!("{row}message = \"It failed.\"\ncase = []\n"), true),
            ("[[error]]\nmessage = \"It failed.\"\n".to_owned(), false),
        ] {
            assert_eq!(accepted(&spec, &validator), good, "{spec}");
        }
    }

    fn tables() -> [(&'static [Key], &'static str); 14] {
        [
            (keys::SPEC, ""),
            (keys::CATALOG, "[catalog]"),
            (keys::ENVELOPE, "[envelope]"),
            (keys::MEMBERS, "[envelope.members]"),
            (keys::COMMON, "[common]"),
            (keys::OPERATION, "[[operation]]"),
            (keys::ERROR, "[[error]]"),
            (keys::CASE, "[[error.case]]"),
            (keys::PARAM, "[error.params.p]"),
            (keys::DEPRECATED, "[error.deprecated]"),
            (keys::TRANSLATION, "[error.translations.de]"),
            (keys::ALLOW, "[[error.allow]]"),
            (keys::RETIRED, "[[retired]]"),
            (keys::ACCEPT, "[[accept]]"),
        ]
    }

    /// A spec in which this table has this line.
    fn spec_with(header: &str, line: &str) -> String {
        let row = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
        match header {
            "" => format!("{line}\n{row}"),
            "[[error]]" => format!("[[error]]\n{line}\n{}", row.trim_start_matches("[[error]]\n")),
            _ => format!("{row}{header}\n{line}\n"),
        }
    }
}
