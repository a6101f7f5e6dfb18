//! The members of a response, read without recursion and in bounded memory.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use core::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::DecodeError;

/// White space in XML (section 2.3).
const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// A child of the root element.
pub(super) struct Element<'t> {
    pub name: &'t str,
    /// What is in it: text as itself, elements as they are written.
    pub text: Cow<'t, str>,
    pub has_elements: bool,
    /// Where it stands, its tags included, in bytes.
    pub span: Range<usize>,
}

/// Gives each child of the root element, and returns the root's name.
pub(super) fn members<'t>(
    text: &'t str,
    mut member: impl FnMut(Element<'t>) -> Result<(), DecodeError>,
) -> Result<&'t str, DecodeError> {
    if has_control(text) {
        return Err(malformed("a control character"));
    }
    let mut reader = Reader::from_str(text);
    let mut root = None;
    let mut depth = 0_usize;
    let mut open: Option<Open<'t>> = None;
    loop {
        let before = position(&reader);
        match reader.read_event().map_err(syntax)? {
            Event::DocType(_) => return Err(DecodeError::DocumentType),
            Event::Start(start) => {
                let name = name(text, before, &start)?;
                depth += 1;
                match (depth, &mut open) {
                    (1, _) if root.is_none() => root = Some(name),
                    (1, _) => return Err(malformed("a second root element")),
                    (2, open) => *open = Some(Open::new(name, before, position(&reader))),
                    (_, Some(open)) => open.has_elements = true,
                    (_, None) => {}
                }
            }
            Event::Empty(empty) => {
                let name = name(text, before, &empty)?;
                match (depth, &mut open) {
                    (0, _) if root.is_none() => root = Some(name),
                    (0, _) => return Err(malformed("a second root element")),
                    (1, _) => member(Element {
                        name,
                        text: Cow::Borrowed(""),
                        has_elements: false,
                        span: before..position(&reader),
                    })?,
                    (_, Some(open)) => open.has_elements = true,
                    (_, None) => {}
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(open) = open.take()
                {
                    member(open.element(text, before, position(&reader)))?;
                }
            }
            Event::Text(part) => push(&mut open, depth, part.xml10_content())?,
            Event::CData(part) => push(&mut open, depth, part.xml10_content())?,
            Event::GeneralRef(reference) => push(&mut open, depth, resolve(&reference)?.into())?,
            Event::Decl(_) if before > 0 => return Err(malformed("a declaration inside")),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    match root {
        Some(root) if depth == 0 => Ok(root),
        Some(_) => Err(malformed("an element that never ends")),
        None => Err(malformed("no element")),
    }
}

/// Whether a text has a control character that XML cannot carry. It looks at every
/// byte, without a branch, which is faster than to stop early.
fn has_control(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| {
        found | ((byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r'))
    })
}

/// Whether an element can have this name, which is one without a prefix: `NCName` of
/// Namespaces in XML 1.0, section 3.
pub(super) fn is_name(name: &str) -> bool {
    if name.bytes().all(|byte| NAME_BYTES[usize::from(byte)]) {
        return name.starts_with(|first: char| !matches!(first, '0'..='9' | '-' | '.'));
    }
    let mut chars = name.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

/// The bytes that a name in ASCII may have.
static NAME_BYTES: [bool; 256] = {
    let mut allowed = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        allowed[byte] = b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
        byte += 1;
    }
    allowed
};

/// `NameStartChar` of XML 1.0, section 2.3, without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// `NameChar` of XML 1.0, section 2.3, without the colon.
fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c,
            '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}'
            | '\u{203f}'..='\u{2040}')
}

/// The name of an element that begins at `at`, as a slice of the text: it
/// follows the `<`.
#[inline]
fn name<'t>(text: &'t str, at: usize, start: &BytesStart<'_>) -> Result<&'t str, DecodeError> {
    let name = &text[at + 1..at + 1 + start.name().as_ref().len()];
    if !is_name(name) {
        return Err(malformed("a name that is none"));
    }
    let has_attributes = !start.attributes_raw().is_empty();
    if has_attributes && start.attributes().any(|attribute| attribute.is_err()) {
        return Err(malformed("an attribute that is none"));
    }
    Ok(name)
}

/// A child of the root that has begun.
struct Open<'t> {
    name: &'t str,
    /// Where it begins, and where its content does, in bytes.
    start: usize,
    inside: usize,
    text: Cow<'t, str>,
    has_elements: bool,
}

impl<'t> Open<'t> {
    fn new(name: &'t str, start: usize, inside: usize) -> Self {
        Self { name, start, inside, text: Cow::Borrowed(""), has_elements: false }
    }

    /// The whole of it, whose end tag stands here.
    fn element(self, text: &'t str, tag: usize, end: usize) -> Element<'t> {
        Element {
            name: self.name,
            text: match self.has_elements {
                true => Cow::Borrowed(&text[self.inside..tag]),
                false => self.text,
            },
            has_elements: self.has_elements,
            span: self.start..end,
        }
    }
}

/// Text between members can only be white space.
fn push<'t>(
    open: &mut Option<Open<'t>>,
    depth: usize,
    text: Cow<'t, str>,
) -> Result<(), DecodeError> {
    match open {
        Some(open) if depth == 2 && open.text.is_empty() => open.text = text,
        Some(open) if depth == 2 => open.text.to_mut().push_str(&text),
        Some(_) => {}
        None if text.trim_matches(SPACE).is_empty() => {}
        None => return Err(malformed("text outside of a member")),
    }
    Ok(())
}

/// A character, by number or by one of XML's five names. Others would need a
/// document type.
fn resolve(reference: &BytesRef<'_>) -> Result<String, DecodeError> {
    if let Some(character) = reference.resolve_char_ref().map_err(syntax)? {
        return Ok(character.to_string());
    }
    match resolve_predefined_entity(reference) {
        Some(text) => Ok(text.to_owned()),
        None => Err(malformed("an unknown entity")),
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    reader.buffer_position() as usize
}

fn syntax(error: impl core::fmt::Display) -> DecodeError {
    DecodeError::Syntax(error.to_string())
}

fn malformed(what: &str) -> DecodeError {
    DecodeError::Syntax(format!("it has {what}"))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    /// Not every character beyond ASCII can stand in a name.
    #[test]
    fn names_are_those_of_xml() {
        for name in ["a", "_a-1.b", "é", "a\u{b7}", "日本"] {
            assert!(is_name(name), "{name}");
        }
        for none in ["", "1a", "-a", "a÷b", "a\u{2028}", "\u{b7}a", "a:b", "a b"] {
            assert!(!is_name(none), "{none}");
        }
    }
}
