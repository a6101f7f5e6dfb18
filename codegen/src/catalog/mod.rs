//! The checked table: right by construction, so whoever reads it checks nothing.

mod allow;
mod envelope;
mod fallback;
mod message;
mod operation;

use std::collections::{BTreeMap, BTreeSet};

pub use self::allow::{Allow, AllowOutside};
pub use self::envelope::{
    DetailMember, Envelope, Extension, Format, Member, Node, Path, Scalar, Step, Style, Success,
};
pub use self::fallback::Occasion;
pub use self::message::{Constructor, Message, Param, ParamType, Part};
pub use self::operation::{Occurrence, Operation};
use crate::report::Span;
use crate::rules::{Level, Rule};
use crate::words::words;

/// A table of error codes that broke no rule.
///
/// Emitters trust it: whoever changes a value in it answers for what they write.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Catalog {
    /// The API's short name; "Error" where the spec has none.
    pub name: String,
    /// The API's name for people.
    pub title: Option<String>,
    /// The version of the API.
    pub api_version: Option<String>,
    /// Where a code is documented, with `{code}` for the code.
    pub docs_url: Option<String>,
    /// How responses are built.
    pub envelope: Envelope,
    /// The codes that answer where no handler did.
    pub fallback: BTreeMap<Occasion, String>,
    /// The operations, in the order of the spec.
    pub operations: Vec<Operation>,
    /// The codes that every operation may answer with, as indices of `entries`, sorted.
    pub common: Vec<usize>,
    /// The codes in the order of the spec; at least one.
    pub entries: Vec<Entry>,
    /// The codes that were published once, in the order of the spec.
    pub retired: Vec<Retired>,
    /// The levels that the spec sets, by the ids of lints.
    pub levels: BTreeMap<String, Level>,
    /// Findings on source and traffic that are meant, in the order of the spec.
    pub allow: Vec<AllowOutside>,
    /// Changes since an earlier version that are meant, in the order of the spec.
    pub accept: Vec<Accept>,
}

impl Catalog {
    /// The level of a lint: what the spec says, or the rule itself.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.id).copied().unwrap_or(rule.level())
    }

    /// The codes that an operation may answer with, the common ones too, in the table's order.
    pub fn errors_of(&self, operation: &Operation) -> Vec<&Entry> {
        self.indices_of(operation).into_iter().map(|index| &self.entries[index]).collect()
    }

    /// Where these codes are among the entries, sorted.
    pub(crate) fn indices_of(&self, operation: &Operation) -> Vec<usize> {
        let indices = [&operation.errors, &self.common].into_iter().flatten().copied();
        indices.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The languages into which anything is translated, sorted.
    pub fn languages(&self) -> Vec<&str> {
        let translations = self.entries.iter().flat_map(|entry| &entry.translations);
        let languages = translations.map(|translation| translation.language.as_str());
        languages.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The catalog with its texts in a language, as far as it has them. What a
    /// service sends stays as it is.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Self {
        let mut catalog = self.clone();
        for entry in &mut catalog.entries {
            let Some(translation) = entry.translation(language).cloned() else {
                continue;
            };
            if let Some(message) = translation.message {
                entry.original = Some(std::mem::replace(&mut entry.message, message));
            }
            entry.title = translation.title.or(entry.title.take());
            entry.cause = translation.cause.or(entry.cause.take());
            entry.fix = translation.fix.or(entry.fix.take());
        }
        catalog
    }
}

/// The address that a catalog's `docs_url` promises for a code.
pub fn expand_docs_url(template: &str, code: &str) -> String {
    template.replace("{code}", &code.replace('/', "%2F"))
}

