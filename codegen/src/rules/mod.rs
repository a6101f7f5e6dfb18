//! The rules: the one list that says what a spec may not do, what can change
//! between two versions of one, and what shows that the service does not keep to it.
//! The functions that find what breaks them are in `check`, in `diff` and in the
//! command; nothing here knows of them.

mod rule;

pub use self::rule::{Bump, Kind, Level, Rule};

macro_rules! rules {
    ($($name:ident $id:literal $kind:ident$(($($weight:ident),+))?, $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Rule = Rule {
                id: $id,
                kind: kind!($kind $($($weight)+)?),
                summary: $summary,
                page: include_str!(concat!(page!($kind), $id, ".md")),
            };
        )*

        const ALL: &[&Rule] = &[$(&$name),*];
    };
}

macro_rules! kind {
    (Error) => {
        Kind::Error
    };
    (Lint $level:ident) => {
        Kind::Lint(Level::$level)
    };
    (Source $level:ident) => {
        Kind::Source(Level::$level)
    };
    (Traffic $level:ident) => {
        Kind::Traffic(Level::$level)
    };
    (Change $wire:ident $source:ident) => {
        Kind::Change { wire: bump!($wire), source: bump!($source) }
    };
}

macro_rules! bump {
    (No) => {
        None
    };
    ($bump:ident) => {
        Some(Bump::$bump)
    };
}

/// The folder of a rule's page.
macro_rules! page {
    (Change) => {
        "changes/"
    };
    (Source) => {
        "source/"
    };
    (Traffic) => {
        "traffic/"
    };
    ($kind:ident) => {
        ""
    };
}

