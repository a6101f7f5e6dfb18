//! The hash that both sides compute: `errspec-codegen` when it makes the
//! tables, and a program when it looks up a text.

use super::words::{self, WORD};

/// Where eight bytes of a text are read. A window that would reach beyond the
/// text is moved inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// This many bytes after the text's start.
    FromStart(u8),
    /// This many bytes before the text's last eight.
    FromEnd(u8),
}

impl Window {
    /// What the window shows of a text of at least eight bytes.
    #[inline]
    pub fn word(self, text: &[u8]) -> u64 {
        let end = match self {
            Self::FromStart(distance) => (usize::from(distance) + WORD).min(text.len()),
            Self::FromEnd(distance) => text.len().saturating_sub(distance.into()).max(WORD),
        };
        words::before(text, end)
    }
}

/// A hash of the length and of what the windows show, or of every byte where
/// there is no window. Words are mixed in pairs: one multiplication serves for two.
///
/// A length may make up for a byte of the word beside it, under every seed: whoever
/// chooses windows sees it.
#[inline]
pub fn hash(text: &[u8], windows: &[Window], seed: u64) -> u64 {
    let len = text.len() as u64;
    if text.len() < WORD {
        return mix(words::short(text), len, seed);
    }
    if windows.is_empty() {
        return mix_all(text, seed);
    }
    let mut state: u64 = 0;
    let mut index = 0;
    while index < windows.len() {
        let first = windows[index].word(text);
        let second = if index + 1 < windows.len() { windows[index + 1].word(text) } else { 0 };
        let beside = if index == 0 { len } else { 0 };
        // No product waits for another.
        state = state.rotate_left(29) ^ mix(first, second ^ beside, seed);
        index += 2;
    }
    state
}

/// Mixes every word of a text of at least eight bytes. Not inlined: few tables
/// need it, and every crate of generated code would compile it.
fn mix_all(text: &[u8], seed: u64) -> u64 {
    let mut words = words::all(text);
    let mut state = mix(seed, text.len() as u64, seed);
    while let Some(word) = words.next() {
        state = mix(state ^ word, words.next().unwrap_or_default(), seed);
    }
    state
}

/// The cells of a hash, one in each of two halves, both below `half`, a power of two from
/// 2 on.
#[inline]
pub fn cells(hash: u64, half: usize) -> [usize; 2] {
    [hash as usize & (half - 1), (hash >> (u64::BITS - half.trailing_zeros())) as usize]
}

/// Multiplies, and folds the upper half of the product onto the lower one, so
/// that every bit of both words reaches both ends of the hash.
#[inline]
fn mix(a: u64, b: u64, seed: u64) -> u64 {
    let product = u128::from(a) * u128::from(b ^ seed);
    product as u64 ^ (product >> 64) as u64
}
