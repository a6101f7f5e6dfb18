//! `ERRORS.md`: an index, what a response looks like, then a section a code.
//!
//! Responses differ in what a section says anyway, so one is shown for all, and another
//! where a code has parameters or constants of its own.

use std::fmt::Write;

use super::{Artifact, HEADER, display_name, markdown};
use crate::catalog::{
    Catalog, Constructor, Deprecated, Entry, Occurrence, Operation, Param, Retired,
};
use crate::facts::{self, Value};
use crate::sample;
use crate::text::named;

pub(super) fn emit(catalog: &Catalog) -> String {
    let mut text = String::with_capacity(512 * catalog.entries.len());
    let name = markdown::line(&display_name(catalog));
    let _ = write!(text, "<!-- {HEADER} -->\n\n# Error codes of {name}\n\n");
    if let Some(version) = &catalog.api_version {
        let _ = write!(text, "API version {}.\n\n", markdown::line(version));
    }
    let languages = catalog.languages();
    if !languages.is_empty() {
        let file = Artifact::ErrorsMd.entry();
        let link = |language: &&str| format!("[{language}]({})", file.file_in(language));
        let links: Vec<String> = languages.iter().map(link).collect();
        let _ = write!(text, "[Original]({}), {}\n\n", file.file, links.join(", "));
    }
    index(catalog, &mut text);
    self::errors_of_operations(catalog, &mut text);
    if let Some(entry) = catalog.entries.iter().find(|entry| !has_members_of_its_own(entry)) {
        let _ = write!(
            text,
            "\n## Responses\n\nWhat is sent for [{}](#{}), and in the same way for every other \
             code whose section shows nothing else.\n\n",
            markdown::code(&entry.code),
            entry.code,
        );
        samples(catalog, entry, &mut text);
    }
    for entry in &catalog.entries {
        section(entry, &mut text);
        if has_members_of_its_own(entry) {
            text.push('\n');
            samples(catalog, entry, &mut text);
        }
    }
    if !catalog.retired.is_empty() {
        text.push_str(
            "\n## Retired codes\n\nThese are never sent, and never used for anything else.\n\n",
        );
        for code in &catalog.retired {
            retired(code, &mut text);
        }
    }
    text
}

fn index(catalog: &Catalog, text: &mut String) {
    text.push_str("| Code | Status | Message |\n| --- | --- | --- |\n");
    for entry in &catalog.entries {
        row(entry, text);
    }
}

fn row(entry: &Entry, text: &mut String) {
    let _ = writeln!(
        text,
        "| [{}](#{}) | {} | {} |",
        markdown::code(&entry.code),
        entry.code,
        entry.status,
        markdown::line(&entry.message.documented()),
    );
}

/// An Errors section an operation.
fn errors_of_operations(catalog: &Catalog, text: &mut String) {
    if catalog.operations.is_empty() {
        return;
    }
    text.push_str("\n## Operations\n\nWhich operation may answer with which codes.\n");
    if !catalog.common.is_empty() {
        let common = catalog.common.iter().map(|index| &catalog.entries[*index]);
        let _ = write!(text, "\nEvery operation: {}.\n", links(common));
    }
    for operation in &catalog.operations {
        let Operation { name, doc, errors, .. } = operation;
        let _ = write!(text, "\n### <a id=\"{}\"></a>{}\n\n", anchor(name), markdown::code(name));
        if let Some(doc) = doc {
            let _ = write!(text, "{}\n\n", markdown::line(doc));
        }
        if errors.is_empty() {
            text.push_str("No codes of its own.\n");
            continue;
        }
        text.push_str("| Code | Status | Message |\n| --- | --- | --- |\n");
        for index in errors {
            row(&catalog.entries[*index], text);
        }
    }
}

/// Codes may have the same name as an operation.
fn anchor(operation: &str) -> String {
    format!("operation-{operation}")
}

fn links<'e>(entries: impl Iterator<Item = &'e Entry>) -> String {
    let links = entries.map(|entry| format!("[{}](#{})", markdown::code(&entry.code), entry.code));
    links.collect::<Vec<_>>().join(", ")
}

fn operations(names: &[String]) -> String {
    let links = names.iter().map(|name| format!("[{}](#{})", markdown::code(name), anchor(name)));
    links.collect::<Vec<_>>().join(", ")
}

