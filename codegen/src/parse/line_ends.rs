//! Texts of several lines mean the same on Windows: a checkout may convert the
//! spec's line ends, and what follows from it must not change.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Makes LF of every CRLF in the texts of a table that stand on several lines.
/// Elsewhere a text has a CRLF only where its author escaped one.
pub(super) fn normalize(table: &mut DeTable<'_>, source: &str) {
    let entries = std::mem::take(table).into_iter();
    *table = entries
        .map(|(name, mut value)| {
            normalize_value(&mut value, source);
            (name, value)
        })
        .collect();
}

fn normalize_value(value: &mut Spanned<DeValue<'_>>, source: &str) {
    let literal = source.get(value.span()).unwrap_or_default();
    match value.get_mut() {
        DeValue::String(text) if literal.contains("\r\n") => {
            *text = text.replace("\r\n", "\n").into();
        }
        DeValue::Array(items) => items.iter_mut().for_each(|item| normalize_value(item, source)),
        DeValue::Table(table) => normalize(table, source),
        _ => {}
    }
}
