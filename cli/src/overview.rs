//! `errspec` alone: what the spec here is, and what can be done with it.

use std::error::Error;
use std::process::ExitCode;

use errspec_codegen::{Catalog, Lock, counted, display_name, visible};

use crate::spec::{self, Source, Spec};
use crate::terminal::Terminal;

/// Nothing where there is no spec here or in a folder above.
pub fn run(terminal: &Terminal) -> Result<Option<ExitCode>, Box<dyn Error>> {
    let Ok(path) = spec::nearest() else { return Ok(None) };
    let spec = Spec::published(Source::read(path)?)?;
    let is_published = Lock::path(&spec.source.path).exists();
    let text = match &spec.catalog {
        Some(catalog) => format!("{}\n{}", spec.summary(catalog), described(catalog, is_published)),
        None => {
            let errors = counted(spec.report.errors(), "error");
            format!("{}: {errors}\n", spec.source.shown())
        }
    };
    terminal.print(&format!("{text}\nWhat next:\n"));
    for (command, what) in next(&spec, is_published) {
        terminal.print(&format!("  errspec {command:<30} {what}\n"));
    }
    terminal.print("  errspec help                           every command\n");
    Ok(Some(ExitCode::SUCCESS))
}

/// "Shop (SHOP): 3 codes are the caller's fault, 1 the service's; not published".
fn described(catalog: &Catalog, is_published: bool) -> String {
    let of_client = catalog.entries.iter().filter(|entry| entry.status < 500).count();
    let of_service = catalog.entries.len() - of_client;
    let mut text = format!(
        "{}: {of_client} by the caller's fault, {of_service} by the service's",
        visible(&display_name(catalog))
    );
    if !catalog.operations.is_empty() {
        text += &format!("; {}", counted(catalog.operations.len(), "operation"));
    }
    if !catalog.retired.is_empty() {
        text += &format!("; {} retired", catalog.retired.len());
    }
    text + if is_published { "; published\n" } else { "; not published\n" }
}

/// What suits the state that the spec is in.
fn next(spec: &Spec, is_published: bool) -> Vec<(String, &'static str)> {
    let Some(catalog) = &spec.catalog else {
        return vec![("check".to_owned(), "shows each, with a way out")];
    };
    let code = &catalog.entries[0].code;
    let mut next = vec![
        (format!("explain {code}"), "a code, for a person"),
        ("generate".to_owned(), "the Rust, the docs and the JSON"),
        ("docs".to_owned(), "a site to put online"),
        ("serve".to_owned(), "that site while you edit, and a mock"),
    ];
    if spec.report.warnings() > 0 {
        next.insert(0, ("check".to_owned(), "the warnings"));
    }
    next.push(match is_published {
        true => ("breaking --against git:HEAD".to_owned(), "what a change breaks, and for whom"),
        false => ("release".to_owned(), "records it: builds refuse what would break it then"),
    });
    next
}
