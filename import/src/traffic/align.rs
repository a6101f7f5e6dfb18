//! Texts that were sent become the templates that they were made from, where they differ in
//! parts.

use std::ops::Range;

use crate::placeholders::{self, Name, ParamType, Piece, Placeholder, Template};

/// A text with more words is taken as it is.
const MOST_WORDS: usize = 200;

/// The templates of texts: those that have half of their words in common share one.
pub fn templates(texts: &[String]) -> Vec<Template> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for text in texts {
        let words = words(text);
        if !groups.iter_mut().any(|group| group.take(&words)) {
            groups.push(Group::of(words));
        }
    }
    groups.iter().map(Group::template).collect()
}

/// Texts of one template.
struct Group<'t> {
    parts: Vec<Part<'t>>,
    texts: Vec<Vec<&'t str>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Part<'t> {
    Word(&'t str),
    Gap,
}

impl<'t> Group<'t> {
    fn of(words: Vec<&'t str>) -> Self {
        Self { parts: words.iter().copied().map(Part::Word).collect(), texts: vec![words] }
    }

    /// Takes a text, if it is like those that the group has.
    fn take(&mut self, words: &[&'t str]) -> bool {
        let Some(parts) = merged(&self.parts, words) else {
            return false;
        };
        self.parts = parts;
        self.texts.push(words.to_vec());
        true
    }

    fn template(&self) -> Template {
        let gaps = self.parts.iter().filter(|part| **part == Part::Gap).count();
        let values = self.texts.iter().map(|words| values(&self.parts, words));
        let values: Vec<Vec<String>> = values.filter(|values| values.len() == gaps).collect();
        let mut pieces = Vec::new();
        let mut gap = 0;
        for part in &self.parts {
            match part {
                Part::Word(word) => pieces.push(Piece::Text((*word).to_owned())),
                Part::Gap => {
                    let values: Vec<&str> =
                        values.iter().map(|values| values[gap].as_str()).collect();
                    let written = values.first().copied().unwrap_or("");
                    let mut placeholder = Placeholder::new(Name::None, written);
                    if !values.is_empty() && values.iter().all(|value| is_integer(value)) {
                        placeholder.r#type = ParamType::Integer;
                    }
                    pieces.push(Piece::Placeholder(placeholder));
                    gap += 1;
                }
            }
        }
        placeholders::name(&joined(pieces))
    }
}

/// Names are looked for in whole texts.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok_and(|number| number.to_string() == text)
}

/// What stands in the gaps.
fn values(parts: &[Part<'_>], words: &[&str]) -> Vec<String> {
    let pairs = common(parts, words);
    let regions = regions(&pairs, parts.len(), words.len());
    let texts = regions.into_iter().map(|(_, of_text)| words[of_text].concat());
    texts.filter(|text| !text.is_empty()).collect()
}

/// The parts that a text has as well, with gaps for what it has otherwise. `None` where less
/// than half is the same, or where one has something and the other nothing in its place.
fn merged<'t>(parts: &[Part<'t>], words: &[&str]) -> Option<Vec<Part<'t>>> {
    if parts.len().max(words.len()) > MOST_WORDS {
        return None;
    }
    let pairs = common(parts, words);
    let is_word = |word: &str| word.contains(char::is_alphanumeric);
    let same = pairs.iter().filter(|(_, at)| is_word(words[*at])).count();
    let of_parts = parts.iter().filter(|part| matches!(part, Part::Word(word) if is_word(word)));
    let of_text = words.iter().filter(|word| is_word(word)).count();
    if same == 0 || 2 * same < of_parts.count().max(of_text) {
        return None;
    }
    let mut merged = Vec::new();
    let mut from = 0;
    for (of_parts, of_text) in regions(&pairs, parts.len(), words.len()) {
        if of_parts.is_empty() != of_text.is_empty() {
            return None;
        }
        merged.extend_from_slice(&parts[from..of_parts.start]);
        if !of_parts.is_empty() {
            merged.push(Part::Gap);
        }
        from = of_parts.end;
    }
    Some(merged)
}

/// What stands before each pair of common words in both texts, and behind the last one.
fn regions(
    pairs: &[(usize, usize)],
    parts: usize,
    words: usize,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut from = (0, 0);
    let region = |(part, word)| {
        let region = (from.0..part, from.1..word);
        from = (part + 1, word + 1);
        region
    };
    pairs.iter().copied().chain([(parts, words)]).map(region).collect()
}

