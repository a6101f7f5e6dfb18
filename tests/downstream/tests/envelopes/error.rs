//! Random errors, of no table yet.

use proptest::prelude::*;

/// What a service says of an error.
#[derive(Clone, Debug)]
pub struct Error {
    /// What fills in the message, if it is to be one that has parameters.
    pub filling: Option<(String, i64, bool)>,
    pub request_id: Option<String>,
    pub host_id: Option<String>,
    pub retry_after: Option<u32>,
    /// What is wrong with which field: a code of the table, or a text.
    pub details: Vec<(String, Option<String>)>,
    pub access_denied: Vec<(String, String)>,
}

pub fn errors() -> impl Strategy<Value = Error> {
    (
        prop::option::weighted(0.8, (text(), any::<i64>(), any::<bool>())),
        prop::option::of(text()),
        prop::option::of(text()),
        prop::option::of(any::<u32>()),
        prop::collection::vec((text(), prop::option::of(text())), 0..3),
        prop::collection::vec((text(), text()), 0..3),
    )
        .prop_map(|(filling, request_id, host_id, retry_after, details, access_denied)| {
            Error { filling, request_id, host_id, retry_after, details, access_denied }
        })
}

/// Any text, and in it often what a format escapes, cannot carry, or could take for
/// something else.
fn text() -> impl Strategy<Value = String> {
    #[rustfmt::skip]
    let special = prop::sample::select(&[
        "<", ">", "&", "\"", "\\", "]]>", "&amp;", "\r", "\r\n", "\t", "\0", "\u{1b}", "\u{85}",
        "\u{2028}", "\u{feff}", "\u{fffe}", "true", "7", "{", "}", " ", "null", "</a>",
    ][..]);
    let piece = prop_oneof![any::<char>().prop_map(String::from), special.prop_map(String::from)];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}
