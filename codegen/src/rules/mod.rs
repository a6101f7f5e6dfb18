//! The rules: the one list that says what a spec may not do.

use crate::check::{Drafts, Subject, lints, table};
use crate::diff::CHANGES;
use crate::report::{Finding, Level, Report};

/// A rule that a spec can break.
#[non_exhaustive]
pub struct Rule {
    /// As it stands in diagnostics, `[lints]` and `allow`.
    pub id: &'static str,
    /// The level where the spec sets none. Only a lint's level can be set.
    pub level: Level,
    /// What breaks it, in one sentence.
    pub summary: &'static str,
    /// Why the rule is, with an example that breaks it and one that does not, in
    /// Markdown.
    pub page: &'static str,
    pub(crate) check: Check,
}

/// Where a rule is checked.
pub(crate) enum Check {
    /// Where the text becomes rows, or a row becomes an entry: what breaks the
    /// rule cannot be represented any further.
    Reading,
    /// Over all rows at once.
    Table(fn(&Drafts<'_>, &mut Report)),
    /// Row by row, at a level that the spec sets and a row can allow.
    Lint(fn(&Subject<'_>) -> Vec<Finding>),
    /// After the lints of a row, over what its `allow` has; a lint itself.
    Allows,
    /// Between two versions of a spec.
    Change,
}

impl Rule {
    /// Whether `[lints]` can set its level and a row can allow it.
    pub fn is_lint(&self) -> bool {
        matches!(self.check, Check::Lint(_) | Check::Allows)
    }

    /// The id, the level, the summary and the page as one Markdown text.
    pub fn explanation(&self) -> String {
        // By place, not by id: `retired-code-reused` is in both lists.
        if let Some(change) = CHANGES.iter().find(|change| std::ptr::eq(&change.rule, self)) {
            return change.explanation();
        }
        let level = match (self.is_lint(), self.level) {
            (false, _) => "Always an error",
            (true, Level::Allow) => "Not reported by default",
            (true, Level::Warn) => "A warning by default",
            (true, Level::Deny) => "An error by default",
        };
        self.explained(self.id, level)
    }

    /// The page under a heading, its level and its summary.
    pub(crate) fn explained(&self, heading: &str, level: &str) -> String {
        format!("# {heading}\n\n{level}. {}\n\n{}", self.summary, readable(self.page))
    }
}

/// A page's Markdown for readers: tests find the examples by the second word of
/// their info string, which would keep a reader from seeing it and some
/// renderers from colouring the example.
fn readable(page: &str) -> String {
    let mut text = String::new();
    for line in page.lines() {
        let fence = line.strip_prefix("```").and_then(|info| info.split_once(' '));
        match fence {
            Some((language, "fails")) => text.push_str(&format!("Fails:\n\n```{language}")),
            Some((language, "passes")) => text.push_str(&format!("Passes:\n\n```{language}")),
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

macro_rules! rules {
    ($($name:ident $id:literal $level:ident $check:expr, $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Rule = Rule {
                id: $id,
                level: Level::$level,
                summary: $summary,
                page: include_str!(concat!($id, ".md")),
                check: $check,
            };
        )*

        /// Every rule: first what is always an error, then the lints.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

use Check::{Allows, Lint, Reading, Table};

rules! {
    SYNTAX "syntax" Deny Reading, "The text is not TOML.";
    UNKNOWN_KEY "unknown-key" Deny Reading, "A table has a key that the spec format does not know.";
    MISSING_KEY "missing-key" Deny Reading, "A table lacks a key that it must have, or the spec has no `[[error]]`.";
    WRONG_TYPE "wrong-type" Deny Reading, "A value is not of its key's type, or none of the values that the key takes.";
    INVALID_CODE "invalid-code" Deny Reading, "A code or alias is not 1 to 128 of `A-Z a-z 0-9 . _ : / -` with a letter or digit first.";
    INVALID_NAME "invalid-name" Deny Reading, "A name cannot stand where it is used: in Rust source, in XML or as an HTTP header.";
    INVALID_STATUS "invalid-status" Deny Reading, "A status is outside 400 to 599.";
    INVALID_PLACEHOLDER "invalid-placeholder" Deny Reading, "A message has a brace that neither belongs to a `{snake_case}` placeholder nor is doubled.";
    TRANSLATION_MISMATCH "translation-mismatch" Deny Reading, "A translation has other placeholders than the message.";
    UNUSED_PARAM "unused-param" Deny Reading, "A row describes a parameter that none of its messages uses.";
    UNKNOWN_LINT "unknown-lint" Deny Table(table::unknown_lint), "`[lints]` or `allow` names no lint, or `accept` no change.";
    DUPLICATE_CODE "duplicate-code" Deny Table(table::duplicate_code), "Two codes or aliases are the same.";
    DUPLICATE_NUMBER "duplicate-number" Deny Table(table::duplicate_number), "Two rows have the same number.";
    NAME_COLLISION "name-collision" Deny Table(table::name_collision), "Two names that must differ are the same: variants, constructors, accessors, members of the envelope.";
    UNKNOWN_CODE "unknown-code" Deny Table(table::unknown_code), "`replaced_by` names no code of the spec.";
    RETIRED_CODE_REUSED "retired-code-reused" Deny Table(table::retired_code_reused), "A live code or alias is also retired.";

    STATUS_NAME_MISMATCH "status-name-mismatch" Warn Lint(lints::status_name_mismatch), "A code's name promises another status than the row has.";
    UNREGISTERED_STATUS "unregistered-status" Warn Lint(lints::unregistered_status), "A status is not in IANA's registry of HTTP status codes.";
    RETRY_ON_CLIENT_FAULT "retry-on-client-fault" Warn Lint(lints::retry_on_client_fault), "A 4xx that says the request is wrong is retryable, and it is no rate limiting.";
    NO_RETRY_ON_UNAVAILABLE "no-retry-on-unavailable" Warn Lint(lints::no_retry_on_unavailable), "A 429, 503 or 504 is not retryable.";
    READS_AS_SUCCESS "reads-as-success" Deny Lint(lints::reads_as_success), "A code reads as if the call had succeeded.";
    MESSAGE_STYLE "message-style" Warn Lint(lints::message_style), "A message begins or ends with a space, holds an invisible character, or has no final punctuation.";
    MISSING_FIX "missing-fix" Allow Lint(lints::missing_fix), "A row does not say what the caller can do.";
    MISSING_TRANSLATION "missing-translation" Allow Lint(lints::missing_translation), "A row has no message in a language that other rows have.";
    UNUSED_ALLOW "unused-allow" Warn Allows, "An `allow` names a lint that does not fire on its row.";
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
