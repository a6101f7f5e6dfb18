use alloc::boxed::Box;
use core::fmt;
use core::hash::Hash;

use crate::{Constant, Envelope, Fallback, Templates};

/// An error code of an HTTP API: one row of the table.
///
/// Generated enums implement it; code that works with any table is generic over it.
pub trait ErrorCode: Copy + Ord + Hash + fmt::Debug + fmt::Display + Send + Sync + 'static {
    /// Every code, in the table's order.
    const ALL: &'static [Self];

    /// How responses are built.
    const ENVELOPE: Envelope;

    /// Which codes answer where no handler did.
    const FALLBACK: Fallback<Self> = Fallback::NONE;

    /// The code with this text on the wire, aliases included.
    fn from_code(code: &str) -> Option<Self>;

    /// The text on the wire.
    fn code(self) -> &'static str;

    /// The HTTP status, 400 to 599 (RFC 9110, section 15).
    fn status(self) -> u16;

    /// The documented message. A parameter shows as `< parameter name >`.
    fn message(self) -> &'static str;

    /// The documented message in a language, or in the original one where the table
    /// has no translation. `language` is a language range such as `zh-CN`, looked
    /// up as RFC 4647 says in section 3.4.
    fn message_in(self, language: &str) -> &'static str {
        let _ = language;
        self.message()
    }

    /// May the same request be sent again (as in Smithy's `@retryable`)?
    fn is_retryable(self) -> bool {
        false
    }

    /// Is this rate limiting (as in Smithy's `@retryable(throttling: true)`)?
    fn is_throttling(self) -> bool {
        false
    }

    /// Is the caller at fault (status 4xx), not the service (5xx)?
    fn is_client_fault(self) -> bool {
        self.status() < 500
    }

    /// How many seconds to wait before the next try (RFC 9110, section 10.2.3).
    fn retry_after(self) -> Option<u32> {
        None
    }

    /// The stable number, where the table has one.
    fn number(self) -> Option<i64> {
        None
    }

    /// A short name for people.
    fn title(self) -> Option<&'static str> {
        None
    }

    /// Why this happens.
    fn cause(self) -> Option<&'static str> {
        None
    }

    /// What the caller can do about it.
    fn fix(self) -> Option<&'static str> {
        None
    }

    /// Where the code is documented.
    fn doc_url(self) -> Option<&'static str> {
        None
    }

    /// Since when, by what and why the code is replaced.
    fn deprecated(self) -> Option<Deprecated> {
        None
    }

    /// What responses say at a place where codes have constants of their own. The envelope
    /// has the index, as [`Node::OfCode`](crate::Node::OfCode).
    fn constant(self, index: usize) -> Option<Constant> {
        let _ = index;
        None
    }

    /// What its messages are filled in from, where they have parameters or cases.
    fn templates(self) -> Templates {
        Templates::NONE
    }
}

