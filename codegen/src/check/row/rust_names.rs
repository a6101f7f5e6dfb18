//! The names that a row claims on the generated enum.

use std::collections::BTreeMap;

use toml::Spanned;

use super::super::{Name, VARIANT};
use super::Context;
use super::texts::CaseMessage;
use crate::catalog::{ClientLanguage, Constructor};
use crate::maps::map;
use crate::names;
use crate::parse::Row;
use crate::report::{Finding, Report, Span};
use crate::rules;

/// The variant: the row's own name for it, or one that follows from the code.
pub(super) fn variant(
    row: &Row,
    code: &Spanned<String>,
    context: &Context<'_>,
    report: &mut Report,
) -> Option<String> {
    let (name, span) = match &row.variant {
        Some(variant) => (variant.get_ref().clone(), variant.span()),
        None => {
            let derived = names::upper_camel(&names::words(code.get_ref()));
            (format!("{}{derived}", context.variant_prefix.unwrap_or_default()), code.span())
        }
    };
    let valid = is_name(&name);
    let is_known = row.variant.is_some() || context.variant_prefix.is_some();
    if !valid && !is_known {
        return None;
    }
    if !valid {
        let message = format!("`{name}` cannot be the name of a variant");
        let finding = Finding::new(&rules::INVALID_NAME, span, message);
        report.push(match row.variant {
            Some(_) => finding.help("write a capital letter, then letters, digits and `_`, and not `Self`"),
            None if name.starts_with(|c: char| c.is_ascii_digit()) => finding.help(
                "add `variant = \"...\"` to the row, or `variant_prefix = \"E\"` to `[catalog]` for all rows",
            ),
            None => finding.help("add `variant = \"...\"` to the row"),
        });
        return None;
    }
    Some(name)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && name != "Self"
}

/// The names in clients of one language.
pub(super) fn of_clients(row: &Row) -> BTreeMap<ClientLanguage, String> {
    let names = row.names.iter();
    map(names.map(|(language, name)| (*language.get_ref(), name.get_ref().clone())))
}

/// Reports those of them that are no names.
pub(super) fn check_of_clients(row: &Row, report: &mut Report) {
    for (language, name) in &row.names {
        if !is_name(name.get_ref()) {
            let (language, text) = (language.get_ref().name(), name.get_ref());
            let message = format!("`{text}` cannot be a name in {language}");
            report.push(
                Finding::new(&rules::INVALID_NAME, name.span(), message)
                    .help("write a capital letter, then letters, digits and `_`, and not `Self`"),
            );
        }
    }
}

/// The constructors, each with the span of what names it. A `variant` that is
/// no name is reported already.
pub(super) fn constructors(
    row: &Row,
    code: &Spanned<String>,
    context: &Context<'_>,
    messages: &[CaseMessage<'_>],
    report: &mut Report,
) -> Vec<(Constructor, Span)> {
    if row.variant.as_ref().is_some_and(|variant| variant.get_ref().is_empty()) {
        return Vec::new();
    }
    let named_by = row.variant.as_ref().unwrap_or(code);
    let base = match &row.variant {
        Some(variant) => names::snake(&names::words(variant.get_ref())),
        None => {
            let mut words = names::words(context.variant_prefix.unwrap_or_default());
            words.extend(names::words(code.get_ref()));
            names::snake(&words)
        }
    };
    let mut constructors = Vec::new();
    for text in messages {
        let (name, span) = match text.case {
            None if text.message.params.is_empty() => continue,
            None => (base.clone(), named_by.span()),
            Some(case) if names::is_snake(case.get_ref()) => {
                (format!("{base}_{}", case.get_ref()), case.span())
            }
            Some(case) => {
                let message = format!("`{}` is not a name in snake_case", case.get_ref());
                report.push(
                    Finding::new(&rules::INVALID_NAME, case.span(), message)
                        .help("write lower-case words joined by `_`, such as \"not_enabled\""),
                );
                continue;
            }
        };
        match names::identifier(&name) {
            Some(name) => constructors.push((
                Constructor {
                    name,
                    message: text.message.clone(),
                    case: text.case.map(|case| case.get_ref().clone()),
                },
                span,
            )),
            // A leading digit is reported with the variant.
            None if name.starts_with(|c: char| c.is_ascii_digit()) => {}
            None => report.push(
                Finding::new(
                    &rules::INVALID_NAME,
                    span,
                    format!("`{name}` cannot be the name of a constructor"),
                )
                .help("add `variant = \"...\"` to the row"),
            ),
        }
    }
    constructors
}

/// All of them, for the rule that no two are the same.
pub(super) fn claimed(
    row: &Row,
    code: &Spanned<String>,
    variant: &Option<String>,
    constructors: &[(Constructor, Span)],
) -> Vec<Name> {
    let variant = variant.iter().map(|variant| Name {
        text: variant.clone(),
        span: row.variant.as_ref().unwrap_or(code).span(),
        of: VARIANT,
    });
    let constructors = constructors.iter().map(|(constructor, span)| Name {
        text: constructor.name.clone(),
        span: span.clone(),
        of: "constructor",
    });
    variant.chain(constructors).collect()
}
