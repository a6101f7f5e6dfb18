//! What was found, each thing once: with the exchange in which it came first, and in how
//! many it came.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use errspec::testing::Difference;
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Finding, Judged, Level, counted};
use errspec_import::traffic::Place;

use crate::findings::Exceptions;

/// Traffic can be full of codes that somebody made up. More different things than this are
/// counted together.
const MOST: usize = 10_000;

/// The longest name that is kept, in characters.
const LONGEST: usize = 128;

/// The things that were found in traffic.
#[derive(Default)]
pub struct Found {
    seen: HashMap<Key, Seen>,
    /// How many things more were found that are not kept.
    pub left_out: usize,
}

/// What makes two findings the same.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    rule: &'static str,
    /// What the finding names: a code, a member.
    text: String,
    /// The code of the response, if it is one of the table.
    code: Option<String>,
    /// The status that was sent, where it is the status that is wrong.
    status: Option<u16>,
}

impl Key {
    /// The level, unless an exception for what is named or for the row excuses it.
    fn level(&self, rule: &Rule, exceptions: &mut Exceptions<'_>) -> Option<Level> {
        match &self.code {
            Some(code) if exceptions.is_excused(rule, code) => None,
            _ => exceptions.level(rule, &self.text),
        }
    }
}

struct Seen {
    finding: Finding,
    exchange: Shown,
    count: usize,
}

/// An exchange, as a line of its file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// The index of the file among those that are read.
    pub file: usize,
    pub line: usize,
    pub text: String,
}

impl Shown {
    pub fn of(file: usize, place: Place, exchange: &str) -> Self {
        let entry = place.entry.map(|index| format!("log.entries[{index}]: "));
        let text = format!("{}{exchange}", entry.unwrap_or_default());
        Self { file, line: place.line, text }
    }
}

impl Found {
    /// Takes what an exchange breaks, in a response with this code of the table.
    pub fn push(
        &mut self,
        Broken { rule, text, status }: Broken<'_>,
        code: Option<&str>,
        exchange: &Shown,
        message: impl FnOnce() -> String,
    ) {
        let text = text.chars().take(LONGEST).collect();
        let key = Key { rule: rule.id, text, code: code.map(str::to_owned), status };
        let is_full = self.seen.len() >= MOST;
        match self.seen.entry(key) {
            Entry::Occupied(mut seen) => seen.get_mut().count += 1,
            Entry::Vacant(_) if is_full => self.left_out += 1,
            Entry::Vacant(new) => {
                let finding = Finding::new(rule, 0..exchange.text.len(), message());
                new.insert(Seen { finding, exchange: exchange.clone(), count: 1 });
            }
        }
    }

    /// What no exception excuses, in the order in which it came: that of several codes once,
    /// where it is not about the code.
    pub fn findings(self, exceptions: &mut Exceptions<'_>) -> Vec<(Shown, Finding)> {
        let mut all: Vec<(Key, Seen)> = self.seen.into_iter().collect();
        let order =
            |key: &Key| (rules::of_traffic().position(|rule| rule.id == key.rule), key.status);
        all.sort_by(|(a, seen), (b, other)| {
            let by_place = seen.exchange.cmp(&other.exchange);
            by_place.then_with(|| (order(a), &a.text, &a.code).cmp(&(order(b), &b.text, &b.code)))
        });
        let mut findings: Vec<(Shown, Finding, usize)> = Vec::new();
        let mut known: HashMap<(&str, String, Option<u16>), usize> = HashMap::new();
        for (key, seen) in all {
            let Some(level) = key.level(seen.finding.rule, exceptions) else { continue };
            match known.entry((key.rule, key.text, key.status)) {
                Entry::Occupied(at) => findings[*at.get()].2 += seen.count,
                Entry::Vacant(new) => {
                    new.insert(findings.len());
                    findings.push((seen.exchange, seen.finding.at(level), seen.count));
                }
            }
        }
        let counted = |(exchange, finding, count): (Shown, Finding, usize)| match count {
            1 => (exchange, finding),
            _ => {
                let label = format!("and in {}", counted(count - 1, "more response"));
                (exchange, finding.label(label))
            }
        };
        findings.into_iter().map(counted).collect()
    }
}

/// Which rule is broken, and by what.
pub struct Broken<'d> {
    pub rule: &'static Rule,
    /// What the finding names: a code, a member.
    pub text: Cow<'d, str>,
    /// The status that was sent, where it is the status that is wrong.
    pub status: Option<u16>,
}

impl<'d> Broken<'d> {
    pub fn new(rule: &'static Rule, text: impl Into<Cow<'d, str>>) -> Self {
        Self { rule, text: text.into(), status: None }
    }

    /// What a difference breaks, of a response with this status.
    pub fn by(difference: &'d Difference, status: u16) -> Option<Self> {
        Some(match difference {
            // What stands before a service answers with a status of its own.
            Difference::NotAnErrorBody { .. } => {
                Self::new(&rules::NOT_AN_ERROR_BODY, status.to_string())
            }
            Difference::WrongContentType { sent, .. } => {
                Self::new(&rules::WRONG_CONTENT_TYPE, sent.as_deref().unwrap_or(""))
            }
            Difference::UnknownCode { code } => Self::new(&rules::UNKNOWN_CODE_SENT, code),
            Difference::AliasSent { alias, .. } => Self::new(&rules::ALIAS_SENT, alias),
            Difference::WrongStatus { code, sent, .. } => {
                Self { status: Some(*sent), ..Self::new(&rules::WRONG_STATUS, code) }
            }
            Difference::UnknownMessage { code, .. } => Self::new(&rules::UNKNOWN_MESSAGE, code),
            Difference::MissingMember { member } => Self::new(&rules::MISSING_MEMBER, member),
            Difference::UnknownMember { member } => Self::new(&rules::UNKNOWN_MEMBER, member),
            Difference::WrongMemberType { member } => Self::new(&rules::WRONG_MEMBER_TYPE, member),
            _ => return None,
        })
    }
}

/// The findings as those of texts of one line.
pub fn judged<'f>(paths: &'f [String], findings: &'f [(Shown, Finding)]) -> Vec<Judged<'f>> {
    let judged = findings.iter().map(|(exchange, finding)| Judged {
        path: &paths[exchange.file],
        text: &exchange.text,
        first_line: exchange.line,
        findings: std::slice::from_ref(finding),
    });
    judged.collect()
}
