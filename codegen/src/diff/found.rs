//! The changes of one code.

use super::change::Change;
use crate::catalog::Entry;
use crate::rules::Rule;

/// Two entries that are the same code, and what changed between them.
pub(super) struct Found<'c> {
    pub old: &'c Entry,
    pub new: &'c Entry,
    pub changes: &'c mut Vec<Change>,
}

impl Found<'_> {
    pub(super) fn push(&mut self, rule: &'static Rule, what: impl AsRef<str>) {
        self.changes.push(Change {
            rule,
            code: Some(self.old.code.clone()),
            message: format!("`{}` {}", self.new.code, what.as_ref()),
            old: Some(self.old.span.clone()),
            new: Some(self.new.span.clone()),
        });
    }
}
