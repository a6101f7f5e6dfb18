//! A code, for a person at a terminal or for a program.

use errspec_codegen::catalog::{Constructor, Deprecated, Entry, Occurrence, Param};
use errspec_codegen::facts::{Value, internal};
use errspec_codegen::{json_entry, named, prose, visible};
use serde_json::Value as Json;
use textwrap::Options;

use crate::spec::Spec;

/// As wide as a terminal at least is.
const WIDTH: usize = 80;

/// The column of labels, so that most codes have their values in the same one.
const NARROWEST: usize = 9;

pub fn human(entry: &Entry, spec: &Spec) -> String {
    let mut text = format!("{}\n{}\n", bold(&entry.code), named(entry.status));
    if let Some(title) = &entry.title {
        text.push_str(&format!("\n{}", indented(title)));
    }
    text.push_str(&format!("\n{}", indented(&entry.message.documented())));
    for constructor in entry.constructors.iter().filter(|made| made.case.is_some()) {
        let case = constructor.case.as_deref().unwrap_or_default();
        let message = format!("{case}: {}", constructor.message.documented());
        text.push_str(&format!("\n{}", indented(&message)));
    }
    let mut lines = Vec::new();
    for fact in internal(entry) {
        let line = match fact.value {
            Value::Title(_) => continue, // it stands above the message
            Value::Prose(prose) => {
                let paragraphs = prose::paragraphs(prose);
                let paragraphs: Vec<String> = paragraphs.iter().map(|p| indented(p)).collect();
                text.push_str(&format!("\n{}\n{}", bold(fact.label), paragraphs.join("\n")));
                continue;
            }
            Value::Retry(retry) => retry.advice(),
            Value::Param(param) => described(param),
            Value::Number(number) => number.to_string(),
            Value::Text(text) | Value::Address(text) => text.to_owned(),
            Value::Operations(Occurrence::Common) => "every operation".to_owned(),
            Value::Operations(Occurrence::In(names)) | Value::Codes(names) => names.join(", "),
            Value::Deprecated(deprecated) => replaced(deprecated),
            Value::Rust(variant, constructors) => rust(variant, constructors),
        };
        lines.push((fact.label, line));
    }
    lines.push(("Spec", spec.place(entry.span.start)));
    text.push('\n');
    text.push_str(&columns(&lines));
    text
}

/// A label and a value a line.
fn columns(lines: &[(&str, String)]) -> String {
    let width = lines.iter().map(|(label, _)| label.len()).max().unwrap_or(0).max(NARROWEST);
    let rest = " ".repeat(width + 3);
    let options = Options::new(WIDTH).initial_indent(&rest).subsequent_indent(&rest);
    let line = |(label, value): &(&str, String)| {
        // The styles have no width, so the first line is indented by hand.
        let wrapped = textwrap::fill(&visible(value), &options);
        format!("{}   {}\n", bold(&format!("{label:width$}")), wrapped.trim_start())
    };
    lines.iter().map(line).collect()
}

fn bold(text: &str) -> String {
    format!("\x1b[1m{}\x1b[0m", visible(text))
}

fn indented(line: &str) -> String {
    let options = Options::new(WIDTH).initial_indent("    ").subsequent_indent("    ");
    format!("{}\n", textwrap::fill(&visible(line), options))
}

fn described(param: &Param) -> String {
    let example = param.example.iter().map(|example| format!(", such as {example}"));
    let doc = param.doc.iter().map(|doc| format!(": {doc}"));
    let (example, doc): (String, String) = (example.collect(), doc.collect());
    format!("{} ({}{example}){doc}", param.name, param.r#type.name())
}

fn replaced(deprecated: &Deprecated) -> String {
    let since = deprecated.since.iter().map(|since| format!("since {since}"));
    let replaced_by = deprecated.replaced_by.iter().map(|code| format!("use {code}"));
    let parts: Vec<String> = since.chain(replaced_by).chain(deprecated.note.clone()).collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

fn rust(variant: &str, constructors: &[Constructor]) -> String {
    let constructors = constructors.iter().map(|made| format!("ErrorCode::{}(..)", made.name));
    let names = std::iter::once(format!("ErrorCode::{variant}")).chain(constructors);
    names.collect::<Vec<_>>().join(", ")
}

/// The code's object of `errors.json`, with what is for the team alone and where the spec
/// has it.
pub fn json(entry: &Entry, spec: &Spec) -> Result<Json, serde_json::Error> {
    let mut object = serde_json::to_value(json_entry(entry))?;
    if let Some(notes) = &entry.notes {
        object["notes"] = notes.as_str().into();
    }
    object["place"] = spec.place(entry.span.start).into();
    Ok(object)
}
