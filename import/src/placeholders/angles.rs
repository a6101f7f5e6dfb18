//! `<name>`, `<parameter name>` and `< parameter name >`.

use std::collections::HashMap;

use super::template::{Name, Placeholder, until};

/// Longer texts than this between `<` and `>` are no names.
const MOST_WORDS: usize = 4;

/// What HTML calls so is a tag.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "abbr", "b", "big", "blockquote", "body", "br", "button", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "li", "link", "mark", "meta",
    "ol", "p", "pre", "q", "samp", "script", "small", "span", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul",
    "var", "video",
];

/// The end tags of a message, each with how much stands behind its last `<`.
pub struct EndTags<'m>(HashMap<&'m str, usize>);

impl<'m> EndTags<'m> {
    pub fn of(message: &'m str) -> Self {
        let tag = |(at, _)| {
            let rest = &message[at..];
            Some((until(&rest[2..], ">")?.0.trim(), rest.len()))
        };
        Self(message.match_indices("</").filter_map(tag).collect())
    }

    /// Whether what stands behind has the end tag.
    fn follow(&self, name: &str, after: &str) -> bool {
        self.0.get(name).is_some_and(|length| *length <= after.len())
    }
}

/// The placeholder at the beginning of `rest`, and its length.
pub fn at(before: &str, rest: &str, ends: &EndTags<'_>) -> Option<(Placeholder, usize)> {
    let (inside, after) = until(rest.strip_prefix('<')?, ">")?;
    let name = inside.trim();
    let is_padded = inside.len() == name.len() + 2 && inside.starts_with(' ');
    let is_tight = inside.len() == name.len();
    let is_placeholder = (is_padded || is_tight)
        && is_name(name)
        && !before.ends_with(|c: char| c.is_alphanumeric() || c == '<')
        && !after.starts_with(['>', '='])
        && !(is_tight && TAGS.contains(&name.to_ascii_lowercase().as_str()))
        && !ends.follow(name, after)
        && !(is_padded && may_compare(before, name, after));
    let length = inside.len() + 2;
    is_placeholder
        .then(|| (Placeholder::new(Name::Given(name.to_owned()), &rest[..length]), length))
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &&str| {
        !word.is_empty()
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
    };
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && words.len() <= MOST_WORDS
        && words.iter().all(is_word)
        && !words.iter().any(|word| matches!(*word, "and" | "or" | "but" | "is" | "not"))
}

/// `a < b > c`: what stands around the signs may be compared with what is between.
fn may_compare(before: &str, name: &str, after: &str) -> bool {
    let is_operand = |c: char| c.is_ascii_digit() || matches!(c, ')' | ']');
    name.len() == 1
        || before.trim_end().ends_with(is_operand)
        || after.trim_start().starts_with(|c: char| c.is_ascii_digit())
}
