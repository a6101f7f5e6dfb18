//! Names for placeholders: the input's own, or one from the words around.

use std::collections::HashMap;

use super::template::{Name, Param, ParamType, Piece, Placeholder, Template, literal};
use crate::names::{Taken, snake};

/// Gives a name to every placeholder, and doubles the braces that are text.
pub fn name(pieces: &[Piece]) -> Template {
    let placeholders = || {
        pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder(placeholder) => Some(placeholder),
            _ => None,
        })
    };
    let mut taken: Taken = placeholders().filter_map(given_name).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
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
            taken.take(context.as_deref().unwrap_or("value"), "_")
        });
        if let Name::Position(position) = placeholder.name {
            by_position.insert(position, name.clone());
        }
        let place = *places.entry(name.clone()).or_insert(template.params.len());
        template.push(placeholder, name, place);
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
    /// Adds a placeholder of the parameter in this place, or of the next new one.
    fn push(&mut self, placeholder: &Placeholder, name: String, place: usize) {
        self.text.push_str(&format!("{{{name}}}"));
        match self.params.get_mut(place) {
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
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "account", "action", "algorithm", "alias", "argument", "attribute", "bucket", "certificate",
    "code", "column", "cluster", "database", "device", "domain", "endpoint", "entity", "event",
    "feature", "field", "file", "filename", "folder", "format", "function", "group", "header",
    "host", "id", "index", "instance", "item", "job", "key", "language", "limit", "line",
    "method", "model", "name", "namespace", "node", "object", "operation", "order",
    "organization", "page", "param", "parameter", "path", "permission", "policy", "port",
    "product", "project", "property", "provider", "queue", "region", "reason", "resource",
    "role", "route", "scope", "service", "session", "stage", "state", "status", "table", "tag",
    "task", "template", "tenant", "token", "topic", "type", "uri", "url", "user", "username",
    "version", "volume", "zone",
];

/// Words that count what stands before them, as in `%d seconds`.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "attempts", "bytes", "characters", "days", "entries", "hours", "items", "keys",
    "milliseconds", "minutes", "months", "objects", "requests", "rows", "seconds", "times",
    "weeks", "years",
];

/// A name that the words around a placeholder make obvious.
fn context_name(before: &str, after: &str, r#type: ParamType) -> Option<String> {
    let bare = before.trim_end_matches(['"', '\'', '`', '(', '[', '=', ':', '#', ' ']);
    // `{` and `}` are another placeholder's.
    let last = bare.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '}'))).next();
    let word = last.filter(|word| !word.is_empty() && !word.contains('}')).and_then(snake);
    let is_label = before.ends_with('=') && bare.len() + 1 == before.len();
    let is_noun = |word: &str| word.rsplit('_').next().is_some_and(|last| NOUNS.contains(&last));
    if let Some(word) = word.filter(|word| is_label || is_noun(word)) {
        return Some(word);
    }
    let next = after.strip_prefix(' ')?.split(|c: char| !c.is_alphanumeric()).next()?;
    (r#type == ParamType::Integer && UNITS.contains(&next)).then(|| next.to_owned())
}
