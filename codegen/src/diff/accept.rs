//! `[[accept]]`: which changes are meant.

use std::collections::HashSet;

use super::change::Change;
use crate::catalog::Catalog;

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
