//! The notation of messages: `{name}` stands for a parameter, `{{` and `}}` for braces.

use alloc::string::String;
use core::fmt::Write;

use crate::Value;

mod reading;

pub(crate) use self::reading::{Unread, read};

/// A piece of a template.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    /// Text as it is sent.
    Text(&'static str),
    /// What stands between two braces.
    Placeholder(&'static str),
}

/// The pieces of a template. A brace that makes no placeholder is text.
#[derive(Clone)]
pub(crate) struct Pieces(pub(crate) &'static str);

impl Iterator for Pieces {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let text = self.0;
        let brace = text.bytes().position(|byte| matches!(byte, b'{' | b'}'));
        let (piece, rest) = match brace.unwrap_or(text.len()) {
            0 => {
                let (brace, rest) = text.split_at_checked(1)?;
                match (rest.strip_prefix(brace), rest.split_once('}')) {
                    (Some(rest), _) => (Piece::Text(brace), rest),
                    (None, Some((inside, rest))) if brace == "{" => {
                        (Piece::Placeholder(inside), rest)
                    }
                    _ => (Piece::Text(brace), rest),
                }
            }
            at => (Piece::Text(&text[..at]), &text[at..]),
        };
        self.0 = rest;
        Some(piece)
    }
}

/// Fills `{name}` with the parameter's value.
///
/// Templates come from generated code, so each name is among the parameters;
/// one that is not stands as it is written.
pub(crate) fn fill<N: AsRef<str>>(template: &'static str, params: &[(N, Value)]) -> String {
    let mut message = String::with_capacity(template.len() + 16 * params.len());
    for piece in Pieces(template) {
        // Writing to a String cannot fail.
        let _ = match piece {
            Piece::Text(text) => message.write_str(text),
            Piece::Placeholder(inside) => {
                let (name, _) = param(inside);
                match params.iter().find(|(known, _)| known.as_ref() == name) {
                    Some((_, value)) => write!(message, "{value}"),
                    None => write!(message, "{{{inside}}}"),
                }
            }
        };
    }
    message
}

/// The type of a parameter's values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParamType {
    String,
    Integer,
    Boolean,
}

impl ParamType {
    /// The value that a message shows as this text.
    pub(crate) fn value(self, text: &str) -> Option<Value> {
        Some(match self {
            Self::String => String::from(text).into(),
            Self::Integer => Value::Integer(text.parse().ok()?),
            Self::Boolean => Value::Boolean(text.parse().ok()?),
        })
    }
}

/// The name and the type of a parameter, of what stands between the braces.
pub(crate) fn param(inside: &'static str) -> (&'static str, ParamType) {
    match inside.split_once(':') {
        Some((name, "integer")) => (name, ParamType::Integer),
        Some((name, "boolean")) => (name, ParamType::Boolean),
        _ => (inside, ParamType::String),
    }
}

/// Cuts a text at its first placeholder that `wanted` takes: what stands before it, and
/// what it made of it and what stands behind.
pub(crate) fn cut<T>(
    text: &'static str,
    wanted: impl Fn(&'static str) -> Option<T>,
) -> (&'static str, Option<(T, &'static str)>) {
    let mut pieces = Pieces(text);
    let mut before = 0;
    while let Some(piece) = pieces.next() {
        if let Piece::Placeholder(inside) = piece
            && let Some(found) = wanted(inside)
        {
            return (&text[..before], Some((found, pieces.0)));
        }
        before = text.len() - pieces.0.len();
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_text_and_never_templates() {
        let params = [("a", Value::from("{b}}")), ("b", Value::from(7))];
        assert_eq!(fill("{a} {b} {a} {{a}}", &params), "{b}} 7 {b}} {a}");
    }

    #[test]
    fn a_name_without_a_value_stands_as_written() {
        assert_eq!(fill::<&str>("é {x} } {", &[]), "é {x} } {");
    }
}
