//! Tables of a perfect hash over texts, for `errspec::lookup` to read.
//!
//! First the windows of a text that tell the keys apart, then a slot for each key.

mod slots;
mod windows;

use errspec::lookup::{Window, hash};

pub(super) struct PerfectHash {
    pub(super) seed: u64,
    pub(super) windows: Vec<Window>,
    pub(super) displacements: Vec<u8>,
    pub(super) slots: Vec<u32>,
}

impl PerfectHash {
    /// Tries seeds until every key has a slot. The keys differ, so one of the
    /// first few does.
    pub(super) fn of(keys: &[&str]) -> Self {
        let windows = windows::choose(keys);
        let with_seed = |seed| {
            let hashes = keys.iter().map(|key| hash(key.as_bytes(), &windows, seed));
            let hashes: Vec<u64> = hashes.collect();
            Some((seed, slots::place(&hashes)?))
        };
        let (seed, (displacements, slots)) = (0..)
            .find_map(with_seed)
            .expect("different keys have different hashes under some seed");
        Self { seed, windows, displacements, slots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
}
