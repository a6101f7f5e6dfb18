//! Tables of a perfect hash over texts, for `errspec::lookup` to read.
//!
//! First the windows of a text that tell the keys apart, then what tells each key's index.

mod cells;
#[cfg(test)]
mod tests;
mod windows;

use errspec::lookup::{Window, hash};

/// Seeds are the multiples of 2^64 over the golden ratio: without a pattern in their bits.
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// After so many seeds under which keys are alike, every byte is hashed.
const MOST_ATTEMPTS: u64 = 256;

/// What `errspec::lookup::Lookup` holds, but for the lengths.
pub(super) struct PerfectHash {
    pub(super) seed: u64,
    pub(super) windows: Vec<Window>,
    /// Both halves, one after the other.
    pub(super) cells: Vec<u32>,
}

impl PerfectHash {
    /// Tries seeds until cells tell every key. The keys differ, so one of the first few does.
    pub(super) fn of(keys: &[&str]) -> Self {
        let chosen = windows::choose(keys);
        let with_seed = |attempt: u64| {
            let seed = attempt.wrapping_mul(SEED);
            let windows = if attempt <= MOST_ATTEMPTS { chosen.clone() } else { Vec::new() };
            let hashes: Vec<u64> =
                keys.iter().map(|key| hash(key.as_bytes(), &windows, seed)).collect();
            Some(Self { seed, cells: cells::fill(&hashes)?, windows })
        };
        (1..).find_map(with_seed).expect("different keys have different hashes under some seed")
    }
}
