//! `errors.json`: the whole catalog, for tools in other languages.
//!
//! Field names are stable. A change that a reader of version 1 would not
//! survive counts [`SCHEMA_VERSION`] up; a new optional field does not.

mod envelope;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use self::envelope::{Envelope, by_place};
use crate::catalog::{self, Catalog};
use crate::maps::map;
use crate::text::is_hidden;

const SCHEMA_VERSION: u32 = 1;

pub(super) fn emit(catalog: &Catalog) -> String {
    to_json(&Document::of(catalog)).expect("the document has string keys only")
}

/// The catalog, as `errors.json` has it.
pub fn json_document(catalog: &Catalog) -> impl Serialize {
    Document::of(catalog)
}

/// A code, as `errors.json` has it.
pub fn json_entry(entry: &catalog::Entry) -> impl Serialize {
    Error::of(entry)
}

/// A value as JSON for people and programs: indented, and with every character
/// escaped that a terminal would obey or a reader not see.
///
/// # Errors
///
/// Where the value cannot be JSON, such as a map with keys that are no texts.
pub fn to_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = with_hidden_escaped(&serde_json::to_string_pretty(value)?);
    text.push('\n');
    Ok(text)
}

/// JSON lets invisible characters stand as they are in a string. A reviewer of
/// the file should see them: outside of strings JSON has none.
fn with_hidden_escaped(json: &str) -> String {
    // Of the hidden ones in ASCII, serde_json leaves only U+007F as it is.
    if json.is_ascii() && !json.contains('\u{7f}') {
        return json.to_owned();
    }
    if !json.contains(|c| is_hidden(c) && c != '\n') {
        return json.to_owned();
    }
    let mut text = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if is_hidden(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(c);
        }
    }
    text
}

#[derive(Serialize)]
struct Document<'c> {
    schema_version: u32,
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_version: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    docs_url: Option<&'c str>,
    envelope: Envelope<'c>,
    /// Codes by the occasion on which they answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fallback: BTreeMap<&'static str, &'c str>,
    /// The codes that every operation may answer with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    common: Vec<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    operations: Vec<Operation<'c>>,
    errors: Vec<Error<'c>>,
    retired: Vec<Retired<'c>>,
}

#[derive(Serialize)]
struct Operation<'c> {
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'c str>,
    /// Beside the common ones.
    errors: Vec<&'c str>,
}

#[derive(Serialize)]
struct Error<'c> {
    code: &'c str,
    status: u16,
    /// With `< parameter name >` for a parameter.
    message: String,
    /// With `{name}` for a parameter.
    template: String,
    variant: &'c str,
    /// By the language of a client.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<&'c str, &'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_url: Option<&'c str>,
    retryable: bool,
    throttling: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Deprecated<'c>>,
    /// By place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    members: BTreeMap<String, &'c catalog::Scalar>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'c [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    params: Vec<Param<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    constructors: Vec<Constructor<'c>>,
    /// By language tag.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<&'c str, Translation<'c>>,
}

#[derive(Serialize)]
struct Translation<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    template: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'c str>,
}

#[derive(Serialize)]
struct Deprecated<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'c str>,
}

#[derive(Serialize)]
struct Param<'c> {
    name: &'c str,
    r#type: &'static str,
    /// A value of the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'c str>,
}

#[derive(Serialize)]
struct Constructor<'c> {
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'c str>,
    message: String,
    template: String,
    /// In the order of the arguments.
    params: Vec<&'c str>,
}

#[derive(Serialize)]
struct Retired<'c> {
    code: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'c str>,
}

impl<'c> Document<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let Catalog {
            name,
            title,
            api_version,
            docs_url,
            envelope,
            fallback,
            operations,
            common,
            entries,
            retired,
            // A matter of who judges source and traffic.
            levels: _,
            allow: _,
            // A matter between two versions of the spec.
            accept: _,
        } = catalog;
        let code = |index: &usize| entries[*index].code.as_str();
        Self {
            schema_version: SCHEMA_VERSION,
            name,
            title: title.as_deref(),
            api_version: api_version.as_deref(),
            docs_url: docs_url.as_deref(),
            envelope: Envelope::of(envelope),
            fallback: map(fallback.iter().map(|(occasion, code)| (occasion.name(), code.as_str()))),
            common: common.iter().map(code).collect(),
            operations: operations
                .iter()
                .map(|operation| Operation {
                    name: &operation.name,
                    doc: operation.doc.as_deref(),
                    errors: operation.errors.iter().map(code).collect(),
                })
                .collect(),
            errors: entries.iter().map(Error::of).collect(),
            retired: retired.iter().map(Retired::of).collect(),
        }
    }
}

impl<'c> Error<'c> {
    fn of(entry: &'c catalog::Entry) -> Self {
        let catalog::Entry {
            code,
            status,
            message,
            variant,
            names,
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
            constants,
            translations,
            // They are for the team alone.
            notes: _,
            // The operations say it.
            is_common: _,
            operations: _,
            span: _,
            allow: _,
            // The document is of the spec as it is, with its translations beside it.
            original: _,
        } = entry;
        Self {
            code,
            status: *status,
            message: message.documented(),
            template: message.template(),
            variant,
            names: map(names.iter().map(|(language, name)| (language.name(), &**name))),
            number: *number,
            title: title.as_deref(),
            cause: cause.as_deref(),
            fix: fix.as_deref(),
            doc_url: doc_url.as_deref(),
            retryable: *retryable,
            throttling: *throttling,
            retry_after: *retry_after,
            since: since.as_deref(),
            deprecated: deprecated.as_ref().map(Deprecated::of),
            members: by_place(constants),
            aliases,
            params: params.iter().map(Param::of).collect(),
            constructors: constructors.iter().map(Constructor::of).collect(),
            translations: map(translations.iter().map(Translation::of)),
        }
    }
}

impl<'c> Translation<'c> {
    fn of(translation: &'c catalog::Translation) -> (&'c str, Self) {
        let message = translation.message.as_ref();
        let texts = Self {
            message: message.map(catalog::Message::documented),
            template: message.map(catalog::Message::template),
            title: translation.title.as_deref(),
            cause: translation.cause.as_deref(),
            fix: translation.fix.as_deref(),
        };
        (&translation.language, texts)
    }
}

impl<'c> Deprecated<'c> {
    fn of(deprecated: &'c catalog::Deprecated) -> Self {
        Self {
            since: deprecated.since.as_deref(),
            replaced_by: deprecated.replaced_by.as_deref(),
            note: deprecated.note.as_deref(),
        }
    }
}

impl<'c> Param<'c> {
    fn of(param: &'c catalog::Param) -> Self {
        let example = param.example.as_deref().map(|example| match param.r#type {
            catalog::ParamType::String => Value::from(example),
            // `check` has found that the example is a value of the type.
            _ => example.parse().unwrap_or_else(|_| Value::from(example)),
        });
        Self { name: &param.name, r#type: param.r#type.name(), example, doc: param.doc.as_deref() }
    }
}

impl<'c> Constructor<'c> {
    fn of(constructor: &'c catalog::Constructor) -> Self {
        let params = constructor.message.params.iter();
        Self {
            name: &constructor.name,
            case: constructor.case.as_deref(),
            message: constructor.message.documented(),
            template: constructor.message.template(),
            params: params.map(|param| param.name.as_str()).collect(),
        }
    }
}

impl<'c> Retired<'c> {
    fn of(retired: &'c catalog::Retired) -> Self {
        Self {
            code: &retired.code,
            since: retired.since.as_deref(),
            reason: retired.reason.as_deref(),
        }
    }
}
