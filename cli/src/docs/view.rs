//! What the templates show of a catalog: every text of the spec in a form that
//! is safe to show, every address one that leads to the web or within the site.

use errspec_clients::{handling, handling_in_rust};
use errspec_codegen::catalog::{self, Catalog, ClientLanguage, Constructor, Entry, Occurrence};
use errspec_codegen::facts::{self, Value};
use errspec_codegen::named;

use super::file_name::Names;
use super::message::Message;
use super::places::Places;
use super::prose::{Paragraph, paragraphs};
use super::shown::Shown;
use errspec_codegen::sample::{self, REQUEST_ID, Sample};

/// Facts of an entry.
pub type FactsOf = for<'e> fn(&'e Entry) -> Vec<facts::Fact<'e>>;

pub struct Code<'c> {
    pub code: &'c str,
    pub page: Page,
    pub status: u16,
    /// "404 Not Found"
    pub status_name: String,
    pub title: Option<Shown>,
    pub message: Message,
    pub cases: Vec<Case>,
    pub deprecated: Option<Deprecated<'c>>,
    pub retryable: bool,
    pub aliases: &'c [String],
    /// What it says in paragraphs, each under a heading.
    pub prose: Vec<(&'static str, Vec<Paragraph>)>,
    /// What it says in a line, each with what it is about.
    pub facts: Vec<(&'static str, Fact<'c>)>,
    pub samples: Vec<(&'static str, Sample)>,
}

/// Where the page of a code or of an operation is.
pub struct Page {
    pub from_index: String,
    /// From another one in its folder.
    pub from_page: String,
}

pub struct Case {
    pub name: Shown,
    pub message: Message,
}

pub struct Deprecated<'c> {
    pub since: Option<Shown>,
    pub replaced_by: Option<(&'c str, Page)>,
    pub note: Option<Shown>,
}

/// What a row says, by how it looks.
pub enum Fact<'c> {
    /// A sentence of ours.
    Sentence(String),
    Text(Shown),
    /// Something to search for.
    Number(i64),
    Codes(&'c [String]),
    /// The operations that may answer with the code, by name.
    Operations(Vec<(&'c str, Page)>),
    EveryOperation,
    Param(Param<'c>),
    Link(&'c str),
    Rust(Vec<String>),
}

pub struct Param<'c> {
    pub name: &'c str,
    pub r#type: &'static str,
    pub example: Option<Shown>,
    pub doc: Option<Shown>,
}

pub struct Retired<'c> {
    pub code: &'c str,
    pub page: Page,
    pub since: Option<Shown>,
    pub reason: Option<Shown>,
}

impl<'c> Code<'c> {
    /// `facts_of` says which facts are for these readers.
    pub fn of(
        entry: &'c Entry,
        catalog: &'c Catalog,
        places: &Places<'_>,
        facts_of: FactsOf,
    ) -> Self {
        let cases = entry.constructors.iter().filter_map(|constructor| {
            let name = Shown::line(constructor.case.as_deref()?);
            Some(Case { name, message: Message::of(&constructor.message) })
        });
        let mut code = Self {
            code: &entry.code,
            page: Page::of(&entry.code, &places.codes),
            status: entry.status,
            status_name: named(entry.status),
            title: None,
            message: Message::of(&entry.message),
            cases: cases.collect(),
            deprecated: None,
            retryable: entry.retryable,
            aliases: &entry.aliases,
            prose: Vec::new(),
            facts: Vec::new(),
            samples: sample::all(catalog, entry, REQUEST_ID),
        };
        for fact in facts_of(entry) {
            let value = match fact.value {
                Value::Title(title) => {
                    code.title = Some(Shown::line(title));
                    continue;
                }
                Value::Deprecated(deprecated) => {
                    code.deprecated = Some(Deprecated::of(deprecated, &places.codes));
                    continue;
                }
                Value::Prose(prose) => {
                    code.prose.push((fact.label, paragraphs(prose)));
                    continue;
                }
                Value::Retry(retry) => Fact::Sentence(retry.advice()),
                Value::Param(param) => Fact::Param(Param::of(param)),
                Value::Number(number) => Fact::Number(number),
                Value::Operations(Occurrence::Common) => Fact::EveryOperation,
                Value::Operations(Occurrence::In(names)) => {
                    let page = |name| Page::of(name, &places.operations);
                    let names = names.iter().map(String::as_str);
                    Fact::Operations(names.map(|name| (name, page(name))).collect())
                }
                Value::Codes(codes) => Fact::Codes(codes),
                Value::Address(url) if is_web(url) => Fact::Link(url),
                Value::Address(text) | Value::Text(text) => Fact::Text(Shown::line(text)),
                Value::Rust(variant, constructors) => Fact::Rust(rust(variant, constructors)),
            };
            code.facts.push((fact.label, value));
        }
        code
    }

    /// The first digit of the status, which says who is at fault.
    pub fn class(&self) -> u16 {
        self.status / 100
    }
}

impl Page {
    pub fn of(name: &str, names: &Names<'_>) -> Self {
        Self { from_index: names.href_from_index(name), from_page: names.href(name) }
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

/// How a client handles the code, each with its language.
pub fn handlings(catalog: &Catalog, entry: &Entry) -> Vec<(&'static str, String)> {
    let of = |language: &ClientLanguage| {
        let name = match language {
            ClientLanguage::Python => "Python",
            ClientLanguage::Typescript => "TypeScript",
            ClientLanguage::Go => "Go",
        };
        (name, handling(catalog, entry, *language))
    };
    let rust = ("Rust", handling_in_rust(entry));
    std::iter::once(rust).chain(ClientLanguage::ALL.iter().map(of)).collect()
}

fn shown(text: &Option<String>) -> Option<Shown> {
    text.as_deref().map(Shown::line)
}

/// An address that a link may lead to, whatever else a spec calls one.
pub fn is_web(url: &str) -> bool {
    let is_http = url.starts_with("https://") || url.starts_with("http://");
    is_http && url.chars().all(|c| c.is_ascii_graphic())
}

fn rust(variant: &str, constructors: &[Constructor]) -> Vec<String> {
    let constructors = constructors.iter().map(|constructor| {
        let params = constructor.message.params.iter().map(|param| param.name.as_str());
        format!("ErrorCode::{}({})", constructor.name, params.collect::<Vec<_>>().join(", "))
    });
    std::iter::once(format!("ErrorCode::{variant}")).chain(constructors).collect()
}
