//! Texts of several lines mean the same on Windows: a checkout may convert the
//! spec's line ends, and what follows from it must not change.

use toml::de::{DeTable, DeValue};

/// Makes LF of every CRLF in the texts of a table.
pub(super) fn normalize(table: &mut DeTable<'_>) {
    let entries = std::mem::take(table).into_iter();
    *table = entries
        .map(|(name, mut value)| {
            normalize_value(value.get_mut());
            (name, value)
        })
        .collect();
}

fn normalize_value(value: &mut DeValue<'_>) {
    match value {
        DeValue::String(text) if text.contains("\r\n") => {
            *text = text.replace("\r\n", "\n").into();
        }
        DeValue::Array(items) => items.iter_mut().for_each(|item| normalize_value(item.get_mut())),
        DeValue::Table(table) => normalize(table),
        _ => {}
    }
}
