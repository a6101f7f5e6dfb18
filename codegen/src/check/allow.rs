//! `allow`, of rows and of the spec: findings that are meant.

use toml::Spanned;

use super::table::no_lint;
use crate::catalog::{Allow, AllowOutside};
use crate::parse::{Row, Spec};
use crate::report::{Finding, Report};
use crate::rules::{self, Kind};

/// The entries of a row that name a lint.
pub(super) fn of_row(row: &Row) -> Vec<Allow> {
    let entries = row.allow.iter().filter_map(|entry| {
        let (lint, reason) = (entry.get_ref().lint.as_ref()?, entry.get_ref().reason.as_ref()?);
        let (reason, span) = (reason.get_ref().clone(), lint.span());
        Some(Allow { lint: lint.get_ref().clone(), reason, span })
    });
    entries.collect()
}

/// The entries of the spec that name a lint of source or traffic, and a reason.
pub(super) fn check(spec: &Spec, report: &mut Report) -> Vec<AllowOutside> {
    let entries = spec.allow.iter().filter_map(|entry| {
        let entry = entry.get_ref();
        let lint = entry.lint.as_ref().filter(|lint| is_outside(lint, report))?;
        let reason = entry.reason.as_ref();
        let reason = reason.filter(|reason| says_why(reason, "the finding is meant", report))?;
        let text = entry.text.as_ref()?;
        Some(AllowOutside {
            lint: lint.get_ref().clone(),
            text: text.get_ref().clone(),
            reason: reason.get_ref().clone(),
            span: text.span(),
        })
    });
    entries.collect()
}

fn is_outside(lint: &Spanned<String>, report: &mut Report) -> bool {
    let id = lint.get_ref();
    let mut kinds = rules::lints().filter(|rule| rule.id == id).map(|rule| rule.kind);
    match kinds.next() {
        Some(Kind::Source(_) | Kind::Traffic(_)) => true,
        Some(_) => {
            let message = format!("`{id}` is a lint of rows");
            report.push(
                Finding::new(&rules::UNKNOWN_LINT, lint.span(), message)
                    .help("add it to the `allow` of the row"),
            );
            false
        }
        None => {
            report.push(no_lint(lint));
            false
        }
    }
}

/// Whether a reason says something: `of` is what it is to say.
pub(super) fn says_why(reason: &Spanned<String>, of: &str, report: &mut Report) -> bool {
    let says_something = !reason.get_ref().trim().is_empty();
    if !says_something {
        report.push(
            Finding::new(&rules::WRONG_TYPE, reason.span(), "the reason is empty")
                .help(format!("say why {of}")),
        );
    }
    says_something
}
