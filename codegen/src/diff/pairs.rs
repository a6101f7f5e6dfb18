//! Which code of the old catalog is which of the new one.

use std::collections::{HashMap, HashSet};

use super::Change;
use crate::catalog::{Catalog, Entry};
use crate::rules::{CODE_ADDED, CODE_REMOVED, CODE_RENAMED, CODE_RETIRED, Rule};

/// The codes of two catalogs, sorted out.
pub(super) struct Pairs<'c> {
    /// Codes that are in both, under the same text or another.
    pub kept: Vec<Pair<'c>>,
    gone: Vec<&'c Entry>,
    added: Vec<&'c Entry>,
}

pub(super) struct Pair<'c> {
    pub old: &'c Entry,
    pub new: &'c Entry,
}

impl Pair<'_> {
    fn is_renamed(&self) -> bool {
        self.old.code != self.new.code
    }
}

/// By text first. What is left is matched to the code that has the old text as
/// an alias, to the new one that its retired entry names, and to the only new
/// one with the same message, status and number.
pub(super) fn of<'c>(old: &'c Catalog, new: &'c Catalog) -> Pairs<'c> {
    let by_code: HashMap<&str, &Entry> = new.entries.iter().map(|e| (e.code.as_str(), e)).collect();
    let old_codes: HashSet<&str> = old.entries.iter().map(|e| e.code.as_str()).collect();
    let (kept, left): (Vec<&Entry>, Vec<&Entry>) =
        old.entries.iter().partition(|entry| by_code.contains_key(entry.code.as_str()));
    let kept = kept.into_iter().map(|old| Pair { old, new: by_code[old.code.as_str()] });
    let mut pairs = Pairs { kept: kept.collect(), gone: Vec::new(), added: Vec::new() };

    let added = || new.entries.iter().filter(|entry| !old_codes.contains(entry.code.as_str()));
    let by_alias = new.entries.iter().flat_map(|e| e.aliases.iter().map(move |a| (a.as_str(), e)));
    let by_alias: HashMap<&str, &Entry> = by_alias.collect();
    let by_content = unique(added());
    let old_by_content = unique(left.iter().copied());
    let reasons: HashMap<&str, &str> = new
        .retired
        .iter()
        .filter_map(|retired| Some((retired.code.as_str(), retired.reason.as_deref()?)))
        .collect();

    let mut taken = HashSet::new();
    for old in left {
        let code = old.code.as_str();
        let named = reasons.get(code).and_then(|reason| named_in(reason, &by_code, &old_codes));
        let same = || {
            let content = content(old);
            old_by_content.get(&content)?.as_ref()?;
            *by_content.get(&content)?
        };
        let match_ = by_alias.get(code).copied().or(named).or_else(same);
        match match_ {
            Some(new) if taken.insert(new.code.as_str()) => pairs.kept.push(Pair { old, new }),
            _ => pairs.gone.push(old),
        }
    }
    pairs.added = added().filter(|entry| !taken.contains(entry.code.as_str())).collect();
    pairs
}

/// What tells a code that was renamed.
type Content<'e> = (String, u16, Option<i64>);

fn content(entry: &Entry) -> Content<'_> {
    (entry.message.template(), entry.status, entry.number)
}

/// The entries by content, where only one has it.
fn unique<'c>(entries: impl Iterator<Item = &'c Entry>) -> HashMap<Content<'c>, Option<&'c Entry>> {
    let mut by_content = HashMap::new();
    for entry in entries {
        by_content.entry(content(entry)).and_modify(|found| *found = None).or_insert(Some(entry));
    }
    by_content
}

/// The new code that a retired entry's reason names.
fn named_in<'c>(
    reason: &str,
    by_code: &HashMap<&str, &'c Entry>,
    old_codes: &HashSet<&str>,
) -> Option<&'c Entry> {
    let is_code = |c: char| c.is_ascii_alphanumeric() || "._:/-".contains(c);
    let words = reason.split(|c| !is_code(c)).map(|word| word.trim_end_matches(['.', ':']));
    words
        .into_iter()
        .find_map(|word| by_code.get(word).filter(|_| !old_codes.contains(word)).copied())
}

impl Pairs<'_> {
    /// What became of the codes as such.
    pub(super) fn report(&self, new: &Catalog, changes: &mut Vec<Change>) {
        for pair in self.kept.iter().filter(|pair| pair.is_renamed()) {
            let message = format!("`{}` is `{}` now", pair.old.code, pair.new.code);
            changes.push(change(&CODE_RENAMED, Some(pair.old), Some(pair.new), message));
        }
        let retired: HashMap<&str, _> =
            new.retired.iter().map(|retired| (retired.code.as_str(), &retired.span)).collect();
        for old in &self.gone {
            changes.push(match retired.get(old.code.as_str()) {
                Some(span) => Change {
                    new: Some((*span).clone()),
                    ..change(&CODE_RETIRED, Some(old), None, format!("`{}` is retired", old.code))
                },
                None => change(&CODE_REMOVED, Some(old), None, format!("`{}` is gone", old.code)),
            });
        }
        for new in &self.added {
            let message = format!("`{}` is new", new.code);
            changes.push(change(&CODE_ADDED, None, Some(new), message));
        }
    }
}

/// A change of one code.
pub(super) fn change(
    rule: &'static Rule,
    old: Option<&Entry>,
    new: Option<&Entry>,
    message: String,
) -> Change {
    Change {
        rule,
        code: old.or(new).map(|entry| entry.code.clone()),
        message,
        old: old.map(|entry| entry.span.clone()),
        new: new.map(|entry| entry.span.clone()),
    }
}
