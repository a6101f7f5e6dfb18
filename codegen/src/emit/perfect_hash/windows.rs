//! Which eight bytes of a text to hash. Each step takes the window that parts
//! most of the keys that are still alike; a sample of them decides, so that the
//! choice costs the same however many codes there are.

use errspec::lookup::{Window, hash};

/// The most windows. Where more are needed, hashing every byte is as fast.
const MOST: usize = 6;
/// Runs of neighbours in the sample: keys that are alike stand side by side.
const RUNS: usize = 16;
/// Keys a run.
const RUN: usize = 4;

/// A key and what is known of it so far: keys with the same signature are alike.
type Key<'k> = (u64, &'k [u8]);

/// Windows that tell these different keys apart, or none: only the whole text does.
pub(super) fn choose(keys: &[&str]) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut alike = keys.iter().filter(|key| key.len() >= 8).map(|key| (key.len() as u64, key.as_bytes())).collect();
    let longest = keys.iter().map(|key| key.len()).max().unwrap_or_default();
    let candidates = candidates(longest);
    retain_alike(&mut alike);
    while !alike.is_empty() || windows.is_empty() {
        if windows.len() == MOST {
            return Vec::new();
        }
        let sample = sample(&alike);
        let best = candidates.iter().min_by_key(|window| still_alike(&sample, **window));
        windows.extend(best);
        for (signature, key) in &mut alike {
            *signature = hash(key, &windows, 0);
        }
        retain_alike(&mut alike);
    }
    windows
}

/// Every window that some text of up to this length may have.
fn candidates(longest: usize) -> Vec<Window> {
    let furthest = u8::try_from(longest.saturating_sub(8)).unwrap_or(u8::MAX);
    let distances = 0..=furthest;
    distances.flat_map(|distance| [Window::FromEnd(distance), Window::FromStart(distance)]).collect()
}

/// Sorts by signature and drops the keys that have one for themselves.
fn retain_alike(keys: &mut Vec<Key>) {
    keys.sort_by_key(|(signature, _)| *signature);
    let groups = keys.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
    *keys = groups.flatten().copied().collect();
}

/// Some keys, from all places of the list.
fn sample<'k>(keys: &[Key<'k>]) -> Vec<Key<'k>> {
    let runs = keys.chunks(keys.len().div_ceil(RUNS).max(RUN));
    runs.flat_map(|run| run.iter().take(RUN)).copied().collect()
}

/// How many keys of a sample another window would leave alike.
fn still_alike(sample: &[Key], window: Window) -> usize {
    let mut seen = Vec::with_capacity(sample.len());
    for (signature, key) in sample {
        seen.push(signature ^ window.word(key).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
    seen.sort_unstable();
    seen.dedup();
    sample.len() - seen.len()
}
