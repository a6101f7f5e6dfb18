//! Exceptions from the lints of source and traffic.

use crate::report::Span;
use crate::rules::Rule;

/// A lint that a row may break.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Allow {
    /// The lint's id.
    pub lint: String,
    /// Why the row may break it.
    pub reason: String,
    /// Where the spec has the id.
    pub span: Span,
}

/// A finding on source or traffic that is meant, whether or not there is a row for it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AllowOutside {
    /// The lint's id.
    pub lint: String,
    /// What the finding names; `*` at the end stands for any text.
    pub text: String,
    /// Why it is meant.
    pub reason: String,
    /// Where the spec has the text.
    pub span: Span,
}

impl Allow {
    /// Whether it excuses what breaks this rule.
    pub fn covers(&self, rule: &Rule) -> bool {
        self.lint == rule.id
    }
}

impl AllowOutside {
    /// Whether it excuses a finding of this rule that names this text.
    pub fn covers(&self, rule: &Rule, text: &str) -> bool {
        let is_named = match self.text.strip_suffix('*') {
            Some(start) => text.starts_with(start),
            None => text == self.text,
        };
        is_named && self.lint == rule.id
    }
}
