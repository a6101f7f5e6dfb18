//! Rust's format strings.

use std::collections::HashMap;

use super::model::Field;
use super::said::Said;
use super::scope::{Named, Scope};
use crate::placeholders::{Name, ParamType, Piece, Placeholder};

/// What stands behind a format string.
#[derive(Default)]
pub struct Arguments<'s> {
    pub positional: Vec<Argument>,
    pub named: Vec<(String, Argument)>,
    /// What names mean that are written into the string.
    pub scope: Scope<'s>,
}

#[derive(Clone, Debug)]
pub enum Argument {
    /// A field or a binding.
    Name(String),
    /// A field of a tuple.
    Field(usize),
    /// Text that is known.
    Text(String),
    /// The enum itself.
    Subject,
    /// Anything else that is made of the variant's fields.
    Computed,
    /// Nothing of the variant's: the whole text cannot be known.
    Unknown,
}

/// Cuts a format string at its arguments. `{0}` without arguments is the first
/// field, as in thiserror.
pub fn pieces(
    format: &str,
    arguments: &Arguments<'_>,
    fields: &[Field],
) -> Result<Said, &'static str> {
    const BROKEN: &str = "it is no format string";
    let meaning = Meaning::of(arguments, fields);
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut next = 0;
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            text.push_str(brace);
            rest = after;
            continue;
        }
        let (inside, after) = after.split_once('}').filter(|_| brace == "{").ok_or(BROKEN)?;
        rest = after;
        match meaning.resolve(inside, &mut next).ok_or("it is computed")? {
            Piece::Text(known) => text.push_str(&known),
            piece => {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(piece);
            }
        }
    }
    text.push_str(rest);
    if pieces.is_empty() {
        return Ok(Said::Text(text));
    }
    pieces.push(Piece::Text(text));
    Ok(Said::Format(pieces))
}

/// What the names in a format string may stand for.
struct Meaning<'a> {
    arguments: &'a Arguments<'a>,
    named: HashMap<&'a str, &'a Argument>,
    fields: &'a [Field],
    by_name: HashMap<&'a str, &'a Field>,
}

impl<'a> Meaning<'a> {
    fn of(arguments: &'a Arguments<'a>, fields: &'a [Field]) -> Self {
        // Of several with one name the first counts.
        let named = arguments.named.iter().rev().map(|(name, argument)| (name.as_str(), argument));
        let own = fields.iter().rev().filter_map(|field| Some((field.name.as_deref()?, field)));
        Self { arguments, named: named.collect(), fields, by_name: own.collect() }
    }

    /// What is between two braces. `None` where it cannot be known.
    fn resolve(&self, inside: &str, next: &mut usize) -> Option<Piece> {
        let name = inside.split(':').next().unwrap_or("").trim();
        let written = format!("{{{inside}}}");
        let placeholder = |name, r#type| {
            Some(Piece::Placeholder(Placeholder { name, written: written.clone(), r#type }))
        };
        let positional = match name {
            "" => {
                *next += 1;
                Some(*next - 1)
            }
            _ => name.parse().ok(),
        };
        let argument = match positional {
            Some(at) if self.arguments.positional.is_empty() => Argument::Field(at),
            Some(at) => self.arguments.positional.get(at)?.clone(),
            None => match self.named.get(name) {
                // The author's own name is better than none.
                Some(Argument::Computed | Argument::Field(_)) => {
                    return placeholder(Name::Given(name.to_owned()), ParamType::String);
                }
                Some(argument) => (*argument).clone(),
                None => Argument::Name(name.to_owned()),
            },
        };
        match argument {
            Argument::Text(text) => Some(Piece::Text(text)),
            Argument::Unknown | Argument::Subject => None,
            Argument::Computed => placeholder(Name::None, ParamType::String),
            Argument::Field(at) => {
                let r#type = self.fields.get(at).map(|field| field.r#type).unwrap_or_default();
                placeholder(Name::Position(at), r#type)
            }
            Argument::Name(name) => {
                let index = name.strip_prefix('_').and_then(|index| index.parse::<usize>().ok());
                let bound = self.arguments.scope.name(&name);
                match (bound, self.by_name.get(name.as_str()).copied(), index) {
                    (Some(Named::Value(value)), ..) => match value.written() {
                        Some(text) => Some(Piece::Text(text)),
                        None => placeholder(Name::Given(name), ParamType::String),
                    },
                    (Some(Named::Field(field)), ..) | (None, Some(field), _) => {
                        placeholder(Name::Given(name), field.r#type)
                    }
                    // derive_more calls the fields of a tuple `_0`, `_1`.
                    (None, None, Some(index)) => {
                        placeholder(Name::Position(index), self.fields.get(index)?.r#type)
                    }
                    (None, None, None) => {
                        self.arguments.scope.constant(&[name])?.written().map(Piece::Text)
                    }
                }
            }
        }
    }
}
