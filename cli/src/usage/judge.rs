//! What the source and the table say of each other.

use errspec_codegen::catalog::Catalog;
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Finding, closest, visible_path};

use super::code_names::{is_code, is_of_base, is_of_errors};
use super::make::{Make, is_compound};
use super::mentions::{Held, Mentions, Quoted, kind, scope};
use super::names::{Named, Names};
use super::place::Place;
use crate::findings::Exceptions;

/// How many texts get a suggestion by a look at every code: for each of many it would take
/// minutes.
const MOST_SUGGESTIONS: usize = 20;

/// The findings in the spec.
pub fn rows(
    mentions: &Mentions,
    names: &Names<'_>,
    exceptions: &mut Exceptions<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, entry) in names.catalog.entries.iter().enumerate() {
        let is_used = mentions.used.contains(&index);
        let tested = mentions.tested.get(&index);
        let is_answer = names.catalog.fallback.values().any(|code| *code == entry.code);
        if !is_used && !is_answer && entry.deprecated.is_none() {
            let code = &entry.code;
            let message = match tested {
                Some(path) => {
                    format!("tests alone use `{code}`, such as {}", visible_path(path))
                }
                None => format!("no source uses `{code}`"),
            };
            let help = "retire the row, or say in its `allow` what sends it";
            let finding = finding(&rules::UNUSED_CODE, entry.span.clone(), message, help);
            findings.extend(exceptions.judge(finding, code));
        }
        if tested.is_none() {
            let message = format!("no test names `{}`", entry.code);
            let help = "test that the service answers with it, or say in its `allow` why not";
            let finding = finding(&rules::UNTESTED_CODE, entry.span.clone(), message, help);
            findings.extend(exceptions.judge(finding, &entry.code));
        }
    }
    findings
}

fn finding(
    rule: &'static Rule,
    span: std::ops::Range<usize>,
    message: String,
    help: &str,
) -> Finding {
    Finding::new(rule, span, message).help(help)
}

/// Judges the texts in source.
pub struct Judge<'a, 'c> {
    mentions: &'a Mentions,
    names: &'a Names<'c>,
    make: &'a Make<'c>,
    suggested: usize,
}

impl<'a, 'c> Judge<'a, 'c> {
    pub fn of(mentions: &'a Mentions, names: &'a Names<'c>, make: &'a Make<'c>) -> Self {
        Self { mentions, names, make, suggested: 0 }
    }

    /// The findings in the file with this index.
    pub fn file(&mut self, index: usize, exceptions: &mut Exceptions<'_>) -> Vec<Finding> {
        let file = &self.mentions.files[index];
        let findings = file.quoted.iter().filter_map(|quoted| {
            let finding = match quoted.named {
                Some(Named::Retired(retired)) => self.retired(quoted, retired, file.number)?,
                _ => self.undeclared(quoted, file.number)?,
            };
            exceptions.judge(finding, &quoted.text)
        });
        findings.collect()
    }

    fn retired(&self, quoted: &Quoted, retired: usize, file: usize) -> Option<Finding> {
        let retired = self.names.retired(retired);
        if !is_compound(&retired.code) && !self.is_for_codes(quoted, file) {
            return None;
        }
        let since = retired.since.iter().map(|since| format!(" since {since}"));
        let message = format!("`{}` is retired{}", retired.code, since.collect::<String>());
        let finding = Finding::new(&rules::RETIRED_CODE_USED, quoted.span.clone(), message);
        Some(match &retired.reason {
            Some(reason) => finding.help(reason),
            None => finding.help("use a code of the table"),
        })
    }

    fn undeclared(&mut self, quoted: &Quoted, file: usize) -> Option<Finding> {
        let slip = self.make.slip_of(&quoted.text);
        if slip.is_none() && !self.is_for_codes(quoted, file) {
            return None;
        }
        let message = format!("`{}` is no code of the table", quoted.text);
        let finding = Finding::new(&rules::UNDECLARED_CODE, quoted.span.clone(), message);
        Some(match slip.or_else(|| self.suggestion(&quoted.text)) {
            Some(code) => finding.help(format!("did you mean `{code}`?")),
            None => finding.help("give it a row, or excuse it with an `[[allow]]`"),
        })
    }

    fn suggestion(&mut self, text: &str) -> Option<&'c str> {
        self.suggested += 1;
        let catalog: &'c Catalog = self.names.catalog;
        let codes = || catalog.entries.iter().map(|entry| entry.code.as_str());
        if self.suggested <= MOST_SUGGESTIONS { closest(text, codes()) } else { None }
    }

    /// Whether the place of a text, which is made like a code, is one of codes: by its name, or
    /// by what else stands in such places.
    fn is_for_codes(&self, quoted: &Quoted, file: usize) -> bool {
        let place = &quoted.place;
        let held = self.mentions.places.get(&(scope(place, file), kind(place)));
        let (known, unknown) =
            held.map_or((0, 0), |Held { known, unknown }| (known.len(), unknown.len()));
        let is_compound = is_compound(&quoted.text);
        let is_code = |name: &str| is_code(name, self.names);
        match place {
            Place::Name(name) if is_code(name) => is_compound || known > 0,
            Place::Name(_) => known >= 2 && unknown <= known,
            Place::Case { of, .. } => {
                let is_code = of.as_deref().is_some_and(is_code);
                is_code && (is_compound || known > 0) || known >= 2 && unknown <= known
            }
            Place::Argument { of, .. } => {
                let name = of.rsplit('.').next().unwrap_or(of);
                let is_constructor = self.names.rust(name).is_some();
                let is_code = is_code(name) && (is_compound || known > 0);
                let is_learned = match is_of_errors(of) {
                    true => known > 0 && unknown <= known,
                    // Of the class that it extends nothing is known here.
                    false => is_of_base(name) && known >= 2 && unknown * 2 <= known,
                };
                !is_constructor && (is_code || is_learned)
            }
            Place::Item(_) => known >= 2 && unknown * 2 <= known,
            Place::Elsewhere => false,
        }
    }
}
