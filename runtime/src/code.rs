use alloc::boxed::Box;
use core::convert::Infallible;
use core::fmt;
use core::str::FromStr;

use crate::ErrorCode;

/// A code as a client meets it: one of the table, or one that the service
/// added since this client was built.
///
/// There is no variant for "unknown" to match on: a `match` on
/// [`known`](Code::known) stays right on the day the code becomes known.
///
/// ```
/// # use errspec::{Code, ErrorCode};
/// # fn advice<C: ErrorCode>(code: &Code<C>) -> &'static str {
/// match code.known() {
///     Some(code) if code.is_retryable() => "try again",
///     Some(_) => "give up",
///     None => "judge by the HTTP status",
/// }
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code<C>(Repr<C>);

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Repr<C> {
    Known(C),
    Unknown(Box<str>),
}

impl<C: ErrorCode> Code<C> {
    /// The code with this text; the text is kept where the table has no such code.
    /// An alias becomes its code.
    pub fn from_text(text: &str) -> Self {
        Self(match C::from_code(text) {
            Some(code) => Repr::Known(code),
            None => Repr::Unknown(text.into()),
        })
    }

    /// The code of a response of which nothing is known yet.
    #[cfg(any(feature = "json", feature = "xml", feature = "tonic"))]
    pub(crate) fn none() -> Self {
        Self(Repr::Unknown(Box::default()))
    }

    /// The table's code, if it is one.
    pub fn known(&self) -> Option<C> {
        match self.0 {
            Repr::Known(code) => Some(code),
            Repr::Unknown(_) => None,
        }
    }

    /// The text of a code of the table, or `_OTHER`: a metric that has it as a label has
    /// no more values of it than the table has codes (as OpenTelemetry's semantic
    /// conventions say of `error.type`).
    pub fn label(&self) -> &'static str {
        self.known().map_or("_OTHER", ErrorCode::code)
    }

    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Repr::Known(code) => code.code(),
            Repr::Unknown(text) => text,
        }
    }
}

impl<C: ErrorCode> From<C> for Code<C> {
    fn from(code: C) -> Self {
        Self(Repr::Known(code))
    }
}

impl<C: ErrorCode> FromStr for Code<C> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from_text(text))
    }
}

impl<C: ErrorCode> PartialEq<C> for Code<C> {
    fn eq(&self, other: &C) -> bool {
        self.known().as_ref() == Some(other)
    }
}

impl<C: ErrorCode> fmt::Display for Code<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<C: fmt::Debug> fmt::Debug for Code<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Known(code) => fmt::Debug::fmt(code, f),
            Repr::Unknown(text) => f.debug_tuple("Unknown").field(text).finish(),
        }
    }
}
