//! Which key of the spec a function's values are about: by what they are, then by
//! its name.

use super::said::Said;
use crate::headers::key_of;

/// The key that values are about.
pub struct Role {
    pub key: &'static str,
    /// Whether a name only ends like the key: `aws_code`.
    pub is_like: bool,
}

/// `is_whole` where the values are all that the function returns, so that its
/// name is theirs; `to_text` where it makes a text of the enum.
pub fn role(values: &[&Said], name: &str, is_whole: bool, to_text: bool) -> Option<Role> {
    let any = |holds: fn(&Said) -> bool| values.iter().any(|value| holds(value));
    let prefixes = ["get_", "as_", "to_", "is_", "into_"];
    let bare = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    let named = key_of(name).or_else(|| key_of(bare)).map(|key| key.name);
    let exact = |key| Role { key, is_like: false };
    if any(|value| matches!(value, Said::Status(_))) {
        Some(exact("status"))
    } else if any(|value| matches!(value, Said::Integer(_))) {
        of_integers(values, name, named).map(exact)
    } else if any(|value| matches!(value, Said::Boolean(_))) {
        let is_retry = name.contains("retry") || name.contains("transient");
        let named = named.filter(|key| matches!(*key, "retryable" | "throttling"));
        named.or(is_retry.then_some("retryable")).map(exact)
    } else if any(Said::is_text) {
        let by_text = if any(Said::is_sentence) { "message" } else { "code" };
        let is_like = |key: &&str| bare.ends_with(&format!("_{key}"));
        match of_texts(bare, named, by_text, is_whole, to_text) {
            Some(key) => Some(exact(key)),
            None => Some(by_text).filter(is_like).map(|key| Role { key, is_like: true }),
        }
    } else {
        // Nothing could be read: the name alone says what is missing.
        let computed = any(|value| matches!(value, Said::Unreadable(_)));
        let is_status = name.contains("status").then_some("status");
        named.or(is_status).filter(|_| computed && is_whole).map(exact)
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
        // A code has no spaces, whatever it is called.
        Some("code") if by_text == "message" => Some(by_text),
        // `let (status, x) = match self` says by its place what it is.
        None if !is_whole => Some(by_text),
        _ => named.filter(|key| !matches!(*key, "status" | "number" | "retryable")),
    }
}
