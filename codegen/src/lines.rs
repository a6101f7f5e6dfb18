//! Where the lines of a text begin, and so which line and column a byte is at.

use crate::report::Span;

/// A renderer that is fed much text costs milliseconds a finding. So it gets only
/// the lines with marks, and of lines with more bytes than this only what is near.
pub(crate) const LONGEST_LINE: usize = 400;
/// Two places that are at most this many lines apart are shown together.
const NEAR: usize = 20;

/// A text and where its lines begin.
#[derive(Clone, Debug)]
pub struct Lines<'s> {
    pub(crate) source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    /// Finds the lines of a text.
    pub fn of(source: &'s str) -> Self {
        let after_newline = source.match_indices('\n').map(|(at, _)| at + 1);
        Self { source, starts: std::iter::once(0).chain(after_newline).collect() }
    }

    /// Line and column of a byte, both counted from 1, the column in characters
    /// (not in bytes, nor in UTF-16). A byte order mark does not count.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let index = self.line_of(at);
        let mut before = self.source[self.starts[index]..at].trim_start_matches('\u{feff}');
        if self.source[at..].starts_with('\n') {
            before = before.strip_suffix('\r').unwrap_or(before); // half of a line end
        }
        (index + 1, before.chars().count() + 1)
    }

    /// The line of a byte, counted from 1.
    pub fn number(&self, at: usize) -> usize {
        self.line_of(at) + 1
    }

    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The line with this index, without its end.
    pub(crate) fn line(&self, index: usize) -> Span {
        let line = self.between(index, index);
        line.start..line.start + self.source[line].trim_end_matches(['\n', '\r']).len()
    }

    /// The lines with these indices, both included, as far as there are any.
    pub(crate) fn between(&self, first: usize, last: usize) -> Span {
        let end = self.starts.get(last + 1);
        self.starts[first]..end.copied().unwrap_or(self.source.len())
    }

    /// The last place at or before this one that parts two characters.
    pub(crate) fn char_boundary(&self, at: usize) -> usize {
        (0..=at).rev().find(|at| self.source.is_char_boundary(*at)).unwrap_or(0)
    }

    pub(crate) fn are_near(&self, a: &Span, b: &Span) -> bool {
        let [a, b] = [a, b].map(|span| self.line_of(span.start));
        let is_short = |line: usize| self.line(line).len() <= LONGEST_LINE;
        a.abs_diff(b) <= NEAR && is_short(a) && is_short(b)
    }
}