fn has_members_of_its_own(entry: &Entry) -> bool {
    !entry.params.is_empty() || !entry.constants.is_empty()
}

pub(super) fn section(entry: &Entry, text: &mut String) {
    heading(&entry.code, text);
    let _ = write!(
        text,
        "**{}**: {}\n\n",
        named(entry.status),
        markdown::line(&entry.message.documented()),
    );
    for constructor in entry.constructors.iter().filter(|made| made.case.is_some()) {
        let message = markdown::line(&constructor.message.documented());
        let case = constructor.case.as_deref().unwrap_or_default();
        let _ = write!(text, "Case {}: {message}\n\n", markdown::code(case));
    }
    facts(entry, text);
}

/// The bodies that are sent.
pub(super) fn samples(catalog: &Catalog, entry: &Entry, text: &mut String) {
    for (language, sample) in sample::all(catalog, entry, sample::REQUEST_ID) {
        text.push_str(&markdown::fenced(&language.to_lowercase(), &sample.lines()));
    }
}

fn heading(code: &str, text: &mut String) {
    let _ = write!(text, "\n## <a id=\"{code}\"></a>{}\n\n", markdown::code(code));
}

/// What a row says: paragraphs, then a line a fact.
fn facts(entry: &Entry, text: &mut String) {
    for fact in facts::facts(entry) {
        let label = fact.label;
        let mut line = |label: &str, value: &str| {
            let _ = writeln!(text, "- {label}: {value}");
        };
        match fact.value {
            Value::Title(title) => {
                let _ = write!(text, "{}\n\n", markdown::line(title));
            }
            Value::Prose(prose) => {
                for paragraph in markdown::labelled(&format!("**{label}.**"), prose) {
                    let _ = write!(text, "{paragraph}\n\n");
                }
            }
            Value::Retry(retry) => {
                line("Retryable", if retry.retryable { "yes" } else { "no" });
                if retry.throttling {
                    line("Rate limiting", "yes");
                }
                if let Some(seconds) = retry.after {
                    line("Retry after", &format!("{seconds} s"));
                }
            }
            Value::Param(param) => line(label, &described(param)),
            Value::Number(number) => line(label, &number.to_string()),
            Value::Text(value) => line(label, &markdown::line(value)),
            Value::Operations(Occurrence::Common) => line(label, "every operation"),
            Value::Operations(Occurrence::In(names)) => line(label, &operations(names)),
            Value::Codes(codes) => line(label, &markdown::codes(codes)),
            Value::Deprecated(deprecated) => line(label, &replaced(deprecated)),
            Value::Address(url) => line(label, &markdown::link(url)),
            Value::Rust(variant, constructors) => line(label, &rust(variant, constructors)),
        }
    }
}

fn described(param: &Param) -> String {
    let mut value = format!("{} ({}", markdown::code(&param.name), param.r#type.name());
    if let Some(example) = &param.example {
        let _ = write!(value, ", such as {}", markdown::line(example));
    }
    value.push(')');
    if let Some(doc) = &param.doc {
        let _ = write!(value, ": {}", markdown::line(doc));
    }
    value
}

fn replaced(deprecated: &Deprecated) -> String {
    let since = deprecated.since.iter().map(|since| format!("since {}", markdown::line(since)));
    let code = deprecated.replaced_by.iter();
    let code = code.map(|code| format!("use [{}](#{code})", markdown::code(code)));
    let note = deprecated.note.iter().map(|note| markdown::line(note));
    let parts: Vec<String> = since.chain(code).chain(note).collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

fn rust(variant: &str, constructors: &[Constructor]) -> String {
    let names = constructors.iter().map(|made| made.name.as_str());
    let paths = [variant].into_iter().chain(names).map(|name| format!("`ErrorCode::{name}`"));
    paths.collect::<Vec<_>>().join(", ")
}

pub(super) fn retired(code: &Retired, text: &mut String) {
    let _ = write!(text, "- <a id=\"{}\"></a>{}", code.code, markdown::code(&code.code));
    if let Some(since) = &code.since {
        let _ = write!(text, ", since {}", markdown::line(since));
    }
    if let Some(reason) = &code.reason {
        let _ = write!(text, ": {}", markdown::line(reason));
    }
    text.push('\n');
}
