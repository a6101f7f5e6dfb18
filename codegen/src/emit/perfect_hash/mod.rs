//! Tables of a perfect hash over texts, for `errspec::lookup` to read.
//!
//! First the windows of a text that tell the keys apart, then a slot for each key.

mod slots;
#[cfg(test)]
mod tests;
mod windows;

use errspec::lookup::{Window, fingerprint, hash};

/// From so many keys on, slots have fingerprints. Smaller tables stay in a
/// processor's nearest cache, and comparing with a key there is as fast.
const FINGERPRINTED: usize = 1_024;

/// Between seeds: every bit of a seed changes.
const SPREAD: u64 = 0xD1B5_4A32_D192_ED03;

/// After so many seeds under which keys are alike, every byte is hashed.
const MOST_ATTEMPTS: u64 = 64;

/// What `errspec::lookup::Lookup` holds, but for the lengths.
pub(super) struct PerfectHash {
    pub(super) seed: u64,
    pub(super) windows: Vec<Window>,
    pub(super) displacements: Vec<u8>,
    pub(super) fingerprints: Vec<u8>,
    pub(super) slots: Vec<u32>,
}

impl PerfectHash {
    /// Tries seeds until every key has a slot. The keys differ, so one of the
    /// first few does.
    pub(super) fn of(keys: &[&str]) -> Self {
        let chosen = windows::choose(keys);
        let with_seed = |attempt: u64| {
            let seed = attempt.wrapping_mul(SPREAD);
            let windows = if attempt < MOST_ATTEMPTS { chosen.clone() } else { Vec::new() };
            let hashes: Vec<u64> =
                keys.iter().map(|key| hash(key.as_bytes(), &windows, seed)).collect();
            let (displacements, slots) = slots::place(&hashes)?;
            Some((seed, windows, hashes, displacements, slots))
        };
        let (seed, windows, hashes, displacements, slots) = (0..)
            .find_map(with_seed)
            .expect("different keys have different hashes under some seed");
        let fingerprinted = if keys.len() < FINGERPRINTED { &[] } else { &slots[..] };
        let fingerprints =
            fingerprinted.iter().map(|&index| fingerprint(hashes[index as usize])).collect();
        Self { seed, windows, displacements, fingerprints, slots }
    }
}
