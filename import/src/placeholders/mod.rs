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
mod template;
#[cfg(test)]
mod tests;

pub use self::naming::name;
pub use self::template::{Name, ParamType, Piece, Placeholder, Template};

/// Finds the placeholders of a message.
pub fn read(message: &str) -> Template {
    name(&pieces(message))
}

/// A message, cut at its placeholders.
pub fn pieces(message: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut open_braces = 0_usize;
    let has_positions = message.contains("{0}") || message.contains("{1}");
    let ends = angles::EndTags::of(message);
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
            '<' => angles::at(before, rest, &ends),
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
