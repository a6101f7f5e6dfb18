//! What becomes of a response that the table has no part in.

use alloc::string::{String, ToString};
use core::any::Any;
use core::error::Error;
use core::fmt;

use http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH,
    CONTENT_LOCATION, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, LAST_MODIFIED, TRAILER,
    TRANSFER_ENCODING,
};

/// The longest body that is kept for logs, in bytes.
pub(crate) const LONGEST_REASON: u64 = 4096;

/// What a response says of the body that it had.
pub(crate) const OF_THE_BODY: [HeaderName; 14] = [
    ACCEPT_RANGES,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_LENGTH,
    CONTENT_LOCATION,
    CONTENT_RANGE,
    CONTENT_TYPE,
    ETAG,
    LAST_MODIFIED,
    TRAILER,
    TRANSFER_ENCODING,
    // RFC 9530.
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("repr-digest"),
];

/// What a framework or a handler said, which is for logs alone.
#[derive(Debug)]
pub(crate) struct Said(String);

impl Said {
    /// By a response: its status, and its text if it has one.
    pub(crate) fn with(status: impl fmt::Display, body: &[u8]) -> Self {
        Self(match str::from_utf8(body) {
            Ok(text) if !text.trim().is_empty() => alloc::format!("{status}: {}", text.trim()),
            _ => status.to_string(),
        })
    }

    /// By a panic.
    pub(crate) fn in_panic(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        Self(alloc::format!("the handler panicked: {}", text.unwrap_or("no text")))
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Said {}
