//! What was said of each variant becomes a row.

use std::collections::HashSet;

use errspec_codegen::{counted, variant_name};

use super::model::{Enum, Variant};
use super::said::{Said, Source, Statement};
use crate::options::Options;
use crate::placeholders::{self, ParamType, Piece, Placeholder};
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

/// Says whose `#[source]` and `#[from]` the spec does not have, and which messages show
/// what is in them.
fn report_sources(of: &Enum, taken: &[&Variant], report: &mut Report) {
    let names = |holds: &dyn Fn(&Variant) -> bool| {
        let found = taken.iter().filter(|variant| holds(variant));
        let names: Vec<String> = found.map(|variant| format!("`{}`", variant.name)).collect();
        names.join(", ")
    };
    let sources = names(&|variant| variant.fields.iter().any(|field| field.is_source));
    let shown = names(&|variant| message(variant).is_ok_and(|pieces| shows_an_error(&pieces)));
    if !sources.is_empty() {
        report
            .note(of.line, format!("`#[from]` and `#[source]` of {sources}: left to the service"));
    }
    if !shown.is_empty() {
        report.note(
            of.line,
            format!("shown to every caller: the inner errors in the messages of {shown}"),
        );
    }
}

fn shows_an_error(pieces: &[Piece]) -> bool {
    let is_error = |piece: &Piece| {
        matches!(piece, Piece::Placeholder(Placeholder { r#type: ParamType::InnerError, .. }))
    };
    pieces.iter().any(is_error)
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
        // Where two functions are about one key, the one that could be read.
        .min_by_key(|said| (said.source, matches!(said.value, Said::Unreadable(_))))
}

enum Status {
    Said(u16),
    /// Why it cannot be read.
    Unread(String),
    Missing,
}

fn status(variant: &Variant) -> Status {
    match statement(variant, "status") {
        Some(Statement { value: Said::Status(status), .. }) => Status::Said(*status),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            Status::Unread(format!("its status in `{of}` cannot be read in line {line}: {reason}"))
        }
        _ => Status::Missing,
    }
}

/// The message, cut at its arguments.
fn message(variant: &Variant) -> Result<Vec<Piece>, String> {
    match statement(variant, "message") {
        // What formatting writes is written so. Any other text may be a template.
        Some(Statement { value: Said::Text(text), source: Source::Display, .. }) => {
            Ok(vec![Piece::Text(text.clone())])
        }
        Some(Statement { value: Said::Text(text), .. }) => Ok(placeholders::pieces(text)),
        Some(Statement { value: Said::Format(pieces), .. }) => Ok(pieces.clone()),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            Err(format!("its message in `{of}` cannot be read in line {line}: {reason}"))
        }
        _ => match &variant.doc {
            Some(doc) => Ok(vec![Piece::Text(doc.clone())]),
            None => Err("nothing says its message".to_owned()),
        },
    }
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

/// Says what formatting is left to the caller.
fn report_formatting(row: &Row, pieces: &[Piece], report: &mut Report) {
    let (code, line) = (row.code(), row.line);
    let formatted = pieces.iter().filter_map(|piece| match piece {
        Piece::Placeholder(Placeholder { written, .. }) => {
            let how = written.trim_end_matches('}').split_once(':')?.1;
            (!how.is_empty()).then_some(format!("`{written}`"))
        }
        _ => None,
    });
    let formatted: Vec<String> = formatted.collect();
    let text = format!("`{code}`: the caller formats {} itself", formatted.join(", "));
    // Debug needs nothing but another `format!`, a width or a precision is a decision.
    match formatted.iter().all(|written| written.ends_with(":?}`")) {
        _ if formatted.is_empty() => {}
        true => report.note(line, text),
        false => report.part_left_out(line, text),
    }
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
