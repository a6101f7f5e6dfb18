//! What was said of each variant becomes a row.

use std::collections::HashSet;

use errspec_codegen::{counted, variant_name};

use super::model::{Enum, Variant};
use super::said::{Said, Source, Statement};
use crate::options::Options;
use crate::placeholders::{self, Piece, Template};
use crate::report::Report;
use crate::row::{Row, key};

/// How many variants say enough for a row, then how much is said at all.
pub fn readable(of: &Enum, options: &Options) -> (usize, usize) {
    let complete = of.variants.iter().filter(|variant| {
        let has_status = options.default_status.is_some() || status(variant).is_ok();
        has_status && message(variant).is_ok()
    });
    (complete.count(), of.variants.iter().map(|variant| variant.said.len()).sum())
}

/// The rows of an enum, with a report of what could not be read.
pub fn rows(of: &Enum, options: &Options, report: &mut Report) -> Vec<Row> {
    of.remarks.iter().for_each(|remark| report.push(remark.clone()));
    report_second_sources(of, report);
    let rows: Vec<Row> =
        of.variants.iter().filter_map(|variant| row(variant, options, report)).collect();
    let lines: HashSet<usize> = rows.iter().map(|row| row.line).collect();
    let is_row = |variant: &&Variant| lines.contains(&variant.line);
    let taken: Vec<&Variant> = of.variants.iter().filter(is_row).collect();
    for key in ["message", "cause"] {
        if taken.iter().any(|variant| doc_is(variant) == Some(key)) {
            report.note(of.line, format!("doc comments of `{}` became `{key}`", of.name));
        }
    }
    let nameless = taken.iter().filter(|variant| statement(variant, "code").is_none()).count();
    if nameless > 0 {
        let variants = counted(nameless, "variant");
        report
            .note(of.line, format!("nothing says the codes of {variants}: their names are taken"));
    }
    rows
}

/// Says which of two sources of one key is believed.
fn report_second_sources(of: &Enum, report: &mut Report) {
    for key in ["code", "message"] {
        let mut reported: HashSet<(&str, &str)> = HashSet::new();
        for variant in &of.variants {
            let Some(best) = statement(variant, key) else { continue };
            let others =
                variant.said.iter().filter(|other| other.key == key && other.source != best.source);
            for other in
                others.filter(|other| format!("{:?}", other.value) != format!("{:?}", best.value))
            {
                let pair = (best.of.as_str(), other.of.as_str());
                if reported.insert(pair) {
                    let (best, other) = pair;
                    report.note(
                        variant.line,
                        format!("`{key}` is what `{best}` says, not `{other}`"),
                    );
                }
            }
        }
    }
}

/// The key that a variant's doc comment is used for.
fn doc_is(variant: &Variant) -> Option<&'static str> {
    variant.doc.as_ref()?;
    if statement(variant, "message").is_none() {
        Some("message")
    } else {
        statement(variant, "cause").is_none().then_some("cause")
    }
}

/// The statement that is believed.
fn statement<'v>(variant: &'v Variant, key: &str) -> Option<&'v Statement> {
    variant
        .said
        .iter()
        .filter(|statement| statement.key == key)
        .min_by_key(|statement| statement.source)
}

fn status(variant: &Variant) -> Result<u16, String> {
    match statement(variant, "status") {
        Some(Statement { value: Said::Status(status), .. }) => Ok(*status),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            Err(format!("its status in `{of}` cannot be read in line {line}: {reason}"))
        }
        _ => Err("nothing says its status; --default-status gives one".to_owned()),
    }
}

fn message(variant: &Variant) -> Result<Template, String> {
    match statement(variant, "message") {
        // What formatting writes is written so. Any other text may be a template.
        Some(Statement { value: Said::Text(text), source: Source::Display, .. }) => {
            Ok(placeholders::name(&[Piece::Text(text.clone())]))
        }
        Some(Statement { value: Said::Text(text), .. }) => Ok(placeholders::read(text)),
        Some(Statement { value: Said::Format(pieces), .. }) => Ok(placeholders::name(pieces)),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            Err(format!("its message in `{of}` cannot be read in line {line}: {reason}"))
        }
        _ => match &variant.doc {
            Some(doc) => Ok(placeholders::name(&[Piece::Text(doc.clone())])),
            None => Err("nothing says its message".to_owned()),
        },
    }
}

fn row(variant: &Variant, options: &Options, report: &mut Report) -> Option<Row> {
    let status = status(variant).or_else(|reason| options.default_status.ok_or(reason));
    let (status, message) = match (status, message(variant)) {
        (Ok(status), Ok(message)) => (status, message),
        (Err(reason), _) | (_, Err(reason)) => {
            report.row_left_out(variant.line, format!("`{}`: {reason}", variant.name));
            return None;
        }
    };
    let mut row = Row::new(variant.line);
    row.set("code", code(variant, report));
    row.set("status", i64::from(status));
    if variant_name(row.code()).as_ref() != Some(&variant.name) {
        row.set("variant", variant.name.as_str());
    }
    set_others(&mut row, variant, report);
    row.set_message(&message, report);
    Some(row)
}

/// The code on the wire, or the variant's name where nothing says one.
fn code(variant: &Variant, report: &mut Report) -> String {
    match statement(variant, "code") {
        Some(Statement { value: Said::Text(code), .. }) => return code.clone(),
        Some(Statement { of, line, .. }) => report.part_left_out(
            *line,
            format!("`{0}`: its code in `{of}` cannot be read, so it is `{0}`", variant.name),
        ),
        None => {}
    }
    variant.name.clone()
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