/// Implements [`ErrorCode`](trait@crate::ErrorCode) for a generated enum, by what the enum
/// itself has under the same names, and what every error code is: `Display`, `Debug` and
/// `FromStr`, and with the feature `serde` a string through serde.
///
/// Its arguments are the enum, all its codes in the table's order, its
/// [`Envelope`](crate::Envelope) and [`Fallback`](crate::Fallback); then the function that
/// gives its constants where codes have any, and where messages have parameters or cases
/// the [`SparseTexts`](crate::table::SparseTexts) of their [`Templates`](crate::Templates).
#[macro_export]
#[rustfmt::skip]
macro_rules! impl_error_code {
    ($code:ident, $all:expr, $envelope:expr, $fallback:expr $(, constant: $constant:expr)? $(, templates: $templates:expr)?) => {
        impl $crate::ErrorCode for $code {
            // Not `Self::ALL`: rustc checks each code of a constant that it reads against
            // every variant.
            const ALL: &'static [Self] = $all;
            const ENVELOPE: $crate::Envelope = $envelope;
            const FALLBACK: $crate::Fallback<Self> = $fallback;
            fn from_code(code: &str) -> ::core::option::Option<Self> { Self::from_code(code) }
            fn code(self) -> &'static str { self.code() }
            fn status(self) -> u16 { self.status() }
            fn message(self) -> &'static str { self.message() }
            fn message_in(self, language: &str) -> &'static str { self.message_in(language) }
            fn is_retryable(self) -> bool { self.is_retryable() }
            fn is_throttling(self) -> bool { self.is_throttling() }
            fn is_client_fault(self) -> bool { self.is_client_fault() }
            fn retry_after(self) -> ::core::option::Option<u32> { self.retry_after() }
            fn number(self) -> ::core::option::Option<i64> { self.number() }
            fn title(self) -> ::core::option::Option<&'static str> { self.title() }
            fn cause(self) -> ::core::option::Option<&'static str> { self.cause() }
            fn fix(self) -> ::core::option::Option<&'static str> { self.fix() }
            fn doc_url(self) -> ::core::option::Option<&'static str> { self.doc_url() }
            fn deprecated(self) -> ::core::option::Option<$crate::Deprecated> { self.deprecated() }
            $(fn constant(self, index: usize) -> ::core::option::Option<$crate::Constant> {
                const OF: fn($code, usize) -> ::core::option::Option<$crate::Constant> = $constant;
                OF(self, index)
            })?
            $(fn templates(self) -> $crate::Templates { $crate::Templates::new($templates.get(self as usize)) })?
        }

        impl ::core::fmt::Display for $code {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.code())
            }
        }

        impl ::core::fmt::Debug for $code {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!($code)).field(&self.code()).finish()
            }
        }

        impl ::core::str::FromStr for $code {
            type Err = $crate::UnknownCode;

            fn from_str(code: &str) -> ::core::result::Result<Self, $crate::UnknownCode> {
                Self::from_code(code).ok_or_else(|| $crate::UnknownCode::new(code))
            }
        }

        $crate::impl_serde!($code);
    };
}

/// Makes of the generated codes whose messages have no parameters what becomes an error
/// by `?`. The function gives the code of the enum.
#[macro_export]
#[rustfmt::skip]
macro_rules! impl_plain {
    ($plain:ident, $code:ident, $of:expr) => {
        impl ::core::convert::From<$plain> for $code {
            fn from(plain: $plain) -> Self {
                const OF: fn($plain) -> $code = $of;
                OF(plain)
            }
        }

        impl ::core::convert::From<$plain> for $crate::ApiError<$code> {
            fn from(plain: $plain) -> Self {
                $crate::ApiError::documented(plain.into())
            }
        }

        impl ::core::convert::From<$plain> for $crate::Reason {
            fn from(plain: $plain) -> Self {
                <$crate::ApiError<$code> as ::core::convert::From<$plain>>::from(plain).into()
            }
        }

        impl ::core::convert::From<$plain> for $crate::Failure<$code> {
            fn from(plain: $plain) -> Self {
                $crate::Failure::of(plain.into())
            }
        }

        $crate::impl_status!($plain, $code);

        impl ::core::fmt::Debug for $plain {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!($plain)).field(&<$code as ::core::convert::From<$plain>>::from(*self).code()).finish()
            }
        }
    };
}

/// What the table says of a deprecated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecated {
    /// The first version or date at which it was deprecated.
    pub since: Option<&'static str>,
    /// The text of the code to use instead.
    pub replaced_by: Option<&'static str>,
    /// One sentence for the reader.
    pub note: Option<&'static str>,
}

impl Deprecated {
    /// For generated code.
    pub const fn new(
        since: Option<&'static str>,
        replaced_by: Option<&'static str>,
        note: Option<&'static str>,
    ) -> Self {
        Self { since, replaced_by, note }
    }
}

/// A text that is no code of the table: what [`FromStr`](core::str::FromStr) returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode(Box<str>);

impl UnknownCode {
    /// Keeps the text that was looked up.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text that was looked up.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown error code {:?}", self.0)
    }
}

impl core::error::Error for UnknownCode {}
