//! The variants and the list of them, a line a code.

use std::fmt::Write;

use super::super::markdown;
use super::super::rust::{docs_of, literal};
use crate::catalog::{Catalog, Deprecated};
use crate::text::visible;

/// The variants with their documentation.
pub(super) fn lines(catalog: &Catalog) -> String {
    let mut lines = String::new();
    for entry in &catalog.entries {
        for (index, paragraph) in docs_of(entry).iter().enumerate() {
            if index > 0 {
                lines.push_str("///\n");
            }
            let _ = writeln!(lines, "/// {paragraph}");
        }
        if let Some(deprecated) = &entry.deprecated {
            let _ = writeln!(lines, "{}", attribute(deprecated));
        }
        let _ = writeln!(lines, "{},", entry.variant);
    }
    lines
}

/// The variants by name.
pub(super) fn all(catalog: &Catalog) -> String {
    let variants = catalog.entries.iter();
    variants.map(|entry| format!("Self::{},\n", entry.variant)).collect()
}

/// `#[deprecated]`. rustc prints its texts to a terminal, and rustdoc takes the
/// note for Markdown.
fn attribute(deprecated: &Deprecated) -> String {
    let replaced = deprecated.replaced_by.as_ref().map(|code| format!("use `{code}`"));
    let note = deprecated.note.as_ref().map(|note| markdown::line(note));
    let note: Vec<String> = replaced.into_iter().chain(note).collect();
    let note = (!note.is_empty()).then(|| note.join(": "));
    let arguments = [("since", &deprecated.since), ("note", &note)];
    let arguments: Vec<String> = arguments
        .into_iter()
        .filter_map(|(name, text)| Some(format!("{name} = {}", literal(&visible(text.as_ref()?)))))
        .collect();
    match arguments.is_empty() {
        true => "#[deprecated]".to_owned(),
        false => format!("#[deprecated({})]", arguments.join(", ")),
    }
}
