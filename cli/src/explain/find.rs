//! Which code a person means.

use errspec_codegen::catalog::{Entry, Retired};
use errspec_codegen::rules::RULES;
use errspec_codegen::{Catalog, closest, named, visible};

pub enum Found<'c> {
    Code(&'c Entry),
    Retired(&'c Retired),
}

/// By text, alias, Rust name or number, or among the retired codes.
pub fn find<'c>(catalog: &'c Catalog, what: &str) -> Option<Found<'c>> {
    let names: [fn(&Entry, &str) -> bool; 4] = [
        |entry, what| entry.code == what,
        |entry, what| entry.aliases.iter().any(|alias| alias == what),
        |entry, what| entry.variant == what.strip_prefix("ErrorCode::").unwrap_or(what),
        |entry, what| entry.number.is_some_and(|number| number.to_string() == what),
    ];
    let code = names.iter().find_map(|is_named| {
        catalog.entries.iter().find(|entry| is_named(entry, what)).map(Found::Code)
    });
    code.or_else(|| catalog.retired.iter().find(|code| code.code == what).map(Found::Retired))
}

/// How many codes are suggested.
const MOST_SUGGESTIONS: usize = 5;

/// Why nothing was found, with what may have been meant.
pub fn nothing(what: &str, catalog: Option<&Catalog>) -> String {
    let mut sentence = format!("there is no code or rule `{}`", visible(what));
    let suggestions = catalog.map_or_else(String::new, |catalog| suggestions(what, catalog));
    if !suggestions.is_empty() {
        sentence.push_str(&suggestions);
    } else if let Some(rule) = closest(what, RULES.iter().map(|rule| rule.id)) {
        sentence.push_str(&format!("; did you mean the rule `{rule}`?"));
    }
    sentence
}

/// The rest of a sentence on a code that there is not: which may have been meant.
pub fn suggestions(what: &str, catalog: &Catalog) -> String {
    let entries = similar(what, catalog);
    if entries.is_empty() {
        return String::new();
    }
    let width = entries.iter().map(|entry| entry.code.len()).max().unwrap_or(0);
    let lines = entries.iter().map(|entry| {
        let (code, status) = (&entry.code, named(entry.status));
        format!("\n  {code:width$}  {status}")
    });
    std::iter::once("; did you mean one of these?".to_owned()).chain(lines).collect()
}

/// The codes that are closest, then those that hold the text.
fn similar<'c>(what: &str, catalog: &'c Catalog) -> Vec<&'c Entry> {
    let mut left: Vec<&Entry> = catalog.entries.iter().collect();
    let mut found = Vec::new();
    while found.len() < MOST_SUGGESTIONS {
        let Some(close) = closest(what, left.iter().map(|entry| entry.code.as_str())) else {
            break;
        };
        let index = left.iter().position(|entry| entry.code == close);
        found.extend(index.map(|index| left.remove(index)));
    }
    let lower = what.to_lowercase();
    let holds = left.into_iter().filter(|entry| entry.code.to_lowercase().contains(&lower));
    found.extend(holds.take(MOST_SUGGESTIONS - found.len()));
    found
}
