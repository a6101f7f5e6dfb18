//! `llms.txt`: the site for language models (llmstxt.org): a heading, a summary,
//! and a link with one line a code.

use std::fmt::Write;

use errspec_codegen::catalog::{Catalog, Entry, Operation, Retired};
use errspec_codegen::{counted, display_name, markdown_line as line, named};

use super::file_name::Names;
use super::places::Places;

pub fn llms_txt(catalog: &Catalog, places: &Places<'_>) -> String {
    let name = line(&display_name(catalog));
    let version = match &catalog.api_version {
        Some(version) => format!(", API version {}", line(version)),
        None => String::new(),
    };
    let codes = counted(catalog.entries.len(), "error code");
    let mut text = format!(
        "# {name} error codes\n\n> {codes} of {name}{version}: HTTP status, message, cause, fix \
         and whether to retry.\n\nThe page of a code also shows its response in JSON and XML. \
         [errors.json](errors.json) has all of it as data.\n\n## Codes\n\n"
    );
    for entry in &catalog.entries {
        code(entry, &places.codes, &mut text);
    }
    if !catalog.retired.is_empty() {
        text.push_str("\n## Retired codes\n\n");
        for code in &catalog.retired {
            retired(code, &places.codes, &mut text);
        }
    }
    if !catalog.operations.is_empty() {
        text.push_str("\n## Operations\n\n");
        for operation in &catalog.operations {
            self::operation(catalog, operation, &places.operations, &mut text);
        }
    }
    text
}

fn code(entry: &Entry, names: &Names<'_>, text: &mut String) {
    let message = line(&entry.message.documented());
    let _ = writeln!(text, "- {}: {}. {message}", link(&entry.code, names), named(entry.status));
}

fn retired(code: &Retired, names: &Names<'_>, text: &mut String) {
    let reason: String = code.reason.iter().map(|reason| format!(" {}", line(reason))).collect();
    let _ = writeln!(text, "- {}: never sent any more.{reason}", link(&code.code, names));
}

fn operation(catalog: &Catalog, operation: &Operation, names: &Names<'_>, text: &mut String) {
    let doc: String = operation.doc.iter().map(|doc| format!(" {}", line(doc))).collect();
    let errors = counted(catalog.errors_of(operation).len(), "error code");
    let _ = writeln!(text, "- {}: {errors}.{doc}", link(&operation.name, names));
}

fn link(name: &str, names: &Names<'_>) -> String {
    format!("[{}]({})", line(name), names.href_from_index(name))
}
