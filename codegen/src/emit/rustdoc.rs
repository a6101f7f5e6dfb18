//! The documentation of the generated Rust, a line a paragraph.

use std::fmt::Write;

use super::markdown;
use crate::catalog::{Constructor, Entry, Occurrence, Param};
use crate::facts::{Retry, Value, facts};
use crate::text::named;

/// The documentation of a variant.
pub(super) fn of_variant(entry: &Entry) -> Vec<String> {
    let mut docs = vec![summary(entry)];
    let mut short = Vec::new();
    for fact in facts(entry) {
        let label = fact.label;
        match fact.value {
            Value::Title(title) => docs.push(markdown::line(title)),
            Value::Prose(prose) => docs.extend(markdown::labelled(&format!("**{label}:**"), prose)),
            Value::Retry(retry) => docs.extend(advice(retry)),
            Value::Number(number) => short.push(format!("{label}: {number}.")),
            Value::Text(text) => short.push(format!("{label}: {}.", markdown::line(text))),
            Value::Operations(Occurrence::Common) => {
                short.push(format!("{label}: every operation."));
            }
            Value::Operations(Occurrence::In(names)) => {
                short.push(format!("{label}: {}.", markdown::codes(names)));
            }
            Value::Codes(codes) => short.push(format!("{label}: {}.", markdown::codes(codes))),
            Value::Address(url) => short.push(format!("{label}: {}.", markdown::link(url))),
            Value::Rust(_, []) => {}
            Value::Rust(_, made) => short.push(format!("Filled in: {}.", links(made))),
            // A constructor describes its arguments, and an attribute says the rest.
            Value::Param(_) | Value::Deprecated(_) => {}
        }
    }
    docs.extend((!short.is_empty()).then(|| short.join(" ")));
    docs
}

/// A code, its status and its message.
pub(super) fn summary(entry: &Entry) -> String {
    let (code, status) = (markdown::code(&entry.code), named(entry.status));
    format!("{code} ({status}): {}", markdown::message(&entry.message.documented()))
}

/// rustdoc knows a raw identifier by its plain name.
fn links(constructors: &[Constructor]) -> String {
    let names = constructors.iter().map(|made| made.name.trim_start_matches("r#"));
    names.map(|name| format!("[`Self::{name}`]")).collect::<Vec<_>>().join(", ")
}

fn advice(retry: Retry) -> Option<String> {
    let again = retry.retryable.then(|| "The same request may be sent again.".to_owned());
    let limiting = retry.throttling.then(|| "This is rate limiting.".to_owned());
    let wait = retry.after.map(|seconds| format!("Wait {seconds} s before the next try."));
    let advice: Vec<String> = [again, limiting, wait].into_iter().flatten().collect();
    (!advice.is_empty()).then(|| advice.join(" "))
}

/// The documentation of a constructor's argument.
pub(super) fn of_argument(param: &Param) -> String {
    let mut doc = format!("* {}", markdown::code(&param.name));
    if let Some(example) = &param.example {
        let _ = write!(doc, ", such as {}", markdown::line(example));
    }
    if let Some(text) = &param.doc {
        let _ = write!(doc, ": {}", markdown::line(text));
    }
    doc
}
