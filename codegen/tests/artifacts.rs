//! Every `artifacts/NAME.toml` is a good spec; the folder NAME holds what it
//! becomes. `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::fs;
use std::path::Path;

use errspec_codegen::keys::{self, Key, Shape};
use errspec_codegen::{Report, generate, rules};
use expect_test::expect_file;

fn spec(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/artifacts");
    fs::read_to_string(folder.join(name).with_extension("toml")).unwrap()
}

fn check(name: &str) {
    let generated = generate(&spec(name));
    assert_eq!(generated.report.render(name, &spec(name), false), "");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/artifacts");
    for (file, text) in generated.artifacts.unwrap().iter() {
        expect_file![folder.join(name).join(file)].assert_eq(text);
    }
}

#[test]
fn every_key_reaches_every_artifact() {
    check("everything");
    let table: toml::Table = toml::from_str(&spec("everything")).unwrap();
    assert_holds_every_key(&[&table], keys::SPEC);
}

/// Whether tables have each key somewhere.
fn assert_holds_every_key(tables: &[&toml::Table], keys: &[Key]) {
    for key in keys {
        let values: Vec<&toml::Value> =
            tables.iter().filter_map(|table| table.get(key.name)).collect();
        assert!(!values.is_empty(), "everything.toml has no `{}`", key.name);
        let tables = values.iter().flat_map(|value| match (key.shape, value) {
            (Shape::Tables(_), toml::Value::Array(items)) => items.iter().collect(),
            (Shape::TableByName(_), toml::Value::Table(tables)) => tables.values().collect(),
            _ => vec![*value],
        });
        let tables: Vec<&toml::Table> = tables.filter_map(toml::Value::as_table).collect();
        if let Shape::Table(inner)
        | Shape::OrderedTable(inner)
        | Shape::Tables(inner)
        | Shape::TableByName(inner) = key.shape
        {
            // These say something by what they leave out.
            if !["detail", "members", "fallback"].contains(&key.name) {
                assert_holds_every_key(&tables, inner);
            }
        }
    }
}

/// What forwards the trait's functions to the enum's.
const RUNTIME: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime/src/error_code.rs"));

/// A constructor of an accessor's name would hide it, and code that is generic over the
/// table has the trait alone.
#[test]
fn every_key_of_a_row_has_an_accessor_that_no_constructor_can_hide() {
    let artifacts = generate(&spec("smallest")).artifacts.unwrap();
    let rust = artifacts.get("errors.rs").unwrap();
    let is_accessor = |name: &str| {
        ["pub const fn ", "pub fn "].iter().any(|head| rust.contains(&format!("{head}{name}(")))
    };
    for key in keys::ERROR {
        let hides =
            format!("[[error]]\ncode = \"{}\"\nstatus = 400\nmessage = \"A {{a}}.\"\n", key.name);
        let is_refused = |report: &Report| {
            report.findings().iter().any(|finding| finding.rule == &rules::NAME_COLLISION)
        };
        let reserved = is_refused(&generate(&hides).report);
        assert_eq!(is_accessor(key.name), reserved, "`{}`: accessor, reserved", key.name);
        if reserved {
            let forwarded = format!("{{ self.{}() }}", key.name);
            assert!(RUNTIME.contains(&forwarded), "the trait does not forward `{}`", key.name);
        }
    }
}

#[test]
fn text_stays_text_in_every_artifact() {
    check("hostile");
    for (file, text) in generate(&spec("hostile")).artifacts.unwrap().iter() {
        let hidden = |c: char| {
            !matches!(c, '\n' | '\t')
                && (c.is_control() || "\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}".contains(c))
        };
        assert!(!text.contains(hidden), "{file} has characters that a reader cannot see");
    }
}

#[test]
fn layout_of_the_spec_does_not_matter() {
    let artifacts = |spec: &str| {
        let artifacts = generate(spec).artifacts.unwrap();
        artifacts.iter().map(|(_, text)| text.to_owned()).collect::<Vec<_>>()
    };
    for name in ["names", "everything"] {
        let unix = spec(name).trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
        assert_eq!(artifacts(&unix), artifacts(&windows), "{name}");
    }
}

#[test]
fn json_holds_the_text_of_the_spec_to_the_letter() {
    let artifacts = generate(&spec("hostile")).artifacts.unwrap();
    let json: serde_json::Value =
        serde_json::from_str(artifacts.get("errors.json").unwrap()).unwrap();
    let table: toml::Table = toml::from_str(&spec("hostile")).unwrap();
    let rows = table["error"].as_array().unwrap();
    assert_eq!(rows.len(), json["errors"].as_array().unwrap().len());
    for (row, entry) in rows.iter().zip(json["errors"].as_array().unwrap()) {
        for (key, field) in [
            ("code", "code"),
            ("message", "template"),
            ("title", "title"),
            ("cause", "cause"),
            ("fix", "fix"),
            ("since", "since"),
        ] {
            assert_eq!(row[key].as_str(), entry[field].as_str(), "{key}");
        }
    }
}

/// Who reads `errors.json` in another language has only the page to go by.
#[test]
fn every_member_of_the_json_is_documented() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/errors-json.md");
    let page = fs::read_to_string(page).unwrap();
    let artifacts = generate(&spec("everything")).artifacts.unwrap();
    let json: serde_json::Value =
        serde_json::from_str(artifacts.get("errors.json").unwrap()).unwrap();
    let mut members = Vec::new();
    collect(&json, &mut members);
    // Languages and places are names of the spec's own.
    let is_language = |member: &String| {
        ["de-CH", "rm"].contains(&member.as_str()) || member.starts_with("error.")
    };
    let is_key = |member: &String| keys::ERROR.iter().any(|key| key.name == member);
    for member in members.iter().filter(|member| !is_language(member) && !is_key(member)) {
        assert!(page.contains(&format!("`{member}`")), "the page lacks `{member}`");
    }
    assert!(members.len() > 25);
}

fn collect(value: &serde_json::Value, members: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                members.push(name.clone());
                collect(value, members);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, members)),
        _ => {}
    }
}
