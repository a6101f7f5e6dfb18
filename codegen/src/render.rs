//! A report as text, in the voice of rustc.

use std::collections::BTreeMap;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Heading, Origin, Renderer, Snippet,
};

use crate::lines::{LONGEST_LINE, Lines};
use crate::report::{Finding, Judged, Level, Report, Span};
use crate::text::{counted, is_hidden, visible};

/// More findings than this are not shown one by one.
const MOST_SHOWN: usize = 100;

impl Report {
    /// The findings as [`render`] shows them. `path` is how the reader knows the spec.
    pub fn render(&self, path: &str, source: &str, color: bool) -> String {
        render(&[self.judged(path, source)], color)
    }

    /// Every finding on a line of its own: place, level, rule and message.
    pub fn lines(&self, path: &str, source: &str) -> Vec<String> {
        let (path, lines) = (visible(path), Lines::of(source));
        self.findings()
            .iter()
            .map(|finding| {
                let (line, column) = lines.position(finding.span.start);
                let level = match finding.level {
                    Level::Deny => "error",
                    _ => "warning",
                };
                let help = match &finding.help {
                    Some(help) => format!("; {help}"),
                    None => String::new(),
                };
                let (rule, message) = (finding.rule.id, &finding.message);
                format!("{path}:{line}:{column}: {level}[{rule}]: {message}{help}")
            })
            .collect()
    }
}

/// The findings as rustc would print them, text by text, then one line that counts
/// them. Of more than a hundred it shows a hundred, errors first, and counts the
/// rest by rule. `color` adds ANSI styles.
///
/// Text that is quoted shows control characters as escapes, never as themselves.
pub fn render(judged: &[Judged<'_>], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    let (shown, rest) = most_important(judged);
    for (judged, shown) in judged.iter().zip(shown) {
        let (path, lines) = (visible(judged.path), judged.lines());
        for finding in shown {
            text.push_str(&renderer.render(&[group(finding, &path, &lines)]));
            text.push_str("\n\n");
        }
    }
    let mut summary = summary(judged);
    if !rest.is_empty() {
        summary.push_str(&format!("; not shown: {}", counted_by_rule(&rest)));
    }
    if !summary.is_empty() {
        let heading = match count(judged, is_error) {
            0 => Heading::WARNING,
            _ => Heading::ERROR,
        };
        let summary = Group::with_title(heading.primary_title(summary));
        text.push_str(&renderer.render(&[summary]));
        text.push('\n');
    }
    text
}

fn is_error(finding: &Finding) -> bool {
    finding.level == Level::Deny
}

fn count(judged: &[Judged<'_>], is_counted: fn(&Finding) -> bool) -> usize {
    let findings = judged.iter().flat_map(|judged| judged.findings);
    findings.filter(|finding| is_counted(finding)).count()
}

/// What a reader can take in, text by text in the order of the places, and the rest.
fn most_important<'f>(judged: &[Judged<'f>]) -> (Vec<Vec<&'f Finding>>, Vec<&'f Finding>) {
    let of_text = |(index, judged): (usize, &Judged<'f>)| {
        let findings: &'f [Finding] = judged.findings;
        findings.iter().map(move |finding| (index, finding))
    };
    let mut findings: Vec<_> = judged.iter().enumerate().flat_map(of_text).collect();
    findings.sort_by_key(|(_, finding)| !is_error(finding));
    let rest = findings.split_off(findings.len().min(MOST_SHOWN));
    findings.sort_by_key(|(index, finding)| (*index, finding.span.start));
    let mut shown = vec![Vec::new(); judged.len()];
    for (index, finding) in findings {
        shown[index].push(finding);
    }
    (shown, rest.into_iter().map(|(_, finding)| finding).collect())
}

