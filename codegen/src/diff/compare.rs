//! What changed in a code that both catalogs have, and in the catalogs as such.

use std::collections::{HashMap, HashSet};

use super::Change;
use super::pairs::{Pair, change};
use crate::catalog::{Catalog, Constructor, Deprecated, Entry, Message, Param, Part, Translation};
use crate::rules::*;

/// The catalogs as a whole.
pub(super) fn heads(old: &Catalog, new: &Catalog, changes: &mut Vec<Change>) {
    let mut push = |rule, message| {
        changes.push(Change { rule, code: None, message, old: None, new: None });
    };
    if old.name != new.name {
        push(&CATALOG_RENAMED, format!("the catalog `{}` is `{}` now", old.name, new.name));
    }
    let (was, is) = (&old.envelope, &new.envelope);
    let root_follows_name = was.xml_root == old.name && is.xml_root == new.name;
    if was.xml_root != is.xml_root && !root_follows_name {
        push(
            &ENVELOPE_CHANGED,
            format!("the XML root `{}` is `{}` now", was.xml_root, is.xml_root),
        );
    }
    if was.members != is.members {
        let names = |members: &[(_, String)]| {
            members.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let (was, is) = (names(&was.members), names(&is.members));
        push(&ENVELOPE_CHANGED, format!("the members were {was} and are {is} now"));
    }
    if was.request_id_header != is.request_id_header {
        let (was, is) = (&was.request_id_header, &is.request_id_header);
        push(&ENVELOPE_CHANGED, format!("the header `{was}` is `{is}` now"));
    }
    let docs = |catalog: &Catalog| {
        (catalog.title.clone(), catalog.api_version.clone(), catalog.docs_url.clone())
    };
    if docs(old) != docs(new) {
        push(&DOCS_CHANGED, "the catalog describes itself differently".to_owned());
    }
}

/// Two entries that are the same code.
pub(super) fn entries(old: &Entry, new: &Entry, changes: &mut Vec<Change>) {
    let mut found = Found { old, new, changes };
    advice(&mut found);
    params(&mut found);
    cases(&mut found);
    words(&mut found);
}

/// The changes of one code.
struct Found<'c> {
    old: &'c Entry,
    new: &'c Entry,
    changes: &'c mut Vec<Change>,
}

impl Found<'_> {
    fn push(&mut self, rule: &'static Rule, what: impl AsRef<str>) {
        let message = format!("`{}` {}", self.new.code, what.as_ref());
        self.changes.push(change(rule, Some(self.old), Some(self.new), message));
    }
}

/// What a client or a caller goes by.
fn advice(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    if old.status != new.status {
        let what = format!("had status {} and has {} now", old.status, new.status);
        match old.status / 100 == new.status / 100 {
            true => found.push(&STATUS_CHANGED, what),
            false => found.push(&FAULT_CHANGED, what),
        }
    }
    match (old.retryable, new.retryable) {
        (true, false) => found.push(&RETRYABLE_LOST, "is not retryable any more"),
        (false, true) => found.push(&RETRYABLE_GAINED, "is retryable now"),
        _ => {}
    }
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
    if let Some(was) = old.number.filter(|_| old.number != new.number) {
        let is = new.number.map_or("none".to_owned(), |number| number.to_string());
        found.push(&NUMBER_CHANGED, format!("had the number {was} and has {is} now"));
    }
    if old.variant != new.variant && old.code == new.code {
        let what = format!("had the variant `{}` and has `{}` now", old.variant, new.variant);
        found.push(&VARIANT_RENAMED, what);
    }
    match (&old.deprecated, &new.deprecated) {
        (None, Some(_)) => found.push(&DEPRECATED_ADDED, "is deprecated now"),
        (Some(_), None) => found.push(&DEPRECATED_REMOVED, "is not deprecated any more"),
        _ => {}
    }
}

/// Parameters are contract: on the wire by name, in source by the arguments of
/// each constructor.
fn params(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    let by_name = |params: &[Param]| -> HashMap<String, Param> {
        params.iter().map(|param| (param.name.clone(), param.clone())).collect()
    };
    let (was, is) = (by_name(&old.params), by_name(&new.params));
    let gone: Vec<&Param> = old.params.iter().filter(|p| !is.contains_key(&p.name)).collect();
    let added: Vec<&Param> = new.params.iter().filter(|p| !was.contains_key(&p.name)).collect();
    let mut renamed = HashMap::new();
    match (gone.as_slice(), added.as_slice()) {
        ([gone], [added]) if gone.r#type == added.r#type => {
            renamed.insert(gone.name.as_str(), added.name.as_str());
            let what = format!("has `{{{}}}` where it had `{{{}}}`", added.name, gone.name);
            found.push(&PARAM_RENAMED, what);
        }
        _ => {
            for param in &gone {
                found.push(&PARAM_REMOVED, format!("has no `{{{}}}` any more", param.name));
            }
            for param in &added {
                found.push(&PARAM_ADDED, format!("has `{{{}}}` now", param.name));
            }
        }
    }
    for param in &new.params {
        if let Some(was) = was.get(&param.name).filter(|was| was.r#type != param.r#type) {
            let (name, was, is) = (&param.name, was.r#type.name(), param.r#type.name());
            found.push(&PARAM_TYPE_CHANGED, format!("had a {was} `{{{name}}}` and has a {is} now"));
        }
    }
    // What is left is the order and number of a constructor's arguments.
    let known: HashSet<&str> = new.params.iter().map(|param| param.name.as_str()).collect();
    let added: HashSet<&str> = added.iter().map(|param| param.name.as_str()).collect();
    for was in &old.constructors {
        let Some(is) = new.constructors.iter().find(|is| is.case == was.case) else { continue };
        let was: Vec<&str> = arguments(was)
            .map(|name| renamed.get(name).copied().unwrap_or(name))
            .filter(|name| known.contains(name))
            .collect();
        let is_new = |name: &&str| added.contains(name) && !was.contains(name);
        let now: Vec<&str> = arguments(is).filter(|name| !is_new(name)).collect();
        if was != now {
            let what = format!("takes ({}) where it took ({})", now.join(", "), was.join(", "));
            found.push(&PARAM_REORDERED, what);
        }
    }
}

