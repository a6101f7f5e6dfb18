//! What was said of each variant becomes a row.

use std::collections::HashSet;

use errspec_codegen::{counted, variant_name};

use super::believed::{Status, doc_is, message, statement, status};
use super::model::{Enum, Variant};
use super::remarks::{report_formatting, report_second_sources, report_sources};
use super::said::{Said, Source, Statement};
use crate::options::Options;
use crate::placeholders::{self, Piece};
use crate::report::Report;
use crate::row::{Row, key};

/// How many variants say enough for a row, then how much is said at all.
pub fn readable(of: &Enum, options: &Options) -> (usize, usize) {
    let complete = of.variants.iter().filter(|variant| {
        let has_status =
            options.default_status.is_some() || matches!(status(variant), Status::Said(_));
        has_status && message(variant).is_ok()
    });
    (complete.count(), of.variants.iter().map(|variant| variant.said.len()).sum())
}

/// The rows of an enum, with a report of what could not be read.
pub fn rows(of: &Enum, options: &Options, report: &mut Report) -> Result<Vec<Row>, String> {
    of.remarks.iter().for_each(|remark| report.push(remark.clone()));
    let has_status = |variant: &Variant| !matches!(status(variant), Status::Missing);
    if options.default_status.is_none() && !of.variants.iter().any(has_status) {
        return Err(format!(
            "nothing in it says the status of a variant of `{}`: --default-status gives all one, \
             --enum takes another enum",
            of.name
        ));
    }
    if !of.variants.iter().any(|variant| message(variant).is_ok()) {
        return Err(format!("nothing in it says the message of a variant of `{}`", of.name));
    }
    report_second_sources(of, report);
    // What a derive makes of a variant without an attribute is its name, as a rule.
    let has_code = |variant: &Variant| {
        let code = statement(variant, "code");
        code.is_some_and(|code| matches!(code.source, Source::Method | Source::LikeMethod))
    };
    let has_codes = of.variants.iter().any(has_code);
    let rows: Vec<Row> =
        of.variants.iter().filter_map(|variant| row(variant, has_codes, options, report)).collect();
    let lines: HashSet<usize> = rows.iter().map(|row| row.line).collect();
    let is_row = |variant: &&Variant| lines.contains(&variant.line);
    let taken: Vec<&Variant> = of.variants.iter().filter(is_row).collect();
    for key in ["message", "cause"] {
        if taken.iter().any(|variant| doc_is(variant) == Some(key)) {
            report.note(of.line, format!("doc comments of `{}` became `{key}`", of.name));
        }
    }
    let nameless = taken.iter().filter(|variant| statement(variant, "code").is_none()).count();
    if !has_codes && nameless > 0 {
        let variants = counted(nameless, "variant");
        report
            .note(of.line, format!("nothing says the codes of {variants}: their names are taken"));
    }
    report_sources(of, &taken, report);
    Ok(rows)
}

fn row(variant: &Variant, has_codes: bool, options: &Options, report: &mut Report) -> Option<Row> {
    let status = match (status(variant), options.default_status) {
        (Status::Missing, Some(status)) => Ok(Status::Said(status)),
        (Status::Missing, None) => {
            Err("nothing says its status; --default-status gives one".to_owned())
        }
        (status, _) => Ok(status),
    };
    let (status, message) = match (status, message(variant)) {
        (Ok(status), Ok(message)) => (status, message),
        (Err(reason), _) | (_, Err(reason)) => {
            report.row_left_out(variant.line, format!("`{}`: {reason}", variant.name));
            return None;
        }
    };
    let mut row = Row::new(variant.line);
    set_code(&mut row, variant, has_codes);
    match status {
        Status::Said(status) => row.set_status(i64::from(status)),
        Status::Unread(reason) => row.ask_status(&reason),
        Status::Missing => {}
    }
    if row.question("code").is_some() || variant_name(row.code()).as_ref() != Some(&variant.name) {
        row.set("variant", variant.name.as_str());
    }
    set_others(&mut row, variant, report);
    if row.text("cause").is_some_and(|cause| says_the_same(cause, &message)) {
        row.remove("cause");
    }
    row.set_message(&placeholders::name(&message), report);
    report_formatting(&row, &message, report);
    if let Some(cfg) = &variant.cfg {
        let code = row.code();
        report.note(
            row.line,
            format!("`{code}`: the enum has it under `cfg({cfg})` alone, the spec has it always"),
        );
    }
    Some(row)
}

/// Whether a doc comment repeats the message.
fn says_the_same(doc: &str, message: &[Piece]) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    matches!(message, [Piece::Text(text)] if bare(text) == bare(doc))
}

/// The code on the wire, or the variant's name where the enum has no codes.
fn set_code(row: &mut Row, variant: &Variant, has_codes: bool) {
    let reason = match statement(variant, "code") {
        Some(Statement { value: Said::Text(code), .. }) => return row.set("code", code.as_str()),
        None if !has_codes => return row.set("code", variant.name.as_str()),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            format!("its code in `{of}` cannot be read in line {line}: {reason}")
        }
        Some(Statement { of, line, .. }) => {
            format!("its code in `{of}` cannot be read in line {line}: it has parameters")
        }
        None => "nothing says its code, as it does of others".to_owned(),
    };
    row.ask_code(&variant.name, &reason);
}

fn set_others(row: &mut Row, variant: &Variant, report: &mut Report) {
    if let (Some("cause"), Some(doc)) = (doc_is(variant), &variant.doc) {
        row.set("cause", doc.as_str());
    }
    if let Some(deprecated) = &variant.deprecated {
        row.set("deprecated", deprecated.clone());
    }
    let mut keys: Vec<&str> = variant.said.iter().map(|statement| statement.key).collect();
    keys.sort_unstable();
    keys.dedup();
    for name in keys.into_iter().filter(|key| !matches!(*key, "code" | "status" | "message")) {
        let (Some(Statement { value, of, line, .. }), Some(key)) =
            (statement(variant, name), key(name))
        else {
            continue;
        };
        match value {
            Said::Text(text) => row.set(key.name, text.as_str()),
            Said::Integer(integer) => row.set(key.name, *integer),
            // What is not retryable needs no word.
            Said::Boolean(false) => {}
            Said::Boolean(true) => row.set(key.name, true),
            _ => report.part_left_out(
                *line,
                format!("`{}`: its `{}` in `{of}` cannot be read", variant.name, key.name),
            ),
        }
    }
}
