//! What changed in the operations, and in the codes that each may answer with.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::contract::{Contract, Service};
use super::pairs::Pairs;
use crate::maps::map;
use crate::rules::*;

/// A code that was renamed is the same one in every list.
pub(super) fn compare(old: &Contract, new: &Contract, pairs: &Pairs<'_>) -> Vec<Change> {
    let (Some(was), Some(is)) = (&old.operations, &new.operations) else { return Vec::new() };
    let kept = pairs.kept.iter();
    let renamed = map(kept.map(|pair| (pair.old.code.as_str(), pair.new.code.as_str())));
    let (was, is) = (by_name(was), by_name(is));
    let mut changes = Vec::new();
    let gone: Vec<_> = was.values().filter(|old| !is.contains_key(&*old.name)).collect();
    let added: Vec<_> = is.values().filter(|new| !was.contains_key(&*new.name)).collect();
    if let ([old], [new]) = (&*gone, &*added)
        && codes(old, &renamed).eq(new.errors.iter().map(String::as_str))
    {
        let message = format!("the operation `{}` is `{}` now", old.name, new.name);
        changes.push(change(&OPERATION_RENAMED, Some(old), Some(new), message));
    } else {
        for old in gone {
            let message = format!("the operation `{}` is gone", old.name);
            changes.push(change(&OPERATION_REMOVED, Some(old), None, message));
        }
        for new in added {
            let message = format!("the operation `{}` is new", new.name);
            changes.push(change(&OPERATION_ADDED, None, Some(new), message));
        }
    }
    for (name, old) in &was {
        if let Some(new) = is.get(name) {
            errors(old, new, &renamed, &mut changes);
        }
    }
    changes
}

fn by_name(services: &[Service]) -> BTreeMap<&str, &Service> {
    map(services.iter().map(|service| (service.name.as_str(), service)))
}

/// The codes of an old operation, by their new texts, sorted.
fn codes<'c>(
    old: &'c Service,
    renamed: &BTreeMap<&'c str, &'c str>,
) -> impl Iterator<Item = &'c str> {
    let codes = old.errors.iter().map(|code| renamed.get(&**code).copied().unwrap_or(code));
    codes.collect::<BTreeSet<_>>().into_iter()
}

fn errors(old: &Service, new: &Service, renamed: &BTreeMap<&str, &str>, changes: &mut Vec<Change>) {
    let was: BTreeSet<&str> = codes(old, renamed).collect();
    for code in was.iter().filter(|code| !new.errors.contains(**code)) {
        let message = format!("`{}` does not answer with `{code}` any more", new.name);
        changes.push(change(&OPERATION_ERROR_REMOVED, Some(old), Some(new), message));
    }
    for code in new.errors.iter().filter(|code| !was.contains(&***code)) {
        let message = format!("`{}` may answer with `{code}` now", new.name);
        changes.push(change(&OPERATION_ERROR_ADDED, Some(old), Some(new), message));
    }
}

fn change(
    rule: &'static Rule,
    old: Option<&Service>,
    new: Option<&Service>,
    message: String,
) -> Change {
    Change {
        old: old.and_then(|service| service.span.clone()),
        new: new.and_then(|service| service.span.clone()),
        ..Change::of_catalog(rule, message)
    }
}
