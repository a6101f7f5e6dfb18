//! Which code of the old contract is which of the new one.

use std::collections::{HashMap, HashSet};

use super::contract::{Contract, Promise};

/// The codes of two contracts, sorted out.
pub(super) struct Pairs<'c> {
    /// Codes that are in both, under the same text or another.
    pub kept: Vec<Pair<'c>>,
    pub gone: Vec<&'c Promise>,
    pub added: Vec<&'c Promise>,
}

pub(super) struct Pair<'c> {
    pub old: &'c Promise,
    pub new: &'c Promise,
}

impl Pair<'_> {
    pub(super) fn is_renamed(&self) -> bool {
        self.old.code != self.new.code
    }
}

/// By text first. What is left is matched to the code that has the old text as
/// an alias, to the new one that its retired entry names, and to the only new
/// one with the same message, status and number.
pub(super) fn of<'c>(old: &'c Contract, new: &'c Contract) -> Pairs<'c> {
    let by_code: HashMap<&str, &Promise> = new.codes.iter().map(|c| (c.code.as_str(), c)).collect();
    let old_codes: HashSet<&str> = old.codes.iter().map(|c| c.code.as_str()).collect();
    let (kept, left): (Vec<&Promise>, Vec<&Promise>) =
        old.codes.iter().partition(|code| by_code.contains_key(code.code.as_str()));
    let kept = kept.into_iter().map(|old| Pair { old, new: by_code[old.code.as_str()] });
    let mut pairs = Pairs { kept: kept.collect(), gone: Vec::new(), added: Vec::new() };

    let added = || new.codes.iter().filter(|code| !old_codes.contains(code.code.as_str()));
    let by_alias = new.codes.iter().flat_map(|c| c.aliases.iter().map(move |a| (a.as_str(), c)));
    let by_alias: HashMap<&str, &Promise> = by_alias.collect();
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
            let content = content(old)?;
            old_by_content.get(&content)?.as_ref()?;
            *by_content.get(&content)?
        };
        let match_ = by_alias.get(code).copied().or(named).or_else(same);
        match match_ {
            Some(new) if taken.insert(new.code.as_str()) => pairs.kept.push(Pair { old, new }),
            _ => pairs.gone.push(old),
        }
    }
    pairs.added = added().filter(|code| !taken.contains(code.code.as_str())).collect();
    pairs
}

/// What tells a code that was renamed.
type Content = (u64, u16, Option<i64>);

fn content(code: &Promise) -> Option<Content> {
    Some((code.message?, code.status, code.number))
}

/// The codes by content, where only one has it.
fn unique<'c>(codes: impl Iterator<Item = &'c Promise>) -> HashMap<Content, Option<&'c Promise>> {
    let mut by_content = HashMap::new();
    for code in codes {
        if let Some(content) = content(code) {
            by_content.entry(content).and_modify(|found| *found = None).or_insert(Some(code));
        }
    }
    by_content
}

/// The new code that a retired entry's reason names.
fn named_in<'c>(
    reason: &str,
    by_code: &HashMap<&str, &'c Promise>,
    old_codes: &HashSet<&str>,
) -> Option<&'c Promise> {
    let is_code = |c: char| c.is_ascii_alphanumeric() || "._:/-".contains(c);
    let mut words = reason.split(|c| !is_code(c)).map(|word| word.trim_end_matches(['.', ':']));
    words.find_map(|word| by_code.get(word).filter(|_| !old_codes.contains(word)).copied())
}
