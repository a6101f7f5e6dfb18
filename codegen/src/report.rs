//! What a run has to say about a spec.

use std::ops::Range;

use crate::rules::Rule;
use crate::text::visible;

/// A range of the spec's text, in bytes.
pub type Span = Range<usize>;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; the artifacts are made all the same.
    Warn,
    /// Reported; nothing is made.
    Deny,
}

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
}

impl Finding {
    /// Whatever the texts quote from the spec, they hold no control characters.
    pub(crate) fn new(rule: &'static Rule, span: Span, message: impl AsRef<str>) -> Self {
        Self {
            rule,
            level: rule.level,
            message: visible(message.as_ref()).into_owned(),
            span,
            label: None,
            related: None,
            help: None,
        }
    }

    pub(crate) fn label(mut self, label: impl AsRef<str>) -> Self {
        self.label = Some(visible(label.as_ref()).into_owned());
        self
    }

    pub(crate) fn related(mut self, span: Span, label: &str) -> Self {
        self.related = Some((span, label.to_owned()));
        self
    }

    pub(crate) fn help(mut self, help: impl AsRef<str>) -> Self {
        self.help = Some(visible(help.as_ref()).into_owned());
        self
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

    /// How many findings keep the artifacts from being made.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many findings are warnings.
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors
    }
}
