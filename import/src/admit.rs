//! The compiler has the last word: rows that break a rule are left out,
//! names that cannot stand in Rust get a `variant`, denied lints an `allow`.
//! It judges the rows with what stands in for the answers to their questions.

use std::collections::{HashMap, HashSet};

use errspec_codegen::rules::{INVALID_NAME, NAME_COLLISION};
use errspec_codegen::{Finding, Level, compile};
use toml_edit::{Array, Value};

use crate::Spec;
use crate::draft::{Draft, SpecText, position};
use crate::lints;
use crate::report::Report;
use crate::row::Row;
use crate::rust_names::RustNames;

/// A spec that compiles as soon as its questions are answered. `None` where no row is left.
pub fn admit(mut draft: Draft, report: &mut Report) -> Option<Spec> {
    prefix_numbers(&mut draft, report);
    loop {
        if draft.errors.is_empty() {
            return None;
        }
        let spec = draft.judged();
        let (catalog, found) = compile(&spec.text);
        if catalog.is_some() {
            lints::suit(&mut draft, &spec, found.findings(), report);
            report_questions(&draft, report);
            return Some(Spec { text: draft.asked().text, codes: draft.errors.len() });
        }
        let findings: Vec<&Finding> =
            found.findings().iter().filter(|finding| finding.level == Level::Deny).collect();
        mend(&mut draft, &spec, &findings, report)?;
    }
}

/// Of the rows that are left.
fn report_questions(draft: &Draft, report: &mut Report) {
    for row in &draft.errors {
        for question in row.questions() {
            report.question(row.line, format!("`{}`: {}", row.code(), question.text));
        }
    }
}

/// A table of numbers, or of symbols such as `42P01`, has a prefix for all its
/// Rust names.
fn prefix_numbers(draft: &mut Draft, report: &mut Report) {
    let is_symbol = |row: &Row| {
        let mut bytes = row.code().bytes();
        row.get("variant").is_none()
            && bytes.all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'_' | b'-'))
    };
    let is_number = |row: &&Row| row.code().starts_with(|c: char| c.is_ascii_digit());
    let numbers = draft.errors.iter().filter(is_number).count();
    let Some(first) = draft.errors.first() else { return };
    if numbers * 2 >= draft.errors.len() && draft.errors.iter().all(is_symbol) {
        let line = first.line;
        let catalog = draft.catalog.get_or_insert_with(|| Row::new(line));
        if catalog.get("variant_prefix").is_none() {
            catalog.set("variant_prefix", "E");
            let what = "most codes begin with a digit";
            report.note(
                line,
                format!("{what}: an invented `variant_prefix = \"E\"` makes Rust names of them"),
            );
        }
    }
}

/// Gives a name to rows whose own will not do, and leaves out every other row
/// that has a finding. Every call changes the draft, so there is a last one.
/// `None` where the findings are about no row.
fn mend(
    draft: &mut Draft,
    spec: &SpecText,
    findings: &[&Finding],
    report: &mut Report,
) -> Option<()> {
    let mut out = HashSet::new();
    let mut retired_out = HashSet::new();
    let mut operations_out = HashSet::new();
    let mut renamed = HashSet::new();
    let mut names: Option<RustNames> = None;
    for finding in findings {
        let start = finding.span.start;
        if let Some(at) = position(&spec.errors, start) {
            let is_name = [&NAME_COLLISION, &INVALID_NAME].contains(&finding.rule);
            if is_name && renamed.contains(&at) {
                continue;
            }
            if is_name && draft.errors[at].get("variant").is_none() {
                renamed.insert(at);
                let names = names.get_or_insert_with(|| RustNames::of(draft));
                names.give(&mut draft.errors[at], finding, report);
                continue;
            }
            if finding.rule.is_lint() && draft.errors[at].allow(finding.rule.id) {
                let row = &draft.errors[at];
                let (code, lint, what) = (row.code(), finding.rule.id, &finding.message);
                let note =
                    format!("`{code}`: {what}, which an invented `allow` of `{lint}` permits");
                report.note(row.line, note);
                continue;
            }
            leave_out(&draft.errors[at], finding, spec, draft, report);
            out.insert(at);
        } else if let Some(at) = position(&spec.retired, start) {
            leave_out(&draft.retired[at], finding, spec, draft, report);
            retired_out.insert(at);
        } else if let Some(at) = position(&spec.operations, start) {
            let row = &draft.operations[at];
            let name = row.text("name").unwrap_or_default();
            report.part_left_out(row.line, format!("the operation `{name}`: {}", finding.message));
            operations_out.insert(at);
        } else {
            leave_out_head(draft, finding, report)?;
        }
    }
    leave_out_replaced(draft, &mut out, report);
    retain(&mut draft.errors, &out);
    retain(&mut draft.retired, &retired_out);
    retain(&mut draft.operations, &operations_out);
    if !out.is_empty() {
        keep_known_codes(draft);
    }
    Some(())
}

