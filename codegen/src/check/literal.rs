//! Edits of a TOML string that leave the rest of it as its author wrote it.

use toml::de::DeValue;

/// The literal without the spaces around its text, which is then `text`.
pub(super) fn trimmed(literal: &str, text: &str) -> Option<String> {
    let (quotes, inside) = unquoted(literal)?;
    that_reads(format!("{quotes}{}{quotes}", inside.trim()), text)
}

/// The literal with `more` at the end of its text, which is `text` so far.
pub(super) fn appended(literal: &str, text: &str, more: &str) -> Option<String> {
    let (quotes, inside) = unquoted(literal)?;
    that_reads(format!("{quotes}{inside}{more}{quotes}"), &format!("{text}{more}"))
}

fn unquoted(literal: &str) -> Option<(&'static str, &str)> {
    let quotes =
        ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| literal.starts_with(quotes))?;
    Some((quotes, literal.strip_prefix(quotes)?.strip_suffix(quotes)?))
}

/// The literal, if it is one and says this: an escape may have stood at its end.
fn that_reads(literal: String, text: &str) -> Option<String> {
    match DeValue::parse(&literal).ok()?.get_ref() {
        DeValue::String(read) => (read == text).then_some(()),
        _ => None,
    }?;
    Some(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_keeps_quotes_escapes_and_lines() {
        assert_eq!(appended("'a \"b\"'", "a \"b\"", "."), Some("'a \"b\".'".into()));
        let lines = "\"\"\"\\\n  It \\\n  failed\"\"\"";
        assert_eq!(appended(lines, "It failed", "."), Some(lines.replace("failed", "failed.")));
        assert_eq!(
            trimmed("\"\"\"\nIt failed.\n\"\"\"", "It failed."),
            Some("\"\"\"It failed.\"\"\"".into())
        );
    }

    #[test]
    fn what_cannot_be_edited_in_place_is_left() {
        assert_eq!(trimmed(r#""It failed.\n""#, "It failed."), None);
        assert_eq!(appended("'a'", "a", "'"), None);
    }
}
