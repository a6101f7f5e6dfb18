//! From a code's text to its index: a perfect hash over static tables.
//!
//! `errspec-codegen` chooses the tables with the same [`hash`], so a lookup is
//! one hash, two table reads and one comparison, whatever the size of the table.

/// The longest code that a spec may hold, in bytes. Longer texts are not hashed.
pub const MAX_LEN: usize = 128;

/// The tables of a perfect hash function over a table's codes and aliases.
pub struct Lookup<const BUCKETS: usize, const SLOTS: usize> {
    /// What [`hash`] was seeded with when the tables were made.
    pub seed: u64,
    /// For each bucket of texts, the displacement that gives each a slot of its own.
    pub displacements: [u16; BUCKETS],
    /// For each slot, the index of the text that belongs there. An unused slot
    /// holds any index: the comparison refuses it.
    pub slots: [u32; SLOTS],
}

impl<const BUCKETS: usize, const SLOTS: usize> Lookup<BUCKETS, SLOTS> {
    /// The index of the key that is `text`. `key` gives the text of an index.
    #[inline]
    pub fn find(&self, text: &str, key: impl Fn(usize) -> &'static str) -> Option<usize> {
        if text.len() > MAX_LEN {
            return None;
        }
        let hash = hash(text.as_bytes(), self.seed);
        let displacement = self.displacements[bucket(hash, BUCKETS)];
        let index = self.slots[slot(hash, displacement, SLOTS)] as usize;
        (key(index) == text).then_some(index)
    }
}

/// The bucket of a hash, below `buckets`.
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    reduce(hash, buckets)
}

/// The slot of a hash under its bucket's displacement, below `slots`.
pub const fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    reduce(mix(hash, displacement as u64), slots)
}

/// A hash of all bytes and their number: eight bytes a step, multiplied and folded.
pub const fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut state = mix(seed, bytes.len() as u64);
    let mut rest = bytes;
    while let Some((head, tail)) = rest.split_first_chunk::<8>() {
        state = mix(state, u64::from_le_bytes(*head));
        rest = tail;
    }
    let mut last = 0;
    while let Some((byte, tail)) = rest.split_first() {
        last = last << 8 | *byte as u64;
        rest = tail;
    }
    mix(state, last)
}

/// Folds the 128-bit product of two words, each moved away from zero.
const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ 0x9E37_79B9_7F4A_7C15) as u128 * (b ^ 0xD1B5_4A32_D192_ED03) as u128;
    product as u64 ^ (product >> 64) as u64
}

/// Maps a hash to a number below `len`, by its upper half.
const fn reduce(hash: u64, len: usize) -> usize {
    (((hash >> 32) * len as u64) >> 32) as usize
}
