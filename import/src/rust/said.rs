//! What a file says of a variant.

use crate::placeholders::Piece;

/// A value, and where it was found.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The key of the spec that it is about.
    pub key: &'static str,
    pub value: Said,
    pub source: Source,
    /// How to call the source in a sentence.
    pub of: String,
    pub line: usize,
}

/// Where a value was found: the first that says something is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A method that is named like the key.
    Method,
    /// `Display`, however it is written.
    Display,
    /// What goes over the wire with serde.
    Serde,
    Strum,
}

/// What an expression or an attribute says.
#[derive(Clone, Debug)]
pub enum Said {
    Text(String),
    /// A format string, cut at its arguments.
    Format(Vec<Piece>),
    Status(u16),
    Integer(i64),
    Boolean(bool),
    /// `None`
    Nothing,
    Several(Vec<Said>),
    /// Why it cannot be read.
    Unreadable(&'static str),
}

impl Said {
    /// Whether it is a text with a space: a sentence, no code.
    pub fn is_sentence(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().contains(' '),
            Self::Format(_) => true,
            _ => false,
        }
    }

    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Format(_))
    }
}
