//! From a code's text to its index: a perfect hash over static tables.
//!
//! `errspec-codegen` chooses the tables with the same [`hash`] that reads them.
//! A lookup reads a few words of the text, a few bytes of tables and the one key
//! that the text can be, however many keys there are. A `static` [`Lookup`] is
//! known to the compiler, so its windows and lengths become constants of the code.

mod hash;
#[cfg(test)]
mod tests;
pub(crate) mod words;

pub use hash::{Window, bucket, fingerprint, hash, slot};

use crate::table::Texts;

/// The longest code that a spec may hold, in bytes.
pub const MAX_LEN: usize = 128;

/// The tables of a perfect hash function over a table's codes and aliases.
///
/// `Index` is the smallest unsigned integer that holds the index of every key.
pub struct Lookup<
    Index,
    const WINDOWS: usize,
    const BUCKETS: usize,
    const FINGERPRINTS: usize,
    const SLOTS: usize,
> {
    /// What [`hash`] was seeded with when the tables were made.
    pub seed: u64,
    /// The parts of a text that tell the keys apart. None: the whole text does.
    pub windows: [Window; WINDOWS],
    /// How long the shortest key is, in bytes. Shorter texts are not hashed.
    pub shortest: usize,
    /// How long the longest key is, in bytes. Longer texts are not hashed.
    pub longest: usize,
    /// For each bucket of keys, the displacement that gives each a slot of its own.
    pub displacements: [u8; BUCKETS],
    /// For each slot, the fingerprint of the key that belongs there: nearly every
    /// text that is no key ends here, before a key is read. None in small tables,
    /// where reading the key costs less than a branch that is sometimes guessed wrong.
    pub fingerprints: [u8; FINGERPRINTS],
    /// For each slot, the index of the key that belongs there. An unused slot
    /// holds any index: the comparison refuses it.
    pub slots: [Index; SLOTS],
}

impl<
    Index: Copy + Into<u32>,
    const WINDOWS: usize,
    const BUCKETS: usize,
    const FINGERPRINTS: usize,
    const SLOTS: usize,
> Lookup<Index, WINDOWS, BUCKETS, FINGERPRINTS, SLOTS>
{
    /// The index of the key that is `text`, among the `keys` that the tables were made of.
    #[inline]
    pub fn find<const BOUNDS: usize>(&self, text: &str, keys: &Texts<BOUNDS>) -> Option<usize> {
        let text = text.as_bytes();
        if text.len() < self.shortest || text.len() > self.longest {
            return None;
        }
        let hash = hash(text, &self.windows, self.seed);
        let displacement = self.displacements[bucket(hash, BUCKETS)];
        let slot = slot(hash, displacement, SLOTS);
        if let Some(other) = self.fingerprints.get(slot)
            && *other != fingerprint(hash)
        {
            return None;
        }
        let index: u32 = self.slots[slot].into();
        if keys.is(index as usize, text) { Some(index as usize) } else { None }
    }
}
