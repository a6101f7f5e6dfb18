//! What one operation may answer with.

use alloc::boxed::Box;
use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

use crate::{ApiError, ErrorCode, Failure, Internal, Reason, RetryAfter, Text};

/// An operation of an API: a generated enum of the codes that it may answer with.
pub trait Operation: Sized + 'static {
    /// The enum of the table.
    type Code: ErrorCode;

    /// Its row among the operations.
    const ROW: &'static OperationRow;

    /// The codes that it may answer with, in the order of the row.
    const CODES: &'static [Self];

    /// A code of the table as the operation's, where it may answer with it.
    fn of(code: Self::Code) -> Option<&'static Self> {
        let all = Self::Code::ALL;
        let place = Self::ROW.codes.binary_search_by(|index| all[*index as usize].cmp(&code));
        place.ok().map(|place| &Self::CODES[place])
    }
}

/// An operation's name, and where the codes that it may answer with are in the table.
#[derive(Debug)]
pub struct OperationRow {
    name: &'static str,
    codes: &'static [u32],
}

impl OperationRow {
    /// For generated code: the indices are sorted.
    pub const fn new(name: &'static str, codes: &'static [u32]) -> Self {
        Self { name, codes }
    }

    /// The operation's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Where its codes are among all codes of the table, sorted.
    pub const fn codes(&self) -> &'static [u32] {
        self.codes
    }

    /// Whether it may answer with the code at this place of the table.
    pub fn allows(&self, code: u32) -> bool {
        self.codes.binary_search(&code).is_ok()
    }
}

/// Why an operation failed, for `?` on any error: with a code that it may answer with, and
/// with no other.
///
/// A code that the operation does not list is none of its `Plain`, and has no constructor
/// among its codes: such a handler does not compile. Every other error becomes the table's
/// [`INTERNAL`](Internal::INTERNAL) code, which every operation may answer with; so does an
/// [`ApiError`] that was made elsewhere and has a code that the operation does not list.
/// The error is then the [`source`](Error::source), for logs, and no text of it is sent.
///
/// Like [`Failure`], it is no [`Error`] itself: every error can become one.
pub struct OperationError<O: Operation>(ApiError<O::Code>, PhantomData<fn() -> O>);

impl<O: Operation> OperationError<O> {
    /// The error, where the operation may answer with its code.
    ///
    /// # Errors
    ///
    /// The error, where it may not.
    pub fn of(error: ApiError<O::Code>) -> Result<Self, ApiError<O::Code>> {
        match O::of(error.code()) {
            Some(_) => Ok(Self::listed(error)),
            None => Err(error),
        }
    }

    /// For generated code: an error of a code that the operation lists.
    #[doc(hidden)]
    pub fn listed(error: ApiError<O::Code>) -> Self {
        Self(error, PhantomData)
    }

    /// The code.
    pub fn code(&self) -> O::Code {
        self.0.code()
    }

    /// What is sent.
    pub fn error(&self) -> &ApiError<O::Code> {
        &self.0
    }

    /// What is sent.
    pub fn into_error(self) -> ApiError<O::Code> {
        self.0
    }

    /// [`ApiError::with_source`].
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::listed(self.0.with_source(source))
    }

    /// [`ApiError::with_detail`].
    #[must_use]
    pub fn with_detail(self, field: impl Into<Text>, reason: impl Into<Reason>) -> Self {
        Self::listed(self.0.with_detail(field, reason))
    }

    /// [`ApiError::with_retry_after`].
    #[must_use]
    pub fn with_retry_after(self, wait: impl Into<RetryAfter>) -> Self {
        Self::listed(self.0.with_retry_after(wait))
    }

    /// [`ApiError::with_request_id`].
    #[must_use]
    pub fn with_request_id(self, id: impl Into<Text>) -> Self {
        Self::listed(self.0.with_request_id(id))
    }
}

impl<O, E> From<E> for OperationError<O>
where
    O: Operation,
    O::Code: Internal,
    E: Error + Send + Sync + 'static,
{
    fn from(error: E) -> Self {
        of_failure(Failure::from(error))
    }
}

/// `check` lets the internal code be none but one of every operation.
fn of_failure<O: Operation>(failure: Failure<O::Code>) -> OperationError<O>
where
    O::Code: Internal,
{
    OperationError::of(failure.into_error()).unwrap_or_else(|foreign| {
        OperationError::listed(ApiError::documented(O::Code::INTERNAL).with_source(foreign))
    })
}

impl<O: Operation> From<OperationError<O>> for ApiError<O::Code> {
    fn from(error: OperationError<O>) -> Self {
        error.0
    }
}

impl<O: Operation> From<OperationError<O>> for Failure<O::Code> {
    fn from(error: OperationError<O>) -> Self {
        Self::of(error.0)
    }
}

impl<O: Operation> fmt::Display for OperationError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<O: Operation> fmt::Debug for OperationError<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
