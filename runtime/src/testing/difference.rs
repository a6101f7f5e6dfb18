use alloc::string::String;
use core::fmt;

/// Something in which a response differs from the table. The names are those of the rules
/// of `errspec drift`.
///
/// Its `Display` is a sentence of one line, in which what was sent is quoted and cut.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// No client can read the body.
    NotAnErrorBody {
        /// Why.
        problem: String,
    },
    /// The media type is none of the envelope's.
    WrongContentType {
        /// The one that was sent, if one was.
        sent: Option<String>,
        /// The one of the format that the body has.
        expected: &'static str,
    },
    /// The table has no such code.
    UnknownCode {
        /// The code.
        code: String,
    },
    /// The code is an alias, which clients accept and no service should send.
    AliasSent {
        /// What was sent.
        alias: String,
        /// The code that it stands for.
        code: String,
    },
    /// The table has another status, or the body repeats another than the status line.
    WrongStatus {
        /// The code.
        code: String,
        /// The status of the response, or of its body.
        sent: u16,
        /// The other one.
        expected: u16,
        /// Whether it is the body's.
        in_body: bool,
    },
    /// The message is none of the row's.
    UnknownMessage {
        /// The code.
        code: String,
        /// The message.
        message: String,
    },
    /// A member is not there.
    MissingMember {
        /// Its place.
        member: String,
    },
    /// A member is there that the envelope does not have.
    UnknownMember {
        /// Its place.
        member: String,
    },
    /// A member has a value of the wrong type, or another one than it always has.
    WrongMemberType {
        /// Its place.
        member: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnErrorBody { problem } => {
                write!(f, "this is no error response: {}", Cut(problem, false))
            }
            Self::WrongContentType { sent: Some(sent), expected } => {
                write!(f, "the content type is {}, not {expected:?}", Cut(sent, true))
            }
            Self::WrongContentType { sent: None, expected } => {
                write!(f, "there is no content type, and the body is {expected:?}")
            }
            Self::UnknownCode { code } => {
                write!(f, "the table has no code {}", Cut(code, true))
            }
            Self::AliasSent { alias, code } => {
                write!(f, "{} is an alias of `{code}`, and is not sent", Cut(alias, true))
            }
            Self::WrongStatus { code, sent, expected, in_body: false } => {
                write!(f, "`{code}` has status {expected} in the table, and came with {sent}")
            }
            Self::WrongStatus { code, sent, expected, in_body: true } => {
                write!(f, "the body of {} says {sent}, the status line {expected}", Cut(code, true))
            }
            Self::UnknownMessage { code, message } => {
                write!(f, "`{code}` has no message {}", Cut(message, true))
            }
            Self::MissingMember { member } => {
                write!(f, "the body lacks the member {}", Cut(member, true))
            }
            Self::UnknownMember { member } => {
                write!(f, "the envelope has no member {}", Cut(member, true))
            }
            Self::WrongMemberType { member } => {
                let member = Cut(member, true);
                write!(f, "the member {member} has another value than the envelope says")
            }
        }
    }
}

/// The beginning of a text that was sent, on one line; whether in quotes.
struct Cut<'t>(&'t str, bool);

impl fmt::Display for Cut<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 200;
        let Self(text, is_quoted) = *self;
        let (start, dots) = match text.char_indices().nth(MOST) {
            Some((end, _)) => (&text[..end], "..."),
            None => (text, ""),
        };
        match is_quoted {
            true => write!(f, "{start:?}{dots}"),
            false => write!(f, "{}{dots}", start.escape_debug()),
        }
    }
}