/// The places of a longest common subsequence (Wagner and Fischer, 1974), without white
/// space that stands alone between what differs.
fn common(parts: &[Part<'_>], words: &[&str]) -> Vec<(usize, usize)> {
    let is_same = |part: usize, word: usize| parts[part] == Part::Word(words[word]);
    let mut lengths = vec![vec![0_usize; words.len() + 1]; parts.len() + 1];
    for part in (0..parts.len()).rev() {
        for word in (0..words.len()).rev() {
            lengths[part][word] = match is_same(part, word) {
                true => lengths[part + 1][word + 1] + 1,
                false => lengths[part + 1][word].max(lengths[part][word + 1]),
            };
        }
    }
    let (mut part, mut word) = (0, 0);
    let mut pairs = Vec::new();
    while part < parts.len() && word < words.len() {
        if is_same(part, word) {
            pairs.push((part, word));
            (part, word) = (part + 1, word + 1);
        } else if lengths[part + 1][word] >= lengths[part][word + 1] {
            part += 1;
        } else {
            word += 1;
        }
    }
    let is_beside = |(part, word): (usize, usize), (next, other): (usize, usize)| {
        (part + 1, word + 1) == (next, other)
    };
    let is_alone = |at: usize| {
        let is_space = words[pairs[at].1].trim().is_empty();
        let before = at.checked_sub(1).is_some_and(|before| is_beside(pairs[before], pairs[at]));
        let after = pairs.get(at + 1).is_some_and(|after| is_beside(pairs[at], *after));
        is_space && !before && !after
    };
    (0..pairs.len()).filter(|at| !is_alone(*at)).map(|at| pairs[at]).collect()
}

/// Words, white space, and every other character by itself. What joins two words, as in
/// `a.b` and `a/b`, is a part of one.
fn words(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_joint = |c: char| matches!(c, '-' | '.' | '/' | ':' | '@');
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut chars = rest.char_indices().peekable();
        let mut end = first.len_utf8();
        chars.next();
        while let Some((at, c)) = chars.next() {
            let is_followed = chars.peek().is_some_and(|(_, next)| is_word(*next));
            let is_more = match first {
                first if is_word(first) => is_word(c) || is_joint(c) && is_followed,
                first if first.is_whitespace() => c.is_whitespace(),
                _ => false,
            };
            if !is_more {
                break;
            }
            end = at + c.len_utf8();
        }
        let (word, behind) = rest.split_at(end);
        words.push(word);
        rest = behind;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sent: &[&str]) -> Vec<String> {
        let sent: Vec<String> = sent.iter().map(|text| (*text).to_owned()).collect();
        let shown = |template: Template| {
            let integers = template.params.iter().filter(|p| p.r#type == ParamType::Integer);
            let integers: String =
                integers.map(|param| format!(" {}: integer", param.name)).collect();
            template.text + &integers
        };
        templates(&sent).into_iter().map(shown).collect()
    }

    #[test]
    fn what_varies_is_a_parameter() {
        for (sent, expected) in [
            (
                &["The parameter \"KeyId\" is needed.", "The parameter \"Alias.Name\" is needed."]
                    [..],
                &["The parameter \"{parameter}\" is needed."][..],
            ),
            (
                &["Wait 3 seconds.", "Wait 12 seconds.", "Wait 3 seconds."],
                &["Wait {seconds} seconds. seconds: integer"],
            ),
            (
                &[
                    "Key a of user b is locked.",
                    "Key c of user d is locked.",
                    "Key a of user d is locked.",
                ],
                &["Key {key} of user {user} is locked."],
            ),
            (
                &["The name red car is taken.", "The name bus is taken."],
                &["The name {name} is taken."],
            ),
            (&["The key is {a}.", "The key is {b}."], &["The key is {{{value}}}."]),
            (&["It failed.", "Nothing works here."], &["It failed.", "Nothing works here."]),
            (&["Not found.", "Not found: key."], &["Not found.", "Not found: key."]),
            (&["", "It failed."], &["", "It failed."]),
        ] {
            assert_eq!(texts(sent), expected);
        }
    }
}
