//! The files of a site, from a catalog. Nothing here reads or writes a file.

use std::collections::BTreeMap;

use askama::Template;
use errspec_codegen::catalog::{Catalog, Translation, expand_docs_url};
use errspec_codegen::{Artifact, Artifacts, display_name, facts};

use super::file_name::language_folder;
use super::llms_txt::llms_txt;
use super::message::Piece;
use super::operation::{OPERATIONS_STYLE, Operation, OperationPage, OperationsPage};
use super::places::Places;
use super::prose::Span;
use super::security::policy;
use super::shown::Shown;
use super::view::{Code, Fact, FactsOf, Retired, handlings, is_web};

pub const INDEX: &str = "index.html";

/// Of the operations, where there are any.
pub const OPERATIONS_INDEX: &str = "operations.html";

/// Every page of ours has this line, and it is how we know them again. Nothing
/// from a spec can look like it, since templates escape that.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"errspec docs\">";

/// What the index and the pages of the codes look like.
pub const STYLE: &str = include_str!("../../templates/style.css");
/// What the index has beyond that.
const INDEX_STYLE: &str = include_str!("../../templates/index.css");
/// Opens the language that a reader opened before.
const CLIENT_SCRIPT: &str = include_str!("../../templates/client.js");
const COPY_SCRIPT: &str = include_str!("../../templates/copy.js");

/// From here on a browser should not lay out every row of the index at once.
const MANY: usize = 256;

/// Search engines show no more of a page's description.
const LONGEST_DESCRIPTION: usize = 300;

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'c> {
    head: Head<'c>,
    codes: &'c [Code<'c>],
    retired: &'c [Retired<'c>],
    statuses: Vec<Status>,
    retryable: usize,
    operations: &'c [Operation<'c>],
    find: &'c str,
}

/// Search and filters of the index.
#[derive(Template)]
#[template(path = "find.js", escape = "none")]
struct FindScript {
    /// Whether there is a filter by operation.
    has_operations: bool,
}

#[derive(Template)]
#[template(path = "code_page.html")]
struct CodePage<'c> {
    head: &'c Head<'c>,
    code: &'c Code<'c>,
    /// How a client handles it, each with its language.
    handlings: Vec<(&'static str, String)>,
    previous: Option<&'c Code<'c>>,
    next: Option<&'c Code<'c>>,
    script: &'static str,
    description: String,
    canonical: Option<String>,
}

#[derive(Template)]
#[template(path = "retired_page.html")]
struct RetiredPage<'c> {
    head: &'c Head<'c>,
    code: &'c Retired<'c>,
}

/// What every page of a kind has in common.
pub struct Head<'l> {
    /// "Key Management Service (KMS)"
    pub api: Shown,
    pub version: Option<Shown>,
    pub policy: String,
    pub live: Option<&'l str>,
    /// The way to the folder of the whole site.
    pub root: &'static str,
    /// The language of the spec's texts, where they are translated.
    pub language: Option<&'l str>,
    /// The other languages, each with the way to its index.
    pub others: Vec<(&'l str, String)>,
}

/// A choice of the status filter.
struct Status {
    /// What the statuses begin with: a class's digit, or all three.
    digits: String,
    name: String,
    count: usize,
}

/// The files of a site, made a language at a time: all of them together may take
/// gigabytes.
pub struct Site<'l> {
    /// Without its translations, which would be copied with it for each language.
    catalog: Catalog,
    translations: Vec<Vec<Translation>>,
    languages: Vec<String>,
    live: Option<&'l str>,
    facts_of: FactsOf,
}

impl<'l> Site<'l> {
    /// `live` is a script for every page, which may ask the server that the page is
    /// from. Pages without it ask for nothing.
    pub fn of(catalog: &Catalog, live: Option<&'l str>) -> Self {
        let languages = catalog.languages().into_iter().map(str::to_owned).collect();
        let mut catalog = catalog.clone();
        let entries = catalog.entries.iter_mut();
        let translations = entries.map(|entry| std::mem::take(&mut entry.translations)).collect();
        Self { catalog, translations, languages, live, facts_of: facts::facts }
    }

    /// With what is for the team alone.
    pub fn internal(self) -> Self {
        Self { facts_of: facts::internal, ..self }
    }

