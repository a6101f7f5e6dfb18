//! `[[accept]]`: changes that are meant.

use toml::Spanned;
use toml::de::DeValue;

use super::allow::says_why;
use crate::catalog::Accept;
use crate::parse::Spec;
use crate::report::{Finding, Report};
use crate::rules;
use crate::text::closest;

/// The entries that name a kind of change, a reason, and a date or none.
pub(super) fn check(spec: &Spec, report: &mut Report) -> Vec<Accept> {
    let entries = spec.accept.iter().filter_map(|entry| {
        let span = entry.span();
        let entry = entry.get_ref();
        let rule = entry.rule.as_ref().filter(|rule| is_rule(rule, report))?;
        let reason = entry
            .reason
            .as_ref()
            .filter(|reason| says_why(reason, "the change is meant", report))?;
        let until = entry.until.as_ref().filter(|date| is_date(date, report));
        Some(Accept {
            rule: rule.get_ref().clone(),
            code: entry.code.as_ref().map(|code| code.get_ref().clone()),
            reason: reason.get_ref().clone(),
            until: until.map(|date| date.get_ref().clone()),
            span,
        })
    });
    entries.collect()
}

fn is_rule(rule: &Spanned<String>, report: &mut Report) -> bool {
    let id = rule.get_ref().as_str();
    let ids = || rules::changes().map(|rule| rule.id);
    if ids().any(|known| known == id) {
        return true;
    }
    let message = format!("there is no change `{id}`");
    let finding = Finding::new(&rules::UNKNOWN_LINT, rule.span(), message);
    report.push(match closest(id, ids()) {
        Some(known) => finding
            .help(format!("did you mean `{known}`?"))
            .fix(rule.span(), format!("\"{known}\"")),
        None => finding.help("write the id that `errspec breaking` prints"),
    });
    false
}

/// A full date of RFC 3339, section 5.6: such dates compare as texts.
fn is_date(date: &Spanned<String>, report: &mut Report) -> bool {
    // As TOML writes dates. One of them is read with spaces about it, which is another text.
    let read = DeValue::parse(date.get_ref()).ok().and_then(|value| {
        value
            .get_ref()
            .as_datetime()
            .filter(|read| read.time.is_none())
            .map(|read| read.to_string())
    });
    let is_date = read.as_ref() == Some(date.get_ref());
    if !is_date {
        let message = format!("`{}` is not a date", date.get_ref());
        report.push(
            Finding::new(&rules::WRONG_TYPE, date.span(), message)
                .help("write it as \"2027-01-01\""),
        );
    }
    is_date
}
