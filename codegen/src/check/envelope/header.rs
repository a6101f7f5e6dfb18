//! Names of HTTP headers.

use toml::Spanned;

use crate::report::{Finding, Report};
use crate::rules;

/// Headers that a response has for itself or that frame it.
const TAKEN: [&str; 14] = [
    "age",
    "cache-control",
    "connection",
    "date",
    "etag",
    "host",
    "keep-alive",
    "location",
    "retry-after",
    "server",
    "set-cookie",
    "transfer-encoding",
    "upgrade",
    "vary",
];

/// A field name of HTTP (RFC 9110, section 5.1), in lower case as HTTP/2 has it.
pub(super) fn header(name: Option<&Spanned<String>>, report: &mut Report) -> Option<String> {
    let name = name?;
    let lower = name.get_ref().to_ascii_lowercase();
    if TAKEN.contains(&lower.as_str()) || lower.starts_with("content-") {
        let message = format!("the header `{}` has another meaning", name.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, name.span(), message)
                .help("name one of your own, such as \"x-request-id\""),
        );
    }
    let token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.get_ref().is_empty() || !name.get_ref().bytes().all(token) {
        let message = format!("`{}` cannot be the name of an HTTP header", name.get_ref());
        report.push(
            Finding::new(&rules::INVALID_NAME, name.span(), message)
                .help("write letters, digits, `-` and `_`, such as \"x-request-id\""),
        );
    }
    Some(lower)
}