/// "2 errors, 1 warning", or nothing where there is nothing.
fn summary(judged: &[Judged<'_>]) -> String {
    let warnings = count(judged, |finding| !is_error(finding));
    [("error", count(judged, is_error)), ("warning", warnings)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(noun, count)| counted(count, noun))
        .collect::<Vec<_>>()
        .join(", ")
}

/// "9000 unknown-key, 20 missing-key", the most frequent first.
pub(crate) fn counted_by_rule(findings: &[&Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.id).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let counts: Vec<String> =
        counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    counts.join(", ")
}

fn group<'a>(finding: &'a Finding, path: &'a str, lines: &Lines<'_>) -> Group<'a> {
    let heading = match finding.level {
        Level::Deny => Heading::ERROR,
        _ => Heading::WARNING,
    };
    let primary = Mark {
        kind: AnnotationKind::Primary,
        span: &finding.span,
        label: finding.label.as_deref(),
    };
    let related = finding.related.as_ref().map(|(span, label)| Mark {
        kind: AnnotationKind::Context,
        span,
        label: Some(label),
    });
    let group = heading.primary_title(finding.message.as_str()).id(finding.rule.id);
    let places = match related {
        Some(related) if lines.are_near(primary.span, related.span) => {
            vec![snippet(&[primary, related], path, lines).into()]
        }
        related => {
            let marks = [Some(primary), related].into_iter().flatten();
            marks.flat_map(|mark| place(mark, path, lines)).collect()
        }
    };
    let group = group.elements(places);
    match &finding.help {
        Some(help) => group.element(Heading::HELP.message(help.as_str())),
        None => group,
    }
}

/// A place to underline.
pub(crate) struct Mark<'a> {
    pub kind: AnnotationKind,
    pub span: &'a Span,
    pub label: Option<&'a str>,
}

/// A mark in its line, or in the part of a long line that is near.
pub(crate) fn place<'a>(mark: Mark<'a>, path: &'a str, lines: &Lines<'_>) -> Vec<Element<'a>> {
    let line = lines.line(lines.line_of(mark.span.start));
    if line.len() <= LONGEST_LINE {
        return vec![snippet(&[mark], path, lines).into()];
    }
    let start = mark.span.start.min(line.end);
    let end = mark.span.end.clamp(start, line.end).min(start + LONGEST_LINE);
    let shown_from = start.saturating_sub(LONGEST_LINE).max(line.start);
    let shown_to = (end + LONGEST_LINE).min(line.end);
    let bounds = [shown_from, start, end, shown_to].map(|at| lines.char_boundary(at));
    let [before, marked, after] = [0, 1, 2].map(|i| shown(&lines.source[bounds[i]..bounds[i + 1]]));
    let span = before.len()..before.len() + marked.len();
    let (number, column) = lines.position(mark.span.start);
    vec![
        Origin::path(path).line(number).char_column(column).into(),
        Snippet::source(before + &marked + &after)
            .line_start(number)
            .annotation(mark.kind.span(span).label(mark.label))
            .into(),
    ]
}

/// The marks and the lines between them. What a mark has beyond its first line is cut off.
fn snippet<'a>(
    marks: &[Mark<'a>],
    path: &'a str,
    lines: &Lines<'_>,
) -> Snippet<'a, Annotation<'a>> {
    let marked = marks.iter().map(|mark| lines.line_of(mark.span.start));
    let first = marked.clone().min().unwrap_or(0);
    let last = marked.max().unwrap_or(0);
    let excerpt = lines.between(first, last);
    let offset = |at: usize| shown(&lines.source[excerpt.start..at.min(excerpt.end)]).len();
    let annotations = marks.iter().map(|mark| {
        let line = lines.line(lines.line_of(mark.span.start));
        let start = mark.span.start.min(line.end);
        let end = mark.span.end.clamp(start, line.end);
        mark.kind.span(offset(start)..offset(end)).label(mark.label)
    });
    Snippet::source(shown(&lines.source[excerpt.clone()]))
        .path(path)
        .line_start(lines.number(excerpt.start))
        .annotations(annotations)
}

/// A stretch of the spec as it is shown. The renderer makes ASCII control
/// characters and bidirectional ones visible; the other hidden ones are replaced
/// here, one for one, so that columns stay right.
fn shown(text: &str) -> String {
    text.chars()
        .filter(|c| *c != '\u{feff}')
        .map(|c| match is_hidden(c) && !c.is_ascii() {
            true => char::REPLACEMENT_CHARACTER,
            false => c,
        })
        .collect()
}
