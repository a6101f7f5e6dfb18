use alloc::string::String;
use core::fmt;

/// Why the data of a success cannot be sent in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// It is neither a struct nor a map, or holds what the format cannot; the
    /// text says what.
    Data(String),
    /// It has a member with the name of the request's id.
    RequestId {
        /// The member's name on the wire.
        member: String,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data(problem) => write!(f, "the data cannot be written: {problem}"),
            Self::RequestId { member } => {
                write!(f, "the data has a member {member:?}, which is the request's id")
            }
        }
    }
}

impl core::error::Error for EncodeError {}
