//! What a build says of a spec's warnings. Cargo repeats it on every build, so it is one line
//! that counts them, but for those that are new since the last build of the same sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::render::counted_by_rule;
use crate::report::{Finding, Report};
use crate::text::counted;

/// The environment variable that makes a build print every warning, where it is `all`.
pub(crate) const WARN: &str = "ERRSPEC_WARN";

/// More lines than these would hide what else a build says.
const MOST_SHOWN: usize = 20;

/// The lines for Cargo. What is known is kept in `OUT_DIR`: without it, and in the first
/// build there, nothing is new.
pub(crate) fn lines(report: &Report, spec: &str, source: &str) -> Vec<String> {
    let record = record(spec);
    let known = record.as_ref().and_then(|record| fs::read_to_string(record).ok());
    let keys: Vec<String> = report.findings().iter().map(|finding| key(finding, source)).collect();
    if let Some(record) = record {
        let now: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
        // Where it cannot be written, the next build has nothing new either.
        let _ =
            fs::write(record, now.into_iter().map(|key| format!("{key}\n")).collect::<String>());
    }
    let is_all = env::var_os(WARN).is_some_and(|value| value == "all");
    let known: Option<BTreeSet<&str>> = known.as_ref().map(|known| known.lines().collect());
    let is_new = |key: &str| known.as_ref().is_some_and(|known| !known.contains(key));
    let (shown, rest): (Vec<_>, Vec<_>) = report
        .lines(spec, source)
        .into_iter()
        .zip(report.findings())
        .zip(keys)
        .partition(|(_, key)| is_all || is_new(key));
    let most = if is_all { usize::MAX } else { MOST_SHOWN };
    let rest = shown.iter().skip(most).chain(&rest).map(|((_, finding), _)| *finding);
    let summary = summary(&rest.collect::<Vec<_>>(), spec, !shown.is_empty());
    let shown = shown.iter().take(most).map(|((line, _), _)| line.clone());
    shown.chain(summary).collect()
}

/// What makes two warnings the same, wherever in the file they stand.
fn key(finding: &Finding, source: &str) -> String {
    let underlined = source.get(finding.span.clone()).unwrap_or_default();
    let key = format!("{} {} {underlined}", finding.rule.id, finding.message);
    key.replace(['\n', '\r'], " ")
}

/// Where the warnings of a spec are kept.
fn record(spec: &str) -> Option<PathBuf> {
    let out_dir = env::var_os("OUT_DIR")?;
    let name: String = spec.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    Some(Path::new(&out_dir).join(format!("errspec-warnings-{name}.txt")))
}

/// "spec/errors.toml: 3 warnings (2 message-style, 1 missing-fix); `errspec check` shows each"
fn summary(findings: &[&Finding], spec: &str, is_rest: bool) -> Option<String> {
    let noun = if is_rest { "more warning" } else { "warning" };
    let (counted, lints) = (counted(findings.len(), noun), counted_by_rule(findings));
    let line = || format!("{spec}: {counted} ({lints}); `errspec check` shows each");
    (!findings.is_empty()).then(line)
}
