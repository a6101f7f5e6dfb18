//! What holds for every input.

use errspec_codegen::{catalog::Entry, compile};
use proptest::prelude::*;

use super::report::Report;
use super::{Format, Options, import, placeholders};

/// The spec and the report of an import.
fn imported(format: Format, source: &str) -> (Result<Option<String>, String>, String) {
    let mut report = Report::new("input".to_owned());
    let spec = import(format, source, &Options::default(), &mut report);
    (spec, report.render())
}

fn entries(spec: &str) -> Vec<Entry> {
    let (catalog, report) = compile(spec);
    catalog.unwrap_or_else(|| panic!("{spec}\n{}", report.render("spec", spec, false))).entries
}

fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Texts that some reader takes for more than text.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "Key",
        " ",
        "{",
        "}",
        "{{",
        "}}",
        "${x}",
        "{x}",
        "{0}",
        "%s",
        "%1$d",
        "%%",
        "<b>",
        "< a b >",
        "<",
        ">",
        ":name",
        ":",
        "\"",
        "'",
        "'''",
        "\"\"\"",
        "\\",
        "|",
        "`",
        "\n",
        "\r\n",
        "\t",
        "\u{1b}[31m",
        "\u{0}",
        "\u{feff}",
        "é",
        "=1+1",
        "-",
        "404",
        "&lt;",
        "<br>",
        "*",
        "_",
        "self",
        "[",
        "]",
        ",",
        ";",
        "#",
        "//",
        "\u{202e}",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn statuses() -> impl Strategy<Value = String> {
    let known = ["404", "500 Internal Server Error", "", "200", "4xx", "HTTP 409"];
    prop_oneof![prop::sample::select(known.map(str::to_owned).to_vec()), text()]
}

proptest! {
    #[test]
    fn every_row_is_in_the_spec_or_in_the_report(
        rows in prop::collection::vec(
            (text(), statuses(), text(), text(), prop::collection::vec(text(), 0..2)),
            1..8,
        )
    ) {
        let header = ["code", "status", "message", "fix", "retryable"].map(str::to_owned);
        let mut table = vec![header.to_vec()];
        for (at, (code, status, message, fix, others)) in rows.iter().enumerate() {
            // Every other code is one that can stand in a spec.
            let code = if at % 2 == 0 { format!("R{at}.x") } else { format!("R{at}.x{code}") };
            let row = [code, status.clone(), message.clone(), fix.clone()];
            table.push(row.into_iter().chain(others.iter().cloned()).collect());
        }
        let (spec, report) = imported(Format::Csv, &csv(&table));
        let codes: Vec<String> = match &spec {
            Ok(Some(spec)) => entries(spec).into_iter().map(|entry| entry.code).collect(),
            Ok(None) => Vec::new(),
            Err(sentence) => panic!("{sentence}"),
        };
        for at in 0..rows.len() {
            let mark = format!("R{at}.x");
            prop_assert!(
                codes.iter().any(|code| code.starts_with(&mark)) || report.contains(&mark),
                "{mark} is lost in {table:?}\n{report}\n{spec:?}"
            );
        }
        prop_assert!(!report.contains("\u{1b}[31m"), "{report}");
    }

    #[test]
    fn what_errspec_exports_is_imported_to_the_letter(message in text(), texts in prop::collection::vec(text(), 3)) {
        let message = format!("{} {{p}}", placeholders::literal(&message));
        let quoted = |text: &str| toml_edit::Value::from(text).to_string();
        let spec = format!(
            "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = {}\ntitle = {}\ncause = {}\nfix = {}\n\
             aliases = [\"B\", \"C\"]\nparams.p = {{ type = \"integer\", example = 3 }}\n",
            quoted(&message), quoted(&texts[0]), quoted(&texts[1]), quoted(&texts[2]),
        );
        let exported = crate::export::csv(&spec).unwrap();
        let (spec, report) = imported(Format::Csv, &exported);
        let spec = spec.unwrap().unwrap();
        let entry = &entries(&spec)[0];
        let said = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
        prop_assert_eq!(entry.message.template(), message);
        prop_assert_eq!((&entry.title, &entry.cause), (&said(&texts[0]), &said(&texts[1])));
        prop_assert_eq!(&entry.fix, &said(&texts[2]));
        prop_assert_eq!(&entry.aliases, &["B", "C"]);
        prop_assert_eq!(report, "");
    }

    #[test]
    fn every_message_becomes_one_that_compiles(message in text()) {
        let template = placeholders::read(&message).text;
        let message = toml_edit::Value::from(template);
        entries(&format!("[[error]]\ncode = \"A\"\nstatus = 400\nmessage = {message}\n"));
    }

    #[test]
    fn no_input_is_too_odd(source in prop::collection::vec(text(), 0..12)) {
        let table = "| code | status | message |\n| --- | --- | --- |\n";
        let source = source.concat();
        for (format, source) in [
            (Format::Csv, source.clone()),
            (Format::Markdown, format!("{table}| A | 400 | {source} |\n{source}")),
            (Format::Json, source.clone()),
            (Format::Json, format!("{{\"A\":{{\"status\":400,\"message\":{}}}}}", serde_json::json!(source))),
            (Format::Rust, source.clone()),
            (Format::Rust, format!("enum E {{ #[error({source:?})] A }}")),
        ] {
            if let (Ok(Some(spec)), _) = imported(format, &source) {
                entries(&spec);
            }
        }
    }
}
