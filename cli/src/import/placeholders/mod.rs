//! Placeholders of messages that were not written for errspec.
//!
//! Read as placeholders, wherever they stand as such:
//!
//! - `{name}`, `${name}`, `%{name}`, and `{{name}}` as Mustache has it: two braces
//!   around one name, which no other notation would write;
//! - `<name>`, `<parameter name>` and `< parameter name >`, unless it is a tag of
//!   HTML, has its end tag, or may as well be a comparison;
//! - `%s`, `%d`, `%v`, `%1$s`, `%(name)s` and their like, apart from words and
//!   numbers: not in `100%discount`, `%20`;
//! - `{0}` beside letters of its own, `{}`;
//! - `:name` after a space, a quote or a bracket.
//!
//! Whatever else has these characters stays text: JSON, percentages, times.

mod angles;
mod braces;
mod colons;
mod naming;
mod printf;

pub use self::naming::name;

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

impl Placeholder {
    fn new(name: Name, written: &str) -> Self {
        Self { name, written: written.to_owned(), r#type: ParamType::String }
    }
}

/// Finds the placeholders of a message.
pub fn read(message: &str) -> Template {
    name(&pieces(message))
}

/// The message of which nothing is a placeholder.
pub fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn pieces(message: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut open_braces = 0_usize;
    let has_positions = message.contains("{0}") || message.contains("{1}");
    let mut at = 0;
    while let Some(c) = message[at..].chars().next() {
        let (before, rest) = message.split_at(at);
        let found = match c {
            '{' | '$' | '%' if open_braces > 0 => {
                // Inside of JSON, `{}` and `{0}` are JSON.
                braces::at(before, rest).filter(|(found, _)| matches!(found.name, Name::Given(_)))
            }
            '{' | '$' => braces::at(before, rest)
                .filter(|(found, _)| has_positions || !matches!(found.name, Name::Position(_))),
            '%' => braces::at(before, rest).or_else(|| printf::at(before, rest)),
            '<' => angles::at(before, rest),
            ':' => colons::at(before, rest),
            _ => None,
        };
        if let Some((placeholder, length)) = found {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
            pieces.push(Piece::Placeholder(placeholder));
            at += length;
        } else if rest.starts_with("%%") {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
            pieces.push(Piece::Percent);
            at += 2;
        } else {
            match c {
                '{' => open_braces += 1,
                '}' => open_braces = open_braces.saturating_sub(1),
                _ => {}
            }
            text.push(c);
            at += c.len_utf8();
        }
    }
    pieces.push(Piece::Text(text));
    pieces
}

/// Longer texts are no names.
const LONGEST: usize = 80;

/// What stands before and after a sign that ends a name.
fn until<'t>(text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
    let longest = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let at = text[..longest].find(end)?;
    Some((&text[..at], &text[at + end.len()..]))
}

#[cfg(test)]
mod tests;
