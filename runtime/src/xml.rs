//! Responses in XML.
//!
//! An error is one element with the envelope's members in their order, and no
//! declaration before it. A success is a declaration and an element
//! `{Action}Response` with the request's id before its data. Nothing is sent but
//! that: no line breaks, no indentation.
//!
//! XML 1.0 cannot carry most control characters, U+FFFE and U+FFFF: they are
//! replaced by U+FFFD. Of the reasons why access was denied, those are left out
//! whose name cannot be an element's. And of a success's data it does not tell
//! `None` from an empty text, or an empty list from none: `#[serde(default)]` helps.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::decode::{Members, is_success, text};
use crate::{
    ApiError, DecodeError, EncodeError, ErrorCode, Member, Received, Reply, Success, Text,
};

mod reader;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// An error response.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    let envelope = C::ENVELOPE;
    let names: usize = envelope.members.iter().map(|(_, name)| 2 * name.len() + 8).sum();
    let mut body = Body(Writer::new(Vec::with_capacity(names + error.message().len() + 128)));
    body.start(envelope.xml_root);
    for (member, name) in envelope.members {
        match member {
            Member::Status => body.member(name, &error.status().to_string()),
            Member::Code => body.member(name, error.code().code()),
            Member::Message => body.member(name, error.message()),
            Member::RequestId => body.optional(name, error.request_id()),
            Member::HostId => body.optional(name, error.host_id()),
            Member::Recommend => body.optional(name, error.code().doc_url()),
            Member::AccessDeniedDetail => body.detail(name, error.access_denied_detail()),
        }
    }
    body.end(envelope.xml_root);
    body.0.into_inner()
}

/// A success response.
///
/// # Errors
///
/// Where the data is neither a struct nor a map, holds what XML cannot (names
/// that are none of an element's, attributes, text beside elements), or has a
/// member with the name of the request's id.
pub fn encode_success<C: ErrorCode, T: Serialize>(
    success: &Success<C, T>,
) -> Result<Vec<u8>, EncodeError> {
    let failed = |problem: &dyn core::fmt::Display| EncodeError::Data(problem.to_string());
    let root = format!("{}Response", success.action);
    let mut data = String::new();
    let serializer = quick_xml::se::Serializer::with_root(&mut data, Some(&root));
    let written = serializer.and_then(|serializer| success.data.serialize(serializer));
    written.map_err(|error| failed(&error))?;
    // The data brings the root element along: what is inside follows the id.
    let (start, end) = (format!("<{root}>"), format!("</{root}>"));
    let inside = data.strip_prefix(&start).and_then(|rest| rest.strip_suffix(&end));
    let inside = match inside {
        Some(inside) => inside,
        None if data == format!("<{root}/>") => "",
        None => return Err(failed(&"it is neither a struct nor a map")),
    };

    let mut body = Body(Writer::new(DECLARATION.as_bytes().to_vec()));
    body.start(&root);
    body.optional(C::ENVELOPE.request_id(), success.request_id.as_deref());
    let mut body = body.0.into_inner();
    body.extend(carried(inside).as_bytes());
    body.extend(end.as_bytes());
    // The serializer takes every name: what it wrote must read as it is meant.
    let (member, mut ids) = (C::ENVELOPE.request_id(), 0);
    let text = core::str::from_utf8(&body).map_err(|error| failed(&error))?;
    let read = reader::members(text, |element| {
        ids += usize::from(element.name == member);
        Ok(())
    });
    read.map_err(|error| failed(&error))?;
    if ids > usize::from(success.request_id.is_some()) {
        return Err(EncodeError::RequestId { member });
    }
    Ok(body)
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
    if !is_success(status) {
        return decode_error(status, body).map(Reply::Error);
    }
    let text = text(body)?;
    let mut request_id = None;
    let mut id_span = 0..0;
    let member = C::ENVELOPE.request_id();
    let root = reader::members(text, |element| {
        if element.name == member {
            id_span = element.span;
            let id = request_id.replace(element.text.into_owned());
            return id.map_or(Ok(()), |_| Err(DecodeError::Duplicate { member }));
        }
        Ok(())
    })?;
    let data = [&text[..id_span.start], &text[id_span.end..]].concat();
    let data =
        quick_xml::de::from_str(&data).map_err(|error| DecodeError::Syntax(error.to_string()))?;
    let action = root.strip_suffix("Response").unwrap_or(root).to_owned();
    let mut success = Success::new(action, data);
    success.request_id = request_id.map(Text::Owned);
    Ok(Reply::Success(success))
}

/// An error response. Members may come in any order and under any root, and
/// unknown ones are kept.
///
/// # Errors
///
/// Where the body is no error response.
pub fn decode_error<C: ErrorCode>(status: u16, body: &[u8]) -> Result<Received<C>, DecodeError> {
    let mut members = Members::new(status);
    reader::members(text(body)?, |element| match Members::<C>::known(element.name) {
        Some((_, member)) if element.has_elements => {
            Err(DecodeError::WrongType { member: member.to_owned() })
        }
        Some(member) => members.set_text(member, element.text),
        None => {
            members.push(element.name.to_owned(), element.text.into_owned());
            Ok(())
        }
    })?;
    members.finish()
}

/// A body that is being written, to memory, where no write fails.
struct Body(Writer<Vec<u8>>);

impl Body {
    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes every write");
    }

    fn start(&mut self, name: &str) {
        self.event(Event::Start(BytesStart::new(name)));
    }

    fn end(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn member(&mut self, name: &str, text: &str) {
        self.start(name);
        self.event(Event::Text(BytesText::from_escaped(carried(&partial_escape(text)))));
        self.end(name);
    }

    /// A member that is not sent where there is nothing to say.
    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.member(name, text);
        }
    }

    /// Names that XML cannot take for an element's are left out.
    fn detail(&mut self, name: &str, detail: &[(Text, Text)]) {
        if detail.is_empty() {
            return;
        }
        self.start(name);
        for (name, value) in detail.iter().filter(|(name, _)| reader::is_name(name)) {
            self.member(name, value);
        }
        self.end(name);
    }
}

/// Markup without the characters that XML 1.0 cannot carry (section 2.2), and
/// with carriage returns as references, since a parser would fold them (2.11).
fn carried(markup: &str) -> Cow<'_, str> {
    // All but U+FFFE and U+FFFF, whose first byte is 0xEF, show in their first byte.
    let is_plain = |byte: u8| byte >= b' ' && byte != 0xef || matches!(byte, b'\t' | b'\n');
    if markup.bytes().all(is_plain) {
        return Cow::Borrowed(markup);
    }
    let is_carried =
        |c: char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}');
    let mut carried = String::with_capacity(markup.len() + 16);
    for c in markup.chars() {
        match c {
            '\r' => carried.push_str("&#13;"),
            c if is_carried(c) => carried.push(c),
            _ => carried.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(carried)
}
