//! The members of a response, read without recursion beyond what the envelope has, and in
//! bounded memory.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::mem::take;
use core::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::decode::node;
use crate::names::{Compiled, Known, Names};
use crate::{DecodeError, Members, Node};

/// White space in XML (section 2.3).
pub(super) const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// An element that is read as a whole.
pub(crate) struct Element<'t> {
    pub name: &'t str,
    /// What is in it: text as itself, elements as they are written.
    pub text: Cow<'t, str>,
    pub has_elements: bool,
    /// Where it stands, its tags included, in bytes.
    pub span: Range<usize>,
}

/// Takes what an element has inside.
pub(crate) trait Reader<'t> {
    /// Goes into an object of the envelope.
    fn enter(&mut self, name: &str) -> usize;

    /// Leaves it, with what [`enter`](Self::enter) gave.
    fn leave(&mut self, outer: usize);

    /// Takes an element that is none of the envelope's objects.
    fn element(
        &mut self,
        known: Option<&'static Node>,
        element: Element<'t>,
    ) -> Result<(), DecodeError>;
}

/// The elements inside of one, whatever they are.
impl<'t> Reader<'t> for Vec<Element<'t>> {
    fn enter(&mut self, _: &str) -> usize {
        0
    }

    fn leave(&mut self, _: usize) {}

    fn element(
        &mut self,
        _: Option<&'static Node>,
        element: Element<'t>,
    ) -> Result<(), DecodeError> {
        self.push(element);
        Ok(())
    }
}

/// The name of the root element, and the elements inside of it.
pub(super) fn children(text: &str) -> Result<(&str, Vec<Element<'_>>), DecodeError> {
    let mut children = Vec::new();
    let root = read::<Nothing>(text, &mut children)?;
    Ok((root, children))
}

/// What has no members that are known.
struct Nothing;

impl Known for Nothing {
    const MEMBERS: Members = &[];
}

/// Gives each element inside of the root, and of the objects that the members have, and
/// returns the root's name.
pub(super) fn read<'t, K: Known>(
    text: &'t str,
    to: &mut impl Reader<'t>,
) -> Result<&'t str, DecodeError> {
    read_by(text, Compiled::<K>::NEW, to)
}

/// [`read`], of members that are known when it runs.
pub(crate) fn read_by<'t>(
    text: &'t str,
    names: impl Names,
    to: &mut impl Reader<'t>,
) -> Result<&'t str, DecodeError> {
    if has_control(text) {
        return Err(malformed("a control character"));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut root = None;
    let mut is_inside = false;
    // The objects of the envelope that have begun.
    let mut objects: Vec<(Members, usize)> = Vec::new();
    let mut open: Option<Open<'t>> = None;
    loop {
        let before = position(&reader);
        match reader.read_event().map_err(syntax)? {
            Event::DocType(_) => return Err(DecodeError::DocumentType),
            Event::Start(start) => {
                let name = name(text, before, &start)?;
                match &mut open {
                    Some(open) => open.nest(),
                    None if !is_inside => {
                        is_inside = true;
                        begin(&mut root, name)?;
                    }
                    None => match known(names, &objects, name) {
                        Some(Node::Object(members)) => objects.push((members, to.enter(name))),
                        known => open = Some(Open::new(name, known, before, position(&reader))),
                    },
                }
            }
            Event::Empty(empty) => {
                let name = name(text, before, &empty)?;
                match &mut open {
                    Some(open) => open.has_elements = true,
                    None if !is_inside => begin(&mut root, name)?,
                    None => match known(names, &objects, name) {
                        Some(Node::Object(_)) => {}
                        known => {
                            let mut empty = Open::new(name, known, before, before);
                            empty.close(text, before, position(&reader), to)?;
                        }
                    },
                }
            }
            Event::End(_) => match &mut open {
                Some(open) if open.depth > 0 => open.depth -= 1,
                Some(inner) => {
                    inner.close(text, before, position(&reader), to)?;
                    open = None;
                }
                None => match objects.pop() {
                    Some((_, outer)) => to.leave(outer),
                    None => is_inside = false,
                },
            },
            Event::Text(part) => push(&mut open, part.xml10_content())?,
            Event::CData(part) => push(&mut open, part.xml10_content())?,
            Event::GeneralRef(reference) => push(&mut open, resolve(&reference)?.into())?,
            Event::Decl(_) if before > 0 => return Err(malformed("a declaration inside")),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    match root {
        Some(root) if !is_inside => Ok(root),
        Some(_) => Err(malformed("an element that never ends")),
        None => Err(malformed("no element")),
    }
}

/// What stands under the name of an element, in the innermost of the objects.
#[inline]
fn known(names: impl Names, objects: &[(Members, usize)], name: &str) -> Option<&'static Node> {
    let known = match objects {
        [] => node(names.members(), name),
        [.., (members, _)] => node(members, name),
    };
    known.map(|(_, node)| node)
}

fn begin<'t>(root: &mut Option<&'t str>, name: &'t str) -> Result<(), DecodeError> {
    match root.replace(name) {
        Some(_) => Err(malformed("a second root element")),
        None => Ok(()),
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

/// An element that has begun.
struct Open<'t> {
    name: &'t str,
    known: Option<&'static Node>,
    /// Where it begins, and where its content does, in bytes.
    start: usize,
    inside: usize,
    text: Cow<'t, str>,
    has_elements: bool,
    /// How many elements inside of it have begun and not ended.
    depth: usize,
}

impl<'t> Open<'t> {
    fn new(name: &'t str, known: Option<&'static Node>, start: usize, inside: usize) -> Self {
        let text = Cow::Borrowed("");
        Self { name, known, start, inside, text, has_elements: false, depth: 0 }
    }

    fn nest(&mut self) {
        self.has_elements = true;
        self.depth += 1;
    }

    /// Gives the whole of it, whose end tag stands here.
    #[inline]
    fn close(
        &mut self,
        text: &'t str,
        tag: usize,
        end: usize,
        to: &mut impl Reader<'t>,
    ) -> Result<(), DecodeError> {
        let element = Element {
            name: self.name,
            text: match self.has_elements {
                true => Cow::Borrowed(&text[self.inside..tag]),
                false => take(&mut self.text),
            },
            has_elements: self.has_elements,
            span: self.start..end,
        };
        to.element(self.known, element)
    }
}

/// Text between members can only be white space.
fn push<'t>(open: &mut Option<Open<'t>>, text: Cow<'t, str>) -> Result<(), DecodeError> {
    match open {
        Some(open) if open.depth > 0 => {}
        Some(open) if open.text.is_empty() => open.text = text,
        Some(open) => open.text.to_mut().push_str(&text),
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

fn position(reader: &quick_xml::Reader<&[u8]>) -> usize {
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
