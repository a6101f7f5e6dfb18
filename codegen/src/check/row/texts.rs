//! The messages of a row.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::super::message;
use crate::catalog::{Message, Param};
use crate::parse::Row;
use crate::report::{Finding, Report, Span};
use crate::rules;

/// A message of the row and the case that it belongs to.
pub(super) struct CaseMessage<'s> {
    pub message: Message,
    /// Where it stands.
    pub span: Span,
    pub case: Option<&'s Spanned<String>>,
}

/// The row's own message, then those of its cases.
pub(super) fn read<'s>(
    row: &'s Row,
    params: &HashMap<&str, Param>,
    report: &mut Report,
) -> Vec<CaseMessage<'s>> {
    let mut parsed = |text: &Spanned<String>| {
        let described = |name: &str| params.get(name).cloned();
        parse(text, |name| described(name).unwrap_or_else(|| Param::new(name)), report)
    };
    let own = row.message.iter().filter_map(|text| {
        let message = parsed(text)?;
        Some(CaseMessage { message, span: text.span(), case: None })
    });
    let mut messages: Vec<CaseMessage<'s>> = own.collect();
    messages.extend(row.case.iter().filter_map(|case| {
        let case = case.get_ref();
        let text = case.message.as_ref()?;
        let message = parsed(text)?;
        Some(CaseMessage { message, span: text.span(), case: Some(case.name.as_ref()?) })
    }));
    messages
}

/// A message, or a finding for each brace that is wrong in it.
pub(super) fn parse(
    text: &Spanned<String>,
    param: impl Fn(&str) -> Param,
    report: &mut Report,
) -> Option<Message> {
    let problems = match message::parse(text.get_ref(), param) {
        Ok(message) => return Some(message),
        Err(problems) => problems,
    };
    for problem in problems {
        report.push(Finding::new(&rules::INVALID_PLACEHOLDER, text.span(), problem).help(
            "a placeholder is `{name}` in snake_case; for a brace as text write `{{` or `}}`",
        ));
    }
    None
}

/// The parameters of all messages in the order of their first appearance.
pub(super) fn used_params(messages: &[CaseMessage<'_>]) -> Vec<Param> {
    let mut names = HashSet::new();
    let params = messages.iter().flat_map(|text| &text.message.params);
    params.filter(|param| names.insert(param.name.as_str())).cloned().collect()
}
