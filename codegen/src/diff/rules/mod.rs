//! The kinds of changes: the one list with their levels.

use super::Bump;
use crate::report::Level;
use crate::rules::{Check, Rule};

/// A kind of change.
#[derive(Debug)]
#[non_exhaustive]
pub struct ChangeRule {
    /// Its id and what it says.
    pub rule: Rule,
    /// What it means for deployed clients; `None`: nothing.
    pub wire: Option<Bump>,
    /// What it means for callers of the generated Rust; `None`: nothing.
    pub source: Option<Bump>,
}

impl ChangeRule {
    /// The higher of the two levels.
    pub fn bump(&self) -> Bump {
        self.wire.max(self.source).unwrap_or(Bump::Patch)
    }

    /// Both levels in words: "major on the wire, minor in source".
    pub fn levels(&self) -> String {
        let level = |bump: Option<Bump>, of: &str| bump.map(|bump| format!("{} {of}", bump.name()));
        let levels = [level(self.wire, "on the wire"), level(self.source, "in source")];
        levels.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The id, the levels, the summary and the page as one Markdown text. Its
    /// heading tells it from the rule of a spec that has the same id.
    pub fn explanation(&self) -> String {
        let mut level = self.levels();
        if let Some(first) = level.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.rule.explained(&format!("change: {}", self.rule.id), &level)
    }
}

macro_rules! changes {
    ($($name:ident $id:literal $wire:ident $source:ident $summary:literal;)*) => {
        $(
            pub(super) static $name: ChangeRule = ChangeRule {
                rule: Rule {
                    id: $id,
                    level: Level::Deny,
                    summary: $summary,
                    page: include_str!(concat!($id, ".md")),
                    check: Check::Change,
                },
                wire: level!($wire),
                source: level!($source),
            };
        )*

        /// Every kind of change.
        pub static CHANGES: &[&ChangeRule] = &[$(&$name),*];
    };
}

macro_rules! level {
    (No) => {
        None
    };
    ($level:ident) => {
        Some(Bump::$level)
    };
}

changes! {
    CODE_REMOVED "code-removed" Major Major "A code is gone: clients that match on it wait for what never comes, and the variant is gone.";
    CODE_RETIRED "code-retired" Minor Major "A code is retired: it is not sent any more, and the variant is gone.";
    CODE_RENAMED "code-renamed" Major Major "A code has another text: clients that match on the old one miss it, and so do callers of the variant.";
    RETIRED_CODE_REUSED "retired-code-reused" Major No "A retired code is back: old clients take it for what it once was.";
    RETIRED_ENTRY_REMOVED "retired-entry-removed" Major No "A retired code is forgotten, so it may be used again for something else.";
    ALIAS_REMOVED "alias-removed" Major No "A spelling is not understood any more, or as another code.";
    STATUS_CHANGED "status-changed" Major No "A code has another HTTP status: clients that judge by the status behave differently.";
    FAULT_CHANGED "fault-changed" Major No "A code's status moved between 4xx and 5xx: clients blame the other side, and retry differently.";
    RETRYABLE_LOST "retryable-lost" Major No "A code is not retryable any more: deployed clients still send the request again.";
    NUMBER_CHANGED "number-changed" Major No "A code has another number.";
    CATALOG_RENAMED "catalog-renamed" Major No "The catalog has another name.";
    ENVELOPE_CHANGED "envelope-changed" Major No "Error responses name their members differently: deployed clients do not find them.";
    PARAM_REMOVED "param-removed" Major Major "A parameter is gone: clients that read it find nothing, and its argument is gone.";
    PARAM_RENAMED "param-renamed" Major Major "A parameter has another name: clients that read it find nothing.";
    PARAM_TYPE_CHANGED "param-type-changed" Major Major "A parameter has another type: clients and callers cannot use it as before.";
    PARAM_ADDED "param-added" Minor Major "A message has one more parameter: callers must pass it.";
    PARAM_REORDERED "param-reordered" Minor Major "A constructor takes its arguments in another order or number.";
    CASE_REMOVED "case-removed" Patch Major "A case is gone, and so is its constructor.";
    VARIANT_RENAMED "variant-renamed" No Major "A variant has another name: callers do not compile.";
    CODE_ADDED "code-added" Minor Minor "A code is new.";
    CASE_ADDED "case-added" Minor Minor "A code has one more message.";
    ALIAS_ADDED "alias-added" Minor Minor "A code is understood under one more spelling.";
    RETRYABLE_GAINED "retryable-gained" Minor Minor "A code is retryable now.";
    THROTTLING_CHANGED "throttling-changed" Minor Minor "A code counts as rate limiting now, or does not any more.";
    RETRY_AFTER_CHANGED "retry-after-changed" Minor Minor "A code asks for another time to wait.";
    DEPRECATED_ADDED "deprecated-added" Minor Minor "A code is deprecated now.";
    MESSAGE_CHANGED "message-changed" Patch Patch "A message has another wording.";
    DOCS_CHANGED "docs-changed" Patch Patch "The documentation changed.";
    DEPRECATED_REMOVED "deprecated-removed" Patch Patch "A code is not deprecated any more.";
}
