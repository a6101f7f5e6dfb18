//! `?` on every error.

use alloc::boxed::Box;
use core::error::Error;
use core::fmt;

use crate::{ApiError, ErrorCode, Internal};

/// Why a handler failed, for `?` on any error: what `anyhow::Error` is to a program.
///
/// An [`ApiError`] of the table stays what it is. Every other error becomes the
/// table's [`INTERNAL`](Internal::INTERNAL) code with its documented message; the
/// error is its [`source`](Error::source), for logs, and no text of it is sent.
///
/// It is no [`Error`] itself: every error can become one.
pub struct Failure<C>(ApiError<C>);

impl<C: Internal> Failure<C> {
    /// A failure for a reason that is in a box already, or is a text.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let error = source.into().downcast::<ApiError<C>>();
        // A box of an error is an error of its own.
        let error = error.or_else(|source| source.downcast::<Box<_>>().map(|error| *error));
        match error {
            Ok(error) => Self(*error),
            Err(source) => Self(ApiError::documented(C::INTERNAL).with_source(source)),
        }
    }
}

impl<C> Failure<C> {
    /// What is sent.
    pub fn error(&self) -> &ApiError<C> {
        &self.0
    }

    /// What is sent.
    pub fn into_error(self) -> ApiError<C> {
        self.0
    }
}

impl<C: Internal, E: Error + Send + Sync + 'static> From<E> for Failure<C> {
    fn from(error: E) -> Self {
        Self::new(error)
    }
}

/// For generated code: an error of the table as it is.
impl<C: ErrorCode> Failure<C> {
    #[doc(hidden)]
    pub fn of(error: ApiError<C>) -> Self {
        Self(error)
    }
}

impl<C> From<Failure<C>> for ApiError<C> {
    fn from(failure: Failure<C>) -> Self {
        failure.0
    }
}

impl<C: ErrorCode> fmt::Display for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<C: fmt::Debug> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An error of the table for what went wrong in other ways.
pub trait ResultExt<T>: Sized {
    /// The value, or this error: a code whose message has no parameters (a generated
    /// `Plain`), or an [`ApiError`].
    ///
    /// # Errors
    ///
    /// Where there is no value. An error that was there instead becomes the
    /// [`source`](Error::source), for logs; no text of it is sent.
    fn or_code<C: ErrorCode>(self, code: impl Into<ApiError<C>>) -> Result<T, ApiError<C>>;
}

impl<T> ResultExt<T> for Option<T> {
    fn or_code<C: ErrorCode>(self, code: impl Into<ApiError<C>>) -> Result<T, ApiError<C>> {
        self.ok_or_else(|| code.into())
    }
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> ResultExt<T> for Result<T, E> {
    fn or_code<C: ErrorCode>(self, code: impl Into<ApiError<C>>) -> Result<T, ApiError<C>> {
        self.map_err(|source| code.into().with_source(source))
    }
}
