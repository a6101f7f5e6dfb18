//! Static tables by the index of a variant: what generated accessors read.
//!
//! Everything is built by `const fn` from one line a code, so that the
//! generated file shows a row where a reader looks for it and the program holds
//! only packed arrays.

/// Texts of one kind, back to back in one string.
pub struct Texts<const N: usize> {
    text: &'static str,
    /// Where each text ends, in bytes.
    ends: [u32; N],
}

impl<const N: usize> Texts<N> {
    /// Cuts `text` into pieces of these `lengths`, in bytes.
    ///
    /// # Panics
    ///
    /// Where a cut would fall inside a character, or the lengths do not add up
    /// to the text; in a constant this is a compile-time error.
    pub const fn new(text: &'static str, lengths: [u32; N]) -> Self {
        let mut ends = lengths;
        let mut end = 0;
        let mut index = 0;
        while index < N {
            end += lengths[index];
            assert!(text.is_char_boundary(end as usize), "a text's length cuts a character");
            ends[index] = end;
            index += 1;
        }
        assert!(end as usize == text.len(), "the lengths do not add up to the text");
        Self { text, ends }
    }

    /// The text at `index`.
    pub const fn get(&self, index: usize) -> &'static str {
        let start = match index {
            0 => 0,
            _ => self.ends[index - 1],
        };
        let (head, _) = self.text.split_at(self.ends[index] as usize);
        head.split_at(start as usize).1
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
