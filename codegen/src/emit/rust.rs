//! Rust source: tokens for what has a shape, lines for what is a table.
//!
//! prettyplease formats tokens. The rows of a table go in as lines, since that
//! is how a reviewer reads them: one line a code, whatever its length.

use proc_macro2::{Ident, Literal, TokenStream};

use crate::catalog::Entry;

/// Formats a file of Rust. A name between double underscores in the tokens,
/// such as `__ROWS__`, is a place for the lines of that name.
pub(super) fn format(tokens: TokenStream, lines: &[(&str, String)]) -> String {
    let file = syn::parse2(tokens).expect("emitters build whole items");
    let skeleton = with_blank_lines(&prettyplease::unparse(&file));
    let mut text = String::with_capacity(
        skeleton.len() + lines.iter().map(|(_, lines)| 2 * lines.len()).sum::<usize>(),
    );
    for line in skeleton.lines() {
        match lines.iter().find(|(name, _)| line.contains(name)) {
            Some((name, lines)) => splice(&mut text, line, name, lines),
            None => push_line(&mut text, line),
        }
    }
    text
}

/// prettyplease puts items line to line; a reader wants air between them.
fn with_blank_lines(source: &str) -> String {
    let mut text = String::with_capacity(source.len() + 256);
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        push_line(&mut text, line);
        let indent = line.len() - line.trim_start().len();
        let next = lines.peek().map_or("}", |next| next.trim_start());
        let ends_item = match line.trim_start() {
            "}" | "};" | ");" | "];" => indent <= 4,
            line if line.starts_with("use ") => !next.starts_with("use "),
            line if line.ends_with("__];") => true,
            line => line.ends_with(';') && (indent == 0 || next.starts_with("///")),
        };
        if ends_item && !next.starts_with(['}', ')', ']']) && !next.is_empty() {
            text.push('\n');
        }
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Puts lines where `name` stands: in its place where it has the line for
/// itself, else below what comes before it, one step further in.
fn splice(text: &mut String, line: &str, name: &str, lines: &str) {
    let (before, after) = line.split_once(name).unwrap_or((line, ""));
    let indent = &before[..before.len() - before.trim_start().len()];
    let alone = before.trim().is_empty();
    if !alone {
        push_line(text, before);
    }
    let step = if alone { "" } else { "    " };
    for line in lines.lines() {
        text.push_str(indent);
        text.push_str(step);
        push_line(text, line);
    }
    if !alone {
        push_line(text, &format!("{indent}{after}"));
    }
}

/// An identifier that `check` has found valid, raw or not.
pub(super) fn ident(name: &str) -> Ident {
    syn::parse_str(name).expect("`check` refuses names that are no identifiers")
}

/// A number without a suffix.
pub(super) fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

/// A string literal that shows hidden characters as escapes.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// The comment that names a line's row.
pub(super) fn row_comment(entry: &Entry) -> String {
    format!("// {}", entry.code)
}
