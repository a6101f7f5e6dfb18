//! Tables of a perfect hash over texts, for `errspec::lookup` to read.
//!
//! First the windows of a text that tell the keys apart, then a slot for each key.

mod slots;
mod windows;

use errspec::lookup::{Window, fingerprint, hash};

/// From so many keys on, slots have fingerprints. Smaller tables stay in a
/// processor's nearest cache, and comparing with a key there is as fast.
const FINGERPRINTED: usize = 1_024;

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
        let windows = windows::choose(keys);
        let with_seed = |seed| {
            let hashes = keys.iter().map(|key| hash(key.as_bytes(), &windows, seed));
            let hashes: Vec<u64> = hashes.collect();
            let (displacements, slots) = slots::place(&hashes)?;
            Some((seed, hashes, displacements, slots))
        };
        let (seed, hashes, displacements, slots) = (0..)
            .find_map(with_seed)
            .expect("different keys have different hashes under some seed");
        let fingerprinted = if keys.len() < FINGERPRINTED { &[] } else { &slots[..] };
        let fingerprints = fingerprinted.iter().map(|&index| fingerprint(hashes[index as usize]));
        let fingerprints = fingerprints.collect();
        Self { seed, windows, displacements, fingerprints, slots }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timing() {
        let areas=["Forbidden", "Rejected", "Invalid", "Unsupported", "Expired", "Limit", "Locked", "Quota"];
        let things=["Key", "Alias", "Token", "Volume", "Instance", "Network", "Bucket", "Policy", "Role", "User", "Group", "Snapshot", "Image", "Cluster", "Node", "Queue"];
        let states=["Missing", "Disabled", "Deleted", "Pending", "Exceeded", "Damaged", "Foreign", "Stale"];
        for n in [32,64,100,256,500,1000,2048,4096,16384] {
            let keys: Vec<String> = (0..n).map(|i| { let i = i*6827%16384; format!("{}.{}{}{}", areas[i%8], things[i/8%16], things[i/128%16], states[i/2048%8])}).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let t = std::time::Instant::now();
            let w = windows::choose(&keys);
            let tw = t.elapsed().as_secs_f64()*1e6/n as f64;
            let t = std::time::Instant::now();
            let p = PerfectHash::of(&keys);
            println!("{n}: choose {tw:.2} us/key, all {:.2} us/key, seed {} {:?}", t.elapsed().as_secs_f64()*1e6/n as f64, p.seed, w);
        }
    }
}
