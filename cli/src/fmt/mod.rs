//! `errspec fmt`: the canonical layout of a spec.
//!
//! A spec is read as lines that stand for themselves: comments, headers, entries
//! and blank lines. Entries are put in the order of the key list, as far as no
//! blank line parts them, and everything is printed with the same spacing. What
//! is printed is TOML 1.0, also where the author used what 1.1 allows.

mod layout;
mod lines;
mod names;
mod rows;
mod value;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use errspec_codegen::visible;
use similar::TextDiff;

use self::rows::Sort;
use crate::spec::{self, Source, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
Keys are put in the order of docs/spec.md; rows, comments and groups of keys that a
blank line parts stay where they are. Standard input is formatted to standard output.

Examples:
  errspec fmt
  errspec fmt --check                 print what would change, and exit with 1
  errspec fmt --sort status spec/errors.toml")]
pub struct Arguments {
    /// The specs; `-` is standard input [default: spec/errors.toml, then
    /// errors.toml, here or in a folder above]
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,

    /// Write nothing; print a diff and exit with 1 where a spec is not formatted
    #[arg(long)]
    check: bool,

    /// Sort the rows too
    #[arg(long, value_name = "KEY")]
    sort: Option<Sort>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let mut worst = 0;
    for path in spec::paths(&arguments.specs)? {
        let done = format_one(path, arguments, terminal).unwrap_or_else(|error| {
            terminal.error(&error.to_string());
            2
        });
        worst = worst.max(done);
    }
    Ok(ExitCode::from(worst))
}

/// The exit code for one spec.
fn format_one(
    path: PathBuf,
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<u8, Box<dyn Error>> {
    let source = if arguments.check { Source::read(path)? } else { Source::read_file(path)? };
    let Some(text) = formatted(&source.text, arguments.sort) else {
        Spec::of(source).reported(terminal);
        return Ok(1);
    };
    let shown = source.shown();
    if arguments.check {
        if text != source.text {
            terminal.print(&diff(&shown, &source.text, &text));
            return Ok(1);
        }
    } else if source.is_stdin() {
        terminal.document(&text);
    } else if text == source.text {
        terminal.print(&format!("{shown}: unchanged\n"));
    } else {
        Source { text, ..source }.replace()?;
        terminal.print(&format!("{shown}: formatted\n"));
    }
    Ok(0)
}

/// The spec in its canonical layout; `None` where it is no TOML.
pub fn formatted(source: &str, sort: Option<Sort>) -> Option<String> {
    // toml_edit takes a mark off by itself, so that it would read what has two.
    let said: toml::Table = toml::from_str(source).ok()?;
    let (mark, text) = match source.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", source),
    };
    let has_crlf = text.contains("\r\n");
    let mut blocks = lines::blocks(&text.replace("\r\n", "\n"))?;
    if let Some(sort) = sort {
        rows::sort(&mut blocks, sort);
    }
    let text = layout::print(blocks);
    let text = if has_crlf { text.replace('\n', "\r\n") } else { text };
    // Whatever an author wrote, a layout never changes what it says.
    if sort.is_none() && toml::from_str(&text).ok() != Some(said) {
        return Some(source.to_owned());
    }
    Some(format!("{mark}{text}"))
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let lines = TextDiff::from_lines(old, new);
    let diff = lines.unified_diff().header(path, "formatted").to_string();
    diff.lines().map(|line| format!("{}\n", visible(line))).collect()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use errspec_codegen::compile;
    use fuzz_checks::inputs;

    use super::*;

    /// Whatever is in a spec, also where its rules are broken.
    #[test]
    fn a_layout_is_its_own_and_says_the_same() {
        inputs::check(&inputs::specs(), 3_000, |spec| {
            let spec = String::from_utf8_lossy(spec);
            let Some(text) = formatted(&spec, None) else { return };
            assert_eq!(formatted(&text, None).as_ref(), Some(&text), "{spec:?}");
            let rules = |spec: &str| {
                let (_, report) = compile(spec);
                let mut rules: Vec<_> =
                    report.findings().iter().map(|finding| finding.rule.id).collect();
                rules.sort_unstable();
                rules
            };
            assert_eq!(rules(&spec), rules(&text), "{spec:?}");
            for sort in Sort::value_variants() {
                assert!(formatted(&spec, Some(*sort)).is_some(), "{spec:?}");
            }
        });
    }
}
