//! Rows become the text of a spec.

use std::borrow::Cow;
use std::ops::Range;

use errspec_codegen::keys::{self, Key};
use toml_edit::{Array, Table, Value};

use crate::row::Row;

/// A spec that is to be.
#[derive(Default)]
pub struct Draft {
    pub catalog: Option<Row>,
    pub envelope: Option<Row>,
    pub fallback: Option<Row>,
    pub common: Option<Row>,
    pub lints: Vec<LintLevel>,
    pub operations: Vec<Row>,
    pub errors: Vec<Row>,
    pub retired: Vec<Row>,
    /// Do the rows go behind those of another spec, whose lints they have?
    pub is_addition: bool,
}

/// A lint that the imported rows break so often that it is off.
pub struct LintLevel {
    pub lint: &'static str,
    /// One line.
    pub reason: String,
}

/// The text of a spec, and where in it each row is.
pub struct SpecText {
    pub text: String,
    pub operations: Vec<Range<usize>>,
    pub errors: Vec<Range<usize>>,
    pub retired: Vec<Range<usize>>,
}

impl Draft {
    /// Of rows alone.
    pub fn of(errors: Vec<Row>) -> Self {
        Self { errors, ..Self::default() }
    }

    /// With what stands in for the answers to its questions.
    pub fn judged(&self) -> SpecText {
        self.text(|row| Cow::Borrowed(row))
    }

    /// With its questions, each behind a comment.
    pub fn asked(&self) -> SpecText {
        self.text(Row::asked)
    }

    /// Keys stand in the order of the compiler's list, a blank line parts tables.
    fn text(&self, shown: impl Fn(&Row) -> Cow<'_, Row>) -> SpecText {
        let mut text = String::new();
        for (name, row, keys) in [
            ("catalog", &self.catalog, keys::CATALOG),
            ("envelope", &self.envelope, keys::ENVELOPE),
            ("fallback", &self.fallback, keys::FALLBACK),
            ("common", &self.common, keys::COMMON),
        ] {
            if let Some(row) = row {
                push_table(&mut text, &format!("[{name}]"), row, keys);
            }
        }
        push_lints(&mut text, &self.lints);
        let mut push = |name, rows: &[Row], keys| push_tables(&mut text, name, rows, keys, &shown);
        let operations = push("operation", &self.operations, keys::OPERATION);
        let errors = push("error", &self.errors, keys::ERROR);
        let retired = push("retired", &self.retired, keys::RETIRED);
        SpecText { text, operations, errors, retired }
    }
}

fn push_lints(text: &mut String, lints: &[LintLevel]) {
    if !lints.is_empty() {
        text.push_str(if text.is_empty() { "[lints]\n" } else { "\n[lints]\n" });
    }
    for LintLevel { lint, reason } in lints {
        text.push_str(&format!("# {reason}\n{lint} = \"allow\"\n"));
    }
}

fn push_tables(
    text: &mut String,
    name: &str,
    rows: &[Row],
    keys: &[Key],
    shown: impl Fn(&Row) -> Cow<'_, Row>,
) -> Vec<Range<usize>> {
    let push = |row| {
        let start = text.len();
        push_table(text, &format!("[[{name}]]"), &shown(row), keys);
        start..text.len()
    };
    rows.iter().map(push).collect()
}

fn push_table(text: &mut String, header: &str, row: &Row, keys: &[Key]) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(header);
    text.push('\n');
    let mut table = Table::new();
    // A table of its own ends the row's other keys.
    for key in keys.iter().filter(|key| key.name != "case") {
        match row.get(key.name) {
            Some(Value::InlineTable(params)) if key.name == "params" => {
                let mut params = params.clone();
                params.set_dotted(true);
                table.insert(key.name, formatted(params.into()).into());
            }
            Some(value) => {
                table.insert(key.name, formatted(value.clone()).into());
            }
            None => {}
        }
        if let (Some(question), Some(mut name)) = (row.question(key.name), table.key_mut(key.name))
        {
            name.leaf_decor_mut().set_prefix(format!("# {}\n", question.text));
        }
    }
    text.push_str(&table.to_string());
    match row.get("case") {
        Some(Value::Array(cases)) => push_cases(text, cases),
        Some(other) => text.push_str(&format!("case = {other}\n")),
        None => {}
    }
}

/// `[[error.case]]`, each with its keys in the compiler's order.
fn push_cases(text: &mut String, cases: &Array) {
    if cases.iter().any(|case| !case.is_inline_table()) {
        text.push_str(&format!("case = {cases}\n"));
        return;
    }
    for case in cases.iter().filter_map(Value::as_inline_table) {
        let mut table = Table::new();
        let known = keys::CASE.iter().map(|key| key.name);
        let others = case
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !keys::CASE.iter().any(|key| key.name == *name));
        for name in known.chain(others) {
            if let Some(value) = case.get(name) {
                table.insert(name, formatted(value.clone()).into());
            }
        }
        text.push_str(&format!("\n[[error.case]]\n{table}"));
    }
}

/// A value as if it had been written by hand: no formatting of its source.
fn formatted(mut value: Value) -> Value {
    value.decor_mut().clear();
    value
}

/// The row whose text has this byte.
pub fn position(rows: &[Range<usize>], byte: usize) -> Option<usize> {
    let at = rows.partition_point(|range| range.end <= byte);
    rows.get(at).is_some_and(|range| range.contains(&byte)).then_some(at)
}
