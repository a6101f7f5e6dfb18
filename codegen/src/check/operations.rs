//! `[common]` and `[[operation]]`: which operation may answer with which codes.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::Drafts;
use crate::catalog::{Entry, Operation};
use crate::names;
use crate::parse::{self, Spec};
use crate::report::{Finding, Report, Span};
use crate::rules;

/// The longest name, in characters, as of a code.
const MAX_NAME: usize = errspec::lookup::MAX_LEN;

/// Every list of codes that an operation or all of them have.
fn lists(spec: &Spec) -> impl Iterator<Item = &[Spanned<String>]> {
    let operations = spec.operation.iter().map(|operation| &*operation.get_ref().errors);
    [&*spec.common.errors].into_iter().chain(operations)
}

/// Where the lists name a code.
pub(super) fn references(spec: &Spec) -> impl Iterator<Item = &Spanned<String>> {
    lists(spec).flatten()
}

/// Whether the spec says anything of operations.
pub(super) fn are_known(spec: &Spec) -> bool {
    !spec.operation.is_empty() || !spec.common.errors.is_empty()
}

/// The codes that some operation may answer with.
pub(super) fn used(spec: &Spec) -> HashSet<&str> {
    references(spec).map(|code| code.get_ref().as_str()).collect()
}

/// The names of an operation in Rust: of its variant and of its module.
fn rust_names(name: &str) -> Option<(String, String)> {
    let words = names::words(name);
    let variant = names::upper_camel(&words);
    let is_variant = variant.starts_with(|c: char| c.is_ascii_uppercase()) && variant != "Self";
    let module = names::identifier(&names::snake(&words)).filter(|_| is_variant)?;
    Some((variant, module))
}

/// Names that are none, and names that two operations have.
pub(super) fn check_names(drafts: &Drafts<'_>, report: &mut Report) {
    let mut taken: HashMap<String, Span> = HashMap::new();
    for operation in &drafts.spec.operation {
        let Some(name) = &operation.get_ref().name else { continue };
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        let text = name.get_ref();
        let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.len() <= MAX_NAME
            && text.chars().all(allowed);
        let Some((variant, module)) = rust_names(text).filter(|_| is_name) else {
            let message = format!("`{text}` cannot be the name of an operation");
            report.push(Finding::new(&rules::INVALID_NAME, name.span(), message).help(format!(
                "write a letter, then letters, digits, `_`, `-`, `.` and `:`, {MAX_NAME} at most, \
                 and no keyword of Rust that cannot be a module's name"
            )));
            continue;
        };
        for rust in [variant, module] {
            if let Some(first) = taken.get(&rust) {
                let message = format!("an operation is named `{rust}` in Rust already");
                report.push(
                    Finding::new(&rules::NAME_COLLISION, name.span(), message)
                        .related(first.clone(), "first used here")
                        .help("give each operation a name of its own"),
                );
                break;
            }
            taken.insert(rust, name.span());
        }
    }
}

/// A code that stands twice in a list, or in an operation's and in the common one.
pub(super) fn duplicates(spec: &Spec) -> Vec<Finding> {
    let mut findings = Vec::new();
    let common = places(&spec.common.errors);
    for (index, list) in lists(spec).enumerate() {
        let mut first: HashMap<&str, Span> = HashMap::new();
        for code in list {
            let text = code.get_ref().as_str();
            let of_all = common.get(text).filter(|_| index > 0);
            let (before, help) = match (first.get(text), of_all) {
                (Some(span), _) => (span, "remove one"),
                (None, Some(span)) => (span, "remove it: every operation may answer with it"),
                (None, None) => {
                    first.insert(text, code.span());
                    continue;
                }
            };
            let message = format!("`{text}` is listed already");
            findings.push(
                Finding::new(&rules::DUPLICATE_IN_OPERATION, code.span(), message)
                    .related(before.clone(), "first listed here")
                    .help(help),
            );
        }
    }
    findings
}

fn places(list: &[Spanned<String>]) -> HashMap<&str, Span> {
    list.iter().rev().map(|code| (code.get_ref().as_str(), code.span())).collect()
}

/// An operation may fail in ways that nobody thought of.
pub(super) fn internal_is_common(spec: &Spec, internal: &Spanned<String>, report: &mut Report) {
    let is_common = spec.common.errors.iter().any(|code| code.get_ref() == internal.get_ref());
    if spec.operation.is_empty() || is_common {
        return;
    }
    let message = format!(
        "every operation may answer with `{}`, which `[common]` does not list",
        internal.get_ref()
    );
    report.push(Finding::new(&rules::INVALID_FALLBACK, internal.span(), message).help(format!(
        "write `errors = [\"{}\"]` in `[common]`, or add it there",
        internal.get_ref()
    )));
}

/// The operations, and the codes that are common to all. Each entry learns where it occurs.
pub(super) fn resolve(spec: &Spec, entries: &mut [Entry]) -> (Vec<Operation>, Vec<usize>) {
    let by_code: HashMap<String, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.code.clone(), index)).collect();
    let indices = |list: &[Spanned<String>]| {
        let known = list.iter().filter_map(|code| by_code.get(code.get_ref()).copied());
        let mut indices: Vec<usize> = known.collect();
        indices.sort_unstable();
        indices.dedup();
        indices
    };
    let common = indices(&spec.common.errors);
    for index in &common {
        entries[*index].is_common = true;
    }
    let operation = |table: &parse::Operation| {
        let name = table.name.as_ref()?;
        let (variant, module) = rust_names(name.get_ref())?;
        Some(Operation {
            name: name.get_ref().clone(),
            span: name.span(),
            variant,
            module,
            doc: super::row::written(&table.doc),
            errors: indices(&table.errors),
        })
    };
    let operations: Vec<Operation> =
        spec.operation.iter().filter_map(|table| operation(table.get_ref())).collect();
    for operation in &operations {
        for index in &operation.errors {
            entries[*index].operations.push(operation.name.clone());
        }
    }
    (operations, common)
}
