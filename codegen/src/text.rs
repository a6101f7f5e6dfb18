//! Text from a spec is data: here it is made safe to show.

use std::borrow::Cow;
use std::path::Path;

use crate::default_ignorable::DEFAULT_IGNORABLE;

/// Writes out characters that a terminal obeys or a reader cannot see, as Rust
/// would: ESC becomes `\u{1b}`. Everything else stays as it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) {
            shown.push_str(&escaped(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// A control character as Rust writes it, every other by its number: what Rust takes
/// for printable may show nothing.
fn escaped(c: char) -> String {
    if c.is_control() { c.escape_debug().collect() } else { c.escape_unicode().collect() }
}

/// A path that is to be shown.
pub fn visible_path(path: &Path) -> String {
    visible(&path.display().to_string()).into_owned()
}

/// Printable ASCII alone, as nearly every text is.
pub(crate) fn is_plain(text: &str) -> bool {
    prefix(text, |byte| matches!(byte, b' '..=b'~')) == text.len()
}

/// How many bytes at the start of a text are such. A build script is not optimised: there, a
/// pattern reads bytes in a fraction of the time that an iterator takes.
pub(crate) fn prefix(text: &str, is_such: fn(u8) -> bool) -> usize {
    let mut rest = text.as_bytes();
    while let [byte, others @ ..] = rest
        && is_such(*byte)
    {
        rest = others;
    }
    text.len() - rest.len()
}

/// Control characters, line separators, annotation marks, and what Unicode gives no
/// sign of its own: bidirectional controls, fillers, tags. The joiners U+200C and
/// U+200D and the variation selectors are not among them: scripts and emoji need them.
pub(crate) fn is_hidden(c: char) -> bool {
    let is_needed = matches!(c,
        '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}');
    let is_separator = matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}');
    c.is_control() || is_separator || is_default_ignorable(c) && !is_needed
}

fn is_default_ignorable(c: char) -> bool {
    !c.is_ascii() && DEFAULT_IGNORABLE.iter().any(|range| range.contains(&c))
}

/// A status with its reason phrase, where it is registered: `404 Not Found`.
pub fn named(status: u16) -> String {
    match errspec::http_status::reason(status) {
        Some(reason) => format!("{status} {reason}"),
        None => status.to_string(),
    }
}

/// A count in a sentence: "1 code", "2 codes".
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Longer words than this are no typos of anything.
const LONGEST_WORD: usize = 128;

/// The one of `candidates` that `word` was probably meant to be.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_WORD)
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let abbreviated = word.len() >= 3 && lower.starts_with(&word);
            let distance = if abbreviated { 1 } else { edits(&word, &lower) };
            (distance <= candidate.len().max(word.len()) / 3).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many words of one kind get a suggestion where the candidates may be many: a
/// look at each of them for each of many typos would take minutes.
const MOST_SUGGESTIONS: usize = 20;

/// What the first words of a kind were probably meant to be.
#[derive(Default)]
pub(crate) struct Suggestions {
    asked: usize,
}

impl Suggestions {
    /// [`closest`], for as many words as get a suggestion.
    pub(crate) fn closest<'a>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.asked += 1;
        if self.asked <= MOST_SUGGESTIONS { closest(word, candidates) } else { None }
    }
}

/// How many insertions, deletions, replacements and swaps of neighbours part
/// two words (optimal string alignment). Words of very different length count
/// as far apart without a look.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > a.len().max(b.len()) / 3 {
        return usize::MAX;
    }
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = match (i, j) {
                (0, n) | (n, 0) => n,
                _ => {
                    let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swapped { best.min(rows[i - 2][j - 2] + 1) } else { best }
                }
            };
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\r"), r"a\u{1b}[31m\u{202e}b\r");
        assert_eq!(visible("a\u{ad}\u{180e}\u{3164}"), r"a\u{ad}\u{180e}\u{3164}");
        assert_eq!(visible("❤\u{fe0f}"), "❤\u{fe0f}");
        assert_eq!(visible("né 👩\u{200d}🔬"), "né 👩\u{200d}🔬");
    }

    #[test]
    fn a_typo_finds_its_word_and_nonsense_finds_none() {
        let keys = ["code", "cause", "case", "status", "retryable"];
        assert_eq!(closest("retriable", keys), Some("retryable"));
        assert_eq!(closest("sttaus", keys), Some("status"));
        assert_eq!(closest("Code", keys), Some("code"));
        assert_eq!(closest("retry", keys), Some("retryable"));
        assert_eq!(closest("colour", keys), None);
    }
}