    /// The site's own folder, `None`, and those of the languages.
    pub fn folders(&self) -> impl Iterator<Item = Option<&str>> {
        std::iter::once(None).chain(self.languages.iter().map(|language| Some(language.as_str())))
    }

    /// The paths of a folder's pages, from the site's own folder; the index first.
    pub fn paths(&self, language: Option<&str>) -> Vec<String> {
        let places = Places::of(&self.catalog);
        let codes = self.catalog.entries.iter().map(|entry| &entry.code);
        let retired = self.catalog.retired.iter().map(|code| &code.code);
        let pages = codes.chain(retired).map(|code| places.codes.path(code));
        let operations = self.catalog.operations.iter();
        let operations = operations.map(|operation| places.operations.path(&operation.name));
        let indices = [INDEX, OPERATIONS_INDEX].into_iter().map(str::to_owned);
        let indices = indices.take(if self.catalog.operations.is_empty() { 1 } else { 2 });
        let paths = indices.chain(pages).chain(operations);
        paths.map(|path| in_folder(language, &path)).collect()
    }

    /// The files that are no pages. They are in the site's own folder, and known as
    /// ours by its index.
    pub fn data(&self) -> Artifacts {
        let whole = self.with_translations(|_| true);
        let json = Artifacts::of(&whole, &[Artifact::ErrorsJson]);
        let json = json.iter().map(|(name, text)| (name.to_owned(), text.to_owned()));
        let text = llms_txt(&self.catalog, &Places::of(&self.catalog));
        json.chain([("llms.txt".to_owned(), text)]).collect()
    }

    /// The pages of a folder, by their paths from the site's own; the index first.
    pub fn pages(&self, language: Option<&str>) -> Artifacts {
        let pages = match language {
            None => self.pages_of(&self.catalog, None),
            Some(language) => {
                let translated = self.with_translations(|other| other == language);
                self.pages_of(&translated.in_language(language), Some(language))
            }
        };
        pages.into_iter().map(|(path, page)| (in_folder(language, &path), page)).collect()
    }

    fn with_translations(&self, holds: impl Fn(&str) -> bool) -> Catalog {
        let mut catalog = self.catalog.clone();
        for (entry, translations) in catalog.entries.iter_mut().zip(&self.translations) {
            let held = translations.iter().filter(|translation| holds(&translation.language));
            entry.translations = held.cloned().collect();
        }
        catalog
    }
}

fn in_folder(language: Option<&str>, path: &str) -> String {
    match language {
        None => path.to_owned(),
        Some(language) => format!("{}/{path}", language_folder(language)),
    }
}

impl Site<'_> {
    /// The pages in one language, by their paths from its folder; the index first.
    fn pages_of(&self, catalog: &Catalog, language: Option<&str>) -> Vec<(String, String)> {
        let places = Places::of(catalog);
        let head = |styles: &[&str], scripts: &[&str]| {
            Head::of(catalog, &self.languages, language, styles, scripts, self.live)
        };
        let codes: Vec<Code<'_>> = catalog
            .entries
            .iter()
            .map(|entry| Code::of(entry, catalog, &places, self.facts_of))
            .collect();
        let retired: Vec<Retired<'_>> =
            catalog.retired.iter().map(|code| Retired::of(code, &places.codes)).collect();
        let operations: Vec<Operation<'_>> = catalog
            .operations
            .iter()
            .map(|operation| Operation::of(operation, catalog, &codes, &places))
            .collect();

        // A template ends without the last line's end.
        let find = rendered(&FindScript { has_operations: !operations.is_empty() }) + "\n";
        let mut styles = vec![STYLE, INDEX_STYLE];
        styles.extend((!operations.is_empty()).then_some(OPERATIONS_STYLE));
        let index = rendered(&IndexPage {
            head: head(&styles, &[COPY_SCRIPT, &find]),
            codes: &codes,
            retired: &retired,
            statuses: statuses(&codes),
            retryable: codes.iter().filter(|code| code.retryable).count(),
            operations: &operations,
            find: &find,
        });
        let operation_pages = operation_pages(
            &operations,
            catalog,
            &codes,
            &places,
            &head(&[STYLE, OPERATIONS_STYLE], &[]),
        );
        let code_head = head(&[STYLE], &[CLIENT_SCRIPT]);
        let code_pages =
            codes.iter().zip(&catalog.entries).enumerate().map(|(at, (code, entry))| {
                let page = CodePage {
                    head: &code_head,
                    code,
                    handlings: handlings(catalog, entry),
                    previous: at.checked_sub(1).map(|at| &codes[at]),
                    next: codes.get(at + 1),
                    script: CLIENT_SCRIPT,
                    description: description(code),
                    canonical: canonical(catalog, code.code).filter(|_| language.is_none()),
                };
                (places.codes.path(code.code), rendered(&page))
            });
        let head = head(&[STYLE], &[]);
        let retired_pages = retired.iter().map(|code| {
            let page = RetiredPage { head: &head, code };
            (places.codes.path(code.code), rendered(&page))
        });
        let pages = std::iter::once((INDEX.to_owned(), index)).chain(code_pages);
        pages.chain(retired_pages).chain(operation_pages).collect()
    }
}

