//! What a client makes of a response, whatever its format.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::{Code, Detail, ErrorCode, Filling, Success, Text, Value};

/// The longest body that is decoded, in bytes. An error response is short; what
/// is longer is something else.
pub const MAX_BODY: usize = 1 << 20;

/// An error response as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received<C> {
    /// The status of the status line, which is the contract.
    pub status: u16,
    /// The code, whether the table knows it or not.
    pub code: Code<C>,
    /// The message that was sent; the table's may be another.
    pub message: String,
    /// The id of the request that this answers.
    pub request_id: Option<String>,
    /// The status that the body repeats.
    pub status_in_body: Option<u16>,
    /// The other members by name, in the order in which they were sent: one inside of an
    /// object as `error.domain`. A text is there as itself; a value of another kind as it
    /// was written, JSON or XML.
    pub members: Vec<(String, String)>,
    pub(crate) extra: Option<Box<Extra>>,
}

/// What few responses say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extra {
    /// What the message was made of.
    pub filling: Filling,
    pub details: Vec<Detail>,
    pub retryable: Option<bool>,
    pub retry_after: Option<u32>,
    pub fix: Option<String>,
}

#[cfg(any(feature = "json", feature = "xml", feature = "tonic"))]
impl<C: ErrorCode> Received<C> {
    /// What nobody has said anything of.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            code: Code::none(),
            message: String::new(),
            request_id: None,
            status_in_body: None,
            members: Vec::new(),
            extra: None,
        }
    }
}

impl<C: ErrorCode> Received<C> {
    /// What is wrong with which field.
    pub fn details(&self) -> &[Detail] {
        self.extra.as_ref().map_or(&[], |extra| &extra.details)
    }

    /// May the same request be sent again? What the response says, or else the table;
    /// nothing where the table does not know the code.
    pub fn is_retryable(&self) -> Option<bool> {
        let said = self.extra.as_ref().and_then(|extra| extra.retryable);
        said.or_else(|| self.code.known().map(ErrorCode::is_retryable))
    }

    /// How many seconds to wait before the next try: what the body says, or else the table.
    /// The header `Retry-After` counts more than either.
    pub fn retry_after(&self) -> Option<u32> {
        let said = self.extra.as_ref().and_then(|extra| extra.retry_after);
        said.or_else(|| self.code.known()?.retry_after())
    }

    /// What the caller can do: what the response says, or else the table.
    pub fn fix(&self) -> Option<&str> {
        let said = self.extra.as_ref().and_then(|extra| extra.fix.as_deref());
        said.or_else(|| self.code.known()?.fix())
    }
}

impl<C> Received<C> {
    /// The message's parameters by name, in the order of their first appearance.
    ///
    /// They are those that came in a member of their own, or else they are read out of the
    /// message. Of a message there are none where the table does not know the code, where the
    /// message is not of the table (the service has changed its words, or sends another
    /// language), and where it can have been filled in in more than one way.
    pub fn params(&self) -> &[(Text, Value)] {
        self.extra.as_ref().map_or(&[], |extra| &extra.filling.params)
    }

    /// The parameter with this name.
    pub fn param(&self, name: &str) -> Option<&Value> {
        let (_, value) = self.params().iter().find(|(param, _)| param == name)?;
        Some(value)
    }

    /// The name of the case whose message this is, of a code that is published with
    /// several messages. It is `None` where the message is not of the table.
    pub fn case(&self) -> Option<&'static str> {
        self.extra.as_ref()?.filling.case
    }

    /// The first of the other members with this name.
    pub fn member(&self, name: &str) -> Option<&str> {
        let (_, value) = self.members.iter().find(|(member, _)| member == name)?;
        Some(value)
    }
}

/// A response: the status line says which of the two it is, as it does for the
/// service's own SDKs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply<C, T> {
    /// Status 2xx.
    Success(Success<C, T>),
    /// Any other status.
    Error(Received<C>),
}

/// Why a body is not the response that its status promises.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// It has more bytes than [`MAX_BODY`].
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// It is not UTF-8.
    NotUtf8,
    /// It has nothing but white space.
    Empty,
    /// It is not the format that it should be; the text says where.
    Syntax(String),
    /// It has an XML document type, which no response has.
    DocumentType,
    /// A member has a value of the wrong type.
    WrongType {
        /// The member's name on the wire.
        member: String,
    },
    /// A member stands there twice.
    Duplicate {
        /// The member's name on the wire.
        member: String,
    },
    /// Members that every error response has are missing.
    Missing {
        /// Their names on the wire.
        members: Vec<String>,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                write!(f, "the body has {bytes} bytes, more than {MAX_BODY}")
            }
            Self::NotUtf8 => f.write_str("the body is not UTF-8"),
            Self::Empty => f.write_str("the body is empty"),
            Self::Syntax(problem) => write!(f, "the body cannot be read: {problem}"),
            Self::DocumentType => f.write_str("the body has an XML document type"),
            Self::WrongType { member } => {
                write!(f, "the member {member:?} has a value of the wrong type")
            }
            Self::Duplicate { member } => write!(f, "the member {member:?} stands there twice"),
            Self::Missing { members } => write!(f, "the body lacks {}", members.join(", ")),
        }
    }
}

impl core::error::Error for DecodeError {}
