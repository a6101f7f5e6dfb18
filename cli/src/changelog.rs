//! `errspec changelog`

use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use errspec_codegen::diff::{Bump, Change, diff};
use errspec_codegen::rules::{self, Rule};

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
    let from = Spec::of(against::source(&arguments.from, &path)??);
    let old = against::catalog(&from, terminal)?;
    let to = Spec::of(match &arguments.to {
        Some(to) => against::source(to, &path)??,
        None => arguments.spec.read()?,
    });
    let mut changes = diff(old, against::catalog(&to, terminal)?);
    // How the Rust is called is no business of the API's users.
    changes.retain(|change| change.rule.wire().is_some());
    let mut text = String::from("# Changes\n");
    if changes.is_empty() {
        text.push_str("\nNothing changed.\n");
    }
    for (heading, is_in) in SECTIONS {
        let (section, rest): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(is_in);
        changes = rest;
        if !section.is_empty() {
            write!(text, "\n## {heading}\n\n")?;
        }
        for change in section {
            writeln!(text, "- {}.", change.message)?;
        }
    }
    terminal.print(&text);
    Ok(ExitCode::SUCCESS)
}