fn arguments(constructor: &Constructor) -> impl Iterator<Item = &str> {
    constructor.message.params.iter().map(|param| param.name.as_str())
}

fn cases(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    for case in missing_cases(old, new) {
        found.push(&CASE_REMOVED, format!("has no case `{case}` any more"));
    }
    for case in missing_cases(new, old) {
        found.push(&CASE_ADDED, format!("has a case `{case}` now"));
    }
}

/// The cases of one entry that another lacks.
fn missing_cases<'e>(of: &'e Entry, from: &'e Entry) -> impl Iterator<Item = &'e String> {
    let has =
        |case: &String| from.constructors.iter().any(|other| other.case.as_ref() == Some(case));
    of.constructors.iter().filter_map(|made| made.case.as_ref()).filter(move |case| !has(case))
}

/// What is no contract.
fn words(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    let mut reworded = literal(&old.message) != literal(&new.message);
    for was in old.constructors.iter().filter(|was| was.case.is_some()) {
        let is = new.constructors.iter().find(|is| is.case == was.case);
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

fn docs(entry: &Entry) -> [&Option<String>; 5] {
    [&entry.title, &entry.cause, &entry.fix, &entry.doc_url, &entry.since]
}

/// Whether a parameter that was there before is described differently.
fn params_described_differently(old: &Entry, new: &Entry) -> bool {
    old.params.iter().any(|was| {
        let is = new.params.iter().find(|is| is.name == was.name);
        is.is_some_and(|is| (&is.example, &is.doc) != (&was.example, &was.doc))
    })
}

/// Whether a code that was deprecated before is so in other words.
fn advice_on_deprecation(old: &Entry, new: &Entry) -> bool {
    let words = |d: &Deprecated| (d.since.clone(), d.replaced_by.clone(), d.note.clone());
    let both = old.deprecated.as_ref().zip(new.deprecated.as_ref());
    both.is_some_and(|(old, new)| words(old) != words(new))
}

/// Spellings that are understood: a code that was renamed may live on as one.
pub(super) fn aliases(old: &Catalog, new: &Catalog, kept: &[Pair<'_>], changes: &mut Vec<Change>) {
    let (was, is) = (spellings(old), spellings(new));
    let kept: HashMap<&str, &Entry> =
        kept.iter().map(|pair| (pair.old.code.as_str(), pair.new)).collect();
    for entry in &old.entries {
        let new = kept.get(entry.code.as_str()).copied();
        for alias in &entry.aliases {
            let message = match (is.get(alias.as_str()), new) {
                (None, _) => format!("`{}` is not understood as `{alias}` any more", entry.code),
                (Some(other), Some(new)) if other.code == new.code => continue,
                (Some(other), _) => {
                    format!("`{alias}` meant `{}` and means `{}` now", entry.code, other.code)
                }
            };
            changes.push(change(&ALIAS_REMOVED, Some(entry), new, message));
        }
    }
    for entry in &new.entries {
        for alias in entry.aliases.iter().filter(|alias| !was.contains_key(alias.as_str())) {
            let message = format!("`{}` is understood as `{alias}` now", entry.code);
            let old = was.get(entry.code.as_str()).copied();
            changes.push(change(&ALIAS_ADDED, old, Some(entry), message));
        }
    }
}

/// Codes and aliases, each with its entry.
fn spellings(catalog: &Catalog) -> HashMap<&str, &Entry> {
    let spellings = catalog.entries.iter().flat_map(|entry| {
        [&entry.code].into_iter().chain(&entry.aliases).map(move |text| (text.as_str(), entry))
    });
    spellings.collect()
}

/// What is retired stays retired.
pub(super) fn retired(old: &Catalog, new: &Catalog, changes: &mut Vec<Change>) {
    let live = spellings(new);
    let retired: HashSet<&str> = new.retired.iter().map(|retired| retired.code.as_str()).collect();
    for was in &old.retired {
        let code = was.code.as_str();
        let (rule, message, new) = match live.get(code) {
            Some(entry) => (
                &RETIRED_CODE_BACK,
                format!("`{code}` was retired and is back"),
                Some(entry.span.clone()),
            ),
            None if retired.contains(code) => continue,
            None => (
                &RETIRED_ENTRY_REMOVED,
                format!("`{code}` is not listed as retired any more"),
                None,
            ),
        };
        let code = Some(was.code.clone());
        changes.push(Change { rule, code, message, old: Some(was.span.clone()), new });
    }
}
