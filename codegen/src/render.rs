//! A report as text, in the voice of rustc.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level as Heading, Origin, Renderer, Snippet,
};

use crate::report::{Finding, Level, Report, Span};
use crate::text::{is_hidden, plural};

/// A renderer that is fed much text costs milliseconds a finding. So it gets only
/// the lines with marks, and of lines with more bytes than this only what is near.
const LONGEST_LINE: usize = 400;
/// Two places that are at most this many lines apart are shown together.
const NEAR: usize = 20;

impl Report {
    /// Every finding as rustc would print it, then one line that counts them.
    /// `path` is how the reader knows the spec; `color` adds ANSI styles.
    ///
    /// Text of the spec shows control characters as escapes, never as themselves.
    pub fn render(&self, path: &str, source: &str, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let lines = Lines::of(source);
        let mut text = String::new();
        for finding in self.findings() {
            text.push_str(&renderer.render(&[group(finding, path, &lines)]));
            text.push_str("\n\n");
        }
        let summary = self.summary();
        if !summary.is_empty() {
            let heading = match self.errors() {
                0 => Heading::WARNING,
                _ => Heading::ERROR,
            };
            let summary = Group::with_title(heading.primary_title(summary));
            text.push_str(&renderer.render(&[summary]));
            text.push('\n');
        }
        text
    }

    /// Every finding on a line of its own: place, level, rule and message.
    pub fn lines(&self, path: &str, source: &str) -> Vec<String> {
        let lines = Lines::of(source);
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

    /// "2 errors, 1 warning", or nothing where there is nothing.
    fn summary(&self) -> String {
        [("error", self.errors()), ("warning", self.warnings())]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(noun, count)| format!("{count} {noun}{}", plural(count)))
            .collect::<Vec<_>>()
            .join(", ")
    }
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
        .line_start(first + 1)
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

/// A text and where its lines begin.
pub(crate) struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(crate) fn of(source: &'s str) -> Self {
        let after_newline = source.match_indices('\n').map(|(at, _)| at + 1);
        Self { source, starts: std::iter::once(0).chain(after_newline).collect() }
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let index = self.line_of(at);
        let before = self.source[self.starts[index]..at].trim_start_matches('\u{feff}');
        (index + 1, before.chars().count() + 1)
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The line with this index, without its end.
    fn line(&self, index: usize) -> Span {
        let line = self.between(index, index);
        line.start..line.start + self.source[line].trim_end_matches(['\n', '\r']).len()
    }

    /// The lines with these indices, both included, as far as there are any.
    fn between(&self, first: usize, last: usize) -> Span {
        let end = self.starts.get(last + 1);
        self.starts[first]..end.copied().unwrap_or(self.source.len())
    }

    /// The last place at or before this one that parts two characters.
    fn char_boundary(&self, at: usize) -> usize {
        (0..=at).rev().find(|at| self.source.is_char_boundary(*at)).unwrap_or(0)
    }

    fn are_near(&self, a: &Span, b: &Span) -> bool {
        let [a, b] = [a, b].map(|span| self.line_of(span.start));
        let is_short = |line: usize| self.line(line).len() <= LONGEST_LINE;
        a.abs_diff(b) <= NEAR && is_short(a) && is_short(b)
    }
}
