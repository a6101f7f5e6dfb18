//! Errors as problem details: `application/problem+json`, RFC 9457.

use alloc::vec::Vec;

use serde::de::DeserializeOwned;

use crate::decode::{Reading, is_success, text};
use crate::names::Known;
use crate::{ApiError, DecodeError, ErrorCode, Member, Members, Node, Received, Reply, json};

/// What problem details are made of: the standard members (RFC 9457, section 3.1), then
/// the extension members.
const MEMBERS: Members = &[
    ("type", Node::Member(Member::ProblemType)),
    ("title", Node::Member(Member::ProblemTitle)),
    ("status", Node::Member(Member::Status)),
    ("detail", Node::Member(Member::Message)),
    ("instance", Node::Member(Member::ProblemInstance)),
    ("code", Node::Member(Member::Code)),
    ("params", Node::Member(Member::Params)),
    ("errors", Node::Member(Member::Details)),
    ("retryable", Node::Member(Member::Retryable)),
    ("retry_after", Node::Member(Member::RetryAfter)),
    ("fix", Node::Member(Member::Fix)),
];

struct Details;

impl Known for Details {
    const MEMBERS: Members = MEMBERS;
}

/// How many of them are sent unasked.
const USUAL: usize = 8;

/// The problem details of an error (RFC 9457, section 3.1).
///
/// `type` is the code's `doc_url`, or `about:blank`; `instance` is the request's
/// id as a URI. Extension members follow: `code`, `params` with the message's parameters
/// by name, so that none of them can take a standard member's place, `errors` with what is
/// wrong with which field, and those that the spec asks for in `problem_extensions`.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    let asked_for = const { C::ENVELOPE.problem_extensions };
    if asked_for.is_empty() {
        return json::write(&MEMBERS[..USUAL], error);
    }
    let (usual, opt_in) = MEMBERS.split_at(USUAL);
    let is_asked_for =
        |(_, node): &&(&str, Node)| asked_for.iter().any(|member| *node == Node::Member(*member));
    let members = usual.iter().chain(opt_in.iter().filter(is_asked_for)).copied();
    json::write(&*members.collect::<Vec<_>>(), error)
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
