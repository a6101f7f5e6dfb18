//! A text as words of eight bytes, which may overlap. Every read is checked
//! once, against the text's length, and no read depends on what another found.

/// The bytes of a word.
pub(crate) const WORD: usize = 8;

/// Words that every comparison reads: for texts of up to 40 bytes, as most codes
/// are, there is no loop.
const UNROLLED: usize = 5;

/// The word that ends at `end`, from [`WORD`] to the text's length.
#[inline]
pub(crate) fn before(text: &[u8], end: usize) -> u64 {
    let mut word = [0; WORD];
    word.copy_from_slice(&text[end - WORD..end]);
    u64::from_le_bytes(word)
}

/// All words of a text of at least [`WORD`] bytes: one after another, then the
/// last, which overlaps the one before unless it is the same.
#[inline]
pub(crate) fn all(text: &[u8]) -> impl Iterator<Item = u64> {
    let (words, _) = text.as_chunks::<WORD>();
    words.iter().chain(text.last_chunk()).map(|word| u64::from_le_bytes(*word))
}

/// A text of less than [`WORD`] bytes as one word, the same for no other text
/// of its length.
#[inline]
pub(crate) fn short(text: &[u8]) -> u64 {
    if let (Some(head), Some(tail)) = (text.first_chunk(), text.last_chunk()) {
        return u64::from(u32::from_le_bytes(*head)) << 32 | u64::from(u32::from_le_bytes(*tail));
    }
    text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// Zero for the same text, and only for it. Both are of one length.
#[inline]
pub(crate) fn difference(a: &[u8], b: &[u8]) -> u64 {
    if a.len() < WORD {
        return short(a) ^ short(b);
    }
    let len = a.len();
    let mut difference = 0;
    for end in [WORD, (2 * WORD).min(len), (3 * WORD).min(len), (len - WORD).max(WORD), len] {
        difference |= before(a, end) ^ before(b, end);
    }
    if len > 5 * WORD && a[3 * WORD..] != b[3 * WORD..] {
        difference = 1;
    }
    difference
}
