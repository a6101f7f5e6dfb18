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
mod printf;

use std::collections::HashMap;

use super::names::{snake, unique};

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

/// Gives a name to every placeholder, and doubles the braces that are text.
pub fn name(pieces: &[Piece]) -> Template {
    let placeholders = || {
        pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder(placeholder) => Some(placeholder),
            _ => None,
        })
    };
    let given: Vec<String> = placeholders().filter_map(given_name).collect();
    let is_printf = placeholders().any(|placeholder| placeholder.written.starts_with('%'));
    let mut template = Template::default();
    let mut by_position: HashMap<usize, String> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let placeholder = match piece {
            Piece::Text(text) => {
                template.text.push_str(&literal(text));
                continue;
            }
            Piece::Percent => {
                template.text.push_str(if is_printf { "%" } else { "%%" });
                continue;
            }
            Piece::Placeholder(placeholder) => placeholder,
        };
        let known = given_name(placeholder).or_else(|| match placeholder.name {
            Name::Position(position) => by_position.get(&position).cloned(),
            _ => None,
        });
        let name = known.unwrap_or_else(|| {
            let after = match pieces.get(at + 1) {
                Some(Piece::Text(after)) => after.as_str(),
                _ => "",
            };
            let context = context_name(&template.text, after, placeholder.r#type);
            let taken = |name: &str| {
                given.iter().any(|given| given == name)
                    || template.params.iter().any(|param| param.name == name)
            };
            unique(&context.unwrap_or_else(|| "value".to_owned()), "_", taken)
        });
        if let Name::Position(position) = placeholder.name {
            by_position.insert(position, name.clone());
        }
        template.push(placeholder, name);
    }
    template
}

fn given_name(placeholder: &Placeholder) -> Option<String> {
    match &placeholder.name {
        Name::Given(name) => snake(name),
        _ => None,
    }
}

impl Template {
    fn push(&mut self, placeholder: &Placeholder, name: String) {
        self.text.push_str(&format!("{{{name}}}"));
        match self.params.iter_mut().find(|param| param.name == name) {
            // Two types of one parameter: text can be both.
            Some(known) if known.r#type != placeholder.r#type => known.r#type = ParamType::String,
            Some(_) => {}
            None => self.params.push(Param {
                invented: !matches!(placeholder.name, Name::Given(_)),
                written: placeholder.written.clone(),
                r#type: placeholder.r#type,
                name,
            }),
        }
    }
}

/// Words that name what stands after them, as in `bucket %s`.
const NOUNS: &[&str] = &[
    "account",
    "action",
    "algorithm",
    "alias",
    "argument",
    "attribute",
    "bucket",
    "certificate",
    "code",
    "column",
    "cluster",
    "database",
    "device",
    "domain",
    "endpoint",
    "entity",
    "event",
    "feature",
    "field",
    "file",
    "filename",
    "folder",
    "format",
    "function",
    "group",
    "header",
    "host",
    "id",
    "index",
    "instance",
    "item",
    "job",
    "key",
    "language",
    "limit",
    "line",
    "method",
    "model",
    "name",
    "namespace",
    "node",
    "object",
    "operation",
    "order",
    "organization",
    "page",
    "param",
    "parameter",
    "path",
    "permission",
    "policy",
    "port",
    "product",
    "project",
    "property",
    "provider",
    "queue",
    "region",
    "reason",
    "resource",
    "role",
    "route",
    "scope",
    "service",
    "session",
    "stage",
    "state",
    "status",
    "table",
    "tag",
    "task",
    "template",
    "tenant",
    "token",
    "topic",
    "type",
    "uri",
    "url",
    "user",
    "username",
    "version",
    "volume",
    "zone",
];

/// Words that count what stands before them, as in `%d seconds`.
const UNITS: &[&str] = &[
    "attempts",
    "bytes",
    "characters",
    "days",
    "entries",
    "hours",
    "items",
    "keys",
    "milliseconds",
    "minutes",
    "months",
    "objects",
    "requests",
    "rows",
    "seconds",
    "times",
    "weeks",
    "years",
];

/// A name that the words around a placeholder make obvious.
fn context_name(before: &str, after: &str, r#type: ParamType) -> Option<String> {
    let bare = before.trim_end_matches(['"', '\'', '`', '(', '[', '=', ':', '#', ' ']);
    // `{` and `}` are another placeholder's.
    let word = bare.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '}'))).next();
    let word = word.filter(|word| !word.is_empty() && !word.contains('}')).and_then(snake);
    let is_label = before.ends_with('=') && bare.len() + 1 == before.len();
    let last = |word: &str| word.rsplit('_').next().is_some_and(|last| NOUNS.contains(&last));
    if let Some(word) = word.filter(|word| is_label || last(word)) {
        return Some(word);
    }
    let next = after.strip_prefix(' ')?.split(|c: char| !c.is_alphanumeric()).next()?;
    (r#type == ParamType::Integer && UNITS.contains(&next)).then(|| next.to_owned())
}

#[cfg(test)]
mod tests;
