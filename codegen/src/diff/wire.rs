//! What changed for deployed clients.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::change::Change;
use super::contract::{Contract, Promise};
use super::operations;
use super::pairs::{Pair, Pairs};
use crate::catalog::ParamType;
use crate::rules::*;

/// Every change between two contracts, of which the codes are sorted out.
pub(super) fn compare(old: &Contract, new: &Contract, pairs: &Pairs<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    heads(old, new, &mut changes);
    codes(new, pairs, &mut changes);
    for pair in &pairs.kept {
        advice(pair, &mut changes);
        constants(pair, &mut changes);
        params(pair, &mut changes);
    }
    aliases(old, new, &pairs.kept, &mut changes);
    retired(old, new, &mut changes);
    changes.extend(operations::compare(old, new, pairs));
    changes
}

/// A change of a code that both contracts have.
fn changed(rule: &'static Rule, pair: &Pair<'_>, what: impl AsRef<str>) -> Change {
    let message = format!("`{}` {}", pair.new.code, what.as_ref());
    of_code(rule, Some(pair.old), Some(pair.new), message)
}

fn of_code(
    rule: &'static Rule,
    old: Option<&Promise>,
    new: Option<&Promise>,
    message: String,
) -> Change {
    Change {
        rule,
        code: old.or(new).map(|code| code.code.clone()),
        message,
        old: old.and_then(|code| code.span.clone()),
        new: new.and_then(|code| code.span.clone()),
    }
}

/// The contracts as a whole.
fn heads(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let mut push = |rule, message| changes.push(Change::of_catalog(rule, message));
    if let (Some(was), Some(is)) = (&old.name, &new.name)
        && was != is
    {
        push(&CATALOG_RENAMED, format!("the catalog `{was}` is `{is}` now"));
    }
    let (Some(was), Some(is)) = (&old.envelope, &new.envelope) else {
        return;
    };
    let root_follows_name =
        old.name.as_ref() == Some(&was.xml_root) && new.name.as_ref() == Some(&is.xml_root);
    for (rule, message) in was.changes(is, root_follows_name) {
        push(rule, message);
    }
}

/// What became of the codes as such.
fn codes(new: &Contract, pairs: &Pairs<'_>, changes: &mut Vec<Change>) {
    for pair in pairs.kept.iter().filter(|pair| pair.is_renamed()) {
        let message = format!("`{}` is `{}` now", pair.old.code, pair.new.code);
        changes.push(of_code(&CODE_RENAMED, Some(pair.old), Some(pair.new), message));
    }
    let retired: HashMap<&str, _> =
        new.retired.iter().map(|retired| (retired.code.as_str(), &retired.span)).collect();
    for old in &pairs.gone {
        changes.push(match retired.get(old.code.as_str()) {
            Some(span) => Change {
                new: (*span).clone(),
                ..of_code(&CODE_RETIRED, Some(old), None, format!("`{}` is retired", old.code))
            },
            None => of_code(&CODE_REMOVED, Some(old), None, format!("`{}` is gone", old.code)),
        });
    }
    for new in &pairs.added {
        changes.push(of_code(&CODE_ADDED, None, Some(new), format!("`{}` is new", new.code)));
    }
}

/// What a client goes by.
fn advice(pair: &Pair<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (pair.old, pair.new);
    if old.status != new.status {
        let what = format!("had status {} and has {} now", old.status, new.status);
        let is_same_class = old.status / 100 == new.status / 100;
        let rule = if is_same_class { &STATUS_CHANGED } else { &FAULT_CHANGED };
        changes.push(changed(rule, pair, what));
    }
    match (old.retryable, new.retryable) {
        (true, false) => changes.push(changed(&RETRYABLE_LOST, pair, "is not retryable any more")),
        (false, true) => changes.push(changed(&RETRYABLE_GAINED, pair, "is retryable now")),
        _ => {}
    }
    if let Some(was) = old.number.filter(|_| old.number != new.number) {
        let is = new.number.map_or("none".to_owned(), |number| number.to_string());
        let what = format!("had the number {was} and has {is} now");
        changes.push(changed(&NUMBER_CHANGED, pair, what));
    }
}

