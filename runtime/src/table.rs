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
    /// Cuts `text` into pieces of these `lengths`, in bytes.
    ///
    /// # Panics
    ///
    /// Where a cut would fall inside a character, or the lengths do not add up
    /// to the text; in a constant this is a compile-time error.
    pub const fn new<const N: usize>(text: &'static str, lengths: [u32; N]) -> Self {
        assert!(BOUNDS == N + 1, "N texts have N + 1 bounds");
        let mut bounds = [0; BOUNDS];
        let mut end = 0;
        let mut index = 0;
        while index < N {
            end += lengths[index];
            assert!(text.is_char_boundary(end as usize), "a text's length cuts a character");
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
    pub(crate) fn is(&self, index: usize, text: &[u8]) -> bool {
        let (end, start) = (self.bounds[index + 1] as usize, self.bounds[index] as usize);
        // A text of another length shows as one more difference, not as a branch:
        // among texts that the table does not have, nobody could predict it.
        let here = self.text.as_bytes().get(start..start + text.len());
        here.is_some_and(|here| {
            words::difference(here, text) | (end ^ (start + text.len())) as u64 == 0
        })
    }

    /// The text at `index`, where it is not empty.
    pub const fn get_non_empty(&self, index: usize) -> Option<&'static str> {
        let text = self.get(index);
        if text.is_empty() { None } else { Some(text) }
    }
}

/// A flag of a code: `retryable = true`.
pub const RETRYABLE: u8 = 1;
/// A flag of a code: `throttling = true`.
pub const THROTTLING: u8 = 2;
/// A flag of a code: it has a `deprecated` entry.
pub const DEPRECATED: u8 = 4;

/// The lengths of codes, then those of their aliases.
pub const fn append<const A: usize, const B: usize, const BOTH: usize>(
    codes: [u32; A],
    aliases: [u32; B],
) -> [u32; BOTH] {
    assert!(BOTH == A + B, "both are as many as each together");
    let mut both = [0; BOTH];
    let mut index = 0;
    while index < BOTH {
        both[index] = if index < A { codes[index] } else { aliases[index - A] };
        index += 1;
    }
    both
}

/// One column of a table of rows.
pub const fn column<const WIDTH: usize, const N: usize>(
    rows: &[[u32; WIDTH]; N],
    column: usize,
) -> [u32; N] {
    let mut values = [0; N];
    let mut index = 0;
    while index < N {
        values[index] = rows[index][column];
        index += 1;
    }
    values
}

/// The first column of a table of rows: the HTTP statuses.
pub const fn statuses<const WIDTH: usize, const N: usize>(rows: &[[u32; WIDTH]; N]) -> [u16; N] {
    let mut values = [0; N];
    let mut index = 0;
    while index < N {
        values[index] = rows[index][0] as u16;
        index += 1;
    }
    values
}

/// The second column of a table of rows: the flags.
pub const fn flags<const WIDTH: usize, const N: usize>(rows: &[[u32; WIDTH]; N]) -> [u8; N] {
    let mut values = [0; N];
    let mut index = 0;
    while index < N {
        values[index] = rows[index][1] as u8;
        index += 1;
    }
    values
}
