//! `errspec changelog`

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use errspec_codegen::catalog::Entry;
use errspec_codegen::diff::{Accepted, Bump, Change, accept, diff};
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Catalog, markdown_line, markdown_prose, named};

use crate::against;
use crate::spec::{self, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
pub struct Arguments {
    /// The earlier version: a path, git:REV or git:REV:PATH
    #[arg(long, value_name = "WHAT")]
    from: String,

    /// The later version: a path, git:REV or git:REV:PATH [default: the spec]
    #[arg(long, value_name = "WHAT")]
    to: Option<String>,

    #[command(flatten)]
    spec: spec::Argument,
}

const NEW: [&Rule; 3] = [&rules::CODE_ADDED, &rules::CASE_ADDED, &rules::ALIAS_ADDED];
const LEAVING: [&Rule; 3] =
    [&rules::DEPRECATED_ADDED, &rules::DEPRECATED_REMOVED, &rules::CODE_RETIRED];

type IsIn = fn(&Change) -> bool;

/// What users of an API ask of a new version, in the order in which they ask.
const SECTIONS: [(&str, IsIn); 4] = [
    ("Breaking", |change| change.rule.wire() == Some(Bump::Major)),
    ("New", |change| NEW.contains(&change.rule)),
    ("Deprecated and retired", |change| LEAVING.contains(&change.rule)),
    ("Changed", |_| true),
];

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let path = arguments.spec.path().unwrap_or_else(|_| PathBuf::from("errors.toml"));
    if arguments.from == "-" && arguments.to.as_deref() == Some("-") {
        return Err("standard input can be read once: name one of the two versions".into());
    }
    let from = Spec::of(against::source(&arguments.from, &path, terminal)??);
    let old = against::catalog(&from, terminal)?;
    let to = Spec::of(match &arguments.to {
        Some(to) => against::source(to, &path, terminal)??,
        None => arguments.spec.read()?,
    });
    let new = against::catalog(&to, terminal)?;
    let mut changes = lines(old, new);
    let mut text = String::from("# Changes\n");
    if changes.is_empty() {
        text.push_str("\nNothing changed.\n");
    }
    for (heading, is_in) in SECTIONS {
        let (section, rest): (Vec<Line<'_>>, Vec<Line<'_>>) =
            changes.into_iter().partition(|line| is_in(&line.change));
        changes = rest;
        if !section.is_empty() {
            write!(text, "\n## {heading}\n\n")?;
        }
        for line in section {
            writeln!(text, "- {}.{}", line.change.message, line.more())?;
        }
    }
    terminal.print(&text);
    Ok(ExitCode::SUCCESS)
}

/// A change, with the row where its code is new, and the reason where it is meant.
struct Line<'c> {
    change: Change,
    row: Option<&'c Entry>,
    reason: Option<&'c str>,
}

/// What changed on the wire. How the Rust is called is no business of the API's users.
fn lines<'c>(old: &Catalog, new: &'c Catalog) -> Vec<Line<'c>> {
    let mut changes = diff(old, new);
    changes.retain(|change| change.rule.wire().is_some());
    let Accepted { changes, meant, .. } = accept(changes, new, None);
    let open = changes.into_iter().map(|change| (change, None));
    let meant = meant.into_iter().map(|(change, index)| (change, Some(&*new.accept[index].reason)));
    let rows: HashMap<&str, &Entry> =
        new.entries.iter().map(|entry| (entry.code.as_str(), entry)).collect();
    let line = |(change, reason): (Change, _)| {
        let code = change.code.as_deref().filter(|_| change.rule == &rules::CODE_ADDED);
        let row = code.and_then(|code| rows.get(code).copied());
        Line { change, row, reason }
    };
    open.chain(meant).map(line).collect()
}

impl Line<'_> {
    /// What a reader asks next, each sentence with a space before it.
    fn more(&self) -> String {
        let mut more = String::new();
        if let Some(entry) = self.row {
            let (status, message) = (named(entry.status), entry.message.documented());
            more += &format!(" It is sent with {status}: {}", markdown_line(&message));
            let fix = entry.fix.iter().flat_map(|fix| markdown_prose("What to do:", fix));
            more.extend(fix.map(|paragraph| format!(" {paragraph}")));
        }
        let reason = self.reason.iter();
        more.extend(reason.map(|reason| format!(" It is meant: {}", markdown_line(reason))));
        more
    }
}
