//! `errspec breaking`

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::ValueEnum;
use errspec_codegen::diff::{self, Accepted, Bump, Change, FilePair, Place, Places, SpecFile};
use errspec_codegen::{Catalog, counted, visible};
use semver::Version;
use serde::Serialize;

use crate::against;
use crate::findings::github::{self, Annotation};
use crate::spec::{self, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// The earlier version: a path, `-`, git:REV or git:REV:PATH
    #[arg(long, value_name = "WHAT")]
    against: String,

    /// Compare with nothing where the earlier version has no spec yet: everything is new
    #[arg(long)]
    allow_missing: bool,

    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// Exit with 1 where a change is at least this
    #[arg(long, value_name = "BUMP", default_value = "major")]
    fail_on: BumpArgument,

    /// Exit with 1 where the step between two versions is too small for the
    /// changes, and only then: --fail-on does not count
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], value_parser = version)]
    check_version: Vec<Version>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// As rustc prints errors
    Human,
    /// An array of objects
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// A table for a pull request
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum BumpArgument {
    Major,
    Minor,
    Patch,
}

impl From<BumpArgument> for Bump {
    fn from(argument: BumpArgument) -> Self {
        match argument {
            BumpArgument::Major => Self::Major,
            BumpArgument::Minor => Self::Minor,
            BumpArgument::Patch => Self::Patch,
        }
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let source = arguments.spec.read()?;
    let old_source = match against::source(&arguments.against, &source.path, terminal)? {
        Ok(source) => source,
        Err(missing) if arguments.allow_missing => {
            let codes = Spec::of(source).catalog_or_report(terminal).map(|new| new.entries.len());
            let Some(codes) = codes else { return Ok(ExitCode::FAILURE) };
            terminal.print(&format!("{missing}: everything is new ({})\n", counted(codes, "code")));
            return Ok(ExitCode::SUCCESS);
        }
        Err(missing) => {
            let hint = "where that is as it should be, --allow-missing takes everything for new";
            return Err(format!("{missing}: {hint}").into());
        }
    };
    let old_spec = Spec::of(old_source);
    let old = against::catalog(&old_spec, terminal)?;
    let spec = Spec::of(source);
    let Some(new) = spec.catalog_or_report(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let accepted = diff::accept(diff::diff(old, new), new, Some(&today()));
    let (path, old_path) = (spec.source.name(), old_spec.source.name());
    let files = FilePair {
        old: SpecFile { path: &old_path, source: &old_spec.source.text },
        new: SpecFile { path: &path, source: &spec.source.text },
    };
    let fail_on = Bump::from(arguments.fail_on);
    match arguments.format {
        Format::Human => {
            terminal.diagnose(&files.render(&accepted.changes, fail_on, true));
            terminal.print(&format!("{}\n", summary(&accepted)));
        }
        Format::Json => terminal.print(&json(&accepted, new, &files)?),
        Format::Github => terminal.print(&annotations(&accepted, &files, fail_on)),
        Format::Markdown => terminal.print(&markdown(&accepted)),
    }
    terminal.diagnose(&exceptions(&accepted, new));
    let bump = diff::bump(&accepted.changes);
    let mut failed = bump.is_some_and(|bump| bump >= fail_on);
    if let [old, new] = arguments.check_version.as_slice() {
        match too_small(old, new, bump) {
            Some(sentence) => {
                terminal.error(&sentence);
                failed = true;
            }
            None => failed = false,
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The date in UTC.
fn today() -> String {
    let now = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
    now.chars().take("2027-01-01".len()).collect()
}

/// "2 major, 1 patch: the smallest version bump is major; 1 more change meant"
fn summary(accepted: &Accepted) -> String {
    match (accepted.changes.len(), accepted.meant.len()) {
        (_, 0) => bumps(&accepted.changes),
        (0, meant) => format!("{}, and meant: no version bump is needed", counted(meant, "change")),
        (_, meant) => {
            format!("{}; {} meant", bumps(&accepted.changes), counted(meant, "more change"))
        }
    }
}

fn bumps(changes: &[Change]) -> String {
    let Some(bump) = diff::bump(changes) else {
        return "no changes: no version bump is needed".to_owned();
    };
    let counted = |level: Bump| {
        let count = changes.iter().filter(|change| change.bump() == level).count();
        (count > 0).then(|| format!("{count} {}", level.name()))
    };
    let levels = [Bump::Major, Bump::Minor, Bump::Patch];
    let counts: Vec<String> = levels.into_iter().filter_map(counted).collect();
    format!("{}: the smallest version bump is {}", counts.join(", "), bump.name())
}

/// A sentence for each change that an exception covers, and for each exception
/// that covers none.
fn exceptions(accepted: &Accepted, new: &Catalog) -> String {
    let meant = accepted.meant.iter().map(|(change, index)| {
        let (message, rule) = (&change.message, change.rule.id);
        format!(
            "note: {message} ({rule}), which is meant: {}\n",
            visible(&new.accept[*index].reason)
        )
    });
    let sentence = |index: &usize, problem: &str| {
        let accept = &new.accept[*index];
        let of = accept.code.as_ref().map(|code| format!(" of `{code}`")).unwrap_or_default();
        format!("warning: the exception for `{}`{of} {problem}\n", accept.rule)
    };
    let unused = accepted.unused.iter().map(|i| sentence(i, "covers no change: remove it"));
    let expired =
        accepted.expired.iter().map(|i| sentence(i, "is past its date and does not count"));
    meant.chain(unused).chain(expired).collect()
}

#[derive(Serialize)]
struct Described<'c> {
    rule: &'static str,
    bump: &'static str,
    wire: Option<&'static str>,
    source: Option<&'static str>,
    code: Option<&'c str>,
    message: &'c str,
    /// Why the change is meant, where an exception covers it.
    accepted: Option<&'c str>,
    old: Option<DescribedPlace>,
    new: Option<DescribedPlace>,
}

#[derive(Serialize)]
struct DescribedPlace {
    path: String,
    line: usize,
    column: usize,
}

impl From<Place> for DescribedPlace {
    fn from(Place { path, line, column }: Place) -> Self {
        Self { path, line, column }
    }
}

fn json(
    accepted: &Accepted,
    new: &Catalog,
    files: &FilePair<'_>,
) -> Result<String, serde_json::Error> {
    let (meant, reasons): (Vec<Change>, Vec<Option<&str>>) = accepted
        .meant
        .iter()
        .map(|(change, index)| (change.clone(), Some(new.accept[*index].reason.as_str())))
        .unzip();
    let changes = &accepted.changes;
    let open = changes.iter().zip(files.places(changes)).map(|found| (found, None));
    let meant = meant.iter().zip(files.places(&meant)).zip(reasons);
    let described =
        open.chain(meant).map(|((change, Places { old, new, .. }), accepted)| Described {
            rule: change.rule.id,
            bump: change.bump().name(),
            wire: change.rule.wire().map(Bump::name),
            source: change.rule.source().map(Bump::name),
            code: change.code.as_deref(),
            message: &change.message,
            accepted,
            old: old.map(DescribedPlace::from),
            new: new.map(DescribedPlace::from),
        });
    errspec_codegen::to_json(&described.collect::<Vec<_>>())
}

fn annotations(accepted: &Accepted, files: &FilePair<'_>, fail_on: Bump) -> String {
    let changes = &accepted.changes;
    let lines = changes.iter().zip(files.places(changes)).map(|(change, places)| {
        let level = match change.bump() {
            bump if bump >= fail_on => "error",
            Bump::Major => "warning",
            Bump::Minor | Bump::Patch => "notice",
        };
        // What is gone has no place in the work tree: it is said at the file's head.
        let was = match (&places.new, &places.old) {
            (None, Some(old)) => format!(" It was in line {} of {}.", old.line, visible(&old.path)),
            _ => String::new(),
        };
        let Place { path, line, column } =
            places.new.unwrap_or(Place { path: files.new.path.to_owned(), line: 1, column: 1 });
        let (rule, bump) = (change.rule, change.bump().name());
        let message = format!("{} ({bump}). {}{was}", change.message, rule.summary);
        github::annotation(&Annotation {
            level,
            path: &path,
            line,
            column,
            title: rule.id,
            message,
        })
    });
    lines.chain([format!("{}\n", summary(accepted))]).collect()
}

fn markdown(accepted: &Accepted) -> String {
    let changes = &accepted.changes;
    let mut text = format!("{}\n", summary(accepted));
    if !changes.is_empty() {
        text.push_str("\n| change | wire | source | rule |\n| --- | --- | --- | --- |\n");
    }
    for change in changes {
        let level = |bump: Option<Bump>| bump.map_or("-", Bump::name);
        let (wire, source) = (level(change.rule.wire()), level(change.rule.source()));
        let message = change.message.replace('|', "\\|");
        text.push_str(&format!("| {message} | {wire} | {source} | {} |\n", change.rule.id));
    }
    text
}

/// A version, also with the `v` of a git tag.
fn version(text: &str) -> Result<Version, semver::Error> {
    text.strip_prefix('v').unwrap_or(text).parse()
}

/// Why the step between two versions is too small, by the rules of Cargo: before
/// 1.0 a minor step may break, and a patch step may add.
fn too_small(old: &Version, new: &Version, bump: Option<Bump>) -> Option<String> {
    let bump = bump?;
    let next = |number: u64| number.saturating_add(1);
    let needed = match (bump, old.major, old.minor) {
        // What is not released yet breaks nobody.
        _ if !old.pre.is_empty() => Version::new(old.major, old.minor, old.patch),
        (Bump::Major, 1.., _) => Version::new(next(old.major), 0, 0),
        (Bump::Major, 0, 1..) | (Bump::Minor, 1.., _) => {
            Version::new(old.major, next(old.minor), 0)
        }
        _ => Version::new(old.major, old.minor, next(old.patch)),
    };
    // A version before a release counts as the release.
    let new = Version::new(new.major, new.minor, new.patch);
    (new < needed).then(|| {
        format!(
            "{old} to {new} is too small a step for a {} change: {needed} is the next",
            bump.name()
        )
    })
}
