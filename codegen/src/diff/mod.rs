//! What changed between two catalogs, and for whom.
//!
//! A change has two levels: on the wire, for clients that are deployed, and in
//! source, for callers of the generated Rust. Order and layout are no change.

mod compare;
mod lock;
mod pairs;
mod render;

use std::collections::HashSet;

pub use self::lock::{Lock, LockError};
pub use self::render::{FilePair, Place, Places, SpecFile};
use crate::catalog::Catalog;
use crate::report::Span;
pub use crate::rules::Bump;
use crate::rules::Rule;

/// One change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is.
    pub rule: &'static Rule,
    /// The code that changed, as the old catalog has it or, if it has none, the
    /// new one; `None` for a change of the catalog as a whole.
    pub code: Option<String>,
    /// What changed, in one sentence without a full stop.
    pub message: String,
    /// Where the old spec has it.
    pub old: Option<Span>,
    /// Where the new spec has it.
    pub new: Option<Span>,
}

impl Change {
    /// The higher of its two levels.
    pub fn bump(&self) -> Bump {
        self.rule.wire().max(self.rule.source()).unwrap_or(Bump::Patch)
    }
}

/// Everything that changed, sorted by place: first what the new spec has, then
/// what it has no more.
pub fn diff(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    compare::heads(old, new, &mut changes);
    let pairs = pairs::of(old, new);
    for pair in &pairs.kept {
        compare::entries(pair.old, pair.new, &mut changes);
    }
    pairs.report(new, &mut changes);
    compare::aliases(old, new, &pairs.kept, &mut changes);
    compare::retired(old, new, &mut changes);
    changes.sort_by(|a, b| {
        let place = |change: &Change| match (&change.new, &change.old) {
            (Some(new), _) => (0, new.start),
            (None, Some(old)) => (1, old.start),
            (None, None) => (0, 0),
        };
        (place(a), a.rule.id).cmp(&(place(b), b.rule.id))
    });
    changes
}

/// The smallest version bump that these changes ask for.
pub fn bump(changes: &[Change]) -> Option<Bump> {
    changes.iter().map(Change::bump).max()
}

/// What became of the spec's exceptions.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Accepted {
    /// The changes that no exception covers.
    pub changes: Vec<Change>,
    /// The changes that are meant, each with the index of its exception.
    pub meant: Vec<(Change, usize)>,
    /// The exceptions, by index, that cover no change.
    pub unused: Vec<usize>,
    /// The exceptions, by index, that would cover one, but for their date.
    pub expired: Vec<usize>,
}

/// Takes out the changes that the new catalog's `[[accept]]` entries cover.
/// `today` is a date such as `2027-01-01`; without one, dates do not count.
pub fn accept(changes: Vec<Change>, new: &Catalog, today: Option<&str>) -> Accepted {
    let mut used = HashSet::new();
    let mut expired = HashSet::new();
    let mut meant = Vec::new();
    let mut open = Vec::new();
    for change in changes {
        let covering = new
            .accept
            .iter()
            .enumerate()
            .filter(|(_, accept)| accept.rule == change.rule.id && accept.code == change.code);
        let mut exception = None;
        for (index, accept) in covering {
            let is_over = matches!((&accept.until, today), (Some(until), Some(today)) if until.as_str() < today);
            if is_over {
                expired.insert(index);
            } else {
                used.insert(index);
                exception = Some(index);
            }
        }
        match exception {
            Some(index) => meant.push((change, index)),
            None => open.push(change),
        }
    }
    let indices = 0..new.accept.len();
    Accepted {
        changes: open,
        meant,
        unused: indices.clone().filter(|i| !used.contains(i) && !expired.contains(i)).collect(),
        expired: indices.filter(|i| expired.contains(i)).collect(),
    }
}
