//! The format that a request asks for, and where it says so.

use alloc::borrow::ToOwned;
use alloc::string::String;

use http::HeaderMap;

use crate::Format;
use crate::http::Wish;

/// The longest form that is searched for the parameter `Format`, in bytes.
pub(crate) const LONGEST_FORM: usize = 1 << 16;

/// What the client asks for, and how.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    wish: Wish,
    by_accept: bool,
    /// Whether it asks for headers alone (RFC 9110, section 9.3.2). actix-web takes the
    /// body away itself.
    #[cfg_attr(not(feature = "axum"), expect(dead_code))]
    pub is_head: bool,
}

impl Asked {
    pub(crate) fn by(parameter: Option<String>, method: &str, headers: &HeaderMap) -> Self {
        let wish = Wish::of(parameter.as_deref(), headers);
        Self { wish, by_accept: parameter.is_none(), is_head: method == "HEAD" }
    }

    /// Which of the formats that are sent it is.
    pub(crate) fn format(&self, formats: &[Format]) -> Format {
        self.wish.among(formats)
    }

    /// Whether a response to another `Accept` would be in another format.
    pub(crate) fn varies(&self, formats: &[Format]) -> bool {
        self.by_accept && formats.len() > 1
    }
}

/// Whether a body of this `Content-Type` is a form.
pub(crate) fn is_form(content_type: &[u8]) -> bool {
    content_type.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
}

/// The value of the parameter `Format`. The values that matter have nothing to decode.
pub(crate) fn parameter(query: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find_map(|(name, value)| (name == "Format").then(|| value.to_owned()))
}
