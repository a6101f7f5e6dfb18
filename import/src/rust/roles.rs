//! Which key of the spec a function's values are about: by what they are, then by
//! its name.

use super::said::Said;
use crate::headers::key_of;

/// `is_whole` where the values are all that the function returns, so that its
/// name is theirs; `to_text` where it makes a text of the enum.
pub fn key(values: &[&Said], name: &str, is_whole: bool, to_text: bool) -> Option<&'static str> {
    let any = |holds: fn(&Said) -> bool| values.iter().any(|value| holds(value));
    let prefixes = ["get_", "as_", "to_", "is_", "into_"];
    let bare = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    let named = key_of(name).or_else(|| key_of(bare)).map(|key| key.name);
    if any(|value| matches!(value, Said::Status(_))) {
        Some("status")
    } else if any(|value| matches!(value, Said::Integer(_))) {
        of_integers(values, name, named)
    } else if any(|value| matches!(value, Said::Boolean(_))) {
        let is_retry = name.contains("retry") || name.contains("transient");
        let named = named.filter(|key| matches!(*key, "retryable" | "throttling"));
        named.or(is_retry.then_some("retryable"))
    } else if any(Said::is_text) {
        let by_text = if any(Said::is_sentence) { "message" } else { "code" };
        of_texts(bare, named, by_text, is_whole, to_text)
    } else {
        // Nothing could be read: the name alone says what is missing.
        let computed = any(|value| matches!(value, Said::Unreadable(_)));
        let is_status = name.contains("status").then_some("status");
        named.or(is_status).filter(|_| computed && is_whole)
    }
}

/// `code()` may return the HTTP status.
fn of_integers(values: &[&Said], name: &str, named: Option<&'static str>) -> Option<&'static str> {
    let is_status = |value: &&Said| matches!(value, Said::Integer(400..=599) | Said::Unreadable(_));
    let are_statuses = values.iter().all(is_status);
    match named {
        Some("code" | "status") if are_statuses => Some("status"),
        None if are_statuses && name.contains("status") => Some("status"),
        _ => named.filter(|key| matches!(*key, "code" | "status" | "number" | "retry_after")),
    }
}

/// Names that say no more than that there is a text.
const GENERAL: &[&str] = &[
    "error_response",
    "fmt",
    "from",
    "into",
    "name",
    "ref",
    "response",
    "static_str",
    "str",
    "string",
];

fn of_texts(
    bare: &str,
    named: Option<&'static str>,
    by_text: &'static str,
    is_whole: bool,
    to_text: bool,
) -> Option<&'static str> {
    match named {
        _ if to_text || GENERAL.contains(&bare) => Some(by_text),
        // `let (status, x) = match self` says by its place what it is.
        None if !is_whole => Some(by_text),
        _ => named.filter(|key| !matches!(*key, "status" | "number" | "retryable")),
    }
}