/// The index of the operations, and a page for each; none where there are none.
fn operation_pages(
    operations: &[Operation<'_>],
    catalog: &Catalog,
    codes: &[Code<'_>],
    places: &Places<'_>,
    head: &Head<'_>,
) -> Vec<(String, String)> {
    if operations.is_empty() {
        return Vec::new();
    }
    let common: Vec<_> = catalog.common.iter().map(|index| &codes[*index]).collect();
    let index = rendered(&OperationsPage { head, operations, common: &common });
    let pages = operations.iter().map(|operation| {
        let page = OperationPage { head, operation, common: &common };
        (places.operations.path(operation.name), rendered(&page))
    });
    std::iter::once((OPERATIONS_INDEX.to_owned(), index)).chain(pages).collect()
}

pub fn rendered(page: &impl Template) -> String {
    page.render().expect("memory takes every write, and the templates call nothing that fails")
}

impl<'l> Head<'l> {
    fn of(
        catalog: &'l Catalog,
        languages: &'l [String],
        language: Option<&'l str>,
        styles: &[&str],
        scripts: &[&str],
        live: Option<&'l str>,
    ) -> Self {
        let root = if language.is_some() { "../" } else { "" };
        let original = language.map(|_| ("Original", format!("{root}{INDEX}")));
        let others = languages
            .iter()
            .map(String::as_str)
            .filter(|other| Some(*other) != language)
            .map(|other| (other, format!("{root}{}/{INDEX}", language_folder(other))));
        Self {
            api: Shown::line(&display_name(catalog)),
            version: catalog.api_version.as_deref().map(Shown::line),
            policy: policy(styles, scripts, live),
            live,
            root,
            language,
            others: original.into_iter().chain(others).collect(),
        }
    }
}

/// The classes and statuses that codes have, each with how many do.
fn statuses(codes: &[Code<'_>]) -> Vec<Status> {
    let mut statuses = BTreeMap::new();
    for code in codes {
        let class = match code.class() {
            4 => "4xx, the request is at fault",
            _ => "5xx, the service is at fault",
        };
        for (digits, name) in
            [(code.class().to_string(), class), (code.status.to_string(), &code.status_name)]
        {
            let status = Status { digits: digits.clone(), name: name.to_owned(), count: 0 };
            statuses.entry(digits).or_insert(status).count += 1;
        }
    }
    statuses.into_values().collect()
}

/// One line for a list of search results.
fn description(code: &Code<'_>) -> String {
    let mut text = code.message.to_string();
    for paragraph in code.prose.iter().flat_map(|(_, paragraphs)| paragraphs) {
        text.push(' ');
        for span in paragraph {
            let (Span::Text(piece) | Span::Code(piece)) = span;
            text.push_str(&piece.to_string());
        }
    }
    match text.char_indices().nth(LONGEST_DESCRIPTION) {
        Some((end, _)) => format!("{}\u{2026}", text[..end].trim_end()),
        None => text,
    }
}

/// The address at which `docs_url` promises the code, if that is a page's own: a
/// fragment is none to a search engine.
fn canonical(catalog: &Catalog, code: &str) -> Option<String> {
    let template = catalog.docs_url.as_deref()?;
    let is_page = template.contains("{code}") && !template.contains('#');
    let url = expand_docs_url(template, code);
    (is_page && is_web(&url)).then_some(url)
}
