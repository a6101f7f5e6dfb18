//! The codes whose messages have no parameters, as a type of their own: they alone
//! become an error without being filled in.
//!
//! A second enum costs rustc 5 ms per 1,000 codes, and 18 with its documentation, where
//! a constructor for every code costs 35 to 55 and a constant 31.

use std::fmt::Write;

use super::super::rustdoc;
use super::variants::Attributes;
use crate::catalog::{Catalog, Entry};

pub(super) fn codes(catalog: &Catalog) -> impl Iterator<Item = &Entry> {
    catalog.entries.iter().filter(|entry| entry.is_plain())
}

/// The enum, unless there is no such code.
pub(super) fn emit(catalog: &Catalog) -> String {
    let filled_in = catalog.entries.iter().filter(|entry| !entry.is_plain()).count();
    if filled_in == catalog.entries.len() {
        return String::new();
    }
    let attributes = Attributes::of(catalog);
    let mut text = "\
/// A code whose message has no parameters: it becomes an [`Error`] by `?`, and is a code
/// for `or_code`.
///
/// A code whose message gets a parameter is none of these any more: whoever sent it must
/// fill it in, by its constructor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Plain {
"
    .to_owned();
    for entry in codes(catalog) {
        let _ = writeln!(text, "    /// {}", rustdoc::summary(entry));
        text.push_str(&attributes.of_code(entry));
        let _ = writeln!(text, "    {},", entry.variant);
    }
    let _ = write!(
        text,
        "\
}}

/// The codes that are none of these.
static FILLED_IN: Exceptions<{filled_in}> = Exceptions::new(&ROWS, N, PARAMS);

::errspec::impl_plain!(Plain, ErrorCode, |plain| KEYS[FILLED_IN.index(plain as usize)]);
"
    );
    text
}
