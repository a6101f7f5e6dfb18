//! What holds for every input.

use errspec_codegen::{catalog::Entry, compile};
use errspec_import::{Format, Imported, Options, import};
use proptest::prelude::*;

fn imported(format: Format, source: &str) -> Imported {
    import(source, format, &Options::default())
}

/// Answers the questions of statuses, and nothing else.
fn answered(spec: &str) -> String {
    let mut is_asked = false;
    let lines = spec.lines().map(|line| {
        let answered = if is_asked { "status = 500" } else { line };
        is_asked = line.starts_with("# ") && line.ends_with("which is 400 to 599");
        format!("{answered}\n")
    });
    lines.collect()
}

fn entries(spec: &str) -> Vec<Entry> {
    let spec = &answered(spec);
    let (catalog, report) = compile(spec);
    catalog.unwrap_or_else(|| panic!("{spec}\n{}", report.render("spec", spec, false))).entries
}

fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// What some reader takes for more than text.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "a", "Key", " ", "{", "}", "{{", "}}", "${x}", "{x}", "{0}", "%s", "%1$d", "%%", "<b>",
    "< a b >", "<", ">", ":name", ":", "\"", "'", "'''", "\"\"\"", "\\", "|", "`", "\n", "\r\n",
    "\t", "\u{1b}[31m", "\u{0}", "\u{feff}", "é", "=1+1", "-", "404", "&lt;", "<br>", "*", "_",
    "self", "[", "]", ",", ";", "#", "//", "\u{202e}",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..8);
    pieces.prop_map(|pieces| pieces.concat())
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
        let Imported { spec, report, .. } = imported(Format::Csv, &csv(&table));
        let spec = spec.map(|spec| spec.text).unwrap_or_default();
        let codes = match spec.as_str() {
            "" => Vec::new(),
            spec => entries(spec).into_iter().map(|entry| entry.code).collect(),
        };
        let report = report.to_string();
        for at in 0..rows.len() {
            let mark = format!("R{at}.x");
            prop_assert!(
                codes.iter().any(|code| code.starts_with(&mark)) || report.contains(&mark),
                "{mark} is lost in {table:?}\n{report}\n{spec}"
            );
        }
        prop_assert!(!report.contains('\u{1b}'), "{report}");
    }

    #[test]
    fn every_message_is_imported(message in text()) {
        prop_assume!(!message.trim().is_empty());
        let rows = [["code", "status", "message"], ["A", "400", &message]];
        let table = csv(&rows.map(|row| row.map(str::to_owned).to_vec()));
        let Imported { spec, report, .. } = imported(Format::Csv, &table);
        prop_assert!(report.is_complete(), "{report}");
        prop_assert_eq!(entries(&spec.unwrap().text).len(), 1);
    }

    #[test]
    fn no_input_is_too_odd(source in prop::collection::vec(text(), 0..12)) {
        let table = "| code | status | message |\n| --- | --- | --- |\n";
        let source = source.concat();
        let message = serde_json::json!(source);
        for (format, source) in [
            (Format::Csv, source.clone()),
            (Format::Markdown, format!("{table}| A | 400 | {source} |\n{source}")),
            (Format::Json, source.clone()),
            (Format::Json, format!("{{\"A\":{{\"status\":400,\"message\":{message}}}}}")),
            (Format::Rust, source.clone()),
            (Format::Rust, format!("enum E {{ #[error({source:?})] A }}")),
        ] {
            if let Ok(spec) = imported(format, &source).spec {
                entries(&spec.text);
            }
        }
    }
}
