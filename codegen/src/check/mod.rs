//! Rows to a catalog that is right by construction, or a report of every problem.

mod accept;
mod allow;
mod envelope;
mod head;
mod lints;
mod literal;
mod message;
mod operations;
mod row;
mod table;

use std::collections::{BTreeSet, HashSet};

use toml::Spanned;

use crate::catalog::{Catalog, Entry, Path};
use crate::maps::map;
use crate::parse::{Broken, Row, Spec};
use crate::report::{Finding, Level, Report, Span};
use crate::rules::{self, Rule};

/// Every row, as far as it could be understood.
pub(crate) struct Drafts<'s> {
    /// The text of the spec.
    pub source: &'s str,
    pub spec: &'s Spec,
    pub broken: Broken,
    pub rows: Vec<Draft<'s>>,
}

/// A row on its way to becoming an entry. What the row got wrong is missing, so
/// that rules over all rows can still see the rest of it.
pub(crate) struct Draft<'s> {
    pub row: &'s Row,
    /// The code, if it is a valid one.
    pub code: Option<&'s Spanned<String>>,
    /// The aliases that are valid.
    pub aliases: Vec<&'s Spanned<String>>,
    /// The names that the row claims on the generated enum.
    pub names: Vec<Name>,
    /// The whole row, where nothing in it is wrong.
    pub entry: Option<Entry>,
}

/// What a [`Name`] is of that is no constructor.
const VARIANT: &str = "variant";

/// A name on the generated enum and the value that it comes from.
pub(crate) struct Name {
    pub text: String,
    pub span: Span,
    pub of: &'static str,
}

/// What a lint looks at: an entry, and the row and text that it came from.
pub(crate) struct Subject<'s> {
    pub source: &'s str,
    pub entry: &'s Entry,
    pub row: &'s Row,
    /// The languages into which other rows are translated.
    pub languages: &'s [String],
    /// Whether there are operations, and none may answer with the code.
    pub is_in_no_operation: bool,
}

/// Makes the catalog where no rule at level deny is broken.
pub(crate) fn check(
    source: &str,
    spec: &Spec,
    broken: Broken,
    report: &mut Report,
) -> Option<Catalog> {
    let mut head = head::check(spec, broken, report);
    let mut context = row::Context {
        docs_url: row::written(&spec.catalog.docs_url),
        variant_prefix: head.variant_prefix,
        places: (broken < Broken::Head).then_some(head.places),
    };
    let rows = spec.error.iter();
    let rows = rows.map(|row| row::draft(row.get_ref(), &mut context, report)).collect();
    let drafts = Drafts { source, spec, broken, rows };
    let retired = row::retired(spec, report);
    let allow = allow::check(spec, report);
    let accept = accept::check(spec, report);
    for check in table::RULES {
        check(&drafts, report);
    }
    lint(&drafts, report);
    let entries = || drafts.rows.iter().filter_map(|row| row.entry.as_ref());
    head.envelope.of_codes = of_codes(entries());
    if let Some(places) = context.places.filter(|_| report.errors() == 0) {
        places.check_replaced(&head.envelope, report);
    }
    if report.errors() > 0 {
        return None;
    }
    let mut entries: Vec<Entry> = drafts.rows.into_iter().filter_map(|row| row.entry).collect();
    let (operations, common) = operations::resolve(spec, &mut entries);
    Some(Catalog {
        name: head.name,
        title: row::written(&spec.catalog.title),
        api_version: row::written(&spec.catalog.api_version),
        docs_url: row::written(&spec.catalog.docs_url),
        envelope: head.envelope,
        fallback: head.fallback,
        operations,
        common,
        entries,
        retired,
        levels: map(spec.lints.iter().map(|(lint, level)| (lint.get_ref().clone(), *level))),
        allow,
        accept,
    })
}

/// The places where codes have constants, in the order of their first appearance.
fn of_codes<'d>(entries: impl Iterator<Item = &'d Entry>) -> Vec<Path> {
    let mut known = HashSet::new();
    let paths = entries.flat_map(|entry| &entry.constants).map(|(path, _)| path);
    paths.filter(|path| known.insert(*path)).cloned().collect()
}

