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
#[inline]
pub fn hash(text: &[u8], windows: &[Window], seed: u64) -> u64 {
    // Multiplied, lest a length make up for a byte of the first word, and added,
    // lest two texts that are alike under one seed be alike under every seed.
    let start = seed.wrapping_add((text.len() as u64).wrapping_mul(MULTIPLIER));
    if text.len() < WORD {
        return mix(start ^ words::short(text), 0);
    }
    if windows.is_empty() {
        return mix_all(start, text);
    }
    let mut state = start;
    let mut index = 0;
    while index < windows.len() {
        let first = windows[index].word(text);
        let second = if index + 1 < windows.len() { windows[index + 1].word(text) } else { 0 };
        state = mix(state ^ first, second);
        index += 2;
    }
    state
}

/// Mixes every word of a text of at least eight bytes. Not inlined: few tables
/// need it, and every crate of generated code would compile it.
fn mix_all(start: u64, text: &[u8]) -> u64 {
    let mut words = words::all(text);
    let mut state = start;
    while let Some(word) = words.next() {
        state = mix(state ^ word, words.next().unwrap_or_default());
    }
    state
}

/// The bucket of a hash, below `buckets`, a power of two from 2 on.
#[inline]
pub fn bucket(hash: u64, buckets: usize) -> usize {
    (hash >> (u64::BITS - buckets.trailing_zeros())) as usize
}

/// The slot of a hash under its bucket's displacement, below `slots`.
#[inline]
pub fn slot(hash: u64, displacement: u8, slots: usize) -> usize {
    let displaced = mix(hash ^ u64::from(displacement), 0);
    ((u128::from(displaced) * slots as u128) >> u64::BITS) as usize
}

/// The bits of a hash that a slot remembers.
#[inline]
pub fn fingerprint(hash: u64) -> u8 {
    hash as u8
}

/// 2^64 over the golden ratio: odd, and without a pattern in its bits.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Multiplies, and folds the upper half of the product onto the lower one, so
/// that every bit of both words reaches both ends of the hash.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b ^ MULTIPLIER);
    product as u64 ^ (product >> 64) as u64
}
