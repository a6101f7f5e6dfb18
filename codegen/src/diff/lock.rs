//! `errors.lock`: what has been published, a sorted line for each code, so that
//! merges conflict only where they should.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use super::accept::accept;
use super::contract::{Contract, Forgone, Promise, Service};
use super::envelope::{Spoken, escaped, unescaped};
use super::{pairs, wire};
use crate::catalog::{Catalog, ParamType};
use crate::report::{Finding, Report};
use crate::rules::{self, Bump, Rule};

const HEADER: &str =
    "# What has been published: written by `errspec release`, version 3. Do not edit.";

/// What has been published.
#[derive(Debug)]
pub struct Lock {
    contract: Contract,
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
    /// What every lock has in it, whatever its version.
    pub(crate) const MARK: &str = "written by `errspec release`";

    /// The lock that publishes this catalog.
    pub fn text(catalog: &Catalog) -> String {
        let Contract { name, envelope, codes, retired, operations } = Contract::of(catalog);
        let mut lines = BTreeSet::new();
        lines.extend(name.map(|name| format!("catalog {name}")));
        lines.extend(envelope.map(|envelope| format!("envelope {}", envelope.line())));
        lines.extend(codes.iter().map(code_line));
        for code in &codes {
            lines.extend(code.aliases.iter().map(|alias| format!("alias {alias} {}", code.code)));
        }
        lines.extend(retired.iter().map(|retired| format!("retired {}", retired.code)));
        for Service { name, errors, span: _ } in operations.iter().flatten() {
            lines.insert(format!("operation {name}"));
            lines.extend(errors.iter().map(|code| format!("operation {name} {code}")));
        }
        let lines: Vec<String> = lines.into_iter().collect();
        format!("{HEADER}\n{}\n", lines.join("\n"))
    }

    /// Reads a lock.
    ///
    /// # Errors
    ///
    /// The first line that is none of a lock's.
    pub fn read(text: &str) -> Result<Self, LockError> {
        let mut contract = Contract::default();
        let mut aliases = Vec::new();
        let mut operations: BTreeMap<&str, Service> = BTreeMap::new();
        let has_operations = text.starts_with(HEADER);
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split(' ');
            let read = match words.next() {
                Some("catalog") => words.next().map(|name| contract.name = Some(name.to_owned())),
                Some("envelope") => {
                    Spoken::read(words).map(|envelope| contract.envelope = Some(envelope))
                }
                Some("code") => promise(words).map(|code| contract.codes.push(code)),
                Some("alias") => words.next().zip(words.next()).map(|pair| aliases.push(pair)),
                Some("operation") => words.next().map(|name| {
                    let operation = operations.entry(name).or_default();
                    operation.name = name.to_owned();
                    operation.errors.extend(words.next().map(str::to_owned));
                }),
                Some("retired") => words.next().map(|code| {
                    let code = code.to_owned();
                    contract.retired.push(Forgone { code, reason: None, span: None });
                }),
                _ => None,
            };
            read.ok_or(LockError { line: index + 1 })?;
        }
        contract.operations = has_operations.then(|| operations.into_values().collect());
        let mut by_code: HashMap<String, &mut Promise> =
            contract.codes.iter_mut().map(|code| (code.code.clone(), code)).collect();
        for (alias, code) in aliases {
            if let Some(code) = by_code.get_mut(code) {
                code.aliases.push(alias.to_owned());
            }
        }
        Ok(Self { contract })
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
        let contract = Contract::of(new);
        let pairs = pairs::of(&self.contract, &contract);
        let changes = wire::compare(&self.contract, &contract, &pairs);
        let breaking = changes.into_iter().filter(|change| change.rule.wire() == Some(Bump::Major));
        for change in accept(breaking.collect(), new, None).changes {
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

/// `code CODE STATUS [retryable] [number=N] [message=DIGEST] [@PATH=VALUE ...] [NAME:TYPE ...]`
fn code_line(promise: &Promise) -> String {
    // Aliases have lines of their own, and what is published has no place in a spec.
    let Promise {
        code,
        status,
        retryable,
        number,
        params,
        message,
        constants,
        aliases: _,
        span: _,
    } = promise;
    let mut line = format!("code {code} {status}");
    if *retryable {
        line.push_str(" retryable");
    }
    if let Some(number) = number {
        line.push_str(&format!(" number={number}"));
    }
    if let Some(digest) = message {
        line.push_str(&format!(" message={digest:016x}"));
    }
    for (path, value) in constants {
        line.push_str(&format!(" @{}={}", escaped(path), escaped(value)));
    }
    for (name, r#type) in params {
        line.push_str(&format!(" {name}:{}", r#type.name()));
    }
    line
}

fn promise<'l>(mut words: impl Iterator<Item = &'l str>) -> Option<Promise> {
    let mut promise = Promise {
        code: words.next()?.to_owned(),
        status: words.next()?.parse().ok()?,
        retryable: false,
        number: None,
        params: BTreeMap::new(),
        aliases: Vec::new(),
        constants: BTreeMap::new(),
        message: None,
        span: None,
    };
    for word in words {
        if word == "retryable" {
            promise.retryable = true;
        } else if let Some(digits) = word.strip_prefix("number=") {
            promise.number = Some(digits.parse().ok()?);
        } else if let Some(digits) = word.strip_prefix("message=") {
            promise.message = Some(u64::from_str_radix(digits, 16).ok()?);
        } else if let Some(constant) = word.strip_prefix('@') {
            let (path, value) = constant.split_once('=')?;
            promise.constants.insert(unescaped(path)?, unescaped(value)?);
        } else {
            let (name, r#type) = word.split_once(':')?;
            promise.params.insert(name.to_owned(), ParamType::from_name(r#type)?);
        }
    }
    Some(promise)
}
