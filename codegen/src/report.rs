//! What a run has to say about a spec.

use std::ops::Range;

use crate::lines::Lines;
pub use crate::rules::Level;
use crate::rules::Rule;
use crate::text::visible;

/// A range of the spec's text, in bytes.
pub type Span = Range<usize>;

/// One problem, with its place and the way out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that the spec breaks.
    pub rule: &'static Rule,
    /// The rule's level for this spec.
    pub level: Level,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where: the value, the unknown key, or the header of the row that lacks one.
    pub span: Span,
    /// What the underlined text is, if the message does not say it.
    pub label: Option<String>,
    /// A second place that belongs to it, such as the first use of a duplicate.
    pub related: Option<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// The edit that puts it right, where only one is likely to be meant.
    pub fix: Option<Fix>,
}

/// An edit of the spec's text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What stands there then. It is TOML 1.0.
    pub replacement: String,
}

impl Finding {
    /// A finding at the rule's own level. Whatever its texts quote, they hold no control
    /// characters.
    pub fn new(rule: &'static Rule, span: Span, message: impl AsRef<str>) -> Self {
        Self {
            rule,
            level: rule.level(),
            message: visible(message.as_ref()).into_owned(),
            span,
            label: None,
            related: None,
            help: None,
            fix: None,
        }
    }

    /// Sets the level that a spec gives the rule.
    pub fn at(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Says what the underlined text is.
    pub fn label(mut self, label: impl AsRef<str>) -> Self {
        self.label = Some(visible(label.as_ref()).into_owned());
        self
    }

    /// Names a second place.
    pub fn related(mut self, span: Span, label: &str) -> Self {
        self.related = Some((span, label.to_owned()));
        self
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl AsRef<str>) -> Self {
        self.help = Some(visible(help.as_ref()).into_owned());
        self
    }

    pub(crate) fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// A text with the fixes of these findings in it, and how many these are. Of two
/// that overlap it has the first: compile what it returns and apply again.
pub fn apply_fixes(source: &str, findings: &[Finding]) -> (String, usize) {
    let mut fixes: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut text = String::with_capacity(source.len() + 64);
    let (mut copied, mut applied) = (0, 0);
    for fix in fixes {
        if applied > 0 && fix.span.start < copied {
            continue;
        }
        text.push_str(&source[copied..fix.span.start]);
        text.push_str(&fix.replacement);
        copied = fix.span.end;
        applied += 1;
    }
    text.push_str(&source[copied..]);
    (text, applied)
}

/// A text, and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'f> {
    /// How the reader knows the file.
    pub path: &'f str,
    /// The file, or the part of it in which the findings are.
    pub text: &'f str,
    /// The line of the file on which the text begins, counted from 1.
    pub first_line: usize,
    /// The findings, with their places in the text.
    pub findings: &'f [Finding],
}

impl<'f> Judged<'f> {
    /// A whole file.
    pub fn file(path: &'f str, text: &'f str, findings: &'f [Finding]) -> Self {
        Self { path, text, first_line: 1, findings }
    }

    /// Where the lines of the text begin.
    pub fn lines(&self) -> Lines<'f> {
        Lines::from(self.first_line, self.text)
    }
}

/// Every problem of a spec, sorted by place.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    errors: usize,
}

impl Report {
    pub(crate) fn push(&mut self, finding: Finding) {
        self.errors += usize::from(finding.level == Level::Deny);
        self.findings.push(finding);
    }

    pub(crate) fn sort(&mut self) {
        self.findings.sort_by_key(|finding| (finding.span.start, finding.rule.id));
    }

    /// The findings, sorted by place.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The report with the text that it is about.
    pub fn judged<'f>(&'f self, path: &'f str, text: &'f str) -> Judged<'f> {
        Judged::file(path, text, &self.findings)
    }

    /// How many findings keep the artifacts from being made.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The findings that keep the artifacts from being made.
    pub(crate) fn errors_alone(&self) -> Self {
        let errors = self.findings.iter().filter(|finding| finding.level == Level::Deny);
        Self { findings: errors.cloned().collect(), errors: self.errors }
    }

    /// How many findings are warnings.
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors
    }
}
