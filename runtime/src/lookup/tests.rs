//! Lookups in a table made by hand, whatever the text.

use super::*;

/// One bucket would do, and every text of the right length meets the one key.
static LOOKUP: Lookup<u8, 1, 2, 0, 1> = Lookup {
    seed: 0,
    windows: [Window::FromEnd(200)],
    shortest: 2,
    longest: 21,
    displacements: [0; 2],
    fingerprints: [],
    slots: [1],
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
fn a_slot_of_another_fingerprint_is_not_read() {
    let fingerprints = [fingerprint(hash(b"Forbidden.KeyNotFound", &LOOKUP.windows, 0)); 1];
    let same = Lookup { fingerprints, ..table() };
    assert_eq!(same.find("Forbidden.KeyNotFound", &KEYS), Some(1));
    let other = Lookup { fingerprints: fingerprints.map(|fingerprint| !fingerprint), ..table() };
    assert_eq!(other.find("Forbidden.KeyNotFound", &KEYS), None);
}

fn table() -> Lookup<u8, 1, 2, 1, 1> {
    Lookup {
        seed: LOOKUP.seed,
        windows: LOOKUP.windows,
        shortest: LOOKUP.shortest,
        longest: LOOKUP.longest,
        displacements: LOOKUP.displacements,
        fingerprints: [0],
        slots: LOOKUP.slots,
    }
}
