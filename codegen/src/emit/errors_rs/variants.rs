//! The variants and the list of them, a line a code.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::rust::literal;
use super::super::{display_name, markdown, rustdoc};
use crate::catalog::{Catalog, Deprecated};
use crate::text::visible;

/// The documentation of the enum.
pub(super) fn docs_of_enum(catalog: &Catalog) -> String {
    format!(
        "/// An error code of {}: one row of the table.\n\
         ///\n\
         /// Codes are ordered as in the table; `Display` writes the code's text.\n",
        markdown::line(&display_name(catalog))
    )
}

/// The variants with their documentation.
pub(super) fn lines(catalog: &Catalog) -> String {
    let variants =
        catalog.entries.iter().map(|entry| (entry.code.as_str(), entry.variant.as_str()));
    let variants: HashMap<&str, &str> = variants.collect();
    let mut lines = String::new();
    for entry in &catalog.entries {
        for (index, paragraph) in rustdoc::of_variant(entry).iter().enumerate() {
            if index > 0 {
                lines.push_str("///\n");
            }
            let _ = writeln!(lines, "/// {paragraph}");
        }
        if let Some(deprecated) = &entry.deprecated {
            let _ = writeln!(lines, "{}", attribute(deprecated, &variants));
        }
        let _ = writeln!(lines, "{},", entry.variant);
    }
    lines
}

/// The variants by path. `Self::` would have rustc search all of them for each.
pub(super) fn paths(catalog: &Catalog) -> String {
    let variants = catalog.entries.iter();
    variants.map(|entry| format!("ErrorCode::{},\n", entry.variant)).collect()
}

/// `#[deprecated]`. rustc prints its texts to a terminal, and rustdoc takes the
/// note for Markdown.
fn attribute(deprecated: &Deprecated, variants: &HashMap<&str, &str>) -> String {
    let replaced = deprecated.replaced_by.as_deref().and_then(|code| variants.get(code));
    let replaced = replaced.map(|variant| format!("use `ErrorCode::{variant}`"));
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
