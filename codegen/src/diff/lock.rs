//! `errors.lock`: what has been published, a sorted line for each code, so that
//! merges conflict only where they should.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use super::{Bump, diff};
use crate::catalog::{Catalog, Entry, Envelope, Member, Message, Param, ParamType, Part, Retired};
use crate::report::{Finding, Report};
use crate::rules::{self, Rule};

const HEADER: &str =
    "# What has been published: written by `errspec release`, version 1. Do not edit.";

/// What has been published.
#[derive(Debug)]
pub struct Lock {
    catalog: Catalog,
}

/// A line of a lock that cannot be read.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LockError {
    /// Counted from 1.
    pub line: usize,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {} is not one that `errspec release` writes: restore the file from version control",
            self.line
        )
    }
}

impl std::error::Error for LockError {}

impl Lock {
    /// The lock that publishes this catalog.
    pub fn text(catalog: &Catalog) -> String {
        let mut lines = BTreeSet::new();
        lines.insert(format!("catalog {}", catalog.name));
        lines.insert(envelope_line(&catalog.envelope));
        lines.extend(catalog.entries.iter().map(code_line));
        for entry in &catalog.entries {
            lines.extend(entry.aliases.iter().map(|alias| format!("alias {alias} {}", entry.code)));
        }
        lines.extend(catalog.retired.iter().map(|retired| format!("retired {}", retired.code)));
        let lines: Vec<String> = lines.into_iter().collect();
        format!("{HEADER}\n{}\n", lines.join("\n"))
    }

    /// Reads a lock.
    ///
    /// # Errors
    ///
    /// The first line that is none of a lock's.
    pub fn read(text: &str) -> Result<Self, LockError> {
        let mut catalog = Catalog {
            name: String::new(),
            title: None,
            api_version: None,
            docs_url: None,
            envelope: Envelope {
                xml_root: String::new(),
                members: Vec::new(),
                request_id_header: String::new(),
            },
            entries: Vec::new(),
            retired: Vec::new(),
            accept: Vec::new(),
        };
        let mut aliases = Vec::new();
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split(' ');
            let read = match words.next() {
                Some("catalog") => words.next().map(|name| catalog.name = name.to_owned()),
                Some("envelope") => envelope(words).map(|envelope| catalog.envelope = envelope),
                Some("code") => entry(words).map(|entry| catalog.entries.push(entry)),
                Some("alias") => words.next().zip(words.next()).map(|pair| aliases.push(pair)),
                Some("retired") => words.next().map(|code| {
                    let code = code.to_owned();
                    catalog.retired.push(Retired { code, span: 0..0, since: None, reason: None });
                }),
                _ => None,
            };
            read.ok_or(LockError { line: index + 1 })?;
        }
        let mut by_code: HashMap<String, &mut Entry> =
            catalog.entries.iter_mut().map(|entry| (entry.code.clone(), entry)).collect();
        for (alias, code) in aliases {
            if let Some(entry) = by_code.get_mut(code) {
                entry.aliases.push(alias.to_owned());
            }
        }
        Ok(Self { catalog })
    }

    /// Where the lock of a spec is: beside it, or beside the file that it is a
    /// link to.
    pub fn path(spec: &Path) -> PathBuf {
        let beside = spec.with_extension("lock");
        if spec.is_symlink() && !beside.exists() {
            return spec.canonicalize().map_or(beside, |target| target.with_extension("lock"));
        }
        beside
    }

    /// Reports what the catalog would break for deployed clients, its exceptions
    /// aside, whatever their dates.
    pub fn check(&self, new: &Catalog, report: &mut Report) {
        let changes = diff(&self.catalog, new);
        let breaking = changes.into_iter().filter(|change| change.rule.wire() == Some(Bump::Major));
        for change in super::accept(breaking.collect(), new, None).changes {
            let span = change.new.clone().unwrap_or(0..0);
            let message = format!("{}, and it is published", change.message);
            report.push(Finding::new(change.rule, span, message).help(way_out(change.rule)));
        }
    }
}

/// What to do instead of a change that breaks deployed clients.
fn way_out(rule: &Rule) -> String {
    const INSTEAD: [(&Rule, &str); 5] = [
        (
            &rules::CODE_REMOVED,
            "move it to `[[retired]]`, or make it one of the `aliases` of a code",
        ),
        (
            &rules::CODE_RENAMED,
            "add a row for the new code, and keep the old one with `deprecated`",
        ),
        (&rules::RETIRED_CODE_BACK, "choose another code"),
        (&rules::RETIRED_ENTRY_REMOVED, "put it back"),
        (&rules::ALIAS_REMOVED, "put it back"),
    ];
    let instead = INSTEAD.iter().find(|(known, _)| *known == rule);
    let instead = instead.map_or("put back what was, or add a row for a new code", |(_, way)| way);
    format!(
        "{instead}; a change that is meant goes to `[[accept]]`, or into a release with `errspec release --major`"
    )
}

fn envelope_line(envelope: &Envelope) -> String {
    let members = envelope.members.iter();
    let members = members.map(|(member, name)| format!(" {}={name}", member.name()));
    let members: String = members.collect();
    format!("envelope {} {}{members}", envelope.xml_root, envelope.request_id_header)
}

fn envelope<'l>(mut words: impl Iterator<Item = &'l str>) -> Option<Envelope> {
    let (xml_root, header) = (words.next()?.to_owned(), words.next()?.to_owned());
    let members = words.map(|word| {
        let (key, name) = word.split_once('=')?;
        Some((Member::from_name(key)?, name.to_owned()))
    });
    Some(Envelope { xml_root, members: members.collect::<Option<_>>()?, request_id_header: header })
}

/// `code CODE STATUS [retryable] [number=N] [NAME:TYPE ...]`
fn code_line(entry: &Entry) -> String {
    let mut line = format!("code {} {}", entry.code, entry.status);
    if entry.retryable {
        line.push_str(" retryable");
    }
    if let Some(number) = entry.number {
        line.push_str(&format!(" number={number}"));
    }
    let mut params: Vec<&Param> = entry.params.iter().collect();
    params.sort_by(|a, b| a.name.cmp(&b.name));
    for param in params {
        line.push_str(&format!(" {}:{}", param.name, param.r#type.name()));
    }
    line
}

fn entry<'l>(mut words: impl Iterator<Item = &'l str>) -> Option<Entry> {
    let (code, status) = (words.next()?.to_owned(), words.next()?.parse().ok()?);
    let mut retryable = false;
    let mut number = None;
    let mut params = Vec::new();
    for word in words {
        if word == "retryable" {
            retryable = true;
        } else if let Some(digits) = word.strip_prefix("number=") {
            number = Some(digits.parse().ok()?);
        } else {
            let (name, r#type) = word.split_once(':')?;
            let r#type = ParamType::from_name(r#type)?;
            params.push(Param { r#type, ..Param::new(name) });
        }
    }
    let parts = (0..params.len()).map(Part::Param).collect();
    Some(Entry {
        code,
        span: 0..0,
        status,
        message: Message { parts, params: params.clone() },
        variant: String::new(),
        constructors: Vec::new(),
        params,
        number,
        title: None,
        cause: None,
        fix: None,
        doc_url: None,
        retryable,
        throttling: false,
        retry_after: None,
        since: None,
        deprecated: None,
        aliases: Vec::new(),
        translations: Vec::new(),
        original: None,
    })
}
