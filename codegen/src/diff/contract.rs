//! What deployed clients go by: the part of a catalog in which a change can break
//! them. A lock holds it, so what is major on the wire is major to both.

use std::collections::{BTreeMap, BTreeSet};

use super::envelope::{Spoken, written};
use crate::catalog::{Catalog, Entry, Envelope, Operation, ParamType, Retired};
use crate::maps::map;
use crate::report::Span;

/// What an API has promised to its clients, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Contract {
    pub name: Option<String>,
    pub envelope: Option<Spoken>,
    pub codes: Vec<Promise>,
    pub retired: Vec<Forgone>,
    /// `None` where nobody knows, as of a lock that is older than operations.
    pub operations: Option<Vec<Service>>,
}

/// What an operation may answer with, the common codes too.
#[derive(Debug, Default)]
pub(super) struct Service {
    pub name: String,
    pub errors: BTreeSet<String>,
    pub span: Option<Span>,
}

/// What a client can rely on where it meets a code.
#[derive(Debug)]
pub(super) struct Promise {
    pub code: String,
    pub status: u16,
    pub retryable: bool,
    pub number: Option<i64>,
    pub params: BTreeMap<String, ParamType>,
    pub aliases: Vec<String>,
    /// What its responses say at places of their own, by place.
    pub constants: BTreeMap<String, String>,
    /// Tells the message from others. It is no promise, but gives a rename away.
    pub message: Option<u64>,
    /// Where the spec has the code, if there is a spec.
    pub span: Option<Span>,
}

/// A code that is never sent again.
#[derive(Debug)]
pub(super) struct Forgone {
    pub code: String,
    pub reason: Option<String>,
    pub span: Option<Span>,
}

impl Contract {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let Catalog {
            name,
            envelope,
            entries,
            retired,
            title: _,
            api_version: _,
            docs_url: _,
            fallback: _,
            operations,
            common: _,
            levels: _,
            allow: _,
            accept: _,
        } = catalog;
        Self {
            name: Some(name.clone()),
            envelope: Some(Spoken::of(envelope)),
            codes: entries.iter().map(|entry| Promise::of(entry, envelope)).collect(),
            retired: retired.iter().map(Forgone::of).collect(),
            operations: Some(operations.iter().map(|one| Service::of(one, catalog)).collect()),
        }
    }
}

impl Service {
    fn of(operation: &Operation, catalog: &Catalog) -> Self {
        let errors = catalog.errors_of(operation);
        Self {
            name: operation.name.clone(),
            errors: errors.iter().map(|entry| entry.code.clone()).collect(),
            span: Some(operation.span.clone()),
        }
    }
}

impl Promise {
    fn of(entry: &Entry, envelope: &Envelope) -> Self {
        let constants = envelope.of_codes.iter().enumerate().filter_map(|(index, path)| {
            Some((path.to_string(), written(envelope.constant(index, entry)?)))
        });
        let params = entry.params.iter();
        Self {
            code: entry.code.clone(),
            status: entry.status,
            retryable: entry.retryable,
            number: entry.number,
            params: map(params.map(|param| (param.name.clone(), param.r#type))),
            aliases: entry.aliases.clone(),
            constants: map(constants),
            message: Some(digest(&entry.message.template())),
            span: Some(entry.span.clone()),
        }
    }
}

impl Forgone {
    fn of(retired: &Retired) -> Self {
        let Retired { code, span, reason, since: _ } = retired;
        Self { code: code.clone(), reason: reason.clone(), span: Some(span.clone()) }
    }
}

/// FNV-1a, of 64 bits. Locks hold it, so it must never change.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
