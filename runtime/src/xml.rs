//! Responses in XML.
//!
//! An error is one element with the envelope's members in their order. A success is a
//! declaration and an element `{Action}Response` with the request's id and its data where
//! the envelope says. Nothing is sent but that: no line breaks, no indentation.
//!
//! A list is an element for each of its items. XML 1.0 cannot carry most control
//! characters, U+FFFE and U+FFFF: they are replaced by U+FFFD. Of the reasons why access
//! was denied, those are left out whose name cannot be an element's. And of a success's
//! data it does not tell `None` from an empty text, or an empty list from none:
//! `#[serde(default)]` helps.

mod error;
pub(crate) mod reader;
mod success;

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use serde::de::DeserializeOwned;

pub use self::error::decode_error;
pub use self::success::encode_success;
use crate::decode::is_success;
use crate::names::{Compiled, Names, OfEnvelope};
use crate::said::{self, Said, instance, is_sent, leaf};
use crate::{ApiError, DecodeError, ErrorCode, Members, Node, Reply};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// An error response.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    let envelope = const { C::ENVELOPE };
    let names: usize = envelope.members.iter().map(|(name, _)| 2 * name.len() + 8).sum();
    let mut body = Body::with_capacity(names + error.message().len() + 128);
    if envelope.xml_declaration {
        body = Body(Writer::new(DECLARATION.as_bytes().to_vec()));
    }
    body.root(envelope.xml_root, envelope.xml_namespace);
    body.object(Compiled::<OfEnvelope<C>>::NEW, error);
    body.end(envelope.xml_root);
    body.0.into_inner()
}

/// A response. The status line says whether it is a success, whose data is read
/// as `T`, or an error.
///
/// # Errors
///
/// Where the body is not what the status promises.
pub fn decode<C: ErrorCode, T: DeserializeOwned>(
    status: u16,
    body: &[u8],
) -> Result<Reply<C, T>, DecodeError> {
    match is_success(status) {
        true => success::decode(body).map(Reply::Success),
        false => decode_error(status, body).map(Reply::Error),
    }
}

/// A body that is being written, to memory, where no write fails.
struct Body(Writer<Vec<u8>>);

impl Body {
    fn with_capacity(bytes: usize) -> Self {
        Self(Writer::new(Vec::with_capacity(bytes)))
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes every write");
    }

    fn root(&mut self, name: &str, namespace: Option<&str>) {
        let start = BytesStart::new(name);
        self.event(Event::Start(match namespace {
            Some(namespace) => start.with_attributes([("xmlns", namespace)]),
            None => start,
        }));
    }

    fn start(&mut self, name: &str) {
        self.event(Event::Start(BytesStart::new(name)));
    }

    fn end(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.start(name);
        self.event(Event::Text(BytesText::from_escaped(escaped(&partial_escape(text)))));
        self.end(name);
    }

    fn object<C: ErrorCode>(&mut self, names: impl Names, error: &ApiError<C>) {
        for (name, node) in names.members() {
            match *node {
                Node::Object(members) => self.nested(name, members, error),
                Node::List(items) => {
                    items.iter().for_each(|members| self.nested(name, members, error));
                }
                node => match said::text(node, error) {
                    Some(text) => self.text(name, text),
                    None => {
                        if let Some(said) = leaf(node, error) {
                            self.said(name, &said);
                        }
                    }
                },
            }
        }
    }

    fn nested<C: ErrorCode>(&mut self, name: &str, members: Members, error: &ApiError<C>) {
        if is_sent(members, error) {
            self.start(name);
            self.object(members, error);
            self.end(name);
        }
    }

    fn said(&mut self, name: &str, said: &Said<'_>) {
        match said {
            Said::Text(text) => self.text(name, text),
            Said::Digits(number) => self.text(name, &number.to_string()),
            Said::Instance(id) => self.text(name, &instance(id)),
            Said::Number(number) => self.text(name, &number.to_string()),
            Said::Truth(truth) => self.text(name, if *truth { "true" } else { "false" }),
            Said::Params { params, .. } => {
                let pairs = params.iter().map(|(name, value)| (*name, value.to_text()));
                self.pairs(name, pairs);
            }
            // Names that XML cannot take for an element's are left out.
            Said::Pairs(pairs) => {
                let pairs = pairs.iter().map(|(name, value)| (&**name, Cow::Borrowed(&**value)));
                self.pairs(name, pairs.filter(|(name, _)| reader::is_name(name)));
            }
            Said::Details { details, names } => {
                for detail in *details {
                    let members = detail.sent(names);
                    self.pairs(name, members.map(|(name, text)| (name, Cow::Borrowed(text))));
                }
            }
        }
    }

    fn pairs<'p>(&mut self, name: &str, pairs: impl Iterator<Item = (&'p str, Cow<'p, str>)>) {
        self.start(name);
        for (name, value) in pairs {
            self.text(name, &value);
        }
        self.end(name);
    }
}

/// Markup without the characters that XML 1.0 cannot carry (section 2.2), and
/// with carriage returns as references, since a parser would fold them (2.11).
fn escaped(markup: &str) -> Cow<'_, str> {
    // All but U+FFFE and U+FFFF, whose first byte is 0xEF, show in their first byte.
    let is_plain = |byte: u8| byte >= b' ' && byte != 0xef || matches!(byte, b'\t' | b'\n');
    if markup.bytes().all(is_plain) {
        return Cow::Borrowed(markup);
    }
    let mut text = String::with_capacity(markup.len() + 16);
    for c in markup.chars() {
        match c {
            '\r' => text.push_str("&#13;"),
            c => text.push(carried(c)),
        }
    }
    Cow::Owned(text)
}

/// What is sent in the place of a character: itself, if XML 1.0 has it (section 2.2).
pub(crate) fn carried(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}' => c,
        _ => char::REPLACEMENT_CHARACTER,
    }
}
