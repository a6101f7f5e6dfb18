//! Where the lines of a text begin, and so which line and column a byte is at.

use std::ops::Range;
use std::sync::OnceLock;

/// A renderer that is fed much text costs milliseconds a finding. So it gets only
/// the lines with marks, and of lines with more bytes than this only what is near.
pub(crate) const LONGEST_LINE: usize = 400;
/// Two places that are at most this many lines apart are shown together.
const NEAR: usize = 20;

/// How many bytes there are between two places of which it is known how many
/// characters are before them.
const STEP: usize = 1024;

/// A text and where its lines begin.
#[derive(Clone, Debug)]
pub struct Lines<'s> {
    pub(crate) source: &'s str,
    /// The number of the first line.
    first: usize,
    starts: Vec<usize>,
    /// How many characters begin before each step, so that the columns of a long
    /// line are not counted anew for each.
    chars: OnceLock<Vec<usize>>,
}

impl<'s> Lines<'s> {
    /// Finds the lines of a text.
    pub fn of(source: &'s str) -> Self {
        Self::from(1, source)
    }

    /// Finds the lines of a part of a text, which begins on this line of it.
    pub fn from(first: usize, source: &'s str) -> Self {
        let after_newline = source.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_newline).collect();
        Self { source, first, starts, chars: OnceLock::new() }
    }

    /// Line and column of a byte, both counted from 1, the column in characters
    /// (not in bytes, nor in UTF-16). A byte order mark does not count.
    pub fn position(&self, at: usize) -> (usize, usize) {
        let index = self.line_of(at);
        let before = &self.source[self.starts[index]..at];
        let marks = before.len() - before.trim_start_matches('\u{feff}').len();
        let start = self.starts[index] + marks;
        // Between the halves of a line end is the end of the line.
        let halves = self.source[at..].starts_with('\n') && self.source[start..at].ends_with('\r');
        let end = at - usize::from(halves);
        (self.first + index, self.chars_before(end) - self.chars_before(start) + 1)
    }

    fn chars_before(&self, at: usize) -> usize {
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| is_first_of_char(**byte)).count();
        let steps = self.chars.get_or_init(|| {
            let mut chars = 0;
            let before = self.source.as_bytes().chunks(STEP).map(|chunk| {
                let before = chars;
                chars += count(chunk);
                before
            });
            before.collect()
        });
        let step = (at / STEP).min(steps.len().saturating_sub(1));
        steps.get(step).map_or(0, |before| before + count(&self.source.as_bytes()[step * STEP..at]))
    }

    /// The line of a byte, counted from 1.
    pub fn number(&self, at: usize) -> usize {
        self.first + self.line_of(at)
    }

    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The line with this index, without its end.
    pub(crate) fn line(&self, index: usize) -> Range<usize> {
        let line = self.between(index, index);
        line.start..line.start + self.source[line].trim_end_matches(['\n', '\r']).len()
    }

    /// The lines with these indices, both included, as far as there are any.
    pub(crate) fn between(&self, first: usize, last: usize) -> Range<usize> {
        let end = self.starts.get(last + 1);
        self.starts[first]..end.copied().unwrap_or(self.source.len())
    }

    /// The last place at or before this one that parts two characters.
    pub(crate) fn char_boundary(&self, at: usize) -> usize {
        (0..=at).rev().find(|at| self.source.is_char_boundary(*at)).unwrap_or(0)
    }

    pub(crate) fn are_near(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let [a, b] = [a, b].map(|span| self.line_of(span.start));
        let is_short = |line: usize| self.line(line).len() <= LONGEST_LINE;
        a.abs_diff(b) <= NEAR && is_short(a) && is_short(b)
    }
}

/// Whether a byte of UTF-8 begins a character (RFC 3629, section 3).
fn is_first_of_char(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_however_long_the_line_is() {
        let text = format!("\u{feff}a\r\n{}\r\nz", "é".repeat(3 * STEP));
        let lines = Lines::of(&text);
        assert_eq!(lines.position(3), (1, 1));
        assert_eq!(lines.position(5), (1, 2));
        for (index, (at, _)) in text.char_indices().skip(4).take(3 * STEP).enumerate() {
            assert_eq!(lines.position(at), (2, index + 1));
        }
        let end = text.len() - 1;
        assert_eq!(lines.position(end - 2), (2, 3 * STEP + 1));
        assert_eq!(lines.position(end - 1), (2, 3 * STEP + 1));
        assert_eq!(lines.position(end), (3, 1));
        assert_eq!(Lines::of("").position(0), (1, 1));
    }
}
