//! What changed for callers of the generated Rust. What counts is what is generated:
//! the variant, the constructors by name and arguments, and what is a `Plain`.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::found::Found;
use super::wire;
use crate::catalog::{ClientLanguage, Constructor, Entry, ParamType};
use crate::maps::map;
use crate::rules::*;

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    if old.variant != new.variant && old.code == new.code {
        let what = format!("had the variant `{}` and has `{}` now", old.variant, new.variant);
        found.push(&VARIANT_RENAMED, what);
    }
    client_names(found);
    let (params, cases) = (Params::of(old, new), by_case(new));
    added(&params, &cases, found);
    reordered(&params, &cases, found);
    came_and_went(&cases, found);
    removed(&params, &cases, found);
}

/// The names in clients of one language. What follows from the variant is said with it.
fn client_names(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    for language in ClientLanguage::ALL.iter().filter(|_| old.code == new.code) {
        let is_own = [old, new].iter().any(|entry| entry.names.contains_key(language));
        let (was, is) = (old.client_name(*language), new.client_name(*language));
        if is_own && was != is {
            let language = language.name();
            let what = format!("had the name `{was}` in {language} and has `{is}` now");
            found.push(&VARIANT_RENAMED, what);
        }
    }
}

/// What became of the parameters of all messages.
struct Params<'e> {
    is: BTreeMap<String, ParamType>,
    renamed: HashMap<String, String>,
    added: HashSet<&'e str>,
}

impl<'e> Params<'e> {
    fn of(old: &Entry, new: &'e Entry) -> Self {
        let params = |entry: &Entry| {
            map(entry.params.iter().map(|param| (param.name.clone(), param.r#type)))
        };
        let (was, is) = (params(old), params(new));
        let renamed = wire::renamed(&was, &is).map(|(was, is)| (was.to_owned(), is.to_owned()));
        let added = new.params.iter().map(|param| param.name.as_str());
        let added = added.filter(|name| renamed.is_none() && !was.contains_key(*name)).collect();
        Self { is, renamed: renamed.into_iter().collect(), added }
    }
}

fn names(constructor: &Constructor) -> impl Iterator<Item = &str> {
    constructor.message.params.iter().map(|param| param.name.as_str())
}

/// The constructors of an entry, each by its case.
pub(super) type ByCase<'e> = HashMap<Option<&'e str>, &'e Constructor>;

pub(super) fn by_case(entry: &Entry) -> ByCase<'_> {
    entry.constructors.iter().map(|made| (made.case.as_deref(), made)).collect()
}

/// What makes an error now where a constructor of this case did.
fn same_case<'e>(of: &Constructor, cases: &ByCase<'e>) -> Option<&'e Constructor> {
    cases.get(&of.case.as_deref()).copied()
}

/// Parameters that callers must pass now. One that only a new case has is of no
/// concern to those that there are.
fn added(params: &Params<'_>, cases: &ByCase<'_>, found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    let of_plain = new.message.params.iter().map(|param| param.name.as_str());
    let of_plain = of_plain.filter(|_| old.is_plain());
    let asked: HashSet<&str> = old
        .constructors
        .iter()
        .filter_map(|was| same_case(was, cases))
        .flat_map(names)
        .chain(of_plain)
        .filter(|name| params.added.contains(name))
        .collect();
    for param in new.params.iter().filter(|param| asked.contains(param.name.as_str())) {
        found.push(&PARAM_ADDED, format!("has `{{{}}}` now", param.name));
    }
}

/// The order and number of a constructor's arguments, beyond the parameters that
/// came, went or have another name.
fn reordered(params: &Params<'_>, cases: &ByCase<'_>, found: &mut Found<'_>) {
    for was in &found.old.constructors {
        let Some(now) = same_case(was, cases) else { continue };
        let was: Vec<&str> = names(was)
            .map(|name| params.renamed.get(name).map_or(name, String::as_str))
            .filter(|name| params.is.contains_key(*name))
            .collect();
        let passed: HashSet<&str> = was.iter().copied().collect();
        let is_new = |name: &&str| params.added.contains(name) && !passed.contains(name);
        let now: Vec<&str> = names(now).filter(|name| !is_new(name)).collect();
        if was != now {
            let what = format!("takes ({}) where it took ({})", now.join(", "), was.join(", "));
            found.push(&PARAM_REORDERED, what);
        }
    }
}

fn came_and_went(cases: &ByCase<'_>, found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    for case in missing_cases(old, cases) {
        found.push(&CASE_REMOVED, format!("has no case `{case}` any more"));
    }
    for case in missing_cases(new, &by_case(old)) {
        found.push(&CASE_ADDED, format!("has a case `{case}` now"));
    }
}

/// The cases of an entry that are not among others.
fn missing_cases<'e>(of: &'e Entry, others: &ByCase<'_>) -> impl Iterator<Item = &'e str> {
    let cases = of.constructors.iter().filter_map(|made| made.case.as_deref());
    cases.filter(|case| !others.contains_key(&Some(*case)))
}

/// What is gone, and no other change says so.
fn removed(params: &Params<'_>, cases: &ByCase<'_>, found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    if old.variant != new.variant || old.code != new.code {
        return;
    }
    let made: HashSet<&str> = new.constructors.iter().map(|now| now.name.as_str()).collect();
    for was in &old.constructors {
        let is_there = made.contains(was.name.as_str());
        let says_case = was.case.is_some() && same_case(was, cases).is_none();
        let says_param = was.case.is_none() && !names(was).any(|name| params.is.contains_key(name));
        if !is_there && !says_case && !says_param {
            let what = format!("has no constructor `{}` any more", was.name);
            found.push(&CONSTRUCTOR_REMOVED, what);
        }
    }
    let mut of_message = new.message.params.iter().map(|param| param.name.as_str());
    if old.is_plain() && !new.is_plain() && !of_message.any(|name| params.added.contains(name)) {
        found.push(&CONSTRUCTOR_REMOVED, "is no `Plain` any more: its message has parameters");
    }
}
