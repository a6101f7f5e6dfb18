//! The texts that messages are filled in from, for clients that read parameters back out
//! of them: in the notation of `errspec::Templates`, and so with the types.
//!
//! Few codes have any. A column for all codes would cost rustc 3 ms per 1,000 of them.

use std::fmt::Write;

use super::super::rust::{literal, row_comment};
use crate::catalog::{Catalog, Entry};

/// The table of the rows with parameters or cases; empty where there are none.
pub(super) fn emit(catalog: &Catalog) -> String {
    let texts = catalog.entries.iter().map(texts);
    let texts: Vec<_> =
        (0..).zip(&catalog.entries).zip(texts).filter(|(_, text)| !text.is_empty()).collect();
    if texts.is_empty() {
        return String::new();
    }
    let (count, bounds) = (texts.len(), texts.len() + 1);
    let mut rows = String::new();
    let mut lines = String::new();
    for ((index, entry), text) in &texts {
        let _ = writeln!(rows, "    {index}, {}, {}", text.len(), row_comment(entry));
        let _ = writeln!(lines, "    {},", literal(text));
    }
    format!(
        "\
/// Where messages have parameters or cases: the index of the code, and the length of what
/// they are filled in from.
const TEMPLATE_ROWS: [u32; 2 * {count}] = [
{rows}];

static TEMPLATES: ::errspec::table::SparseTexts<{count}, {bounds}> = ::errspec::table::SparseTexts::new(&TEMPLATE_ROWS, concat!(
{lines}));
"
    )
}

/// The texts of a row; empty where it has neither parameters nor cases.
fn texts(entry: &Entry) -> String {
    let constructors = &entry.constructors;
    // A text without parameters has a constructor where it is a case's.
    let is_made = constructors.iter().any(|made| made.message == entry.message);
    let own = (!constructors.is_empty() && !is_made).then(|| entry.message.typed_template());
    let made = constructors.iter().map(|made| match &made.case {
        None => made.message.typed_template(),
        Some(case) => format!("{{case {case}}}{}", made.message.typed_template()),
    });
    own.into_iter().chain(made).collect()
}
