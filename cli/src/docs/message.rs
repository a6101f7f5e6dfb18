//! A message as the templates show it: a parameter looks like one.

use std::fmt;

use errspec_codegen::catalog;

use super::shown::Shown;

pub struct Message(pub Vec<Piece>);

pub enum Piece {
    Text(Shown),
    /// "< key id >"
    Param(Shown),
}

impl Message {
    pub fn of(message: &catalog::Message) -> Self {
        let pieces = message.parts.iter().map(|part| match part {
            catalog::Part::Text(text) => Piece::Text(Shown::exactly(&spaced(text))),
            catalog::Part::Param(index) => {
                Piece::Param(Shown::exactly(&message.params[*index].documented()))
            }
        });
        Self(pieces.collect())
    }
}

/// White space folded as a reader of HTML would see it, also at the ends.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_ascii_whitespace() {
            true if spaced.ends_with(' ') => {}
            true => spaced.push(' '),
            false => spaced.push(c),
        }
    }
    spaced
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = self.0.iter();
        pieces.try_for_each(|(Piece::Text(text) | Piece::Param(text))| text.fmt(f))
    }
}