rules! {
    SYNTAX "syntax" Error, "The text is not TOML.";
    UNKNOWN_KEY "unknown-key" Error, "A table has a key that the spec format does not know.";
    MISSING_KEY "missing-key" Error, "A table lacks a key that it must have, or the spec has no `[[error]]`.";
    WRONG_TYPE "wrong-type" Error, "A value is not of its key's type, or none of the values that the key takes.";
    INVALID_CODE "invalid-code" Error, "A code or alias is not 1 to 128 of `A-Z a-z 0-9 . _ : / -` with a letter or digit first.";
    INVALID_NAME "invalid-name" Error, "A name cannot stand where it is used: in Rust source, in XML or as an HTTP header.";
    INVALID_STATUS "invalid-status" Error, "A status is outside 400 to 599.";
    INVALID_PLACEHOLDER "invalid-placeholder" Error, "A message has a brace that neither belongs to a `{snake_case}` placeholder nor is doubled.";
    TRANSLATION_MISMATCH "translation-mismatch" Error, "A translation has other placeholders than the message.";
    UNUSED_PARAM "unused-param" Error, "A row describes a parameter that none of its messages uses.";
    UNKNOWN_LINT "unknown-lint" Error, "`[lints]` or `allow` names no lint, or `accept` no change.";
    DUPLICATE_CODE "duplicate-code" Error, "Two codes or aliases are the same.";
    DUPLICATE_NUMBER "duplicate-number" Error, "Two rows have the same number.";
    NAME_COLLISION "name-collision" Error, "Two names that must differ are the same: variants, constructors, accessors, members of the envelope.";
    UNKNOWN_CODE "unknown-code" Error, "`replaced_by` or `[fallback]` names no code of the spec.";
    INVALID_FALLBACK "invalid-fallback" Error, "`[fallback]` names a code whose message has parameters, or whose status says that the other side is at fault.";
    TOO_MANY_LANGUAGES "too-many-languages" Error, "A spec is translated into more than 100 languages.";
    RETIRED_CODE_REUSED "retired-code-reused" Error, "A live code or alias is also retired.";

    STATUS_NAME_MISMATCH "status-name-mismatch" Lint(Warn), "A code's name promises another status than the row has.";
    UNREGISTERED_STATUS "unregistered-status" Lint(Warn), "A status is not in IANA's registry of HTTP status codes.";
    RETRY_ON_CLIENT_FAULT "retry-on-client-fault" Lint(Warn), "A 4xx that says the request is wrong is retryable, and it is no rate limiting.";
    NO_RETRY_ON_UNAVAILABLE "no-retry-on-unavailable" Lint(Warn), "A 429, 503 or 504 is not retryable.";
    READS_AS_SUCCESS "reads-as-success" Lint(Deny), "A code reads as if the call had succeeded.";
    MESSAGE_STYLE "message-style" Lint(Warn), "A message begins or ends with a space, holds an invisible character, or has no final punctuation.";
    MISSING_FIX "missing-fix" Lint(Allow), "A row does not say what the caller can do.";
    MISSING_TRANSLATION "missing-translation" Lint(Allow), "A row has no message in a language that other rows have.";
    UNUSED_IN_OPERATIONS "unused-in-operations" Lint(Allow), "No operation may answer with a code, though the spec has operations.";
    DUPLICATE_IN_OPERATION "duplicate-in-operation" Lint(Deny), "An operation lists a code twice, or one that every operation may answer with.";
    UNUSED_ALLOW "unused-allow" Lint(Warn), "An `allow` names a lint that does not fire on its row.";

    UNUSED_CODE "unused-code" Source(Warn), "No source outside tests makes or names a code.";
    UNDECLARED_CODE "undeclared-code" Source(Warn), "A text in the source is used as a code of the table, which has none such.";
    RETIRED_CODE_USED "retired-code-used" Source(Deny), "Source outside tests names a retired code.";
    UNTESTED_CODE "untested-code" Source(Allow), "No test names a code.";

    UNKNOWN_CODE_SENT "unknown-code" Traffic(Deny), "A response has a code that is not in the table.";
    WRONG_STATUS "wrong-status" Traffic(Deny), "A code is sent with another status than the table's.";
    UNKNOWN_MESSAGE "unknown-message" Traffic(Warn), "A code is sent with a message that fits none of its row.";
    MISSING_MEMBER "missing-member" Traffic(Deny), "A response lacks a member of the envelope that is always sent.";
    UNKNOWN_MEMBER "unknown-member" Traffic(Warn), "A response has a member that the envelope does not know.";
    WRONG_MEMBER_TYPE "wrong-member-type" Traffic(Deny), "A member of a response has another type than the envelope's.";
    ALIAS_SENT "alias-sent" Traffic(Warn), "A response has an alias in the place of its code.";
    RETIRED_SENT "retired-sent" Traffic(Deny), "A response has a retired code.";
    NOT_AN_ERROR_BODY "not-an-error-body" Traffic(Warn), "The body of a 4xx or 5xx is none that the table describes.";
    WRONG_CONTENT_TYPE "wrong-content-type" Traffic(Warn), "The body of an error has another media type than the header says, or than the table's.";
    UNDECLARED_IN_OPERATION "undeclared-in-operation" Traffic(Deny), "An operation answers with a code that the spec does not list for it.";
    UNSEEN_CODE "unseen-code" Traffic(Allow), "A code came in no response.";

    CODE_REMOVED "code-removed" Change(Major, Major), "A code is gone: clients that match on it wait for what never comes, and the variant is gone.";
    CODE_RETIRED "code-retired" Change(Minor, Major), "A code is retired: it is not sent any more, and the variant is gone.";
    CODE_RENAMED "code-renamed" Change(Major, Major), "A code has another text: clients that match on the old one miss it, and so do callers of the variant.";
    RETIRED_CODE_BACK "retired-code-reused" Change(Major, No), "A retired code is back: old clients take it for what it once was.";
    RETIRED_ENTRY_REMOVED "retired-entry-removed" Change(Major, No), "A retired code is forgotten, so it may be used again for something else.";
    ALIAS_REMOVED "alias-removed" Change(Major, No), "A spelling is not understood any more, or as another code.";
    STATUS_CHANGED "status-changed" Change(Major, No), "A code has another HTTP status: clients that judge by the status behave differently.";
    FAULT_CHANGED "fault-changed" Change(Major, No), "A code's status moved between 4xx and 5xx: clients blame the other side, and retry differently.";
    RETRYABLE_LOST "retryable-lost" Change(Major, No), "A code is not retryable any more: deployed clients still send the request again.";
    NUMBER_CHANGED "number-changed" Change(Major, No), "A code has another number.";
    CATALOG_RENAMED "catalog-renamed" Change(Major, No), "The catalog has another name.";
    ENVELOPE_CHANGED "envelope-changed" Change(Major, No), "Error responses are built differently: deployed clients do not find what they look for.";
    MEMBER_ADDED "member-added" Change(Minor, No), "Error responses say more than before: clients ignore members that they do not know.";
    FALLBACK_CHANGED "fallback-changed" Change(Minor, Minor), "Another code answers where no handler did, or none.";
    INTERNAL_FALLBACK_REMOVED "internal-fallback-removed" Change(Minor, Major), "No code answers for internal errors any more, and there is no `Failure`.";
    OPERATION_REMOVED "operation-removed" Change(Major, Major), "An operation is gone: clients that call it fail, and so are its module and its error type.";
    OPERATION_RENAMED "operation-renamed" Change(Major, Major), "An operation has another name: clients call the old one, and its module and its error type have other names.";
    OPERATION_ERROR_REMOVED "operation-error-removed" Change(Minor, Major), "An operation does not answer with a code any more: its error type has no such variant.";
    OPERATION_ADDED "operation-added" Change(Minor, Minor), "An operation is new.";
    OPERATION_ERROR_ADDED "operation-error-added" Change(Minor, Minor), "An operation may answer with one more code.";
    PARAM_REMOVED "param-removed" Change(Major, Major), "A parameter is gone: clients that read it find nothing, and its argument is gone.";
    PARAM_RENAMED "param-renamed" Change(Major, Major), "A parameter has another name: clients that read it find nothing.";
    PARAM_TYPE_CHANGED "param-type-changed" Change(Major, Major), "A parameter has another type: clients and callers cannot use it as before.";
    PARAM_ADDED "param-added" Change(Minor, Major), "A message has one more parameter: callers must pass it.";
    PARAM_REORDERED "param-reordered" Change(Minor, Major), "A constructor takes its arguments in another order or number.";
    CASE_REMOVED "case-removed" Change(Patch, Major), "A case is gone, and so is its constructor.";
    CONSTRUCTOR_REMOVED "constructor-removed" Change(No, Major), "A constructor is gone or has another name, or a code is no `Plain` any more: callers do not compile.";
    VARIANT_RENAMED "variant-renamed" Change(No, Major), "A variant has another name: callers do not compile.";
    CODE_ADDED "code-added" Change(Minor, Minor), "A code is new.";
    CASE_ADDED "case-added" Change(Minor, Minor), "A code has one more message.";
    ALIAS_ADDED "alias-added" Change(Minor, Minor), "A code is understood under one more spelling.";
    RETRYABLE_GAINED "retryable-gained" Change(Minor, Minor), "A code is retryable now.";
    THROTTLING_CHANGED "throttling-changed" Change(Minor, Minor), "A code counts as rate limiting now, or does not any more.";
    RETRY_AFTER_CHANGED "retry-after-changed" Change(Minor, Minor), "A code asks for another time to wait.";
    DEPRECATED_ADDED "deprecated-added" Change(Minor, Minor), "A code is deprecated now.";
    MESSAGE_CHANGED "message-changed" Change(Patch, Patch), "A message has another wording.";
    DOCS_CHANGED "docs-changed" Change(Patch, Patch), "The documentation changed.";
    DEPRECATED_REMOVED "deprecated-removed" Change(Patch, Patch), "A code is not deprecated any more.";
}

/// The rules of a spec: first what is always an error, then the lints.
pub fn of_a_spec() -> impl Iterator<Item = &'static Rule> + Clone {
    all().filter(|rule| matches!(rule.kind, Kind::Error | Kind::Lint(_)))
}

/// The lints, of a spec, of source and of traffic.
pub fn lints() -> impl Iterator<Item = &'static Rule> + Clone {
    all().filter(|rule| rule.is_lint())
}

/// The lints of the service's source.
pub fn of_source() -> impl Iterator<Item = &'static Rule> + Clone {
    all().filter(|rule| matches!(rule.kind, Kind::Source(_)))
}

/// The lints of the service's traffic.
pub fn of_traffic() -> impl Iterator<Item = &'static Rule> + Clone {
    all().filter(|rule| matches!(rule.kind, Kind::Traffic(_)))
}

/// The rules of two versions of a spec.
pub fn changes() -> impl Iterator<Item = &'static Rule> + Clone {
    all().filter(|rule| rule.is_change())
}

/// Every rule: those of a spec, of the service, and of the spec's changes.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    ALL.iter().copied()
}