/// Leaves out what is replaced by a code that is left out, and so on: the compiler would
/// see one after another.
fn leave_out_replaced(draft: &Draft, out: &mut HashSet<usize>, report: &mut Report) {
    let mut rows_with: HashMap<&str, usize> = HashMap::new();
    let mut replaced_by: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, row) in draft.errors.iter().enumerate() {
        *rows_with.entry(row.code()).or_default() += 1;
        if let Some(code) = replacement(row) {
            replaced_by.entry(code).or_default().push(at);
        }
    }
    let mut gone: Vec<usize> = out.iter().copied().collect();
    while let Some(at) = gone.pop() {
        let code = draft.errors[at].code();
        let rest = rows_with.entry(code).or_default();
        *rest -= 1;
        if *rest > 0 {
            continue;
        }
        for replaced in replaced_by.remove(code).into_iter().flatten() {
            if out.insert(replaced) {
                let row = &draft.errors[replaced];
                let reason = format!("`{}`: `{code}`, which replaces it, is left out", row.code());
                report.row_left_out(row.line, reason);
                gone.push(replaced);
            }
        }
    }
}

/// Operations answer with the codes that are left.
fn keep_known_codes(draft: &mut Draft) {
    let known: HashSet<&str> = draft.errors.iter().map(Row::code).collect();
    for row in draft.operations.iter_mut().chain(&mut draft.common) {
        if let Some(Value::Array(codes)) = row.get("errors") {
            let is_known = |code: &&Value| code.as_str().is_some_and(|code| known.contains(code));
            let left: Array = codes.iter().filter(is_known).cloned().collect();
            row.set("errors", left);
        }
    }
}

fn replacement(row: &Row) -> Option<&str> {
    row.get("deprecated")?.as_inline_table()?.get("replaced_by")?.as_str()
}

fn retain(rows: &mut Vec<Row>, out: &HashSet<usize>) {
    let mut at = 0;
    rows.retain(|_| {
        at += 1;
        !out.contains(&(at - 1))
    });
}

fn leave_out(row: &Row, finding: &Finding, spec: &SpecText, draft: &Draft, report: &mut Report) {
    let mut reason = finding.message.clone();
    if let Some((span, _)) = &finding.related
        && let Some(at) = position(&spec.errors, span.start)
    {
        let line = draft.errors[at].line;
        reason.push_str(&if line == row.line {
            " in this row".to_owned()
        } else {
            format!(", in line {line}")
        });
    }
    if let Some(help) = &finding.help {
        reason.push_str(&format!("; {help}"));
    }
    report.row_left_out(row.line, format!("`{}`: {reason}", row.code()));
}

fn leave_out_head(draft: &mut Draft, finding: &Finding, report: &mut Report) -> Option<()> {
    let head = [&mut draft.fallback, &mut draft.envelope, &mut draft.catalog]
        .into_iter()
        .find_map(Option::take)?;
    report.part_left_out(
        head.line,
        format!("what is said of the table as a whole: {}", finding.message),
    );
    Some(())
}