/// What responses with a code say beside the envelope's members. A place of which the
/// lock says nothing is one where codes had nothing to say.
fn constants(pair: &Pair<'_>, changes: &mut Vec<Change>) {
    for (path, was) in &pair.old.constants {
        let what = match pair.new.constants.get(path) {
            Some(is) if is == was => continue,
            Some(is) => format!("said {was} at `{path}` and says {is} now"),
            None => format!("said {was} at `{path}` and says nothing of its own now"),
        };
        changes.push(changed(&ENVELOPE_CHANGED, pair, what));
    }
    for (path, is) in &pair.new.constants {
        if !pair.old.constants.contains_key(path) {
            changes.push(changed(&MEMBER_ADDED, pair, format!("says {is} at `{path}` now")));
        }
    }
}

/// Parameters are contract by name.
fn params(pair: &Pair<'_>, changes: &mut Vec<Change>) {
    let (was, is) = (&pair.old.params, &pair.new.params);
    let mut push = |rule, what: String| changes.push(changed(rule, pair, what));
    match renamed(was, is) {
        Some((gone, added)) => {
            push(&PARAM_RENAMED, format!("has `{{{added}}}` where it had `{{{gone}}}`"));
        }
        None => {
            for name in was.keys().filter(|name| !is.contains_key(*name)) {
                push(&PARAM_REMOVED, format!("has no `{{{name}}}` any more"));
            }
        }
    }
    for (name, is) in is {
        if let Some(was) = was.get(name).filter(|was| *was != is) {
            let (was, is) = (was.name(), is.name());
            push(&PARAM_TYPE_CHANGED, format!("had a {was} `{{{name}}}` and has a {is} now"));
        }
    }
}

type Params = BTreeMap<String, ParamType>;

/// The old and the new name, where one parameter went and one of its type came.
pub(super) fn renamed<'p>(was: &'p Params, is: &'p Params) -> Option<(&'p str, &'p str)> {
    let mut gone = was.iter().filter(|(name, _)| !is.contains_key(*name));
    let mut added = is.iter().filter(|(name, _)| !was.contains_key(*name));
    match (gone.next(), gone.next(), added.next(), added.next()) {
        (Some((gone, was)), None, Some((added, is)), None) if was == is => Some((gone, added)),
        _ => None,
    }
}

/// Spellings that are understood: a code that was renamed may live on as one.
fn aliases(old: &Contract, new: &Contract, kept: &[Pair<'_>], changes: &mut Vec<Change>) {
    let (was, is) = (spellings(old), spellings(new));
    let kept: HashMap<&str, &Promise> =
        kept.iter().map(|pair| (pair.old.code.as_str(), pair.new)).collect();
    for code in &old.codes {
        let new = kept.get(code.code.as_str()).copied();
        for alias in &code.aliases {
            let message = match (is.get(alias.as_str()), new) {
                (None, _) => format!("`{}` is not understood as `{alias}` any more", code.code),
                (Some(other), Some(new)) if other.code == new.code => continue,
                (Some(other), _) => {
                    format!("`{alias}` meant `{}` and means `{}` now", code.code, other.code)
                }
            };
            changes.push(of_code(&ALIAS_REMOVED, Some(code), new, message));
        }
    }
    for code in &new.codes {
        for alias in code.aliases.iter().filter(|alias| !was.contains_key(alias.as_str())) {
            let message = format!("`{}` is understood as `{alias}` now", code.code);
            let old = was.get(code.code.as_str()).copied();
            changes.push(of_code(&ALIAS_ADDED, old, Some(code), message));
        }
    }
}

/// Codes and aliases, each with its code.
fn spellings(contract: &Contract) -> HashMap<&str, &Promise> {
    let spellings = contract.codes.iter().flat_map(|code| {
        [&code.code].into_iter().chain(&code.aliases).map(move |text| (text.as_str(), code))
    });
    spellings.collect()
}

/// What is retired stays retired.
fn retired(old: &Contract, new: &Contract, changes: &mut Vec<Change>) {
    let live = spellings(new);
    let retired: HashSet<&str> = new.retired.iter().map(|retired| retired.code.as_str()).collect();
    for was in &old.retired {
        let code = was.code.as_str();
        let (rule, message, new) = match live.get(code) {
            Some(live) => {
                (&RETIRED_CODE_BACK, format!("`{code}` was retired and is back"), live.span.clone())
            }
            None if retired.contains(code) => continue,
            None => {
                let message = format!("`{code}` is not listed as retired any more");
                (&RETIRED_ENTRY_REMOVED, message, None)
            }
        };
        changes.push(Change {
            rule,
            code: Some(was.code.clone()),
            message,
            old: was.span.clone(),
            new,
        });
    }
}
