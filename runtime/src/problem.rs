//! Errors as problem details: `application/problem+json`, RFC 9457.

use alloc::string::String;
use alloc::vec::Vec;

use serde::ser::{Serialize, Serializer};

use crate::{ApiError, ErrorCode, Value, http_status};

/// The problem details of an error (RFC 9457, section 3.1).
///
/// `type` is the code's `doc_url`, or `about:blank`; `instance` is the request's
/// id as a URI. Two extension members follow: `code`, and `params` with the
/// message's parameters by name, so that none of them can take a standard
/// member's place.
pub fn encode<C: ErrorCode>(error: &ApiError<C>) -> Vec<u8> {
    let code = error.code();
    let reason = http_status::reason(error.status()).unwrap_or("Error");
    let problem = Problem {
        r#type: code.doc_url().unwrap_or("about:blank"),
        // Section 4.2.1: with "about:blank" the title is the status phrase.
        title: code.doc_url().and(code.title()).unwrap_or(reason),
        status: error.status(),
        detail: error.message(),
        instance: error.request_id().map(instance),
        code: code.code(),
        params: Params(error.params()),
    };
    serde_json::to_vec(&problem).expect("texts and numbers under string keys")
}

#[derive(serde::Serialize)]
struct Problem<'e> {
    r#type: &'e str,
    title: &'e str,
    status: u16,
    detail: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    code: &'e str,
    #[serde(skip_serializing_if = "Params::is_empty")]
    params: Params<'e>,
}

struct Params<'e>(&'e [(&'static str, Value)]);

impl Params<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Params<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The id as a URI reference: a UUID as its URN (RFC 9562, section 4), anything
/// else percent-encoded.
fn instance(id: &str) -> String {
    let hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let is_uuid = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match hyphen(at) {
            true => byte == b'-',
            false => byte.is_ascii_hexdigit(),
        });
    let mut uri = String::from(if is_uuid { "urn:uuid:" } else { "" });
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            uri.push(byte.into());
        } else {
            uri.push_str(&alloc::format!("%{byte:02X}"));
        }
    }
    uri
}
