//! One row becomes one entry.

mod params;
mod rust_names;
mod texts;
mod translations;

use toml::Spanned;

use self::texts::used_params;
use super::envelope::Places;
use super::{Draft, allow};
use crate::catalog::{Deprecated, Entry, Path, Retired as RetiredEntry, Scalar, expand_docs_url};
use crate::parse::{Row, Spec};
use crate::report::{Finding, Report};
use crate::rules;

/// What a row takes from the spec around it.
pub(super) struct Context<'s> {
    pub docs_url: Option<String>,
    /// `None` where it cannot be known.
    pub variant_prefix: Option<&'s str>,
    /// What of a response is taken; `None` where it cannot be known.
    pub places: Option<Places>,
}

/// Understands as much of the row as it can, and reports the rest.
pub(super) fn draft<'s>(row: &'s Row, context: &mut Context<'_>, report: &mut Report) -> Draft<'s> {
    let errors_before = report.errors();
    let code = row.code.as_ref().filter(|code| check_code(code, report));
    let aliases = row.aliases.iter().filter(|alias| check_code(alias, report)).collect();
    check_reasons(row, report);
    rust_names::check_of_clients(row, report);
    let status = status(row, report);
    let params = params::described(row, report);
    let messages = texts::read(row, &params, report);
    let used = used_params(&messages);
    params::report_unused(row, &messages, &used, report);
    let retry_after = retry_after(row, report);
    let translations = translations::read(row, &messages, report);
    let places = context.places.as_mut();
    let constants = places.map(|places| constants(row, places, report)).unwrap_or_default();

    let mut draft = Draft { row, code, aliases, names: Vec::new(), entry: None };
    let Some(code) = code else { return draft };
    let variant = rust_names::variant(row, code, context, report);
    let constructors = rust_names::constructors(row, code, context, &messages, report);
    draft.names = rust_names::claimed(row, code, &variant, &constructors);

    let complete = report.errors() == errors_before;
    let (true, Some(status), Some(documented), Some(variant)) =
        (complete, status, messages.first(), variant)
    else {
        return draft;
    };
    let constructors: Vec<_> = constructors.into_iter().map(|(made, _)| made).collect();
    draft.entry = Some(Entry {
        code: code.get_ref().clone(),
        span: code.span(),
        status,
        message: documented.message.clone(),
        variant,
        names: rust_names::of_clients(row),
        constructors,
        params: used,
        number: row.number.as_ref().map(|number| *number.get_ref()),
        title: written(&row.title),
        cause: written(&row.cause),
        fix: written(&row.fix),
        doc_url: doc_url(row, code.get_ref(), context),
        retryable: is_true(&row.retryable),
        throttling: is_true(&row.throttling),
        retry_after,
        since: written(&row.since),
        deprecated: row.deprecated.as_ref().map(|deprecated| Deprecated {
            since: written(&deprecated.since),
            replaced_by: deprecated.replaced_by.as_ref().map(|code| code.get_ref().clone()),
            note: written(&deprecated.note),
        }),
        aliases: row.aliases.iter().map(|a| a.get_ref().clone()).collect(),
        notes: written(&row.notes),
        allow: allow::of_row(row),
        constants,
        is_common: false,
        operations: Vec::new(),
        translations,
        original: None,
    });
    draft
}

/// The `[[retired]]` rows whose codes are valid.
pub(super) fn retired(spec: &Spec, report: &mut Report) -> Vec<RetiredEntry> {
    spec.retired
        .iter()
        .filter_map(|row| {
            let row = row.get_ref();
            let code = row.code.as_ref().filter(|code| check_code(code, report))?;
            Some(RetiredEntry {
                code: code.get_ref().clone(),
                span: code.span(),
                since: written(&row.since),
                reason: written(&row.reason),
            })
        })
        .collect()
}

/// What responses with the code say beside the envelope's members, in the row's order.
fn constants(row: &Row, places: &mut Places, report: &mut Report) -> Vec<(Path, Scalar)> {
    let mut constants: Vec<_> = row.members.iter().collect();
    constants.sort_by_key(|(path, _)| path.span().start);
    let placed = constants
        .into_iter()
        .filter_map(|(path, value)| Some((places.of_code(path, report)?, value.get_ref().clone())));
    placed.collect()
}

/// What breaks a lint must say why.
fn check_reasons(row: &Row, report: &mut Report) {
    for reason in row.allow.iter().filter_map(|allow| allow.get_ref().reason.as_ref()) {
        allow::says_why(reason, "the row may break the lint", report);
    }
}

/// A text that says something.
pub(super) fn written(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.trim().is_empty())
}

fn is_true(value: &Option<Spanned<bool>>) -> bool {
    value.as_ref().is_some_and(|value| *value.get_ref())
}

fn check_code(code: &Spanned<String>, report: &mut Report) -> bool {
    let text = code.get_ref();
    let problem = if text.is_empty() {
        "a code cannot be empty".to_owned()
    } else if text.chars().count() > errspec::lookup::MAX_LEN {
        let most = errspec::lookup::MAX_LEN;
        let length = text.chars().count();
        format!("a code may have {most} characters, this one has {length}")
    } else if let Some(c) = text
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | ':' | '/' | '-'))
    {
        format!("a code cannot hold `{c}`")
    } else if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        "a code must begin with a letter or a digit".to_owned()
    } else {
        return true;
    };
    report.push(
        Finding::new(&rules::INVALID_CODE, code.span(), problem)
            .help("a code is 1 to 128 of `A-Z a-z 0-9 . _ : / -`, a letter or digit first"),
    );
    false
}

fn status(row: &Row, report: &mut Report) -> Option<u16> {
    let status = row.status.as_ref()?;
    match u16::try_from(*status.get_ref()) {
        Ok(code @ 400..=599) => Some(code),
        _ => {
            let message = format!("{} is not the status of an error", status.get_ref());
            report.push(Finding::new(&rules::INVALID_STATUS, status.span(), message).help(
                "write 400 to 499 where the caller is at fault, 500 to 599 where the service is",
            ));
            None
        }
    }
}

fn retry_after(row: &Row, report: &mut Report) -> Option<u32> {
    let seconds = row.retry_after.as_ref()?;
    let valid = u32::try_from(*seconds.get_ref()).ok();
    if valid.is_none() {
        let message = format!("{} is not a number of seconds to wait", seconds.get_ref());
        report.push(
            Finding::new(&rules::WRONG_TYPE, seconds.span(), message)
                .help(format!("write whole seconds, 0 to {}", u32::MAX)),
        );
    }
    valid
}

/// The row's own address, or the catalog's with the code in it.
fn doc_url(row: &Row, code: &str, context: &Context<'_>) -> Option<String> {
    written(&row.doc_url).or_else(|| {
        let template = context.docs_url.as_ref()?;
        Some(expand_docs_url(template, code))
    })
}
