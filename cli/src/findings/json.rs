//! `--format json`: an array with an object for each finding.
//! docs/cli.md documents the members; none is ever removed or renamed.

use errspec_codegen::{Finding, Judged, Lines, report};
use serde::Serialize;

use super::level;

#[derive(Serialize)]
struct Described<'f> {
    path: &'f str,
    rule: &'static str,
    level: &'static str,
    message: &'f str,
    span: Span,
    label: Option<&'f str>,
    related: Option<Related<'f>>,
    help: Option<&'f str>,
    fix: Option<Fix<'f>>,
}

/// Bytes count from 0, lines and columns from 1, columns in characters. The end
/// is behind the last character.
#[derive(Serialize)]
pub struct Span {
    pub start_byte: usize,
    pub end_byte: usize,
    pub start_line: usize,
    pub start_column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

#[derive(Serialize)]
struct Related<'f> {
    span: Span,
    label: &'f str,
}

#[derive(Serialize)]
struct Fix<'f> {
    span: Span,
    replacement: &'f str,
}

pub fn document(all: &[Judged<'_>]) -> Result<String, serde_json::Error> {
    let mut described = Vec::new();
    for judged in all {
        let lines = judged.lines();
        let findings = judged.findings.iter();
        described.extend(findings.map(|finding| describe(finding, judged.path, &lines)));
    }
    errspec_codegen::to_json(&described)
}

fn describe<'f>(finding: &'f Finding, path: &'f str, lines: &Lines<'_>) -> Described<'f> {
    let fix = finding.fix.as_ref();
    Described {
        path,
        rule: finding.rule.id,
        level: level(finding.level),
        message: &finding.message,
        span: span(&finding.span, lines),
        label: finding.label.as_deref(),
        related: finding
            .related
            .as_ref()
            .map(|(place, label)| Related { span: span(place, lines), label }),
        help: finding.help.as_deref(),
        fix: fix.map(|fix| Fix { span: span(&fix.span, lines), replacement: &fix.replacement }),
    }
}

/// A place with its lines and columns.
pub fn span(span: &report::Span, lines: &Lines<'_>) -> Span {
    let (start_line, start_column) = lines.position(span.start);
    let (end_line, end_column) = lines.position(span.end);
    let (start_byte, end_byte) = (span.start, span.end);
    Span { start_byte, end_byte, start_line, start_column, end_line, end_column }
}
