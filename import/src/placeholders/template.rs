//! A message in pieces, and as the spec has it.

/// A message as the spec has it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub text: String,
    /// In the order of their first appearance.
    pub params: Vec<Param>,
}

/// A parameter of a message, and how the input wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    pub name: String,
    pub written: String,
    /// Whether the input had no name for it.
    pub invented: bool,
    pub r#type: ParamType,
}

/// What is known of a parameter's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParamType {
    #[default]
    String,
    Integer,
    Boolean,
    /// The text of another error, which may say what no caller should read.
    InnerError,
}

/// A message, cut at its placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    /// `%%`: one percent sign where the message is one for printf, two elsewhere.
    Percent,
    Placeholder(Placeholder),
}

/// A placeholder as the input has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    pub name: Name,
    pub written: String,
    pub r#type: ParamType,
}

/// What the input calls a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Given(String),
    /// The argument with this number.
    Position(usize),
    /// An argument of its own.
    None,
}

impl Piece {
    /// About how many bytes it is.
    pub fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Percent => 1,
            Self::Placeholder(placeholder) => placeholder.written.len(),
        }
    }
}

impl Placeholder {
    pub fn new(name: Name, written: &str) -> Self {
        Self { name, written: written.to_owned(), r#type: ParamType::String }
    }
}

/// The message of which nothing is a placeholder.
pub fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// Longer texts are no names.
const LONGEST: usize = 80;

/// What stands before and after a sign that ends a name.
pub fn until<'t>(text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
    let longest = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let at = text[..longest].find(end)?;
    Some((&text[..at], &text[at + end.len()..]))
}
