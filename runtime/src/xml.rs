//! Responses in XML.
//!
//! An error is one element with the envelope's members in their order, and no
//! declaration before it. A success is a declaration and an element
//! `{Action}Response` with the request's id before its data. Nothing is sent but
//! that: no line breaks, no indentation.
//!
//! XML 1.0 cannot carry most control characters, U+FFFE and U+FFFF. They are
//! replaced by U+FFFD, and that is the one thing that does not arrive as it was.

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
use crate::{ApiError, DecodeError, ErrorCode, Member, Received, Reply, Success, Text};

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
/// Where the data is no struct or map of what XML can hold.
pub fn encode_success<C: ErrorCode, T: Serialize>(
    success: &Success<C, T>,
) -> Result<Vec<u8>, quick_xml::SeError> {
    let root = format!("{}Response", success.action);
    let mut data = String::new();
    let serializer = quick_xml::se::Serializer::with_root(&mut data, Some(&root))?;
    success.data.serialize(serializer)?;

    let mut body = Body(Writer::new(DECLARATION.as_bytes().to_vec()));
    body.start(&root);
    body.optional(C::ENVELOPE.request_id(), success.request_id.as_deref());
    let mut body = body.0.into_inner();
    // The data brings the root element along: what is inside follows the id.
    let inside = data.strip_prefix(&format!("<{root}>"));
    match inside {
        Some(rest) => body.extend(carried(rest).as_bytes()),
        None => body.extend(format!("</{root}>").as_bytes()),
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
    let root = reader::members(text, |name, value| {
        if name == C::ENVELOPE.request_id() {
            request_id = Some(value.into_owned());
        }
        Ok(())
    })?;
    let data =
        quick_xml::de::from_str(text).map_err(|error| DecodeError::Syntax(error.to_string()))?;
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
    reader::members(text(body)?, |name, value| match Members::<C>::known(name) {
        Some(member) => members.set_text(member, value),
        None => {
            members.push(name.to_owned(), value.into_owned());
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
        for (name, value) in detail.iter().filter(|(name, _)| is_element_name(name)) {
            self.member(name, value);
        }
        self.end(name);
    }
}

fn is_element_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
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
