//! Which code a person means.

use errspec::testing::{Response, judge};
use errspec_codegen::catalog::{Entry, Message, Part, Retired};
use errspec_codegen::rules;
use errspec_codegen::{Catalog, closest, named, visible};

use crate::drift::SpecTable;

pub enum Found<'c> {
    Code(&'c Entry),
    Retired(&'c Retired),
    /// Codes that have something in common, and what that is.
    Several(String, Vec<&'c Entry>),
}

type IsNamed = fn(&Entry, &str) -> bool;

/// What a person may have at hand, the surest first.
const NAMES: [IsNamed; 5] = [
    |entry, what| entry.code == what,
    |entry, what| entry.aliases.iter().any(|alias| alias == what),
    |entry, what| entry.variant == in_rust(what),
    |entry, what| entry.constructors.iter().any(|made| made.name == in_rust(what)),
    |entry, what| entry.number.is_some_and(|number| number.to_string() == what),
];

fn in_rust(what: &str) -> &str {
    what.strip_prefix("ErrorCode::").unwrap_or(what)
}

/// Of the body of a response its code. By text, alias, Rust name or number; among the retired codes; by operation; in another case,
/// where that is no other code; by status or class of statuses; by a message that was sent; by
/// what it says.
pub fn find<'c>(catalog: &'c Catalog, what: &str) -> Option<Found<'c>> {
    let code_of_body = code_of_body(catalog, what);
    let what = code_of_body.as_deref().unwrap_or(what);
    let code = NAMES.iter().find_map(|is_named| {
        catalog.entries.iter().find(|entry| is_named(entry, what)).map(Found::Code)
    });
    code.or_else(|| catalog.retired.iter().find(|code| code.code == what).map(Found::Retired))
        .or_else(|| of_operation(catalog, what))
        .or_else(|| in_another_case(catalog, what).map(Found::Code))
        .or_else(|| with_status(catalog, what))
        .or_else(|| with_message(catalog, what))
        .or_else(|| speaking_of(catalog, what))
}

/// The code of an error response, as a client reads it.
fn code_of_body(catalog: &Catalog, what: &str) -> Option<String> {
    if !what.starts_with(['{', '<']) {
        return None;
    }
    // The status line is not at hand, and not judged.
    let response = Response { status: 400, content_type: None, body: what.as_bytes() };
    let received = judge(&SpecTable::of(catalog), &response).received?;
    Some(received.code.as_str().to_owned())
}

fn of_operation<'c>(catalog: &'c Catalog, what: &str) -> Option<Found<'c>> {
    let operation = catalog.operations.iter().find(|operation| operation.name == what)?;
    let doc = operation.doc.iter().map(|doc| format!(" ({})", visible(doc)));
    let what = format!("that `{}`{} may answer with", operation.name, doc.collect::<String>());
    Some(Found::Several(what, catalog.errors_of(operation)))
}

fn in_another_case<'c>(catalog: &'c Catalog, what: &str) -> Option<&'c Entry> {
    let is_named = |entry: &&Entry| {
        let texts = [&entry.code].into_iter().chain(&entry.aliases);
        texts.chain([&entry.variant]).any(|text| text.eq_ignore_ascii_case(in_rust(what)))
    };
    let mut named = catalog.entries.iter().filter(is_named);
    named.next().filter(|_| named.next().is_none())
}

fn with_status<'c>(catalog: &'c Catalog, what: &str) -> Option<Found<'c>> {
    let (statuses, answered) = match (what.parse::<u16>(), what.to_ascii_lowercase().as_str()) {
        (Ok(status), _) => (status..=status, named(status)),
        (_, "4xx") => (400..=499, "4xx: the caller is at fault".to_owned()),
        (_, "5xx") => (500..=599, "5xx: the service is at fault".to_owned()),
        _ => return None,
    };
    let entries = catalog.entries.iter().filter(|entry| statuses.contains(&entry.status));
    several(format!("answered with {answered}"), entries.collect())
}

fn several(what: String, entries: Vec<&Entry>) -> Option<Found<'_>> {
    (!entries.is_empty()).then_some(Found::Several(what, entries))
}

/// A shorter text is in too many.
const SHORTEST_SOUGHT: usize = 3;

/// Codes whose message, title, cause or fix has the text, in whatever case.
fn speaking_of<'c>(catalog: &'c Catalog, what: &str) -> Option<Found<'c>> {
    if what.chars().count() < SHORTEST_SOUGHT {
        return None;
    }
    let sought = what.to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&sought);
    let speaks = |entry: &&Entry| {
        let texts = [&entry.title, &entry.cause, &entry.fix];
        let made = entry.constructors.iter().map(|made| &made.message);
        says(&entry.message.documented())
            || made.map(Message::documented).any(|text| says(&text))
            || texts.into_iter().flatten().any(|text| says(text))
    };
    let entries = catalog.entries.iter().filter(speaks).collect();
    several(format!("with \"{}\" in a text", visible(what)), entries)
}

fn with_message<'c>(catalog: &'c Catalog, what: &str) -> Option<Found<'c>> {
    let is_sent = |entry: &&Entry| {
        let cases = entry.constructors.iter().map(|made| &made.message);
        let translations = entry.translations.iter().filter_map(|texts| texts.message.as_ref());
        cases.chain([&entry.message]).chain(translations).any(|message| could_be(message, what))
    };
    let entries: Vec<&Entry> = catalog.entries.iter().filter(is_sent).collect();
    match entries.as_slice() {
        [] => None,
        [entry] => Some(Found::Code(entry)),
        _ => Some(Found::Several("answered with such a message".to_owned(), entries)),
    }
}

/// A message of fewer letters than this, its parameters aside, fits too much.
const FEWEST_LETTERS: usize = 8;

/// Whether a text has the pieces of a message in their order, with values between.
fn could_be(message: &Message, text: &str) -> bool {
    let pieces = message.parts.iter().filter_map(|part| match part {
        Part::Text(piece) => Some(piece.trim()),
        Part::Param(_) => None,
    });
    let mut rest = text;
    let mut letters = 0;
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else {
            return false;
        };
        rest = after;
        letters += piece.len();
    }
    letters >= FEWEST_LETTERS
}

/// How many codes are suggested.
const MOST_SUGGESTIONS: usize = 5;

/// Why nothing was found, with what may have been meant.
pub fn nothing(what: &str, catalog: Option<&Catalog>) -> String {
    let mut sentence = format!("there is no code or rule `{}`", visible(what));
    let suggestions = catalog.map_or_else(String::new, |catalog| suggestions(what, catalog));
    if !suggestions.is_empty() {
        sentence.push_str(&suggestions);
    } else if let Some(rule) = close_rule(what) {
        sentence.push_str(&format!("; did you mean the rule `{rule}`?"));
    }
    sentence
}

/// The rule that was probably meant.
pub fn close_rule(what: &str) -> Option<&'static str> {
    closest(what, rules::all().map(|rule| rule.id))
}

/// The rest of a sentence on a code that there is not: which may have been meant.
pub fn suggestions(what: &str, catalog: &Catalog) -> String {
    match similar(what, catalog).as_slice() {
        [] => String::new(),
        entries => format!("; did you mean one of these?{}", list(entries)),
    }
}

/// A line a code.
pub fn list(entries: &[&Entry]) -> String {
    let width = entries.iter().map(|entry| entry.code.len()).max().unwrap_or(0);
    let lines = entries.iter().map(|entry| {
        let (code, status) = (&entry.code, named(entry.status));
        format!("\n  {code:width$}  {status}")
    });
    lines.collect()
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
