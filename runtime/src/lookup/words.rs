//! A text as words of eight bytes, which may overlap. Every read is checked
//! once, against the text's length, and no read depends on what another found.

/// The bytes of a word.
pub(crate) const WORD: usize = 8;

/// Words that every comparison reads but for the last: for texts of up to
/// 40 bytes, as most codes are, there is no loop.
const UNROLLED: usize = 4;

/// The word at `position`, at most `text.len() - WORD`.
#[inline]
pub(crate) fn at(text: &[u8], position: usize) -> u64 {
    let word = text.get(position..).and_then(<[u8]>::first_chunk);
    word.map_or(0, |word| u64::from_le_bytes(*word))
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
    let ((a_words, _), (b_words, _)) = (a.as_chunks::<WORD>(), b.as_chunks::<WORD>());
    // Reading the last whole word again costs less than a branch that guesses
    // the number of words.
    let last = a_words.len() - 1;
    let mut difference = at(a, a.len() - WORD) ^ at(b, b.len() - WORD);
    for index in 0..UNROLLED {
        let index = index.min(last);
        difference |= u64::from_le_bytes(a_words[index]) ^ u64::from_le_bytes(b_words[index]);
    }
    if last >= UNROLLED && a_words[UNROLLED..] != b_words[UNROLLED..] {
        difference = 1;
    }
    difference
}
