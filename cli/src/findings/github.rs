//! Annotations of a GitHub workflow, for findings and changes alike.

use errspec_codegen::{Finding, Judged, Lines, visible};

use super::level;
use super::repository::from_root;

/// A remark at a place in a file.
pub struct Annotation<'a> {
    /// "error", "warning" or "notice".
    pub level: &'a str,
    pub path: &'a str,
    pub line: usize,
    pub column: usize,
    pub title: &'a str,
    pub message: String,
}

/// The workflow command. What would end it early is percent-encoded, as GitHub's
/// own toolkit does it.
pub fn annotation(annotation: &Annotation<'_>) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let Annotation { level, path, line, column, title, message } = annotation;
    let path = property(&visible(&from_root(path)));
    let message = data(message);
    format!("::{level} file={path},line={line},col={column},title={title}::{message}\n")
}

/// An annotation for each finding.
pub fn document(all: &[Judged<'_>]) -> String {
    let of = |finding: &Finding, path: &str, lines: &Lines<'_>| {
        let (line, column) = lines.position(finding.span.start);
        let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
        let message = std::iter::once(finding.message.clone()).chain(help).collect::<String>();
        let (level, title) = (level(finding.level), finding.rule.id);
        annotation(&Annotation { level, path, line, column, title, message })
    };
    let of_text = |judged: &Judged<'_>| {
        let lines = judged.lines();
        judged.findings.iter().map(|found| of(found, judged.path, &lines)).collect::<String>()
    };
    all.iter().map(of_text).collect()
}
