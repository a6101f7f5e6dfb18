//! What changed for callers of the generated Rust. What counts is what is generated:
//! the variant, the constructors by name and arguments, and what is a `Plain`.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::found::Found;
use super::wire;
use crate::catalog::{Constructor, Entry, ParamType};
use crate::rules::*;

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    if old.variant != new.variant && old.code == new.code {
        let what = format!("had the variant `{}` and has `{}` now", old.variant, new.variant);
        found.push(&VARIANT_RENAMED, what);
    }
    let params = Params::of(old, new);
    added(&params, found);
    reordered(&params, found);
    cases(found);
    removed(&params, found);
}

/// What became of the parameters of all messages.
struct Params<'e> {
    is: BTreeMap<String, ParamType>,
    renamed: HashMap<String, String>,
    added: HashSet<&'e str>,
}

impl<'e> Params<'e> {
    fn of(old: &Entry, new: &'e Entry) -> Self {
        let params = |entry: &Entry| -> BTreeMap<String, ParamType> {
            entry.params.iter().map(|param| (param.name.clone(), param.r#type)).collect()
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

/// What makes an error now where a constructor of this case did.
fn same_case<'e>(of: &Constructor, entry: &'e Entry) -> Option<&'e Constructor> {
    entry.constructors.iter().find(|now| now.case == of.case)
}

/// Parameters that callers must pass now. One that only a new case has is of no
/// concern to those that there are.
fn added(params: &Params<'_>, found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    let of_plain = new.message.params.iter().map(|param| param.name.as_str());
    let of_plain = of_plain.filter(|_| old.is_plain());
    let asked: HashSet<&str> = old
        .constructors
        .iter()
        .filter_map(|was| same_case(was, new))
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
fn reordered(params: &Params<'_>, found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    for was in &old.constructors {
        let Some(now) = same_case(was, new) else { continue };
        let was: Vec<&str> = names(was)
            .map(|name| params.renamed.get(name).map_or(name, String::as_str))
            .filter(|name| params.is.contains_key(*name))
            .collect();
        let is_new = |name: &&str| params.added.contains(name) && !was.contains(name);
        let now: Vec<&str> = names(now).filter(|name| !is_new(name)).collect();
        if was != now {
            let what = format!("takes ({}) where it took ({})", now.join(", "), was.join(", "));
            found.push(&PARAM_REORDERED, what);
        }
    }
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

/// What is gone, and no other change says so.
fn removed(params: &Params<'_>, found: &mut Found<'_>) {
    let (old, new) = (found.old, found.new);
    if old.variant != new.variant || old.code != new.code {
        return;
    }
    for was in &old.constructors {
        let is_there = new.constructors.iter().any(|now| now.name == was.name);
        let says_case = was.case.is_some() && same_case(was, new).is_none();
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
