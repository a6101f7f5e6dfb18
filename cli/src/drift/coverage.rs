//! Which codes were seen, how often, and which never.

use errspec_codegen::catalog::{Catalog, Entry};
use errspec_codegen::{Finding, Level, counted, rules};
use serde::Serialize;

use super::traffic::Traffic;
use crate::findings::Exceptions;

/// For a person at a terminal: the codes that came, the most frequent first.
pub fn summary(catalog: &Catalog, traffic: &Traffic<'_, '_>) -> String {
    let mut seen: Vec<(&Entry, usize)> =
        catalog.entries.iter().zip(traffic.seen.iter().copied()).collect();
    seen.retain(|(_, count)| *count > 0);
    seen.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let width = seen.first().map_or(0, |(_, most)| most.to_string().len());
    let mut text = String::new();
    for (entry, count) in &seen {
        text.push_str(&format!("{count:>width$}  {}\n", entry.code));
    }
    let exchanges = counted(traffic.exchanges, "exchange");
    let errors = counted(traffic.errors, "error");
    let without_body = match traffic.without_body {
        0 => String::new(),
        count => format!(" ({count} without a body)"),
    };
    let broken = match traffic.broken {
        0 => String::new(),
        count => format!(", {} left out as broken", counted(count, "record")),
    };
    let (came, all) = (seen.len(), counted(catalog.entries.len(), "code"));
    text + &format!("{exchanges}, {errors}{without_body}{broken}; {came} of {all} seen\n")
}

/// A finding for each code that never came, where that is asked for.
pub fn unseen(
    catalog: &Catalog,
    seen: &[usize],
    is_required: bool,
    exceptions: &mut Exceptions<'_>,
) -> Vec<Finding> {
    let rule = &rules::UNSEEN_CODE;
    let rows = catalog.entries.iter().zip(seen).filter(|(_, count)| **count == 0);
    let findings = rows.filter_map(|(entry, _)| {
        let is_excused = exceptions.is_excused(rule, &entry.code);
        let level = match is_required {
            true => Level::Deny,
            false => catalog.level(rule),
        };
        let message = format!("`{}` came in no response", entry.code);
        let finding = Finding::new(rule, entry.span.clone(), message)
            .at(level)
            .help("provoke it in a test, or say in the row's `allow` why it cannot be provoked");
        (!is_excused && level > Level::Allow).then_some(finding)
    });
    findings.collect()
}

/// Docs/drift.md documents the members; none is ever removed or renamed.
#[derive(Serialize)]
struct Document<'c> {
    exchanges: usize,
    errors: usize,
    without_body: usize,
    broken_records: usize,
    codes: Vec<Counted<'c>>,
}

#[derive(Serialize)]
struct Counted<'c> {
    code: &'c str,
    responses: usize,
}

/// How often each code came, in the table's order.
pub fn document(catalog: &Catalog, traffic: &Traffic<'_, '_>) -> Result<String, serde_json::Error> {
    let codes = catalog.entries.iter().zip(&traffic.seen);
    let codes = codes.map(|(entry, count)| Counted { code: &entry.code, responses: *count });
    errspec_codegen::to_json(&Document {
        exchanges: traffic.exchanges,
        errors: traffic.errors,
        without_body: traffic.without_body,
        broken_records: traffic.broken,
        codes: codes.collect(),
    })
}
