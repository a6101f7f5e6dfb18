//! Exceptions from the lints of source and traffic, and which of them are needed.

use std::collections::HashMap;

use errspec_codegen::catalog::{AllowOutside, Catalog, Entry};
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Finding, Level};

/// The levels and exceptions of a spec.
pub struct Exceptions<'c> {
    catalog: &'c Catalog,
    entries: HashMap<&'c str, &'c Entry>,
    /// The `[[allow]]`s by their lint and text, where that has no `*`.
    exact: HashMap<(&'c str, &'c str), &'c AllowOutside>,
    /// The same, where it has one, by what stands before it.
    starts: HashMap<(&'c str, &'c str), &'c AllowOutside>,
    /// Where the spec has those that were needed.
    needed: Vec<usize>,
    /// The ids of lints that are not asked for.
    unasked: &'c [String],
}

impl<'c> Exceptions<'c> {
    pub fn of(catalog: &'c Catalog) -> Self {
        let entries = catalog.entries.iter().map(|entry| (entry.code.as_str(), entry)).collect();
        let (mut exact, mut starts) = (HashMap::new(), HashMap::new());
        for allow in &catalog.allow {
            let (texts, text) = match allow.text.strip_suffix('*') {
                Some(start) => (&mut starts, start),
                None => (&mut exact, allow.text.as_str()),
            };
            texts.entry((allow.lint.as_str(), text)).or_insert(allow);
        }
        Self { catalog, entries, exact, starts, needed: Vec::new(), unasked: &[] }
    }

    /// Does not ask for the lints with these ids, whatever the spec says.
    pub fn without(mut self, unasked: &'c [String]) -> Self {
        self.unasked = unasked;
        self
    }

    /// The level of a finding that names a text, such as a code; `None` where it is
    /// not to be reported.
    pub fn level(&mut self, rule: &Rule, text: &str) -> Option<Level> {
        let is_excused = self.is_excused(rule, text);
        let level = self.catalog.level(rule);
        let is_asked_for = !self.unasked.iter().any(|id| id == rule.id);
        (is_asked_for && !is_excused && level > Level::Allow).then_some(level)
    }

    /// Whether the spec says that a finding is meant which names a text.
    pub fn is_excused(&mut self, rule: &Rule, text: &str) -> bool {
        let of_row = self.entries.get(text).into_iter().flat_map(|entry| &entry.allow);
        let of_row = of_row.filter(|allow| allow.covers(rule)).map(|allow| allow.span.start);
        let starts = text.char_indices().map(|(at, _)| &text[..at]).chain([text]);
        let starts = starts.filter_map(|start| self.starts.get(&(rule.id, start)));
        let outside = self.exact.get(&(rule.id, text)).into_iter().chain(starts);
        let excuses = of_row.chain(outside.map(|allow| allow.span.start));
        let needed_before = self.needed.len();
        self.needed.extend(excuses);
        self.needed.len() > needed_before
    }

    /// A finding of the rule at its level, where it is to be reported.
    pub fn judge(&mut self, finding: Finding, text: &str) -> Option<Finding> {
        self.level(finding.rule, text).map(|level| finding.at(level))
    }

    /// What the spec excuses of these rules, and nothing broke.
    pub fn unused(mut self, rules: &[&Rule]) -> Vec<Finding> {
        let unused = &rules::UNUSED_ALLOW;
        let level = self.catalog.level(unused);
        self.needed.sort_unstable();
        let is_unused = |lint: &str, at: usize| {
            rules.iter().any(|rule| rule.id == lint) && self.needed.binary_search(&at).is_err()
        };
        let rows = self.catalog.entries.iter();
        let rows = rows.filter(|entry| !entry.allow.iter().any(|allow| allow.covers(unused)));
        let of_rows = rows.flat_map(|entry| &entry.allow);
        let of_rows = of_rows.filter(|allow| is_unused(&allow.lint, allow.span.start));
        let of_rows = of_rows.map(|allow| {
            let message = format!("`{}` does not fire on this row", allow.lint);
            Finding::new(unused, allow.span.clone(), message).help("remove this entry from `allow`")
        });
        let outside = self.catalog.allow.iter();
        let outside = outside.filter(|allow| is_unused(&allow.lint, allow.span.start));
        let outside = outside.map(|allow| {
            let message = format!("`{}` does not fire on `{}`", allow.lint, allow.text);
            Finding::new(unused, allow.span.clone(), message).help("remove this `[[allow]]`")
        });
        let findings = of_rows.chain(outside).filter(|_| level > Level::Allow);
        findings.map(|finding| finding.at(level)).collect()
    }
}
