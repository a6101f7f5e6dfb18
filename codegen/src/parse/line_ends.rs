//! Texts of several lines mean the same on Windows: a checkout may convert the
//! spec's line ends, and what follows from it must not change.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Makes LF of every CRLF that ends a line in the texts of a table. A CRLF that an
/// author wrote as escapes stays.
pub(super) fn normalize(table: &mut DeTable<'_>, source: &str) {
    table.iter_mut().for_each(|(_, value)| normalize_value(value, source));
}

fn normalize_value(value: &mut Spanned<DeValue<'_>>, source: &str) {
    let literal = source.get(value.span()).unwrap_or_default();
    match value.get_mut() {
        DeValue::String(text) if literal.contains("\r\n") => {
            // Once escapes are read, nothing tells them from the ends of lines.
            if let Some(with_lf) = read_string(&literal.replace("\r\n", "\n")) {
                *text = with_lf.into();
            }
        }
        DeValue::Array(items) => items.iter_mut().for_each(|item| normalize_value(item, source)),
        DeValue::Table(table) => normalize(table, source),
        _ => {}
    }
}

fn read_string(literal: &str) -> Option<String> {
    match DeValue::parse(literal).ok()?.into_inner() {
        DeValue::String(text) => Some(text.into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::compile;

    #[test]
    fn a_checkout_with_crlf_says_the_same() {
        let unix = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"\"\"a\\r\\n\nb\\r\nc \\\n d.\"\"\"\n\
                    cause = '''\na\\r\nb'''\n";
        let texts = |source: &str| {
            let catalog = compile(source).0.unwrap();
            let entry = &catalog.entries[0];
            (entry.message.documented(), entry.cause.clone())
        };
        let expected = ("a\r\n\nb\r\nc d.".to_owned(), Some("a\\r\nb".to_owned()));
        assert_eq!(texts(unix), expected);
        assert_eq!(texts(&unix.replace('\n', "\r\n")), expected);
    }
}
