//! What a row does not say of a variant.

use std::collections::HashSet;

use super::believed::{message, statement};
use super::model::{Enum, Variant};
use crate::placeholders::{ParamType, Piece, Placeholder};
use crate::report::Report;
use crate::row::Row;

/// Says whose `#[source]` and `#[from]` the spec does not have, and which messages show
/// what is in them.
pub fn report_sources(of: &Enum, taken: &[&Variant], report: &mut Report) {
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
pub fn report_second_sources(of: &Enum, report: &mut Report) {
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

/// Says what formatting is left to the caller.
pub fn report_formatting(row: &Row, pieces: &[Piece], report: &mut Report) {
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
