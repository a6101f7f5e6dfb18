//! Which code answers where no handler did: the spec's `[fallback]`.

use crate::ErrorCode;

/// The codes that answer where no handler did. None has a message with parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fallback<C> {
    /// For errors of other kinds, panics and other statuses 5xx.
    pub internal: Option<C>,
    /// For a body, path or query that an extractor rejected, and other statuses 4xx.
    pub bad_request: Option<C>,
    /// For a path that no route has: 404.
    pub not_found: Option<C>,
    /// For a method that a route does not have: 405.
    pub method_not_allowed: Option<C>,
    /// For a body that is too large: 413.
    pub too_large: Option<C>,
    /// For a body of a media type that an extractor does not read: 415.
    pub unsupported_media_type: Option<C>,
    /// For a request that took too long: 408 and 504.
    pub timeout: Option<C>,
    /// For a service that takes no more requests: 503.
    pub unavailable: Option<C>,
}

impl<C> Fallback<C> {
    /// No code answers for anything.
    pub const NONE: Self = Self {
        internal: None,
        bad_request: None,
        not_found: None,
        method_not_allowed: None,
        too_large: None,
        unsupported_media_type: None,
        timeout: None,
        unavailable: None,
    };
}

impl<C: Copy> Fallback<C> {
    /// The code for a response with this status; `None` where it is no error, or the
    /// spec names no code for it.
    pub fn code(&self, status: u16) -> Option<C> {
        let own = match status {
            404 => self.not_found,
            405 => self.method_not_allowed,
            408 | 504 => self.timeout,
            413 => self.too_large,
            415 => self.unsupported_media_type,
            503 => self.unavailable,
            _ => None,
        };
        own.or(match status {
            400..=499 => self.bad_request,
            500..=599 => self.internal,
            _ => None,
        })
    }
}

/// A table whose spec has `[fallback] internal`: it says which code answers for an
/// error of another kind.
#[diagnostic::on_unimplemented(
    message = "the table of `{Self}` does not say which code answers for errors of other kinds",
    label = "the spec of this table has no `[fallback] internal`"
)]
pub trait Internal: ErrorCode {
    /// The code.
    const INTERNAL: Self;
}
