//! Rust source: tokens for what has a shape, lines for what is a table.
//!
//! prettyplease formats tokens. The rows of a table go in as lines, since that
//! is how a reviewer reads them: one line a code, whatever its length.

use std::fmt::Write;

use proc_macro2::{Ident, Literal, TokenStream};

use super::markdown;
use crate::catalog::{Entry, Param};
use crate::text::named;

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

/// The documentation of a variant, a line a paragraph.
pub(super) fn docs_of(entry: &Entry) -> Vec<String> {
    let mut docs = vec![format!(
        "{} ({}): {}",
        markdown::code(&entry.code),
        named(entry.status),
        markdown::message(&entry.message.documented()),
    )];
    docs.extend(entry.title.iter().map(|title| markdown::line(title)));
    for (label, text) in [("Cause", &entry.cause), ("Fix", &entry.fix)] {
        docs.extend(labelled(label, text.as_deref()));
    }
    docs.extend(advice(entry));
    docs.extend(facts(entry));
    docs.extend(entry.doc_url.iter().map(|url| format!("See {}.", markdown::link(url))));
    docs
}

/// What else a reader may look for, on one line.
fn facts(entry: &Entry) -> Option<String> {
    let mut facts = Vec::new();
    if let Some(number) = entry.number {
        facts.push(format!("Number {number}."));
    }
    if let Some(since) = &entry.since {
        facts.push(format!("Since {}.", markdown::line(since)));
    }
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> =
            entry.aliases.iter().map(|alias| markdown::code(alias)).collect();
        facts.push(format!("Also read as {}.", aliases.join(", ")));
    }
    if !entry.constructors.is_empty() {
        // rustdoc knows a raw identifier by its plain name.
        let names = entry.constructors.iter().map(|made| made.name.trim_start_matches("r#"));
        let links = names.map(|name| format!("[`Self::{name}`]"));
        let links: Vec<String> = links.collect();
        facts.push(format!("With its message filled in: {}.", links.join(", ")));
    }
    (!facts.is_empty()).then(|| facts.join(" "))
}

fn labelled(label: &str, text: Option<&str>) -> Vec<String> {
    let mut paragraphs: Vec<String> = text.into_iter().flat_map(markdown::paragraphs).collect();
    if let Some(first) = paragraphs.first_mut() {
        first.insert_str(0, &format!("**{label}:** "));
    }
    paragraphs
}

fn advice(entry: &Entry) -> Option<String> {
    let mut advice = String::new();
    if entry.retryable {
        advice.push_str("The same request may be sent again. ");
    }
    if entry.throttling {
        advice.push_str("This is rate limiting. ");
    }
    if let Some(seconds) = entry.retry_after {
        let _ = write!(advice, "Wait {seconds} s before the next try. ");
    }
    let advice = advice.trim_end();
    (!advice.is_empty()).then(|| advice.to_owned())
}

/// The documentation of a constructor's argument.
pub(super) fn doc_of_param(param: &Param) -> String {
    let mut doc = format!("* {}", markdown::code(&param.name));
    if let Some(text) = &param.doc {
        let _ = write!(doc, ": {}", markdown::line(text));
    }
    if let Some(example) = &param.example {
        let _ = write!(doc, ", such as {}", markdown::line(example));
    }
    doc
}
