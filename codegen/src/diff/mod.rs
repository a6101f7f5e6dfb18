//! What changed between two catalogs, and for whom.
//!
//! A change has two levels: on the wire, for clients that are deployed, and in
//! source, for callers of the generated Rust. Order and layout are no change.

mod accept;
mod change;
mod contract;
mod entries;
mod envelope;
mod found;
mod lock;
mod operations;
mod pairs;
mod render;
mod source;
mod wire;

use std::collections::HashMap;

pub use self::accept::{Accepted, accept};
pub use self::change::Change;
use self::contract::Contract;
pub use self::lock::{Lock, LockError};
pub use self::render::{FilePair, Place, Places, SpecFile};
use crate::catalog::{Catalog, Entry};
pub use crate::rules::Bump;

/// Everything that changed, sorted by place: first what the new spec has, then
/// what it has no more.
pub fn diff(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let (was, is) = (Contract::of(old), Contract::of(new));
    let pairs = pairs::of(&was, &is);
    let mut changes = wire::compare(&was, &is, &pairs);
    entries::heads(old, new, &mut changes);
    let (old, new) = (by_code(old), by_code(new));
    for pair in &pairs.kept {
        let (old, new) = (old[pair.old.code.as_str()], new[pair.new.code.as_str()]);
        entries::compare(old, new, &mut changes);
    }
    changes.sort_by(|a, b| {
        let place = |change: &Change| match (&change.new, &change.old) {
            (None, None) => (0, 0),
            // What is gone comes first: it is what breaks.
            (None, Some(old)) => (1, old.start),
            (Some(new), _) => (2, new.start),
        };
        (place(a), a.rule.id).cmp(&(place(b), b.rule.id))
    });
    changes
}

fn by_code(catalog: &Catalog) -> HashMap<&str, &Entry> {
    catalog.entries.iter().map(|entry| (entry.code.as_str(), entry)).collect()
}

/// The smallest version bump that these changes ask for.
pub fn bump(changes: &[Change]) -> Option<Bump> {
    changes.iter().map(Change::bump).max()
}
