//! A code, for a person at a terminal or for a program.

use errspec_codegen::catalog::Entry;
use errspec_codegen::{Artifact, Artifacts, named, visible};
use serde_json::Value;
use textwrap::Options;

use super::Spec;

/// As wide as a terminal at least is.
const WIDTH: usize = 80;

pub fn human(entry: &Entry, spec: &Spec) -> String {
    let mut text = format!("{}\n{}\n", bold(&entry.code), named(entry.status));
    if let Some(title) = &entry.title {
        paragraph(title, &mut text);
    }
    paragraph(&entry.message.documented(), &mut text);
    for constructor in entry.constructors.iter().filter(|made| made.case.is_some()) {
        let case = constructor.case.as_deref().unwrap_or_default();
        paragraph(&format!("{case}: {}", constructor.message.documented()), &mut text);
    }
    for (heading, prose) in [("Cause", &entry.cause), ("Fix", &entry.fix)] {
        if let Some(prose) = prose {
            text.push_str(&format!("\n{}\n", bold(heading)));
            paragraphs(prose, &mut text);
        }
    }
    text.push('\n');
    for (label, value) in facts(entry, spec) {
        let first = format!("{}  ", bold(&format!("{label:<10}")));
        let rest = " ".repeat(12);
        // The styles have no width, so the first line is indented by hand.
        let wrapped = textwrap::fill(
            &visible(&value),
            Options::new(WIDTH).initial_indent(&rest).subsequent_indent(&rest),
        );
        text.push_str(&format!("{first}{}\n", wrapped.trim_start()));
    }
    text
}

fn bold(text: &str) -> String {
    format!("\x1b[1m{}\x1b[0m", visible(text))
}

fn paragraphs(prose: &str, text: &mut String) {
    let lines: Vec<&str> = prose.lines().map(str::trim).collect();
    let parts = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    for (index, lines) in parts.enumerate() {
        if index > 0 {
            text.push('\n');
        }
        indented(&lines.join(" "), text);
    }
}

fn paragraph(line: &str, text: &mut String) {
    text.push('\n');
    indented(line, text);
}

fn indented(line: &str, text: &mut String) {
    let options = Options::new(WIDTH).initial_indent("    ").subsequent_indent("    ");
    text.push_str(&format!("{}\n", textwrap::fill(&visible(line), options)));
}

/// What a row says in a word, with its name.
fn facts(entry: &Entry, spec: &Spec) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Retry", retry(entry))];
    for param in &entry.params {
        let example = param.example.iter().map(|example| format!(", such as {example}"));
        let doc = param.doc.iter().map(|doc| format!(": {doc}"));
        let (example, doc): (String, String) = (example.collect(), doc.collect());
        let value = format!("{} ({}{example}){doc}", param.name, param.r#type.name());
        facts.push(("Parameter", value));
    }
    let mut given = |label, value: Option<String>| {
        facts.extend(value.map(|value| (label, value)));
    };
    given("Number", entry.number.map(|number| number.to_string()));
    given("Aliases", (!entry.aliases.is_empty()).then(|| entry.aliases.join(", ")));
    given("Since", entry.since.clone());
    given("Deprecated", entry.deprecated.as_ref().map(deprecated));
    given("More", entry.doc_url.clone());
    given("Rust", Some(rust(entry)));
    given("Spec", Some(spec.place(entry.span.start)));
    facts
}

/// What Smithy calls the retryable trait, as advice.
pub fn retry(entry: &Entry) -> String {
    let advice = match (entry.retryable, entry.throttling) {
        (true, true) => "yes, more slowly: this is rate limiting",
        (true, false) => "yes, the same request may be sent again",
        (false, true) => "no, although this is rate limiting",
        (false, false) => "no, the same request would fail again",
    };
    match entry.retry_after {
        Some(seconds) => format!("{advice}; wait {seconds} s"),
        None => advice.to_owned(),
    }
}

fn deprecated(deprecated: &errspec_codegen::catalog::Deprecated) -> String {
    let since = deprecated.since.iter().map(|since| format!("since {since}"));
    let replaced_by = deprecated.replaced_by.iter().map(|code| format!("use {code}"));
    let parts: Vec<String> = since.chain(replaced_by).chain(deprecated.note.clone()).collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

fn rust(entry: &Entry) -> String {
    let constructors =
        entry.constructors.iter().map(|made| format!("ErrorCode::{}(..)", made.name));
    let names: Vec<String> =
        std::iter::once(format!("ErrorCode::{}", entry.variant)).chain(constructors).collect();
    names.join(", ")
}

/// The codes' objects of `errors.json`, each with where the spec has it.
pub fn json(entries: &[&Entry], spec: &Spec) -> Result<Vec<Value>, serde_json::Error> {
    let artifacts = Artifacts::of(&spec.catalog, &[Artifact::ErrorsJson]);
    let document: Value = serde_json::from_str(artifacts.get("errors.json").unwrap_or_default())?;
    let objects = document["errors"].as_array().into_iter().flatten();
    let of_entries = spec.catalog.entries.iter().zip(objects).filter_map(|(entry, object)| {
        let is_wanted = entries.iter().any(|wanted| std::ptr::eq(*wanted, entry));
        let mut object = is_wanted.then(|| object.clone())?;
        object["place"] = spec.place(entry.span.start).into();
        Some(object)
    });
    Ok(of_entries.collect())
}
