//! Error responses in XML.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::carried;
use super::reader::{self, Element, Reader};
use crate::decode::{Reading, is_read, item, text};
use crate::names::OfEnvelope;
use crate::{Constant, DecodeError, ErrorCode, Member, Members, Node, Received, Text, Value};

/// An error response. Members may come in any order and under any root, and
/// unknown ones are kept.
///
/// # Errors
///
/// Where the body is no error response.
pub fn decode_error<C: ErrorCode>(status: u16, body: &[u8]) -> Result<Received<C>, DecodeError> {
    let mut reading = Reading::new(status);
    reader::read::<OfEnvelope<C>>(text(body)?, &mut reading)?;
    reading.finish(const { C::ENVELOPE.members }, true)
}

impl<'t, C: ErrorCode> Reader<'t> for Reading<C> {
    fn enter(&mut self, name: &str) -> usize {
        Self::enter(self, name)
    }

    fn leave(&mut self, outer: usize) {
        Self::leave(self, outer);
    }

    fn element(
        &mut self,
        known: Option<&'static Node>,
        element: Element<'t>,
    ) -> Result<(), DecodeError> {
        let Element { name, text, has_elements, .. } = element;
        let wrong_type = |reading: &Self| DecodeError::WrongType { member: reading.place(name) };
        match known.copied() {
            Some(Node::Member(member @ (Member::Params | Member::ParamsText))) => {
                let Some(pairs) = pairs(&text, has_elements)? else {
                    return Err(wrong_type(self));
                };
                let params = pairs.into_iter();
                let params = params.map(|(name, value)| (Text::Owned(name), Value::from(value)));
                self.set_params((member, name), params.collect())
            }
            Some(Node::Member(Member::Details)) => match pairs(&text, has_elements)? {
                Some(pairs) => {
                    self.push_detail(name, pairs);
                    Ok(())
                }
                None => Err(wrong_type(self)),
            },
            Some(Node::Member(member)) if is_read(member) => match has_elements {
                true => Err(wrong_type(self)),
                false => self.set_text((member, name), text),
            },
            Some(Node::List(items)) => list(name, items, &text, has_elements, self),
            _ => {
                self.keep(name.into(), text.into_owned());
                Ok(())
            }
        }
    }
}

/// An element of a list, as the object of the envelope whose constants it has. What is
/// none of these is kept.
fn list<C: ErrorCode>(
    name: &str,
    items: &'static [Members],
    text: &str,
    has_elements: bool,
    reading: &mut Reading<C>,
) -> Result<(), DecodeError> {
    let place = reading.next_of_list(name, items.len());
    let pairs = pairs(text, has_elements)?.unwrap_or_default();
    let known = item(items, reading.taken(name), |name, constant| {
        pairs.iter().any(|(known, value)| known == name && is(value, constant))
    });
    let Some(at) = known else {
        reading.keep(place.into(), text.to_owned());
        return Ok(());
    };
    reading.taken(name)[at] = true;
    let outer = reading.enter(&place);
    reader::read_by(&format!("<{name}>{text}</{name}>"), items[at], reading)?;
    reading.leave(outer);
    Ok(())
}

fn is(value: &str, constant: Constant) -> bool {
    match constant {
        Constant::Text(text) => value.chars().eq(text.chars().map(carried)),
        Constant::Integer(number) => value.parse() == Ok(number),
        Constant::Boolean(truth) => value.parse() == Ok(truth),
    }
}

/// The elements inside of one, by name; `None` where it has text instead.
fn pairs(inside: &str, has_elements: bool) -> Result<Option<Vec<(String, String)>>, DecodeError> {
    if !has_elements {
        return Ok(inside.trim_matches(reader::SPACE).is_empty().then(Vec::new));
    }
    let whole = format!("<a>{inside}</a>");
    let (_, children) = reader::children(&whole)?;
    let pairs = children.into_iter();
    Ok(Some(pairs.map(|child| (child.name.to_owned(), Cow::into_owned(child.text))).collect()))
}
