//! Rows to a catalog that is right by construction, or a report of every problem.

mod head;
pub(crate) mod lints;
mod message;
pub(crate) mod names;
mod row;
pub(crate) mod table;

use toml::Spanned;

use crate::catalog::{Catalog, Entry};
use crate::parse::{Row, Spec};
use crate::report::{Finding, Level, Report, Span};
use crate::rules::{self, Check, RULES, Rule};

/// Every row, as far as it could be understood.
pub(crate) struct Drafts<'s> {
    pub spec: &'s Spec,
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

/// A name on the generated enum and the value that it comes from.
pub(crate) struct Name {
    pub text: String,
    pub span: Span,
    pub of: &'static str,
}

/// What a lint looks at: an entry and the row that it came from.
pub(crate) struct Subject<'s> {
    pub entry: &'s Entry,
    pub row: &'s Row,
}

/// Makes the catalog where no rule at level deny is broken.
pub(crate) fn check(spec: &Spec, report: &mut Report) -> Option<Catalog> {
    let head = head::check(spec, report);
    let context = row::Context {
        docs_url: spec.catalog.docs_url.as_deref(),
        variant_prefix: head.variant_prefix,
    };
    let drafts = Drafts {
        spec,
        rows: spec.error.iter().map(|row| row::draft(row.get_ref(), &context, report)).collect(),
    };
    let retired = row::retired(spec, report);
    for rule in RULES {
        if let Check::Table(check) = rule.check {
            check(&drafts, report);
        }
    }
    lint(&drafts, report);
    if report.errors() > 0 {
        return None;
    }
    Some(Catalog {
        name: head.name,
        title: spec.catalog.title.clone(),
        api_version: spec.catalog.api_version.clone(),
        docs_url: spec.catalog.docs_url.clone(),
        envelope: head.envelope,
        entries: drafts.rows.into_iter().filter_map(|row| row.entry).collect(),
        retired,
    })
}

/// Runs every lint over every whole row, minds the levels of `[lints]`, and
/// keeps count of which `allow` was needed.
fn lint(drafts: &Drafts<'_>, report: &mut Report) {
    for draft in &drafts.rows {
        let Some(entry) = &draft.entry else { continue };
        let subject = Subject { entry, row: draft.row };
        let mut needed = vec![false; draft.row.allow.len()];
        for rule in RULES {
            let Check::Lint(check) = rule.check else {
                continue;
            };
            let Some(mut finding) = check(&subject) else {
                continue;
            };
            let mut allowed = false;
            for (needed, lint) in needed.iter_mut().zip(allows(draft.row)) {
                if lint.is_some_and(|lint| lint.get_ref() == rule.id) {
                    (*needed, allowed) = (true, true);
                }
            }
            finding.level = level(rule, drafts.spec);
            if !allowed && finding.level > Level::Allow {
                report.push(finding);
            }
        }
        unused_allow(draft.row, &needed, drafts.spec, report);
    }
}

fn allows(row: &Row) -> impl Iterator<Item = Option<&Spanned<String>>> {
    row.allow.iter().map(|allow| allow.lint.as_ref())
}

fn unused_allow(row: &Row, needed: &[bool], spec: &Spec, report: &mut Report) {
    let own = rules::UNUSED_ALLOW.id;
    if allows(row).flatten().any(|lint| lint.get_ref() == own) {
        return;
    }
    for (lint, needed) in allows(row).zip(needed) {
        let Some(lint) = lint.filter(|lint| table::is_lint(lint.get_ref())) else {
            continue;
        };
        let level = level(&rules::UNUSED_ALLOW, spec);
        if !needed && level > Level::Allow {
            let message = format!("`{}` does not fire on this row", lint.get_ref());
            let finding = Finding::new(&rules::UNUSED_ALLOW, lint.span(), message)
                .help("remove this entry from `allow`");
            report.push(Finding { level, ..finding });
        }
    }
}

/// The level of a lint in this spec.
fn level(rule: &'static Rule, spec: &Spec) -> Level {
    spec.lints
        .iter()
        .find(|(lint, _)| lint.get_ref() == rule.id)
        .and_then(|(_, level)| head::level(level.get_ref()))
        .unwrap_or(rule.level)
}
