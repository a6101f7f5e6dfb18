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
/// there is no window.
#[inline]
pub fn hash(text: &[u8], windows: &[Window], seed: u64) -> u64 {
    let len = text.len();
    let start = seed ^ len as u64;
    if len < WORD {
        return mix(start, words::short(text));
    }
    if windows.is_empty() {
        return words::all(text).fold(start, mix);
    }
    let mut state = start;
    for window in windows {
        state = mix(state, window.word(text));
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
    let displaced = mix(hash, displacement.into());
    (u128::from(displaced) * slots as u128 >> u64::BITS) as usize
}

/// The bits of a hash that a slot remembers.
#[inline]
pub fn fingerprint(hash: u64) -> u8 {
    hash as u8
}

/// 2^64 over the golden ratio: odd, and without a pattern in its bits.
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Multiplies, and folds the upper half of the product onto the lower one, so
/// that every bit of a word reaches both ends of the hash.
#[inline]
fn mix(state: u64, word: u64) -> u64 {
    let product = u128::from(state ^ word) * u128::from(MULTIPLIER);
    product as u64 ^ (product >> 64) as u64
}
