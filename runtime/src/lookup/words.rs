//! A text as words of eight bytes, which may overlap. Where a word ends is a
//! minimum with the text's length, so the compiler sees that it is in bounds;
//! no read depends on what another found, so nothing waits for a branch.
//!
//! What is inlined here is compiled in every crate of generated code. Patterns of
//! slices cost rustc half of what iterators and closures do.

/// The bytes of a word.
pub(crate) const WORD: usize = 8;

/// The bytes that processors compare at once.
const BLOCK: usize = 16;

/// The block that ends at `end`, from [`BLOCK`] to the text's length.
#[inline]
fn block(text: &[u8], end: usize) -> u128 {
    let mut block = [0; BLOCK];
    block.copy_from_slice(&text[end - BLOCK..end]);
    u128::from_le_bytes(block)
}

/// The word that ends at `end`, from [`WORD`] to the text's length.
#[inline]
pub(crate) fn before(text: &[u8], end: usize) -> u64 {
    let mut word = [0; WORD];
    word.copy_from_slice(&text[end - WORD..end]);
    u64::from_le_bytes(word)
}

/// All words of a text of at least [`WORD`] bytes: one after another, then the
/// last, which overlaps the one before unless it is the same.
pub(crate) fn all(text: &[u8]) -> impl Iterator<Item = u64> {
    let (words, _) = text.as_chunks::<WORD>();
    words.iter().chain(text.last_chunk()).map(|word| u64::from_le_bytes(*word))
}

/// A text of less than [`WORD`] bytes as one word, the same for no other text
/// of its length.
#[inline]
pub(crate) fn short(text: &[u8]) -> u64 {
    if let ([a, b, c, d, ..], [.., w, x, y, z]) = (text, text) {
        let (head, tail) = ([*a, *b, *c, *d], [*w, *x, *y, *z]);
        return (u32::from_le_bytes(head) as u64) << 32 | u32::from_le_bytes(tail) as u64;
    }
    let (mut word, mut rest) = (0, text);
    while let [byte, others @ ..] = rest {
        word = word << 8 | *byte as u64;
        rest = others;
    }
    word
}

/// Are these the same text? Both are of one length, at most `longest`.
#[inline(always)]
pub(crate) fn same(a: &[u8], b: &[u8], longest: usize) -> bool {
    let len = a.len();
    if len < WORD {
        return short(a) == short(b);
    }
    if len < BLOCK {
        return (before(a, WORD) ^ before(b, WORD)) | (before(a, len) ^ before(b, len)) == 0;
    }
    // Reading a block twice costs less than a branch that guesses how many there are.
    let mut difference = (block(a, BLOCK) ^ block(b, BLOCK)) | (block(a, len) ^ block(b, len));
    let mut end = 2 * BLOCK;
    while end < longest {
        difference |= block(a, end.min(len)) ^ block(b, end.min(len));
        end += BLOCK;
    }
    difference == 0
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// Texts of a length that differ from one another in one byte, at any place.
    fn texts(len: usize) -> Vec<Vec<u8>> {
        let base: Vec<u8> = (0..len as u8).map(|byte| b'a' + byte % 23).collect();
        let changed = (0..len).map(|place| {
            let mut text = base.clone();
            text[place] ^= 0x20;
            text
        });
        changed.chain([base.clone()]).collect()
    }

    #[test]
    fn a_difference_in_any_byte_shows() {
        for len in 0..=130 {
            let texts = texts(len);
            for (a, text) in texts.iter().enumerate() {
                for (b, other) in texts.iter().enumerate() {
                    assert_eq!(same(text, other, len), a == b, "{a} and {b} of {len} bytes");
                }
            }
        }
    }

    #[test]
    fn all_words_hold_every_byte() {
        for len in WORD..=130 {
            let texts = texts(len);
            let (base, changed) = texts.split_last().expect("there is one");
            assert!(changed.iter().all(|text| all(text).ne(all(base))), "{len} bytes");
        }
    }
}
