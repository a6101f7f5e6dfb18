//! The members of a response, read without recursion and in bounded memory.

use alloc::borrow::{Cow, ToOwned};
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
    mut member: impl FnMut(&str, Cow<'_, str>) -> Result<(), DecodeError>,
) -> Result<&str, DecodeError> {
    let mut reader = Reader::from_str(text);
    // Names are slices of the text: an element begins with `<` and its name.
    let name_at = |at: usize, name: &str| &text[at + 1..at + 1 + name.len()];
    let mut root: Option<&str> = None;
    let mut depth = 0_usize;
    let mut open: Option<Open<'_>> = None;
    loop {
        let before = position(&reader);
        match reader.read_event().map_err(syntax)? {
            Event::DocType(_) => return Err(DecodeError::DocumentType),
            Event::Start(start) => {
                depth += 1;
                match (depth, &mut open) {
                    (1, _) if root.is_none() => root = Some(name_at(before, start.name().as_ref())),
                    (1, _) => return Err(malformed("a second root element")),
                    (2, open) => {
                        let name = name_at(before, start.name().as_ref());
                        *open = Some(Open::new(name, position(&reader)));
                    }
                    (_, Some(open)) => open.has_elements = true,
                    (_, None) => {}
                }
            }
            Event::Empty(empty) => match (depth, &mut open) {
                (0, _) if root.is_none() => root = Some(name_at(before, empty.name().as_ref())),
                (0, _) => return Err(malformed("a second root element")),
                (1, _) => member(empty.name().as_ref(), Cow::Borrowed(""))?,
                (_, Some(open)) => open.has_elements = true,
                (_, None) => {}
            },
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 1
                    && let Some(open) = open.take()
                {
                    let value = match open.has_elements {
                        true => Cow::Borrowed(&text[open.start..before]),
                        false => open.text,
                    };
                    member(open.name, value)?;
                }
            }
            Event::Text(part) => push(&mut open, depth, part.xml10_content())?,
            Event::CData(part) => push(&mut open, depth, part.xml10_content())?,
            Event::GeneralRef(reference) => push(&mut open, depth, resolve(&reference)?.into())?,
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
struct Open<'t> {
    name: &'t str,
    /// Where its content begins, in bytes.
    start: usize,
    text: Cow<'t, str>,
    has_elements: bool,
}

impl<'t> Open<'t> {
    fn new(name: &'t str, start: usize) -> Self {
        Self { name, start, text: Cow::Borrowed(""), has_elements: false }
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
