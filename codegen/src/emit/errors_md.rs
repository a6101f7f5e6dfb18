//! `ERRORS.md`: an index, then a section a code.

use std::fmt::Write;

use super::{HEADER, display_name, markdown};
use crate::catalog::{Catalog, Entry, Retired};
use crate::sample;
use crate::text::named;

pub(super) fn emit(catalog: &Catalog) -> String {
    let mut text = String::with_capacity(1024 * catalog.entries.len());
    let name = markdown::line(&display_name(catalog));
    let _ = write!(text, "<!-- {HEADER} -->\n\n# Error codes of {name}\n\n");
    if let Some(version) = &catalog.api_version {
        let _ = write!(text, "API version {}.\n\n", markdown::line(version));
    }
    let languages = catalog.languages();
    if !languages.is_empty() {
        let links = languages.iter().map(|language| format!("[{language}](ERRORS.{language}.md)"));
        let links: Vec<String> = links.collect();
        let _ = write!(text, "[Original](ERRORS.md), {}\n\n", links.join(", "));
    }
    index(catalog, &mut text);
    for entry in &catalog.entries {
        section(catalog, entry, &mut text);
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
        let _ = writeln!(
            text,
            "| [{}](#{}) | {} | {} |",
            markdown::code(&entry.code),
            entry.code,
            entry.status,
            markdown::line(&entry.message.documented()),
        );
    }
}

pub(super) fn section(catalog: &Catalog, entry: &Entry, text: &mut String) {
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
    if let Some(title) = &entry.title {
        let _ = write!(text, "{}\n\n", markdown::line(title));
    }
    for (label, prose) in [("Cause", &entry.cause), ("Fix", &entry.fix)] {
        for (index, paragraph) in
            prose.iter().flat_map(|prose| markdown::paragraphs(prose)).enumerate()
        {
            let _ = match index {
                0 => write!(text, "**{label}.** {paragraph}\n\n"),
                _ => write!(text, "{paragraph}\n\n"),
            };
        }
    }
    facts(entry, text);
    text.push('\n');
    let json = sample::json(catalog, entry, sample::REQUEST_ID);
    let xml = sample::xml(catalog, entry, sample::REQUEST_ID);
    for (language, sample) in [("json", json), ("xml", xml)] {
        text.push_str(&markdown::fenced(language, &sample.lines()));
    }
}

fn heading(code: &str, text: &mut String) {
    let _ = write!(text, "\n## <a id=\"{code}\"></a>{}\n\n", markdown::code(code));
}

/// What a row says in a word, a line each.
fn facts(entry: &Entry, text: &mut String) {
    let mut fact = |label: &str, value: String| {
        let _ = writeln!(text, "- {label}: {value}");
    };
    fact("Retryable", if entry.retryable { "yes" } else { "no" }.to_owned());
    if entry.throttling {
        fact("Rate limiting", "yes".to_owned());
    }
    if let Some(seconds) = entry.retry_after {
        fact("Retry after", format!("{seconds} s"));
    }
    if let Some(number) = entry.number {
        fact("Number", number.to_string());
    }
    for param in &entry.params {
        let mut value = format!("{} ({}", markdown::code(&param.name), param.r#type.name());
        if let Some(example) = &param.example {
            let _ = write!(value, ", such as {}", markdown::line(example));
        }
        value.push(')');
        if let Some(doc) = &param.doc {
            let _ = write!(value, ": {}", markdown::line(doc));
        }
        fact("Parameter", value);
    }
    if !entry.aliases.is_empty() {
        let aliases: Vec<String> =
            entry.aliases.iter().map(|alias| markdown::code(alias)).collect();
        fact("Also accepted", aliases.join(", "));
    }
    if let Some(since) = &entry.since {
        fact("Since", markdown::line(since));
    }
    if let Some(deprecated) = &entry.deprecated {
        let since = deprecated.since.iter().map(|since| format!("since {}", markdown::line(since)));
        let replaced = deprecated.replaced_by.iter();
        let replaced = replaced.map(|code| format!("use [{}](#{code})", markdown::code(code)));
        let note = deprecated.note.iter().map(|note| markdown::line(note));
        let parts: Vec<String> = since.chain(replaced).chain(note).collect();
        fact("Deprecated", if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") });
    }
    if let Some(url) = &entry.doc_url {
        fact("More", markdown::link(url));
    }
    let constructors = entry.constructors.iter();
    let constructors = constructors.map(|made| format!(", `ErrorCode::{}`", made.name));
    let constructors: String = constructors.collect();
    fact("Rust", format!("`ErrorCode::{}`{constructors}", entry.variant));
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
