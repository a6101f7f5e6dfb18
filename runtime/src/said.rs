//! What an error says in each member of an envelope, whatever the format.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{
    ApiError, Constant, Detail, DetailMember, ErrorCode, Member, Members, Node, Text, Value,
    http_status, rpc_status,
};

/// What a member says.
#[derive(Clone, Copy)]
pub(crate) enum Said<'e> {
    Text(&'e str),
    /// A number as a text.
    Digits(u16),
    /// The id of a request as a URI reference.
    Instance(&'e str),
    Number(i64),
    Truth(bool),
    Params {
        params: &'e [(&'static str, Value)],
        /// In XML every value is.
        #[cfg_attr(not(feature = "json"), expect(dead_code))]
        as_text: bool,
    },
    Pairs(&'e [(Text, Text)]),
    Details {
        details: &'e [Detail],
        names: &'static [(DetailMember, &'static str)],
    },
}

impl From<Constant> for Said<'_> {
    fn from(constant: Constant) -> Self {
        match constant {
            Constant::Text(text) => Self::Text(text),
            Constant::Integer(number) => Self::Number(number),
            Constant::Boolean(truth) => Self::Truth(truth),
        }
    }
}

/// What an error says in a member; nothing where it has nothing to say.
#[inline]
pub(crate) fn said<C: ErrorCode>(member: Member, error: &ApiError<C>) -> Option<Said<'_>> {
    let text = |text| Some(Said::Text(text));
    let code = error.code();
    match member {
        Member::Status => Some(Said::Number(error.status().into())),
        Member::Code => text(code.code()),
        Member::Message => text(error.message()),
        Member::RequestId => text(error.request_id()?),
        Member::StatusText => Some(Said::Digits(error.status())),
        Member::RpcStatus => text(rpc_status(code.code(), error.status())),
        Member::HostId => text(error.host_id()?),
        Member::Title => text(code.title()?),
        Member::Fix => text(code.fix()?),
        Member::DocUrl | Member::Recommend => text(code.doc_url()?),
        Member::Retryable => Some(Said::Truth(code.is_retryable())),
        Member::RetryAfter => Some(Said::Number(error.retry_after()?.into())),
        Member::Number => Some(Said::Number(code.number()?)),
        Member::Fault => text(C::ENVELOPE.fault[usize::from(!code.is_client_fault())]),
        Member::Field => text(&error.details().first()?.field),
        Member::Params | Member::ParamsText => {
            let params = error.params();
            let as_text = member == Member::ParamsText;
            (!params.is_empty()).then_some(Said::Params { params, as_text })
        }
        Member::Details => {
            let (details, names) = (error.details(), C::ENVELOPE.detail);
            (!details.is_empty()).then_some(Said::Details { details, names })
        }
        Member::AccessDeniedDetail => {
            let pairs = error.access_denied_detail();
            (!pairs.is_empty()).then_some(Said::Pairs(pairs))
        }
        Member::ProblemType => text(code.doc_url().unwrap_or("about:blank")),
        // RFC 9457, section 4.2.1: with "about:blank" the title is the status phrase.
        Member::ProblemTitle => {
            let reason = http_status::reason(error.status()).unwrap_or("Error");
            text(code.doc_url().and(code.title()).unwrap_or(reason))
        }
        Member::ProblemInstance => Some(Said::Instance(error.request_id()?)),
    }
}

/// What nearly every error says, in short: one text.
#[inline]
pub(crate) fn text<C: ErrorCode>(node: Node, error: &ApiError<C>) -> Option<&str> {
    match node {
        Node::Member(Member::Code) => Some(error.code().code()),
        Node::Member(Member::Message) => Some(error.message()),
        Node::Member(Member::RequestId) => error.request_id(),
        _ => None,
    }
}

/// What stands under a name, where it is neither an object nor a list.
#[inline]
pub(crate) fn leaf<C: ErrorCode>(node: Node, error: &ApiError<C>) -> Option<Said<'_>> {
    match node {
        Node::Member(member) => said(member, error),
        Node::Constant(constant) => Some(constant.into()),
        Node::OfCode(index) => error.code().constant(index).map(Said::from),
        Node::Extension(member) => {
            let is_asked_for = C::ENVELOPE.problem_extensions.contains(&member);
            is_asked_for.then(|| said(member, error))?
        }
        Node::Object(_) | Node::List(_) => None,
    }
}

/// Whether an object is sent: unless it has members and none has anything to say.
pub(crate) fn is_sent<C: ErrorCode>(members: Members, error: &ApiError<C>) -> bool {
    speaks(members, error) || is_constant(members)
}

/// Whether a member has something to say.
fn speaks<C: ErrorCode>(members: Members, error: &ApiError<C>) -> bool {
    members.iter().any(|(_, node)| match node {
        Node::Member(member) => said(*member, error).is_some(),
        Node::Object(members) => speaks(members, error),
        Node::List(items) => items.iter().any(|members| speaks(members, error)),
        Node::Constant(_) | Node::OfCode(_) | Node::Extension(_) => false,
    })
}

/// Whether there are constants alone.
pub(crate) fn is_constant(members: Members) -> bool {
    members.iter().all(|(_, node)| match node {
        Node::Constant(_) | Node::OfCode(_) => true,
        Node::Object(members) => is_constant(members),
        Node::List(items) => items.iter().all(|members| is_constant(members)),
        Node::Member(_) | Node::Extension(_) => false,
    })
}

/// The id as a URI reference: a UUID as its URN (RFC 9562, section 4), anything
/// else percent-encoded.
pub(crate) fn instance(id: &str) -> String {
    let hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let is_uuid = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match hyphen(at) {
            true => byte == b'-',
            false => byte.is_ascii_hexdigit(),
        });
    let mut uri = String::from(if is_uuid { URN } else { "" });
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            uri.push(byte.into());
        } else {
            uri.push_str(&alloc::format!("%{byte:02X}"));
        }
    }
    uri
}

const URN: &str = "urn:uuid:";

/// The id of a request from `instance` of problem details. What is no id of ours stays as
/// it is.
pub(crate) fn id_of_instance(instance: &str) -> String {
    let encoded = instance.strip_prefix(URN).unwrap_or(instance).as_bytes();
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut at = 0;
    while at < encoded.len() {
        let digits = encoded.get(at + 1..at + 3).and_then(|digits| str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let decoded = decoded.filter(|_| encoded[at] == b'%');
        bytes.push(decoded.unwrap_or(encoded[at]));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| instance.into())
}
