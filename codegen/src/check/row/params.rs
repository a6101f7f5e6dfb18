//! What a row says of its messages' parameters.

use std::collections::{HashMap, HashSet};

use super::texts::CaseMessage;
use crate::catalog::{Param, ParamType, Scalar};
use crate::parse::{Param as ParamTable, Row};
use crate::report::{Finding, Report};
use crate::rules;
use crate::text::Suggestions;

/// What the row says of its parameters, by name.
pub(super) fn described<'s>(row: &'s Row, report: &mut Report) -> HashMap<&'s str, Param> {
    row.params
        .iter()
        .map(|(name, table)| {
            let r#type = table.r#type.unwrap_or_default();
            check_example(table, r#type, report);
            let param = Param {
                name: name.get_ref().clone(),
                r#type,
                example: table.example.as_ref().map(|e| e.get_ref().to_string()),
                doc: super::written(&table.doc),
            };
            (name.get_ref().as_str(), param)
        })
        .collect()
}

fn check_example(table: &ParamTable, r#type: ParamType, report: &mut Report) {
    let Some(example) = &table.example else {
        return;
    };
    let fits = matches!(
        (r#type, example.get_ref()),
        (ParamType::String, Scalar::Text(_))
            | (ParamType::Integer, Scalar::Integer(_))
            | (ParamType::Boolean, Scalar::Boolean(_))
    );
    if !fits {
        let message = format!("the example is not a value of type {}", r#type.name());
        report.push(
            Finding::new(&rules::WRONG_TYPE, example.span(), message)
                .help("write a value of the parameter's `type`, or change the type"),
        );
    }
}

/// Reports the parameters that stand in no message. One that could not be read
/// may have any of them.
pub(super) fn report_unused(
    row: &Row,
    messages: &[CaseMessage<'_>],
    used: &[Param],
    report: &mut Report,
) {
    let written = row.message.iter().len() + row.case.len();
    if written == 0 || messages.len() < written {
        return;
    }
    let names = || used.iter().map(|param| param.name.as_str());
    let used: HashSet<&str> = names().collect();
    let mut taken: HashSet<&str> = row.params.keys().map(|name| name.get_ref().as_str()).collect();
    let mut suggestions = Suggestions::default();
    for name in row.params.keys().filter(|name| !used.contains(name.get_ref().as_str())) {
        let message = format!("no message of this row uses `{{{}}}`", name.get_ref());
        let finding = Finding::new(&rules::UNUSED_PARAM, name.span(), message);
        report.push(match suggestions.closest(name.get_ref(), names()) {
            Some(param) => {
                let finding = finding.help(format!("did you mean `{param}`?"));
                if taken.insert(param) { finding.fix(name.span(), param) } else { finding }
            }
            None => finding.help("use it in a message, or remove it"),
        });
    }
}