/// One code.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entry {
    /// The text on the wire.
    pub code: String,
    /// Where the spec has it.
    pub span: Span,
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The documented message: the row's own, or its first case's.
    pub message: Message,
    /// The variant of the generated enum, as it stands in Rust source.
    pub variant: String,
    /// Its name in clients of one language, where the variant's will not do.
    pub names: BTreeMap<ClientLanguage, String>,
    /// The constructors of the generated enum: one for a message with
    /// parameters, and one for each case.
    pub constructors: Vec<Constructor>,
    /// The parameters of all messages, in the order of their first appearance.
    pub params: Vec<Param>,
    /// The stable number.
    pub number: Option<i64>,
    /// A short name for people.
    pub title: Option<String>,
    /// Why this happens: paragraphs parted by blank lines, code in backticks.
    pub cause: Option<String>,
    /// What the caller can do: paragraphs parted by blank lines, code in backticks.
    pub fix: Option<String>,
    /// Where the code is documented.
    pub doc_url: Option<String>,
    /// May the same request be sent again?
    pub retryable: bool,
    /// Is this rate limiting?
    pub throttling: bool,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u32>,
    /// The first version or date that has the code.
    pub since: Option<String>,
    /// Since when, by what and why the code is replaced.
    pub deprecated: Option<Deprecated>,
    /// Other spellings that a client must accept.
    pub aliases: Vec<String>,
    /// What is for the team alone: paragraphs parted by blank lines, code in backticks.
    pub notes: Option<String>,
    /// The lints that it may break.
    pub allow: Vec<Allow>,
    /// What its responses say at places of their own.
    pub constants: Vec<(Path, Scalar)>,
    /// Whether every operation may answer with it.
    pub is_common: bool,
    /// The operations that may answer with it, in the order of the spec.
    pub operations: Vec<String>,
    /// The texts in other languages, sorted by language tag.
    pub translations: Vec<Translation>,
    /// What is sent, where `message` is a translation of it.
    pub original: Option<Message>,
}

impl Entry {
    /// Whether its documented message has no parameters: then it is an error without
    /// being filled in.
    pub fn is_plain(&self) -> bool {
        self.message.params.is_empty()
    }

    /// Its name in clients of a language.
    pub fn client_name(&self, language: ClientLanguage) -> &str {
        self.names.get(&language).unwrap_or(&self.variant)
    }

    /// The texts in a language.
    pub fn translation(&self, language: &str) -> Option<&Translation> {
        let at = self.translations.binary_search_by(|texts| texts.language.as_str().cmp(language));
        at.ok().map(|at| &self.translations[at])
    }
}

words! {
    /// A language of clients.
    pub enum ClientLanguage {
        /// Python.
        Python "python",
        /// TypeScript.
        Typescript "typescript",
        /// Go.
        Go "go",
    }
}

/// The texts of a code in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Translation {
    /// The language's tag, in the case that RFC 5646 recommends (section 2.1.1).
    pub language: String,
    /// The documented message, with the parameters of the original.
    pub message: Option<Message>,
    /// A short name for people.
    pub title: Option<String>,
    /// Why this happens.
    pub cause: Option<String>,
    /// What the caller can do.
    pub fix: Option<String>,
}

/// Since when, by what and why a code is replaced.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Deprecated {
    /// The first version or date at which the code is deprecated.
    pub since: Option<String>,
    /// A code of the catalog.
    pub replaced_by: Option<String>,
    /// One sentence for the reader.
    pub note: Option<String>,
}

/// A code that was published once and is never used again.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Retired {
    /// The text on the wire.
    pub code: String,
    /// Where the spec has it.
    pub span: Span,
    /// The first version or date without the code.
    pub since: Option<String>,
    /// Why it was retired.
    pub reason: Option<String>,
}

/// A change since an earlier version that is meant.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Accept {
    /// The id of one of the rules of changes, [`rules::changes`](crate::rules::changes).
    pub rule: String,
    /// The code that changed; `None` for the catalog as a whole.
    pub code: Option<String>,
    /// Why the change is meant.
    pub reason: String,
    /// The last day on which it counts, as `2027-01-01`.
    pub until: Option<String>,
    /// Where the spec has it.
    pub span: Span,
}
