//! The codes that answer where no handler did.

use std::fmt::Write;

use crate::catalog::{Catalog, Entry, Occasion};

/// The code that answers for errors of other kinds.
pub(super) fn internal(catalog: &Catalog) -> Option<&Entry> {
    let code = catalog.fallback.get(&Occasion::Internal)?;
    catalog.entries.iter().find(|entry| entry.code == *code)
}

/// The type of errors for `?` on everything, where the table says what they become.
pub(super) fn alias(catalog: &Catalog) -> &'static str {
    match internal(catalog) {
        None => "",
        Some(_) => {
            "\
/// Why a handler failed, for `?` on any error: one of the table stays what it is, and
/// every other becomes the code that the table has for internal errors.
pub type Failure = ::errspec::Failure<ErrorCode>;
"
        }
    }
}

pub(super) fn emit(catalog: &Catalog) -> String {
    if catalog.fallback.is_empty() {
        return "const FALLBACK: Fallback<ErrorCode> = Fallback::NONE;\n".to_owned();
    }
    let mut text = "\
/// Which codes answer where no handler did.
const FALLBACK: Fallback<ErrorCode> = Fallback {
"
    .to_owned();
    for (occasion, code) in &catalog.fallback {
        let entries = catalog.entries.iter().filter(|entry| entry.code == *code);
        for entry in entries {
            let (field, variant) = (occasion.name(), &entry.variant);
            let _ = writeln!(text, "    {field}: Some(ErrorCode::{variant}),");
        }
    }
    text.push_str("    ..Fallback::NONE\n};\n");
    if let Some(entry) = internal(catalog) {
        let _ = write!(
            text,
            "
impl ::errspec::Internal for ErrorCode {{
    const INTERNAL: Self = Self::{};
}}
",
            entry.variant
        );
    }
    text
}
