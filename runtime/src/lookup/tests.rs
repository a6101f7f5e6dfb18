//! Lookups in a table made by hand, whatever the text.

use super::*;

/// Every text of the right length meets the one key.
static LOOKUP: Lookup<u8, 1, 2> = Lookup {
    seed: 1,
    windows: [Window::FromEnd(200)],
    shortest: 2,
    longest: 21,
    cells: [[1; 2], [0; 2]],
};
static KEYS: Texts<4> = Texts::with_aliases(&[2, 21], 0, &[2], "EiForbidden.KeyNotFoundE1");

#[test]
fn finds_the_key_and_no_text_like_it() {
    assert_eq!(LOOKUP.find("Forbidden.KeyNotFound", &KEYS), Some(1));
    for place in 0..21 {
        let mut text = *b"Forbidden.KeyNotFound";
        text[place] = b'~';
        let text = core::str::from_utf8(&text).expect("ASCII");
        assert_eq!(LOOKUP.find(text, &KEYS), None, "{text}");
    }
}

#[test]
fn takes_any_text() {
    let long = "Forbidden.KeyNotFound".repeat(100_000);
    for len in 0..300 {
        assert_eq!(LOOKUP.find(&long[1..=len], &KEYS), None, "{len} bytes");
    }
    let odd = [
        "",
        "é",
        "\0",
        "Forbidden.KeyNotFoünd",
        "Forbidden.KeyNotFound\0",
        "漢字漢字漢字漢字",
        &long,
    ];
    for text in odd {
        assert_eq!(LOOKUP.find(text, &KEYS), None, "{text}");
    }
}

#[test]
fn an_index_beyond_the_keys_finds_none_but_the_last() {
    let beyond = Lookup { cells: [[255; 2], [0; 2]], ..LOOKUP };
    assert_eq!(beyond.find("Ei", &KEYS), None);
    assert_eq!(beyond.find("E1", &KEYS), Some(2));
}
