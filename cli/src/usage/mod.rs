//! `errspec usage`: whether source and table say the same.
//!
//! `files` finds the source, `rust` and `lexer` read it as tokens, by `language`. `rust_names`
//! and `names` know what codes are called, `make` what they look like, `place` where a text
//! stands, by the names that `expression` finds, and `code_names` what these say. `mentions`
//! collects, and `judge` judges when all is read: what a place is for is learned from all that
//! stands there.

mod code_names;
mod expression;
mod files;
mod judge;
mod language;
mod lexer;
mod make;
mod mentions;
mod names;
mod place;
mod rust;
mod rust_names;
mod tokens;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Catalog, Finding, Judged, counted, render, visible, visible_path};

use self::files::Found;
use self::judge::Judge;
use self::make::Make;
use self::mentions::Mentions;
use self::names::Names;
use crate::findings::{Exceptions, Output};
use crate::spec::{self, Source, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
Source is Rust, and what has quoted texts: TypeScript, Python, Go, Java, C#, Ruby, PHP and
others. What .gitignore names, hidden and generated files are left out.

Examples:
  errspec usage                                the source here, by the nearest spec
  errspec usage src tests                      these folders
  errspec usage web --allow unused-code        a client's source
  errspec usage api/errors.toml src --deny warnings    in CI
  errspec usage src --format sarif > usage.sarif       for a code scanner
  errspec usage src --enum StoreError          an enum that has the same variants

Exit code: 0 without errors, 1 with errors or denied warnings, 2 where something cannot be read.")]
pub struct Arguments {
    /// The spec, if the first one ends with .toml or is `-` [default: spec/errors.toml, then
    /// errors.toml, here or in a folder above]; then files and folders of source [default: .]
    #[arg(value_name = "[SPEC] PATH")]
    paths: Vec<PathBuf>,

    /// A Rust enum whose variants and constructors are named like those of the generated one
    #[arg(long = "enum", value_name = "NAME")]
    enums: Vec<String>,

    /// A lint that is not asked for here, such as unused-code of a client's source
    #[arg(long, value_name = "LINT", value_parser = PossibleValuesParser::new(ids()))]
    allow: Vec<String>,

    #[command(flatten)]
    output: Output,
}

fn ids() -> impl Iterator<Item = &'static str> {
    rules::of_source().map(|rule| rule.id)
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let (spec, mut paths) = spec::and_others(&arguments.paths)?;
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let spec = Spec::of(Source::read(spec)?);
    let Some(catalog) = spec.catalog_or_report(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let names = Names::of(catalog, &arguments.enums);
    let make = Make::of(&names);
    let mut mentions = Mentions::default();
    let found = files::read(&paths, terminal, |file| mentions.add(file, &names, &make))?;
    if found.count() == 0 && !found.is_unreadable {
        return Err(nothing_in(&paths).into());
    }
    terminal.diagnose(&found.left_out());
    terminal.diagnose(&broken(&mentions));

    let rules: Vec<&Rule> = rules::of_source().collect();
    let mut exceptions = Exceptions::of(catalog).without(&arguments.allow);
    let mut of_spec = judge::rows(&mentions, &names, &mut exceptions);
    let mut judge = Judge::of(&mentions, &names, &make);
    let of_files = (0..mentions.files.len()).map(|index| judge.file(index, &mut exceptions));
    let of_files: Vec<Vec<Finding>> = of_files.collect();
    of_spec.extend(exceptions.unused(&rules));
    of_spec.sort_by_key(|finding| (finding.span.start, finding.rule.id));

    let spec_path = spec.source.name();
    let paths = mentions.files.iter().map(|file| file.path.display().to_string());
    let paths: Vec<String> = paths.collect();
    let files = mentions.files.iter().zip(&paths).zip(&of_files);
    let files = files.map(|((file, path), findings)| Judged::file(path, &file.text, findings));
    let judged = [Judged::file(&spec_path, &spec.source.text, &of_spec)].into_iter().chain(files);
    let judged: Vec<Judged<'_>> = judged.filter(|file| !file.findings.is_empty()).collect();
    let code = arguments.output.print(&judged, &rules, terminal, || {
        terminal.diagnose(&render(&judged, true));
        terminal.print(&summary(&spec, catalog, &found, &judged));
    })?;
    Ok(if found.is_unreadable { ExitCode::from(2) } else { code })
}

fn nothing_in(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| visible_path(path)).collect();
    format!("there is no source in {}: name a folder that has", paths.join(", "))
}

/// What was read as any other language.
fn broken(mentions: &Mentions) -> String {
    let broken = mentions.broken.iter().map(|(path, problem)| {
        let (path, problem) = (visible_path(path), visible(problem));
        format!("note: {path} is read for its texts alone, for it is not Rust: {problem}\n")
    });
    broken.collect()
}

/// "spec/errors.toml: 32 codes, 4 files of source and 2 of tests, no problem"
fn summary(spec: &Spec, catalog: &Catalog, found: &Found, judged: &[Judged<'_>]) -> String {
    let count: usize = judged.iter().map(|file| file.findings.len()).sum();
    let problems = match count {
        0 => "no problem".to_owned(),
        count => counted(count, "problem"),
    };
    let (codes, sources) = (counted(catalog.entries.len(), "code"), counted(found.sources, "file"));
    let tests = found.tests;
    format!(
        "{}: {codes}, {sources} of source and {tests} of tests, {problems}\n",
        spec.source.shown()
    )
}
