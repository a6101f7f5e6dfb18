//! What a template was filled with, read back from the message.
//!
//! Parameters that are text cut a template into chunks: literal text and, between it,
//! integers and booleans, whose end is known from their start. Each chunk stands behind
//! the one before, the first at the start of the message and the last at its end. To take
//! for each the first place that it has is one filling, where there is any.
//!
//! It is the only one where no chunk has another place between its neighbours. For take
//! the filling in which each chunk has the last place that it can have. Of the chunks
//! whose places differ, the last one can move there while all the others stay.
//!
//! So no part of the message is searched more than twice for one chunk, and the time is
//! linear in its length.

use alloc::vec::Vec;

use self::Unread::{Ambiguous, Foreign};
use super::{ParamType, Piece, Pieces, cut, param};
use crate::{Text, Value};

/// Why a template gives no parameters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// With no values it is the message.
    Foreign,
    /// With more than one set of values it is, or it may be.
    Ambiguous,
}

/// The parameters with which a template is the message, in the order of their first
/// appearance. Nothing is allocated before all are found.
pub(crate) fn read(template: &'static str, message: &str) -> Result<Vec<(Text, Value)>, Unread> {
    scan(template, message, &mut |_, _| Ok(()))?;
    let mut params: Vec<(Text, Value)> = Vec::new();
    scan(template, message, &mut |(name, r#type), text| {
        let value = r#type.value(text).ok_or(Foreign)?;
        match params.iter().find(|(known, _)| known == name) {
            Some((_, known)) if *known != value => return Err(Foreign),
            Some(_) => {}
            None => params.push((Text::Borrowed(name), value)),
        }
        Ok(())
    })?;
    Ok(params)
}

/// Gives `take` each parameter with its text, where there is one filling alone.
fn scan(
    template: &'static str,
    message: &str,
    take: &mut impl FnMut(Param, &str) -> Result<(), Unread>,
) -> Result<(), Unread> {
    let mut is_only = true;
    let mut chunk = Chunk::first_of(template);
    let mut place = chunk.at(0, message, take)?;
    let mut is_first = true;
    while let Some((name, behind)) = chunk.text_behind {
        let next = Chunk::first_of(behind);
        let next_start = next.find(place.end, message)?;
        let room = &message[..next_start];
        is_only &= is_first || chunk.find(after(place.start, message), room) == Err(Foreign);
        is_only &= !place.can_grow || place.end == room.len();
        take((name, ParamType::String), &room[place.end..])?;
        place = next.at(next_start, message, take)?;
        (chunk, is_first) = (next, false);
    }
    is_only &= is_first || chunk.find(after(place.start, message), message) == Err(Foreign);
    match (place.end == message.len(), is_only) {
        (false, _) => Err(Foreign),
        (true, false) => Err(Ambiguous),
        (true, true) => Ok(()),
    }
}

/// Where the character at `start` ends.
fn after(start: usize, message: &str) -> usize {
    start + message[start..].chars().next().map_or(1, char::len_utf8)
}

type Param = (&'static str, ParamType);

/// A part of a template without parameters that are text.
#[derive(Clone, Copy)]
struct Chunk {
    template: &'static str,
    /// The name of the parameter behind it, and the rest of the template. Without one it
    /// is the last chunk.
    text_behind: Option<(&'static str, &'static str)>,
}

/// Where a chunk stands.
struct Place {
    end: usize,
    start: usize,
    /// Whether there are more digits for the integer at its end.
    can_grow: bool,
}

impl Chunk {
    fn first_of(template: &'static str) -> Self {
        let is_text = |inside| match param(inside) {
            (name, ParamType::String) => Some(name),
            _ => None,
        };
        let (template, text_behind) = cut(template, is_text);
        Self { template, text_behind }
    }

    /// Where the first place at `from` or behind starts; of the last chunk, the one at
    /// the end.
    fn find(self, from: usize, message: &str) -> Result<usize, Unread> {
        let is_last = self.text_behind.is_none();
        let literal = match Pieces(self.template).next() {
            Some(Piece::Text(text)) => text,
            _ => "",
        };
        let mut start = from;
        if is_last {
            let longest = match literal.len() == self.template.len() {
                true => literal.len(),
                // No value is more than twice as long as its placeholder, such as `{n:integer}`.
                false => 2 * self.template.len(),
            };
            start = start.max(message.len().saturating_sub(longest));
            while start < message.len() && !message.is_char_boundary(start) {
                start += 1;
            }
        }
        loop {
            let rest = message.get(start..).ok_or(Foreign)?;
            // To search costs more than to look, and as a rule there is one place to look at.
            if !rest.starts_with(literal) {
                let is_longer = rest.len() > literal.len();
                start += is_longer.then(|| rest.find(literal)).flatten().ok_or(Foreign)?;
            }
            match self.at(start, message, &mut |_, _| Ok(())) {
                Ok(place) if !is_last || place.end == message.len() => return Ok(start),
                Err(Ambiguous) => return Err(Ambiguous),
                _ => start = after(start, message),
            }
        }
    }

    /// The place that starts here.
    fn at(
        self,
        start: usize,
        message: &str,
        take: &mut impl FnMut(Param, &str) -> Result<(), Unread>,
    ) -> Result<Place, Unread> {
        let mut place = Place { start, end: start, can_grow: false };
        let mut pieces = Pieces(self.template);
        while let Some(piece) = pieces.next() {
            let rest = &message[place.end..];
            let inside = match piece {
                Piece::Text(text) if rest.starts_with(text) => {
                    place.end += text.len();
                    continue;
                }
                Piece::Text(_) => return Err(Foreign),
                Piece::Placeholder(inside) => inside,
            };
            let (name, r#type) = param(inside);
            let longest = length(r#type, rest).ok_or(Foreign)?;
            let is_last = pieces.0.is_empty();
            let length = match r#type {
                // The text behind may begin with any of the digits but the first.
                ParamType::Integer if is_last && self.text_behind.is_some() => {
                    1 + usize::from(rest.starts_with('-'))
                }
                _ => longest,
            };
            // Of the digits that follow, nothing says which are the integer's own.
            if r#type == ParamType::Integer && pieces.clone().next().is_some_and(may_be_digit) {
                return Err(Ambiguous);
            }
            let value = &rest[..length];
            if r#type.value(value).is_none() {
                return Err(Foreign);
            }
            take((name, r#type), value)?;
            place.end += length;
            place.can_grow = length < longest;
        }
        Ok(place)
    }
}

/// Whether a piece may begin with a digit.
fn may_be_digit(piece: Piece) -> bool {
    match piece {
        Piece::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
        Piece::Placeholder(inside) => param(inside).1 == ParamType::Integer,
    }
}

/// How long the value is with which a text begins, in bytes: of integers the longest,
/// with one digit too many where it has more than any.
fn length(r#type: ParamType, text: &str) -> Option<usize> {
    match r#type {
        ParamType::String => None,
        ParamType::Boolean => {
            ["true", "false"].into_iter().find(|word| text.starts_with(word)).map(str::len)
        }
        ParamType::Integer => {
            let sign = usize::from(text.starts_with('-'));
            let digits = match &text[sign..] {
                zero if zero.starts_with('0') => 1 - sign,
                digits => digits.bytes().take_while(u8::is_ascii_digit).take(20).count(),
            };
            (digits > 0).then_some(sign + digits)
        }
    }
}
