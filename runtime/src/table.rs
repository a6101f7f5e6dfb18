//! Static tables by the index of a variant: what generated accessors read.
//!
//! Everything is built by `const fn` from one line a code, so that the
//! generated file shows a row where a reader looks for it and the program holds
//! only packed arrays.

use crate::lookup::words;

/// Texts of one kind, back to back in one string.
///
/// `BOUNDS` is one more than there are texts: a text is what stands between two
/// bounds, the first one's too, so that no read has to ask which text it is.
pub struct Texts<const BOUNDS: usize> {
    text: &'static str,
    /// Where each text starts and the one before ends, in bytes.
    bounds: [u32; BOUNDS],
}

impl<const BOUNDS: usize> Texts<BOUNDS> {
    /// Cuts `text` into pieces. Their lengths, in bytes, are a column of `rows`.
    ///
    /// # Panics
    ///
    /// Where the lengths do not add up to the text; in a constant this is a
    /// compile-time error.
    pub const fn new(rows: &[u32], column: usize, text: &'static str) -> Self {
        Self::with_aliases(rows, column, &[], text)
    }

    /// [`new`](Self::new), of a text that goes on behind the pieces of the rows, with
    /// pieces of these lengths.
    ///
    /// That no cut falls inside a character is for the compiler to know: to ask it
    /// here, for each text, would cost rustc more than all the rest of the table.
    ///
    /// # Panics
    ///
    /// Where the lengths do not add up to the text; in a constant this is a
    /// compile-time error.
    pub const fn with_aliases(
        rows: &[u32],
        column: usize,
        aliases: &[u32],
        text: &'static str,
    ) -> Self {
        let count = BOUNDS - 1 - aliases.len();
        let width = rows.len() / count;
        let mut bounds = [0; BOUNDS];
        let mut end = 0;
        let mut cell = column;
        let mut index = 0;
        while index < count {
            end += rows[cell];
            cell += width;
            index += 1;
            bounds[index] = end;
        }
        while index + 1 < BOUNDS {
            end += aliases[index - count];
            index += 1;
            bounds[index] = end;
        }
        assert!(end as usize == text.len(), "the lengths do not add up to the text");
        Self { text, bounds }
    }

    /// The text at `index`.
    pub const fn get(&self, index: usize) -> &'static str {
        let (head, _) = self.text.split_at(self.bounds[index + 1] as usize);
        head.split_at(self.bounds[index] as usize).1
    }

    /// Is the text at `index` this one?
    #[inline]
    pub(crate) fn is(&self, index: usize, text: &[u8], longest: usize) -> bool {
        let (end, start) = (self.bounds[index + 1] as usize, self.bounds[index] as usize);
        // A text of another length shows as one more difference, not as a branch:
        // among texts that the table does not have, nobody could predict it.
        match self.text.as_bytes().get(start..start + text.len()) {
            Some(here) => words::same(here, text, longest) & (end == start + text.len()),
            None => false,
        }
    }

    /// The text at `index`, where it is not empty.
    pub const fn get_non_empty(&self, index: usize) -> Option<&'static str> {
        let text = self.get(index);
        if text.is_empty() { None } else { Some(text) }
    }
}

/// Texts of one kind that few codes have.
pub struct SparseTexts<const N: usize, const BOUNDS: usize> {
    /// The indices of these codes, in order.
    codes: [u32; N],
    texts: Texts<BOUNDS>,
}

impl<const N: usize, const BOUNDS: usize> SparseTexts<N, BOUNDS> {
    /// Cuts `text` into pieces. `rows` has the index of each one's code, in order, and its
    /// length in bytes.
    ///
    /// # Panics
    ///
    /// Where the lengths do not add up to the text; in a constant this is a
    /// compile-time error.
    pub const fn new(rows: &[u32], text: &'static str) -> Self {
        let mut codes = [0; N];
        let mut index = 0;
        while index < N {
            codes[index] = rows[2 * index];
            index += 1;
        }
        Self { codes, texts: Texts::new(rows, 1, text) }
    }

    /// The text of the code at `index`; empty where it has none.
    pub fn get(&self, index: usize) -> &'static str {
        match self.codes.binary_search_by_key(&index, |code| *code as usize) {
            Ok(at) => self.texts.get(at),
            Err(_) => "",
        }
    }
}

/// The codes that have a flag, among those that lack it: for each, how many of these
/// are before it.
pub struct Exceptions<const N: usize>([u32; N]);

impl<const N: usize> Exceptions<N> {
    /// The codes of `count` rows with this flag.
    ///
    /// # Panics
    ///
    /// Where these are not `N`; in a constant this is a compile-time error.
    pub const fn new(rows: &[u32], count: usize, flag: u32) -> Self {
        let width = rows.len() / count;
        let mut before = [0; N];
        let (mut index, mut found) = (0, 0);
        while index < count {
            if rows[index * width] & flag != 0 {
                before[found] = (index - found) as u32;
                found += 1;
            }
            index += 1;
        }
        assert!(found == N, "another number of codes has the flag");
        Self(before)
    }

    /// The index, among all codes, of one that is the `index`th without the flag.
    pub fn index(&self, index: usize) -> usize {
        index + self.0.partition_point(|before| *before as usize <= index)
    }
}

/// HTTP statuses, each with the flags of its code.
pub struct Statuses<const N: usize>([u16; N]);

/// A flag of a code: `retryable = true`.
pub const RETRYABLE: u32 = 0x400;
/// A flag of a code: `throttling = true`.
pub const THROTTLING: u32 = 0x800;
/// A flag of a code: it has a `deprecated` entry.
pub const DEPRECATED: u32 = 0x1000;
/// A flag of a code: its message has parameters.
pub const PARAMS: u32 = 0x2000;
/// The bits below the flags.
const STATUS: u16 = 0x3FF;

impl<const N: usize> Statuses<N> {
    /// The first column of `rows`.
    pub const fn new(rows: &[u32]) -> Self {
        let width = rows.len() / N;
        let mut statuses = [0; N];
        let mut cell = 0;
        let mut index = 0;
        while index < N {
            statuses[index] = rows[cell] as u16;
            cell += width;
            index += 1;
        }
        Self(statuses)
    }

    /// The HTTP status at `index`.
    pub const fn get(&self, index: usize) -> u16 {
        self.0[index] & STATUS
    }

    /// Has the code at `index` this flag?
    pub const fn has(&self, index: usize, flag: u32) -> bool {
        self.0[index] as u32 & flag != 0
    }
}
