//! One response, held against a table.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::members::{self, Sent};
use super::{AsSent, Difference, Table};
use crate::decode::{Reading, text};
use crate::{DecodeError, Envelope, Format, Member, Members, Node, Received, json, problem, xml};

/// A response, as far as it is judged.
#[derive(Clone, Copy, Debug)]
pub struct Response<'r> {
    /// The status of the status line.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: Option<&'r str>,
    /// The body.
    pub body: &'r [u8],
}

/// What came of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Judged<R> {
    /// What a client reads, if it can.
    pub received: Option<Received<AsSent>>,
    /// The row that the response is of, if the table has it.
    pub row: Option<R>,
    /// Everything in which the response differs from the table.
    pub differences: Vec<Difference>,
}

/// Holds an error response against a table. The body is read by the decoders that a client
/// has.
pub fn judge<T: Table>(table: &T, response: &Response<'_>) -> Judged<T::Row> {
    let (format, received) = match decode(table.envelope(), response) {
        Ok(decoded) => decoded,
        Err(differences) => return Judged { received: None, row: None, differences },
    };
    let mut differences = Vec::new();
    if !is_content_type(table.envelope(), format, response.content_type) {
        differences.push(Difference::WrongContentType {
            sent: response.content_type.map(ToOwned::to_owned),
            expected: table.envelope().content_type(format),
        });
    }
    let text = received.code.as_str();
    let by_code = judge_code(table, response.status, text);
    differences.extend(by_code.differences);
    let row = by_code.row;
    // A status line that is not the table's is said already.
    let is_line_right = row.is_none_or(|row| table.status(row) == response.status);
    let in_body = received.status_in_body.filter(|sent| is_line_right && *sent != response.status);
    if let Some(sent) = in_body {
        let (code, expected) = (text.to_owned(), response.status);
        differences.push(Difference::WrongStatus { code, sent, expected, in_body: true });
    }
    let params = row.and_then(|row| table.params(row, &received.message));
    if row.is_some() && params.is_none() && has_message(table.envelope(), format, &received) {
        let (code, message) = (text.to_owned(), received.message.clone());
        differences.push(Difference::UnknownMessage { code, message });
    }
    let params = params.unwrap_or_default();
    let sent = Sent { format, received: &received, params: &params, body: response.body };
    differences.extend(members::differences(table, row, &sent));
    Judged { received: Some(received), row, differences }
}

/// Whether a message came that can be judged.
fn has_message(envelope: &Envelope, format: Format, received: &Received<AsSent>) -> bool {
    match format {
        Format::Problem => !received.message.is_empty(),
        Format::Json | Format::Xml => has_member(envelope.members, Member::Message),
    }
}

fn has_member(members: Members, member: Member) -> bool {
    members.iter().any(|(_, node)| match node {
        Node::Member(known) => *known == member,
        Node::Object(members) => has_member(members, member),
        Node::List(items) => items.iter().any(|members| has_member(members, member)),
        Node::Constant(_) | Node::OfCode(_) | Node::Extension(_) => false,
    })
}

/// Holds a status and a code against a table, where that is all there is: of a response
/// whose body was not kept, a header may repeat the code.
pub fn judge_code<T: Table>(table: &T, status: u16, sent: &str) -> Judged<T::Row> {
    let mut differences = Vec::new();
    let row = table.row(sent);
    match row {
        None => differences.push(Difference::UnknownCode { code: sent.to_owned() }),
        Some(row) => {
            let (code, expected) = (table.code(row).to_owned(), table.status(row));
            if sent != code {
                let (alias, code) = (sent.to_owned(), code.clone());
                differences.push(Difference::AliasSent { alias, code });
            }
            if status != expected {
                let (sent, in_body) = (status, false);
                differences.push(Difference::WrongStatus { code, sent, expected, in_body });
            }
        }
    }
    Judged { received: None, row, differences }
}

/// The body, in the format that it is in: of those that its first character leaves, the one
/// that the content type names is tried first.
fn decode(
    envelope: &Envelope,
    response: &Response<'_>,
) -> Result<(Format, Received<AsSent>), Vec<Difference>> {
    let Response { status, content_type, body } = *response;
    let is_markup = body.trim_ascii_start().starts_with(b"<");
    if is_html(body) {
        return Err(no_error_body("it is a page of HTML"));
    }
    let mut formats: Vec<Format> = envelope.formats.to_vec();
    formats.retain(|format| (*format == Format::Xml) == is_markup);
    formats.sort_by_key(|format| !is_content_type(envelope, *format, content_type));
    let mut first = None;
    for format in formats {
        match read(envelope.members, format, status, body) {
            Ok(received) => return Ok((format, received)),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(match first {
        Some(error) => undecoded(error),
        None if body.trim_ascii().is_empty() => undecoded(DecodeError::Empty),
        None if is_markup => no_error_body("it is markup, which the envelope does not send"),
        None => no_error_body("it is no XML, which is all that the envelope sends"),
    })
}

/// What the decoder of a format reads, of an envelope that is known only when it runs.
fn read(
    members: Members,
    format: Format,
    status: u16,
    body: &[u8],
) -> Result<Received<AsSent>, DecodeError> {
    let mut reading = Reading::new(status);
    match format {
        Format::Json => json::error::read_by(text(body)?, members, &mut reading)?,
        Format::Xml => {
            xml::reader::read_by(text(body)?, members, &mut reading)?;
        }
        Format::Problem => return problem::decode_error(status, body),
    }
    reading.finish(members, true)
}

/// What proxies answer with.
fn is_html(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"]
        .into_iter()
        .any(|start| body.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
}

/// Why nothing could be decoded.
fn undecoded(error: DecodeError) -> Vec<Difference> {
    match error {
        DecodeError::WrongType { member } => alloc::vec![Difference::WrongMemberType { member }],
        // Neither a code nor a message: this is something else.
        DecodeError::Missing { members } if members.len() == 1 => {
            members.into_iter().map(|member| Difference::MissingMember { member }).collect()
        }
        error => no_error_body(&alloc::format!("{error}")),
    }
}

fn no_error_body(problem: &str) -> Vec<Difference> {
    alloc::vec![Difference::NotAnErrorBody { problem: String::from(problem) }]
}

/// Whether a media type is that of a format, whatever its parameters.
fn is_content_type(envelope: &Envelope, format: Format, content_type: Option<&str>) -> bool {
    let media_type = content_type.and_then(|text| text.split(';').next()).unwrap_or("").trim();
    let own = envelope.content_type(format);
    let is_usual = own == format.content_type();
    let usual = format.media_types().iter().filter(|_| is_usual);
    usual.chain([&own]).any(|known| media_type.eq_ignore_ascii_case(known))
}
