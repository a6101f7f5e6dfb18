//! One change between two catalogs.

use crate::report::Span;
use crate::rules::{Bump, Rule};

/// One change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is.
    pub rule: &'static Rule,
    /// The code that changed, as the old catalog has it or, if it has none, the
    /// new one; `None` for a change of the catalog as a whole.
    pub code: Option<String>,
    /// What changed, in one sentence without a full stop.
    pub message: String,
    /// Where the old spec has it.
    pub old: Option<Span>,
    /// Where the new spec has it.
    pub new: Option<Span>,
}

impl Change {
    /// A change of the catalog as a whole.
    pub(super) fn of_catalog(rule: &'static Rule, message: String) -> Self {
        Self { rule, code: None, message, old: None, new: None }
    }

    /// The higher of its two levels.
    pub fn bump(&self) -> Bump {
        self.rule.wire().max(self.rule.source()).unwrap_or(Bump::Patch)
    }
}
