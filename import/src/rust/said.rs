//! What a file says of a variant.

use std::borrow::Cow;

use crate::placeholders::{self, Piece};
use crate::report::excerpt;

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
    /// An attribute that is named like the key.
    Attribute,
    /// A method whose name ends like the key: `aws_code`, `user_message`.
    LikeMethod,
    /// `Display`, however it is written.
    Display,
    /// What goes over the wire with serde.
    Serde,
    Strum,
}

/// What an expression or an attribute says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Text(String),
    /// A format string, cut at its arguments.
    Format(Vec<Piece>),
    Status(u16),
    Integer(i64),
    Boolean(bool),
    /// `None`, or what another method of the enum says.
    Nothing,
    Several(Vec<Said>),
    /// A member of a JSON object.
    Member(String, Box<Said>),
    /// The first, unless a condition holds: then one of the others.
    Depends(Box<Said>, Vec<Said>),
    /// Why it cannot be read.
    Unreadable(Cow<'static, str>),
}

/// The most bytes that a name stands for.
const MOST: usize = 1_024;

impl Said {
    pub const COMPUTED: Self = Self::Unreadable(Cow::Borrowed("it is computed"));

    pub fn unreadable(reason: impl Into<Cow<'static, str>>) -> Self {
        Self::Unreadable(reason.into())
    }

    /// One value of several: what all say, or the last, unless a condition holds. `None`
    /// where none of them is for all other cases.
    pub fn one_of(mut values: Vec<Self>, is_last_for_the_rest: bool) -> Self {
        let Some(last) = values.pop() else { return Self::Nothing };
        values.retain(|value| *value != last);
        match (values.is_empty(), is_last_for_the_rest) {
            (true, _) => last,
            (false, true) => last.unless(values),
            (false, false) => Self::unreadable("it depends on more than the variant"),
        }
    }

    /// This value, and others that are said under a condition. What returns nothing there
    /// says nothing new.
    pub fn unless(self, others: Vec<Self>) -> Self {
        let (taken, mut all) = match self {
            Self::Depends(taken, known) => (*taken, known),
            taken => (taken, Vec::new()),
        };
        for other in others {
            let (other, more) = match other {
                Self::Depends(other, more) => (*other, more),
                other => (other, Vec::new()),
            };
            all.extend([other].into_iter().chain(more));
        }
        all.retain(|other| *other != taken && *other != Self::Nothing);
        if all.is_empty() { taken } else { Self::Depends(Box::new(taken), all) }
    }

    /// A value that a name stands for. One that is longer than a message could, by names
    /// of names, make much of little.
    pub fn bounded(self) -> Self {
        if self.weight() > MOST { Self::unreadable("it is too long") } else { self }
    }

    /// About how many bytes it is.
    fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Format(pieces) => pieces.iter().map(Piece::weight).sum(),
            Self::Several(values) => values.iter().map(|value| 1 + value.weight()).sum(),
            Self::Member(name, value) => name.len() + value.weight(),
            Self::Depends(taken, others) => {
                others.iter().fold(taken.weight(), |sum, other| sum + 1 + other.weight())
            }
            _ => 1,
        }
    }

    /// What is said unless a condition holds.
    pub fn taken(&self) -> &Self {
        match self {
            Self::Depends(taken, _) => taken,
            value => value,
        }
    }

    /// As a format string writes it.
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Integer(integer) => Some(integer.to_string()),
            Self::Boolean(boolean) => Some(boolean.to_string()),
            _ => None,
        }
    }

    /// For a sentence about it.
    pub fn shown(&self) -> String {
        match self {
            Self::Status(status) => status.to_string(),
            Self::Text(text) => format!("\"{}\"", excerpt(text)),
            Self::Format(pieces) => format!("\"{}\"", excerpt(&placeholders::name(pieces).text)),
            Self::Nothing => "what another function says".to_owned(),
            value => value.written().unwrap_or_else(|| "something computed".to_owned()),
        }
    }

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
