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

pub use hash::{Window, cells, hash};

use crate::table::Texts;

/// The longest code that a spec may hold, in bytes.
pub const MAX_LEN: usize = 128;

/// The tables of a perfect hash function over a table's codes and aliases.
///
/// `Index` is the smallest unsigned integer that holds the index of every key.
pub struct Lookup<Index, const WINDOWS: usize, const HALF: usize> {
    /// What [`hash`] was seeded with when the tables were made.
    pub seed: u64,
    /// The parts of a text that tell the keys apart. None: the whole text does.
    pub windows: [Window; WINDOWS],
    /// How long the shortest key is, in bytes. Shorter texts are not hashed.
    pub shortest: usize,
    /// How long the longest key is, in bytes. Longer texts are not hashed.
    pub longest: usize,
    /// A hash has a cell in each of these halves, and a key's index is what both cells
    /// hold, by exclusive or. A text that is no key has some index too: the comparison
    /// refuses it.
    pub cells: [[Index; HALF]; 2],
}

impl<Index: Copy + Into<u32>, const WINDOWS: usize, const HALF: usize>
    Lookup<Index, WINDOWS, HALF>
{
    /// The index of the key that is `text`, among the `keys` that the tables were made of.
    // Inlined, so that the windows and lengths of a static are constants.
    #[inline(always)]
    pub fn find<const BOUNDS: usize>(&self, text: &str, keys: &Texts<BOUNDS>) -> Option<usize> {
        let text = text.as_bytes();
        if text.len() < self.shortest || text.len() > self.longest {
            return None;
        }
        let [first, second] = cells(hash(text, &self.windows, self.seed), HALF);
        let [first, second]: [u32; 2] = [self.cells[0][first].into(), self.cells[1][second].into()];
        // A minimum rather than a branch that nobody could predict.
        let index = ((first ^ second) as usize).min(BOUNDS - 2);
        if keys.is(index, text, self.longest) { Some(index) } else { None }
    }
}
