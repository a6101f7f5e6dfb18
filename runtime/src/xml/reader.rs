//! The members of a response, read without recursion and in bounded memory.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use crate::DecodeError;

/// Gives each child of the root element, its name and what is in it: text as
/// itself, elements as they are written. Returns the root's name.
pub(super) fn members(
    text: &str,
    mut member: impl FnMut(&str, String) -> Result<(), DecodeError>,
) -> Result<String, DecodeError> {
    let mut reader = Reader::from_str(text);
    let mut root = None;
    let mut depth = 0_usize;
    let mut open: Option<Open> = None;
    loop {
        let before = position(&reader);
        match reader.read_event().map_err(syntax)? {
            Event::DocType(_) => return Err(DecodeError::DocumentType),
            Event::Start(start) => {
                depth += 1;
                match (depth, &mut open) {
                    (1, _) if root.is_none() => root = Some(start.name().as_ref().to_owned()),
                    (1, _) => return Err(malformed("a second root element")),
                    (2, open) => *open = Some(Open::new(start.name().as_ref(), position(&reader))),
                    (_, Some(open)) => open.has_elements = true,
                    (_, None) => {}
                }
            }
            Event::Empty(empty) => match (depth, &mut open) {
                (0, _) if root.is_none() => root = Some(empty.name().as_ref().to_owned()),
                (0, _) => return Err(malformed("a second root element")),
                (1, _) => member(empty.name().as_ref(), String::new())?,
                (_, Some(open)) => open.has_elements = true,
                (_, None) => {}
            },
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(open) = open.take()
                {
                    let inside = &text[open.start..before];
                    let value = if open.has_elements { inside.to_owned() } else { open.text };
                    member(&open.name, value)?;
                }
            }
            Event::Text(part) => push(&mut open, depth, &part.xml10_content())?,
            Event::CData(part) => push(&mut open, depth, &part.xml10_content())?,
            Event::GeneralRef(reference) => push(&mut open, depth, &resolve(&reference)?)?,
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

/// A child of the root that has begun.
struct Open {
    name: String,
    /// Where its content begins, in bytes.
    start: usize,
    text: String,
    has_elements: bool,
}

impl Open {
    fn new(name: &str, start: usize) -> Self {
        Self { name: name.to_owned(), start, text: String::new(), has_elements: false }
    }
}

/// Text between members can only be white space.
fn push(open: &mut Option<Open>, depth: usize, text: &str) -> Result<(), DecodeError> {
    match open {
        Some(open) if depth == 2 => open.text.push_str(text),
        Some(_) => {}
        None if text.trim().is_empty() => {}
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
