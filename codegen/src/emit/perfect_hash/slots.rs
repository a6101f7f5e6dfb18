//! A slot for every hash. Hashes fall into buckets; each bucket, the fullest
//! first, gets the first displacement that puts its hashes into free slots
//! (Belazzougui, Botelho, Dietzfelbinger: "Hash, displace, and compress").

use std::cmp::Reverse;

use errspec::lookup::{bucket, slot};

/// Most hashes a bucket, on average. With more, 256 displacements are too few.
const BUCKET: usize = 2;

/// A displacement for each bucket and an index for each slot, where all hashes find one.
pub(super) fn place(hashes: &[u64]) -> Option<(Vec<u8>, Vec<u32>)> {
    let bucket_count = hashes.len().div_ceil(BUCKET).next_power_of_two().max(2);
    let mut buckets: Vec<Vec<(u64, u32)>> = vec![Vec::new(); bucket_count];
    for (index, &hash) in (0..).zip(hashes) {
        buckets[bucket(hash, bucket_count)].push((hash, index));
    }
    let mut order: Vec<usize> = (0..bucket_count).collect();
    order.sort_by_key(|&bucket| Reverse(buckets[bucket].len()));

    let mut displacements = vec![0; bucket_count];
    let mut slots: Vec<Option<u32>> = vec![None; hashes.len() + hashes.len() / 8 + 1];
    for bucket in order {
        let members = &buckets[bucket];
        displacements[bucket] = (0..=u8::MAX).find(|&d| fit(members, d, &mut slots))?;
    }
    Some((displacements, slots.into_iter().map(Option::unwrap_or_default).collect()))
}

/// Puts every member into its slot under this displacement, or none.
fn fit(members: &[(u64, u32)], displacement: u8, slots: &mut [Option<u32>]) -> bool {
    for (placed, &(hash, index)) in members.iter().enumerate() {
        let slot = slot(hash, displacement, slots.len());
        if slots[slot].is_some() {
            for &(hash, _) in &members[..placed] {
                let taken = self::slot(hash, displacement, slots.len());
                slots[taken] = None;
            }
            return false;
        }
        slots[slot] = Some(index);
    }
    true
}
