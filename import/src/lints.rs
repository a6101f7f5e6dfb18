//! Levels of lints that suit the table: `errspec check --deny warnings` passes on the
//! first day, and what the table does not do yet is still reported on new rows.

use std::collections::HashMap;

use errspec_codegen::{Finding, Level, counted, rules};

use crate::draft::{Draft, LintLevel, SpecText, position};
use crate::report::Report;

/// Permits what a spec that compiles is warned of: on the rows, or for the whole table
/// where most rows follow another convention. The rows with questions are left alone:
/// their answers decide.
pub fn suit(draft: &mut Draft, spec: &SpecText, findings: &[Finding], report: &mut Report) {
    let mut rows_of: HashMap<&str, Vec<(usize, &Finding)>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.level == Level::Warn) {
        if let Some(at) = position(&spec.errors, finding.span.start)
            && draft.errors[at].questions().is_empty()
        {
            rows_of.entry(finding.rule.id).or_default().push((at, finding));
        }
    }
    let rows = draft.errors.len();
    for lint in rules::lints() {
        let Some(found) = rows_of.get(lint.id) else { continue };
        let line = draft.errors[found[0].0].line;
        let many = format!("{} of {}", found.len(), counted(rows, "row"));
        let warns = format!("`{}` would warn of {many}", lint.id);
        if found.len() * 2 <= rows || draft.is_addition {
            for (at, finding) in found {
                draft.errors[*at].allow(finding.rule.id);
            }
            report.note(line, format!("{warns}: an invented `allow` permits it"));
            continue;
        }
        draft.lints.push(LintLevel {
            lint: lint.id,
            reason: format!("Off, since it would warn of {many} that were imported."),
        });
        report.note(line, format!("{warns}: an invented level in `[lints]` permits it"));
    }
}
