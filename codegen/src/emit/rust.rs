//! Rust source: tokens for what has a shape, text for what is a table, since a
//! reviewer reads one line a code, whatever its length.

use proc_macro2::{Ident, Literal, TokenStream};

use crate::catalog::Entry;
use crate::text::prefix;

/// Formats an item.
pub(super) fn format(item: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(item).expect("emitters build whole items"))
}

/// What `head` begins, around lines that go one step further in.
pub(super) fn block(head: &str, body: &str) -> String {
    let mut text = String::with_capacity(head.len() + body.len() * 5 / 4);
    text.push_str(head);
    text.push_str(" {\n");
    for line in body.lines() {
        if !line.is_empty() {
            text.push_str("    ");
        }
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("}\n");
    text
}

/// An identifier that `check` has found valid, raw or not.
pub(super) fn ident(name: &str) -> Ident {
    syn::parse_str(name).expect("`check` refuses names that are no identifiers")
}

/// A string literal that shows hidden characters as escapes.
pub(super) fn literal(text: &str) -> String {
    let needs_none = |byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    match prefix(text, needs_none) == text.len() {
        true => format!("\"{text}\""),
        false => Literal::string(text).to_string(),
    }
}

/// The comment that names a line's row.
pub(super) fn row_comment(entry: &Entry) -> String {
    format!("// {}", entry.code)
}

/// The smallest type that holds the index of each of so many.
pub(super) fn index_type(count: usize) -> &'static str {
    match count {
        0..=0x100 => "u8",
        0x101..=0x1_0000 => "u16",
        _ => "u32",
    }
}
