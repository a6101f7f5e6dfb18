//! The enum.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::rust::{index_type, literal};
use super::super::{display_name, markdown, rustdoc};
use crate::catalog::{Catalog, Deprecated, Entry};
use crate::text::visible;

/// The enum: its variants with their documentation. What represents it is said, since rustc
/// counts through the variants for each value in `ALL`, and takes longer to count an `isize`.
pub(super) fn emit(catalog: &Catalog) -> String {
    let attributes = Attributes::of(catalog);
    let mut text = format!(
        "\
/// An error code of {}: one row of the table.
///
/// Codes are ordered as in the table; `Display` writes the code's text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr({repr})]
#[non_exhaustive]
pub enum ErrorCode {{
",
        markdown::line(&display_name(catalog)),
        repr = index_type(catalog.entries.len()),
    );
    for entry in &catalog.entries {
        for (index, paragraph) in rustdoc::of_variant(entry).iter().enumerate() {
            text.push_str(if index > 0 { "    ///\n" } else { "" });
            let _ = writeln!(text, "    /// {paragraph}");
        }
        text.push_str(&attributes.of_code(entry));
        let _ = writeln!(text, "    {},", entry.variant);
    }
    text + "}\n"
}

/// What stands above a variant.
pub(super) struct Attributes<'c> {
    variants: HashMap<&'c str, &'c str>,
}

impl<'c> Attributes<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let variants = catalog.entries.iter();
        Self { variants: variants.map(|e| (e.code.as_str(), e.variant.as_str())).collect() }
    }

    pub(super) fn of_code(&self, entry: &Entry) -> String {
        let deprecated = entry.deprecated.as_ref();
        let line = deprecated.map(|d| format!("    {}\n", attribute(d, &self.variants)));
        line.unwrap_or_default()
    }
}

/// `#[deprecated]`. rustc prints its texts to a terminal, and rustdoc takes the
/// note for Markdown.
fn attribute(deprecated: &Deprecated, variants: &HashMap<&str, &str>) -> String {
    let variant = deprecated.replaced_by.as_deref().and_then(|code| variants.get(code));
    let instead = variant.map(|variant| format!("use `ErrorCode::{variant}`"));
    let why = deprecated.note.as_deref().map(markdown::line);
    let notes: Vec<String> = instead.into_iter().chain(why).collect();
    let note = (!notes.is_empty()).then(|| notes.join(": "));
    let arguments: Vec<String> = [("since", &deprecated.since), ("note", &note)]
        .into_iter()
        .filter_map(|(name, text)| Some(format!("{name} = {}", literal(&visible(text.as_ref()?)))))
        .collect();
    match arguments.is_empty() {
        true => "#[deprecated]".to_owned(),
        false => format!("#[deprecated({})]", arguments.join(", ")),
    }
}
