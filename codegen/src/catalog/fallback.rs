//! Which codes answer where no handler did.

use crate::words::words;

words! {
    /// An occasion on which no handler answers, by its key in the spec. Each is a field
    /// of [`errspec::Fallback`].
    pub enum Occasion {
        /// Errors of other kinds, panics, and other statuses 5xx.
        Internal "internal",
        /// What an extractor rejected, and other statuses 4xx.
        BadRequest "bad_request",
        /// A path that no route has.
        NotFound "not_found",
        /// A method that a route does not have.
        MethodNotAllowed "method_not_allowed",
        /// A body that is too large.
        TooLarge "too_large",
        /// A body of a media type that is not read.
        UnsupportedMediaType "unsupported_media_type",
        /// A request that took too long.
        Timeout "timeout",
        /// A service that takes no more requests.
        Unavailable "unavailable",
    }
}

impl Occasion {
    /// Whether a code with this status says whose fault it is. A service may take too
    /// long by its own fault or by the caller's.
    pub const fn suits(self, status: u16) -> bool {
        match self {
            Self::Timeout => true,
            Self::Internal | Self::Unavailable => status >= 500,
            Self::BadRequest
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::TooLarge
            | Self::UnsupportedMediaType => status < 500,
        }
    }
}
