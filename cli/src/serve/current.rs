//! What is served now.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use errspec_codegen::{Artifacts, Catalog, Lock, compile_published};

use super::{live, notice};
use crate::check::summary;
use crate::docs::site::site;
use crate::spec::Source;
use crate::terminal::Terminal;

pub struct Current {
    /// Tells what the spec and its lock were.
    pub version: String,
    /// The site, or the page that says what is wrong with the spec.
    pub site: Result<Artifacts, String>,
    /// What the mock answers by: the last table that broke no rule.
    pub table: Option<Arc<Catalog>>,
}

impl Current {
    /// Reads the spec, and says at the terminal what `errspec check` would.
    pub fn of(
        spec: &Path,
        version: String,
        earlier: Option<Arc<Catalog>>,
        terminal: &Terminal,
    ) -> Self {
        let script = live::script(&version);
        let (site, table) = match compiled(spec, terminal) {
            Ok(catalog) => (Ok(site(&catalog, Some(&script))), Some(Arc::new(catalog))),
            Err(problems) => (Err(notice::broken(spec, &problems, &script)), earlier),
        };
        Self { version, site, table }
    }
}

/// The table, or what is wrong with it.
fn compiled(spec: &Path, terminal: &Terminal) -> Result<Catalog, String> {
    let (source, lock) = read(spec).map_err(|error| {
        terminal.error(&error.to_string());
        format!("error: {error}\n")
    })?;
    let (catalog, report) = compile_published(&source.text, lock.as_ref());
    let path = spec.display().to_string();
    terminal.diagnose(&report.render(&path, &source.text, true));
    let catalog = catalog.ok_or_else(|| report.render(&path, &source.text, false))?;
    terminal.diagnose(&format!("{}\n", summary(&path, &catalog, &report)));
    Ok(catalog)
}

fn read(spec: &Path) -> Result<(Source, Option<Lock>), Box<dyn Error>> {
    let source = Source::read(spec.to_owned())?;
    let lock = source.lock()?;
    Ok((source, lock))
}
