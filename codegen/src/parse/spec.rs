//! The spec as it is written, for serde. Every key is optional here: what a
//! table must hold is the business of `keys`, and what it means of `check`.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

type Text = Spanned<String>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Spec {
    pub catalog: CatalogTable,
    pub envelope: EnvelopeTable,
    pub lints: BTreeMap<Text, String>,
    pub error: Vec<Spanned<Row>>,
    pub retired: Vec<Spanned<Retired>>,
    pub accept: Vec<Spanned<Accept>>,
    #[serde(skip)]
    pub broken: Broken,
}

/// What could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Broken {
    #[default]
    Nothing,
    /// Rows: a code that is nowhere may be in one of them.
    Rows,
    /// What stands before the rows: it may have a prefix for names, or levels for lints.
    Head,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CatalogTable {
    pub name: Option<Text>,
    pub title: Option<String>,
    pub api_version: Option<String>,
    pub docs_url: Option<String>,
    pub variant_prefix: Option<Text>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EnvelopeTable {
    pub xml_root: Option<Text>,
    pub request_id_header: Option<Text>,
    pub members: Option<BTreeMap<Text, Text>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Row {
    pub code: Option<Text>,
    pub status: Option<Spanned<i64>>,
    pub message: Option<Text>,
    pub case: Vec<Spanned<Case>>,
    pub variant: Option<Text>,
    pub number: Option<Spanned<i64>>,
    pub params: BTreeMap<Text, Param>,
    pub title: Option<String>,
    pub retryable: Option<Spanned<bool>>,
    pub throttling: bool,
    pub retry_after: Option<Spanned<i64>>,
    pub cause: Option<String>,
    pub fix: Option<String>,
    pub doc_url: Option<String>,
    pub since: Option<String>,
    pub deprecated: Option<Deprecated>,
    pub aliases: Vec<Text>,
    pub translations: BTreeMap<Text, Translation>,
    pub allow: Vec<Allow>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Case {
    pub name: Option<Text>,
    pub message: Option<Text>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Param {
    pub r#type: Option<String>,
    pub example: Option<Spanned<Scalar>>,
    pub doc: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Scalar {
    Boolean(bool),
    Integer(i64),
    String(String),
}

impl std::fmt::Display for Scalar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean(truth) => truth.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::String(text) => text.fmt(f),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Deprecated {
    pub since: Option<String>,
    pub replaced_by: Option<Text>,
    pub note: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Translation {
    pub message: Option<Text>,
    pub title: Option<String>,
    pub cause: Option<String>,
    pub fix: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Allow {
    pub lint: Option<Text>,
    pub reason: Option<Text>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Retired {
    pub code: Option<Text>,
    pub since: Option<String>,
    pub reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Accept {
    pub rule: Option<Text>,
    pub code: Option<Text>,
    pub reason: Option<Text>,
    pub until: Option<Text>,
}
