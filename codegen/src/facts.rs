//! What a row says beside its code, status and message: one list of facts, which
//! Markdown, rustdoc, HTML and the terminal show, each in its own clothes.
//!
//! A fact of a kind that there is already is shown everywhere without another line.

use crate::catalog::{Constructor, Deprecated, Entry, Occurrence, Param};

/// One fact.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fact<'e> {
    /// What it is about, in a word or two.
    pub label: &'static str,
    /// What it says.
    pub value: Value<'e>,
}

/// What a fact says, by how it is shown.
#[derive(Clone, Debug)]
pub enum Value<'e> {
    /// The code's name for people, one line of the spec's text.
    Title(&'e str),
    /// Text of [`prose`](crate::prose).
    Prose(&'e str),
    /// Whether the same request may be sent again.
    Retry(Retry),
    /// A parameter of a message.
    Param(&'e Param),
    /// A number.
    Number(i64),
    /// One line of the spec's text.
    Text(&'e str),
    /// The operations that may answer with the code.
    Operations(Occurrence<'e>),
    /// Texts as they are on the wire.
    Codes(&'e [String]),
    /// Since when, by what and why the code is replaced.
    Deprecated(&'e Deprecated),
    /// An address, which need not be one of the web.
    Address(&'e str),
    /// The code in Rust: its variant and constructors.
    Rust(&'e str, &'e [Constructor]),
}

/// May the same request be sent again?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retry {
    /// It may.
    pub retryable: bool,
    /// This is rate limiting.
    pub throttling: bool,
    /// Seconds to wait before.
    pub after: Option<u32>,
}

impl Retry {
    /// As advice: "yes, the same request may be sent again; wait 5 s".
    pub fn advice(self) -> String {
        let advice = match (self.retryable, self.throttling) {
            (true, true) => "yes, more slowly: this is rate limiting",
            (true, false) => "yes, the same request may be sent again",
            (false, true) => "no, although this is rate limiting",
            (false, false) => "no, the same request would fail again",
        };
        match self.after {
            Some(seconds) => format!("{advice}; wait {seconds} s"),
            None => advice.to_owned(),
        }
    }
}

/// The facts of an entry, and what is for the team alone, which stands first.
pub fn internal(entry: &Entry) -> Vec<Fact<'_>> {
    let notes = entry.notes.as_deref().map(Value::Prose);
    let notes = notes.map(|value| Fact { label: "Notes", value });
    notes.into_iter().chain(facts(entry)).collect()
}

/// The facts of an entry, in the order in which a reader asks for them.
pub fn facts<'e>(entry: &'e Entry) -> Vec<Fact<'e>> {
    let Entry {
        code: _,
        span: _,
        allow: _,
        status: _,
        message: _,
        original: _,
        translations: _,
        // The samples show it.
        constants: _,
        // The clients have it.
        names: _,
        // They are for the team alone: `internal` has them.
        notes: _,
        is_common: _,
        operations: _,
        variant,
        number,
        title,
        cause,
        fix,
        doc_url,
        retryable,
        throttling,
        retry_after,
        since,
        deprecated,
        aliases,
        params,
        constructors,
    } = entry;
    let mut facts = Vec::new();
    let mut say = |label, value: Option<Value<'e>>| {
        facts.extend(value.map(|value| Fact { label, value }));
    };
    say("Title", title.as_deref().map(Value::Title));
    say("Cause", cause.as_deref().map(Value::Prose));
    say("Fix", fix.as_deref().map(Value::Prose));
    let retry = Retry { retryable: *retryable, throttling: *throttling, after: *retry_after };
    say("Retry", Some(Value::Retry(retry)));
    for param in params {
        say("Parameter", Some(Value::Param(param)));
    }
    say("Occurs in", entry.occurrence().map(Value::Operations));
    say("Number", number.map(Value::Number));
    say("Also accepted", (!aliases.is_empty()).then_some(Value::Codes(aliases)));
    say("Since", since.as_deref().map(Value::Text));
    say("Deprecated", deprecated.as_ref().map(Value::Deprecated));
    say("More", doc_url.as_deref().map(Value::Address));
    say("Rust", Some(Value::Rust(variant, constructors)));
    facts
}