/// Runs every lint over every whole row, minds the levels of `[lints]`, and
/// keeps count of which `allow` was needed. A row that breaks an always-error
/// rule is not judged further, and no row where the levels could not be read.
fn lint(drafts: &Drafts<'_>, report: &mut Report) {
    if drafts.broken == Broken::Head {
        return;
    }
    let mut errors: Vec<usize> = report.findings().iter().map(|found| found.span.start).collect();
    errors.sort_unstable();
    let levels = Levels::of(drafts.spec);
    for finding in operations::duplicates(drafts.spec) {
        if levels.duplicate_in_operation > Level::Allow {
            report.push(finding.at(levels.duplicate_in_operation));
        }
    }
    let languages = languages(drafts);
    let in_operations = operations::are_known(drafts.spec).then(|| operations::used(drafts.spec));
    let ends = drafts.spec.error.iter().skip(1).map(|next| next.span().start);
    let ends = ends.chain([usize::MAX]);
    for ((draft, row), end) in drafts.rows.iter().zip(&drafts.spec.error).zip(ends) {
        let first_error = errors.partition_point(|at| *at < row.span().start);
        let is_whole = errors.get(first_error).is_none_or(|at| *at >= end);
        if let (Some(entry), true) = (&draft.entry, is_whole) {
            let is_in_no_operation =
                in_operations.as_ref().is_some_and(|used| !used.contains(entry.code.as_str()));
            let subject = Subject {
                source: drafts.source,
                entry,
                row: draft.row,
                languages: &languages,
                is_in_no_operation,
            };
            lint_row(&subject, &levels, report);
        }
    }
}

/// Every language of the spec, sorted.
fn languages(drafts: &Drafts<'_>) -> Vec<String> {
    let entries = drafts.rows.iter().filter_map(|draft| draft.entry.as_ref());
    let translations = entries.flat_map(|entry| &entry.translations);
    let languages = translations.map(|translation| translation.language.clone());
    languages.collect::<BTreeSet<_>>().into_iter().collect()
}

fn lint_row(subject: &Subject<'_>, levels: &Levels, report: &mut Report) {
    let mut needed = vec![false; subject.row.allow.len()];
    for ((rule, check), level) in lints::LINTS.iter().zip(levels.lints) {
        let findings = check(subject);
        if findings.is_empty() {
            continue;
        }
        let mut allowed = false;
        for (needed, lint) in needed.iter_mut().zip(allows(subject.row)) {
            if lint.is_some_and(|lint| lint.get_ref() == rule.id) {
                (*needed, allowed) = (true, true);
            }
        }
        if !allowed && level > Level::Allow {
            for finding in findings {
                report.push(finding.at(level));
            }
        }
    }
    unused_allow(subject.row, &needed, levels.unused_allow, report);
}

fn allows(row: &Row) -> impl Iterator<Item = Option<&Spanned<String>>> {
    row.allow.iter().map(|allow| allow.get_ref().lint.as_ref())
}

fn unused_allow(row: &Row, needed: &[bool], level: Level, report: &mut Report) {
    let own = rules::UNUSED_ALLOW.id;
    if allows(row).flatten().any(|lint| lint.get_ref() == own) {
        return;
    }
    for (lint, needed) in allows(row).zip(needed) {
        let Some(lint) = lint.filter(|lint| is_of_a_spec(lint.get_ref())) else {
            continue;
        };
        if !needed && level > Level::Allow {
            let message = format!("`{}` does not fire on this row", lint.get_ref());
            let finding = Finding::new(&rules::UNUSED_ALLOW, lint.span(), message)
                .help("remove this entry from `allow`");
            report.push(finding.at(level));
        }
    }
}

/// Whether this is the id of a lint of the spec itself: who reads source or traffic says
/// which of the others are not needed.
fn is_of_a_spec(id: &str) -> bool {
    rules::of_a_spec().any(|rule| rule.id == id && rule.is_lint())
}

/// The levels of the lints in a spec.
struct Levels {
    lints: [Level; lints::LINTS.len()],
    unused_allow: Level,
    duplicate_in_operation: Level,
}

impl Levels {
    fn of(spec: &Spec) -> Self {
        let level = |rule: &Rule| {
            let set = spec.lints.iter().find(|(lint, _)| lint.get_ref() == rule.id);
            set.map_or(rule.level(), |(_, level)| *level)
        };
        Self {
            lints: lints::LINTS.map(|(rule, _)| level(rule)),
            unused_allow: level(&rules::UNUSED_ALLOW),
            duplicate_in_operation: level(&rules::DUPLICATE_IN_OPERATION),
        }
    }
}
