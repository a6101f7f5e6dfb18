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

/// Whether an element can have this name, which is one without a prefix. Of
/// other letters than those of ASCII all are taken.
pub(super) fn is_name(name: &str) -> bool {
    let is_first = |byte: u8| !matches!(byte, b'0'..=b'9' | b'-' | b'.');
    name.bytes().next().is_some_and(is_first)
        && name.bytes().all(|byte| NAME_BYTES[usize::from(byte)])
}

/// The bytes that a name may have.
static NAME_BYTES: [bool; 256] = {
    let mut allowed = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        allowed[byte] = b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | 0x80..);
        byte += 1;
    }
    allowed
};

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
