//! Errors as problem details: `application/problem+json`, RFC 9457.

use alloc::vec::Vec;

use serde::de::DeserializeOwned;

use crate::decode::{Reading, is_success, text};
use crate::names::{Compiled, Known};
use crate::{ApiError, DecodeError, ErrorCode, Member, Members, Node, Received, Reply, json};

/// What problem details are made of: the standard members (RFC 9457, section 3.1), then
/// the extension members.
pub(crate) const MEMBERS: Members = &[
    ("type", Node::Member(Member::ProblemType)),
    ("title", Node::Member(Member::ProblemTitle)),
    ("status", Node::Member(Member::Status)),
    ("detail", Node::Member(Member::Message)),
    ("instance", Node::Member(Member::ProblemInstance)),
    ("code", Node::Member(Member::Code)),
    ("params", Node::Member(Member::Params)),
    ("errors", Node::Member(Member::Details)),
    ("retryable", Node::Extension(Member::Retryable)),
    ("retry_after", Node::Extension(Member::RetryAfter)),
    ("fix", Node::Extension(Member::Fix)),
];

struct Details;

impl Known for Details {
    const MEMBERS: Members = MEMBERS;
}

/// The problem details of an error (RFC 9457, section 3.1).
///
/// `type` is the code's `doc_url`, or `about:blank`; `instance` is the request's
/// id as a URI. Extension members follow: `code`, `params` with the message's parameters
/// by name, so that none of them can take a standard member's place, `errors` with what is
/// wrong with which field, and those that the spec asks for in `problem_extensions`.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    json::write(Compiled::<Details>::NEW, error)
}

/// A response. The status line says whether it is a success, which is in JSON and whose
/// data is read as `T`, or an error.
///
/// # Errors
///
/// Where the body is not what the status promises.
pub fn decode<C: ErrorCode, T: DeserializeOwned>(
    status: u16,
    body: &[u8],
) -> Result<Reply<C, T>, DecodeError> {
    match is_success(status) {
        true => json::decode(status, body),
        false => decode_error(status, body).map(Reply::Error),
    }
}

/// An error response. Members may come in any order, and unknown ones are kept. Of the
/// members that the RFC leaves optional none must be there, but `code` must.
///
/// # Errors
///
/// Where the body is no error response.
pub fn decode_error<C: ErrorCode>(status: u16, body: &[u8]) -> Result<Received<C>, DecodeError> {
    let mut reading = Reading::new(status);
    json::error::read::<C, Details>(text(body)?, &mut reading)?;
    reading.finish(MEMBERS, false)
}
