//! Rows as CSV (RFC 4180): a column a key, and nothing lost.

use std::error::Error;

use errspec_codegen::keys::{self, Key};
use serde_json::{Map, Value};

/// The columns that a reader looks for come first.
const FIRST: [&str; 3] = ["code", "status", "message"];

/// The columns: every key of a row. `errspec import` knows the file by them.
fn columns() -> Vec<&'static Key> {
    let mut keys: Vec<&Key> = keys::ERROR.iter().collect();
    keys.sort_by_key(|key| FIRST.iter().position(|name| *name == key.name).unwrap_or(FIRST.len()));
    keys
}

/// A spec that breaks no rule, as far as CSV can hold it.
pub struct Csv {
    pub rows: String,
    /// What else the spec says, by the names of its tables.
    pub left_out: Vec<String>,
}

impl Csv {
    pub fn of(spec: &str) -> Result<Self, Box<dyn Error>> {
        let spec: Map<String, Value> = toml::from_str(&spec.replace("\r\n", "\n"))?;
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns().iter().map(|key| key.name))?;
        for row in spec.get("error").and_then(Value::as_array).into_iter().flatten() {
            writer.write_record(columns().iter().map(|key| cell(&row[key.name])))?;
        }
        Ok(Self {
            rows: String::from_utf8(writer.into_inner()?)?,
            left_out: spec.keys().filter(|name| *name != "error").cloned().collect(),
        })
    }
}

/// Text as it is, a list or a table as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => inert(text),
        value => value.to_string(),
    }
}

/// With what a formula begins, or may begin where a spreadsheet passes over white
/// space or takes a full-width sign for the sign.
const FORMULA_STARTS: [char; 12] =
    ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\''];

/// A spreadsheet takes a cell that begins so for a formula, unless there is an
/// apostrophe before it. A text that has one gets another.
fn inert(text: &str) -> String {
    match text.starts_with(FORMULA_STARTS) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use errspec_codegen::compile;
    use errspec_import::{Format, Imported, Options, import};
    use proptest::prelude::*;

    use super::*;

    /// Texts that CSV, TOML or a spreadsheet takes for more than text.
    const TEXT: &str = "[a {}\"'`\\\\|,;#=+@\t\r\n＝＋－＠\u{1b}\u{feff}\u{202e}é<>%*:\\-]{0,12}";

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for text in
            ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\t=1", "\r=1", "\n=1", "'=1"]
        {
            assert_eq!(cell(&Value::from(text)), format!("'{text}"));
        }
        assert_eq!(cell(&Value::from("a=1")), "a=1");
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported_to_the_letter(texts in [TEXT, TEXT, TEXT, TEXT]) {
            let message = format!("{} {{p}}", texts[3].replace('{', "{{").replace('}', "}}"));
            let quoted = |text: &str| toml_edit::Value::from(text).to_string();
            let spec = format!(
                "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = {}\ntitle = {}\ncause = {}\nfix = {}\n\
                 aliases = [\"B\", \"C\"]\nparams.p = {{ type = \"integer\", example = 3 }}\n",
                quoted(&message), quoted(&texts[0]), quoted(&texts[1]), quoted(&texts[2]),
            );
            let exported = Csv::of(&spec).unwrap();
            let Imported { spec, report, .. } =
                import(&exported.rows, Format::Csv, &Options::default());
            let catalog = compile(&spec.unwrap().text).0.unwrap();
            let entry = &catalog.entries[0];
            let said = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
            prop_assert_eq!(entry.message.template(), message);
            prop_assert_eq!((&entry.title, &entry.cause), (&said(&texts[0]), &said(&texts[1])));
            prop_assert_eq!(&entry.fix, &said(&texts[2]));
            prop_assert_eq!(&entry.aliases, &["B", "C"]);
            // A text of any letters may end without a full stop, and that is all that is said.
            prop_assert!(report.remarks().iter().all(|remark| remark.text.contains("[lints]")));
        }
    }
}
