//! What is believed of a variant, where several things are said of it.

use super::model::Variant;
use super::said::{Said, Source, Statement};
use crate::placeholders::{self, Piece};

/// The key that a variant's doc comment is used for.
pub fn doc_is(variant: &Variant) -> Option<&'static str> {
    variant.doc.as_ref()?;
    if statement(variant, "message").is_none() {
        Some("message")
    } else {
        statement(variant, "cause").is_none().then_some("cause")
    }
}

/// The statement that is believed.
pub fn statement<'v>(variant: &'v Variant, key: &str) -> Option<&'v Statement> {
    variant
        .said
        .iter()
        .filter(|statement| statement.key == key)
        // Where two functions are about one key, the one that could be read.
        .min_by_key(|said| (said.source, matches!(said.value, Said::Unreadable(_))))
}

pub enum Status {
    Said(u16),
    /// Why it cannot be read.
    Unread(String),
    Missing,
}

pub fn status(variant: &Variant) -> Status {
    match statement(variant, "status") {
        Some(Statement { value: Said::Status(status), .. }) => Status::Said(*status),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            Status::Unread(format!("its status in `{of}` cannot be read in line {line}: {reason}"))
        }
        _ => Status::Missing,
    }
}

/// The message, cut at its arguments.
pub fn message(variant: &Variant) -> Result<Vec<Piece>, String> {
    match statement(variant, "message") {
        // What formatting writes is written so. Any other text may be a template.
        Some(Statement { value: Said::Text(text), source: Source::Display, .. }) => {
            Ok(vec![Piece::Text(text.clone())])
        }
        Some(Statement { value: Said::Text(text), .. }) => Ok(placeholders::pieces(text)),
        Some(Statement { value: Said::Format(pieces), .. }) => Ok(pieces.clone()),
        Some(Statement { value: Said::Unreadable(reason), of, line, .. }) => {
            Err(format!("its message in `{of}` cannot be read in line {line}: {reason}"))
        }
        _ => match &variant.doc {
            Some(doc) => Ok(vec![Piece::Text(doc.clone())]),
            None => Err("nothing says its message".to_owned()),
        },
    }
}
