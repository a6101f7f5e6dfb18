//! Which eight bytes of a text to hash. Each step takes the window that parts
//! most of the keys that are still alike; a sample of them decides, so that the
//! choice costs the same however many codes there are.

use errspec::lookup::{Window, hash};

use super::SEED;

/// The most windows. Where more are needed, hashing every byte is as fast.
const MOST: usize = 6;
/// Runs of keys in the sample.
const RUNS: usize = 16;
/// Neighbours in a run: keys that are alike stand side by side.
const RUN: usize = 4;
/// Shorter keys are hashed as a whole.
const WORD: usize = 8;

/// A key and what is known of it so far: keys with the same signature are alike.
type Key<'k> = (u64, &'k [u8]);

/// Windows that tell these different keys apart, or none: only the whole text does.
pub(super) fn choose(keys: &[&str]) -> Vec<Window> {
    let long = keys.iter().map(|key| key.as_bytes()).filter(|key| key.len() >= WORD);
    let mut alike: Vec<Key> = long.map(|key| (key.len() as u64, key)).collect();
    retain_alike(&mut alike);
    let candidates = candidates(keys);
    let mut windows = Vec::new();
    // One window at least: none means the whole text.
    while windows.is_empty() || !alike.is_empty() {
        if windows.len() == MOST {
            return Vec::new();
        }
        let sample = sample(&alike);
        windows.extend(candidates.iter().min_by_key(|window| still_alike(&sample, **window)));
        for (signature, key) in &mut alike {
            *signature = hash(key, &windows, SEED);
        }
        retain_alike(&mut alike);
    }
    windows
}

/// Every window that a key may have, from its start and from its end. First come those
/// that every key has: among windows that part as many keys, they cost least to read.
fn candidates(keys: &[&str]) -> Vec<Window> {
    let furthest = |longest: Option<usize>| {
        let distance = longest.unwrap_or_default().saturating_sub(WORD);
        u8::try_from(distance).unwrap_or(u8::MAX)
    };
    let lengths = || keys.iter().map(|key| key.len());
    let [in_every, in_any] = [lengths().min(), lengths().max()].map(furthest);
    let distances = 0..=in_any;
    let mut windows: Vec<Window> = distances
        .flat_map(|distance| [Window::FromEnd(distance), Window::FromStart(distance)])
        .collect();
    windows.sort_by_key(|window| match window {
        Window::FromEnd(distance) | Window::FromStart(distance) => *distance > in_every,
    });
    windows
}

/// Brings keys that are alike together and drops those that are like no other.
fn retain_alike(keys: &mut Vec<Key>) {
    // Stable: what is sampled must not depend on how a sort orders equals.
    keys.sort_by_key(|(signature, _)| *signature);
    let groups = keys.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
    *keys = groups.flatten().copied().collect();
}

/// Some keys, from all places of the list.
fn sample<'k>(keys: &[Key<'k>]) -> Vec<Key<'k>> {
    let runs = keys.chunks(keys.len().div_ceil(RUNS).max(RUN));
    runs.flat_map(|run| run.iter().take(RUN)).copied().collect()
}

/// How many keys of a sample another window would leave like one before.
fn still_alike(sample: &[Key], window: Window) -> usize {
    let shown = |(signature, key): &Key| {
        // Apart from chance, equal only where both signature and window are.
        signature ^ window.word(key).wrapping_mul(SEED)
    };
    let mut shown: Vec<u64> = sample.iter().map(shown).collect();
    shown.sort_unstable();
    shown.dedup();
    sample.len() - shown.len()
}
