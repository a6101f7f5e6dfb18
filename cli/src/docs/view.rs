//! What the templates show of a catalog: every text of the spec in a form that
//! is safe to show, every address one that leads to the web or within the site.

use errspec_codegen::catalog::{self, Catalog, Entry};
use errspec_codegen::named;

use super::file_name::{FOLDER, Names};
use super::prose::{Paragraph, paragraphs};
use super::shown::Shown;
use crate::explain::retry;
use errspec_codegen::sample::{self, REQUEST_ID, Sample};

pub struct Code<'c> {
    pub code: &'c str,
    pub page: Page,
    pub status: u16,
    /// "404 Not Found"
    pub status_name: String,
    pub title: Option<Shown>,
    pub message: Shown,
    pub cases: Vec<Case>,
    pub deprecated: Option<Deprecated<'c>>,
    pub cause: Vec<Paragraph>,
    pub fix: Vec<Paragraph>,
    pub retryable: bool,
    pub retry: String,
    pub params: Vec<Param<'c>>,
    pub aliases: &'c [String],
    pub since: Option<Shown>,
    pub number: Option<i64>,
    pub doc_url: Option<DocUrl>,
    /// The variant and the constructors.
    pub rust: Vec<String>,
    pub samples: [(&'static str, Sample); 2],
}

/// Where the page of a code is.
pub struct Page {
    pub from_index: String,
    pub from_page: String,
}

pub struct Case {
    pub name: Shown,
    pub message: Shown,
}

pub struct Deprecated<'c> {
    pub since: Option<Shown>,
    pub replaced_by: Option<(&'c str, Page)>,
    pub note: Option<Shown>,
}

pub struct Param<'c> {
    pub name: &'c str,
    pub r#type: &'static str,
    pub example: Option<Shown>,
    pub doc: Option<Shown>,
}

pub struct DocUrl {
    pub text: Shown,
    pub is_web: bool,
}

pub struct Retired<'c> {
    pub code: &'c str,
    pub page: Page,
    pub since: Option<Shown>,
    pub reason: Option<Shown>,
}

impl<'c> Code<'c> {
    pub fn of(entry: &'c Entry, catalog: &'c Catalog, names: &Names<'_>) -> Self {
        let cases = entry.constructors.iter().filter_map(|constructor| {
            let name = Shown::line(constructor.case.as_deref()?);
            Some(Case { name, message: Shown::line(&constructor.message.documented()) })
        });
        let deprecated = entry.deprecated.as_ref();
        Self {
            code: &entry.code,
            page: Page::of(&entry.code, names),
            status: entry.status,
            status_name: named(entry.status),
            title: shown(&entry.title),
            message: Shown::line(&entry.message.documented()),
            cases: cases.collect(),
            deprecated: deprecated.map(|deprecated| Deprecated::of(deprecated, names)),
            cause: entry.cause.as_deref().map(paragraphs).unwrap_or_default(),
            fix: entry.fix.as_deref().map(paragraphs).unwrap_or_default(),
            retryable: entry.retryable,
            retry: retry(entry),
            params: entry.params.iter().map(Param::of).collect(),
            aliases: &entry.aliases,
            since: shown(&entry.since),
            number: entry.number,
            doc_url: entry
                .doc_url
                .as_deref()
                .map(|url| DocUrl { text: Shown::exactly(url), is_web: is_web(url) }),
            rust: rust(entry),
            samples: [
                ("JSON", sample::json(catalog, entry, REQUEST_ID)),
                ("XML", sample::xml(catalog, entry, REQUEST_ID)),
            ],
        }
    }

    /// The first digit of the status, which says who is at fault.
    pub fn class(&self) -> u16 {
        self.status / 100
    }
}

impl Page {
    fn of(code: &str, names: &Names<'_>) -> Self {
        let from_page = names.href(code);
        Self { from_index: format!("{FOLDER}/{from_page}"), from_page }
    }
}

impl<'c> Deprecated<'c> {
    fn of(deprecated: &'c catalog::Deprecated, names: &Names<'_>) -> Self {
        let replaced_by = deprecated.replaced_by.as_deref();
        Self {
            since: shown(&deprecated.since),
            replaced_by: replaced_by.map(|code| (code, Page::of(code, names))),
            note: shown(&deprecated.note),
        }
    }
}

impl<'c> Param<'c> {
    fn of(param: &'c catalog::Param) -> Self {
        Self {
            name: &param.name,
            r#type: param.r#type.name(),
            example: shown(&param.example),
            doc: shown(&param.doc),
        }
    }
}

impl<'c> Retired<'c> {
    pub fn of(code: &'c catalog::Retired, names: &Names<'_>) -> Self {
        Self {
            code: &code.code,
            page: Page::of(&code.code, names),
            since: shown(&code.since),
            reason: shown(&code.reason),
        }
    }
}

fn shown(text: &Option<String>) -> Option<Shown> {
    text.as_deref().map(Shown::line)
}

/// An address that a link may lead to, whatever else a spec calls one.
pub fn is_web(url: &str) -> bool {
    let is_http = url.starts_with("https://") || url.starts_with("http://");
    is_http && url.chars().all(|c| c.is_ascii_graphic())
}

fn rust(entry: &Entry) -> Vec<String> {
    let variant = format!("ErrorCode::{}", entry.variant);
    let constructors = entry.constructors.iter().map(|constructor| {
        let params = constructor.message.params.iter().map(|param| param.name.as_str());
        let params: Vec<&str> = params.collect();
        format!("ErrorCode::{}({})", constructor.name, params.join(", "))
    });
    std::iter::once(variant).chain(constructors).collect()
}
