//! The messages of a row.

use toml::Spanned;

use super::super::message;
use crate::catalog::{Message, Param};
use crate::parse::Row;
use crate::report::{Finding, Report};
use crate::rules;

/// A message of the row and the case that it belongs to.
pub(super) struct CaseMessage<'s> {
    pub message: Message,
    pub case: Option<&'s Spanned<String>>,
}

/// The row's own message, then those of its cases.
pub(super) fn read<'s>(
    row: &'s Row,
    params: &[Param],
    report: &mut Report,
) -> Vec<CaseMessage<'s>> {
    let mut parsed = |text: &Spanned<String>| {
        let described = |name: &str| params.iter().find(|param| param.name == name);
        let param = |name: &str| described(name).cloned().unwrap_or_else(|| Param::new(name));
        message::parse(text.get_ref(), param)
            .map_err(|problems| {
                for problem in problems {
                    report.push(
                        Finding::new(&rules::INVALID_PLACEHOLDER, text.span(), problem).help(
                            "a placeholder is `{name}` in snake_case; for a brace as text write `{{` or `}}`",
                        ),
                    );
                }
            })
            .ok()
    };
    let own = row.message.iter().filter_map(|text| {
        let message = parsed(text)?;
        Some(CaseMessage { message, case: None })
    });
    let mut messages: Vec<CaseMessage<'s>> = own.collect();
    messages.extend(row.case.iter().filter_map(|case| {
        let case = case.get_ref();
        let message = parsed(case.message.as_ref()?)?;
        Some(CaseMessage { message, case: Some(case.name.as_ref()?) })
    }));
    messages
}

/// The parameters of all messages in the order of their first appearance.
pub(super) fn used_params(messages: &[CaseMessage<'_>]) -> Vec<Param> {
    let mut used: Vec<Param> = Vec::new();
    for param in messages.iter().flat_map(|text| &text.message.params) {
        if !used.contains(param) {
            used.push(param.clone());
        }
    }
    used
}
