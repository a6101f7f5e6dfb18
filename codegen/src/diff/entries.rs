//! What changed in a code beside what deployed clients go by, which is compared in
//! `wire`.

use std::collections::HashMap;

use super::change::Change;
use super::found::Found;
use super::source::{self, by_case};
use crate::catalog::{Catalog, Deprecated, Entry, Message, Occasion, Param, Part, Translation};
use crate::maps::map;
use crate::rules::*;

/// What the catalogs say of themselves.
pub(super) fn heads(old: &Catalog, new: &Catalog, changes: &mut Vec<Change>) {
    let docs = |catalog: &Catalog| {
        let operations = catalog.operations.iter();
        let operations =
            operations.map(|operation| (operation.name.clone(), operation.doc.clone()));
        let head = (catalog.title.clone(), catalog.api_version.clone(), catalog.docs_url.clone());
        // What is new or gone is told by itself.
        let other = if std::ptr::eq(catalog, old) { new } else { old };
        let is_kept =
            |(name, _): &(String, _)| other.operations.iter().any(|one| one.name == *name);
        let operations = map(operations.filter(is_kept));
        (head, operations)
    };
    for occasion in Occasion::ALL {
        let (was, is) = (old.fallback.get(occasion), new.fallback.get(occasion));
        if was == is {
            continue;
        }
        let rule = match (occasion, is) {
            (Occasion::Internal, None) => &INTERNAL_FALLBACK_REMOVED,
            _ => &FALLBACK_CHANGED,
        };
        let code = |code: Option<&String>| code.map_or("no code".to_owned(), |c| format!("`{c}`"));
        let (name, was, is) = (occasion.name(), code(was), code(is));
        let message = format!("for `{name}` {was} answered and {is} does now");
        changes.push(Change::of_catalog(rule, message));
    }
    if docs(old) != docs(new) {
        let message = "the catalog describes itself differently".to_owned();
        changes.push(Change::of_catalog(&DOCS_CHANGED, message));
    }
}

/// Two entries that are the same code.
pub(super) fn compare(old: &Entry, new: &Entry, changes: &mut Vec<Change>) {
    let mut found = Found { old, new, changes };
    advice(&mut found);
    source::compare(&mut found);
    words(&mut found);
}

fn advice(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    match (old.throttling, new.throttling) {
        (true, false) => found.push(&THROTTLING_CHANGED, "is no rate limiting any more"),
        (false, true) => found.push(&THROTTLING_CHANGED, "is rate limiting now"),
        _ => {}
    }
    if old.retry_after != new.retry_after {
        let seconds = |wait: Option<u32>| wait.map_or("no time".to_owned(), |s| format!("{s} s"));
        let (was, is) = (seconds(old.retry_after), seconds(new.retry_after));
        found.push(&RETRY_AFTER_CHANGED, format!("asked to wait {was} and asks for {is} now"));
    }
    match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => found.push(&DEPRECATED_ADDED, "is deprecated now"),
        (Some(_), None) => found.push(&DEPRECATED_REMOVED, "is not deprecated any more"),
        _ => {}
    }
}

/// What is no contract.
fn words(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    let mut reworded = literal(&old.message) != literal(&new.message);
    let cases = by_case(new);
    for was in old.constructors.iter().filter(|was| was.case.is_some()) {
        let is = cases.get(&was.case.as_deref());
        reworded |= is.is_some_and(|is| literal(&is.message) != literal(&was.message));
    }
    if reworded {
        found.push(&MESSAGE_CHANGED, "has another message");
    }
    let is_numbered = old.number.is_none() && new.number.is_some();
    let is_described = docs(old) != docs(new)
        || params_described_differently(old, new)
        || advice_on_deprecation(old, new)
        || translated_differently(old, new);
    if is_described || is_numbered {
        found.push(&DOCS_CHANGED, "is documented differently");
    }
}

/// The parameters of a translation are those of the message, which are compared.
fn translated_differently(old: &Entry, new: &Entry) -> bool {
    let texts = |entry: &Entry| {
        let translations = entry.translations.iter();
        let texts = translations.map(|texts| Translation { message: None, ..texts.clone() });
        texts.collect::<Vec<_>>()
    };
    let messages = |entry: &'_ Entry| {
        let messages = entry.translations.iter().map(|texts| texts.message.as_ref());
        messages
            .map(|message| message.map(|message| literal(message).join("{}")))
            .collect::<Vec<_>>()
    };
    texts(old) != texts(new) || messages(old) != messages(new)
}

/// A message's text without its parameters, which are a matter of their own.
fn literal(message: &Message) -> Vec<&str> {
    let parts = message.parts.iter();
    parts.map(|part| if let Part::Text(text) = part { text } else { "" }).collect()
}

/// What is said to readers alone.
fn docs(entry: &Entry) -> [&Option<String>; 5] {
    let Entry {
        title,
        cause,
        fix,
        doc_url,
        since,
        // No user of the API sees them.
        notes: _,
        // Compared one by one, here or in `wire`.
        code: _,
        span: _,
        status: _,
        message: _,
        variant: _,
        names: _,
        constructors: _,
        params: _,
        number: _,
        retryable: _,
        throttling: _,
        retry_after: _,
        deprecated: _,
        aliases: _,
        allow: _,
        constants: _,
        is_common: _,
        operations: _,
        translations: _,
        original: _,
    } = entry;
    [title, cause, fix, doc_url, since]
}

/// Whether a parameter that was there before is described differently.
fn params_described_differently(old: &Entry, new: &Entry) -> bool {
    let params: HashMap<&str, &Param> =
        new.params.iter().map(|param| (param.name.as_str(), param)).collect();
    old.params.iter().any(|was| {
        let is = params.get(was.name.as_str());
        is.is_some_and(|is| (&is.example, &is.doc) != (&was.example, &was.doc))
    })
}

/// Whether a code that was deprecated before is so in other words.
fn advice_on_deprecation(old: &Entry, new: &Entry) -> bool {
    let words = |d: &Deprecated| (d.since.clone(), d.replaced_by.clone(), d.note.clone());
    let both = old.deprecated.as_ref().zip(new.deprecated.as_ref());
    both.is_some_and(|(old, new)| words(old) != words(new))
}
