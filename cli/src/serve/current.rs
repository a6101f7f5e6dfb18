//! What is served now.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use errspec_codegen::Catalog;
use tokio::sync::watch;

use super::pages::Pages;
use super::{notice, script};
use crate::spec::{Source, Spec};
use crate::terminal::Terminal;

pub struct Current {
    /// Tells what the spec and its lock were.
    pub version: String,
    /// The site, or the page that says what is wrong with the spec.
    pub site: Result<Pages, String>,
    /// What the mock answers by: the last table that broke no rule.
    pub table: Option<Arc<Catalog>>,
}

/// Where every request finds what is served now.
pub type Receiver = watch::Receiver<Arc<Current>>;

impl Current {
    /// Reads the spec, and says at the terminal what `errspec check` would.
    pub fn of(
        spec: &Path,
        version: String,
        earlier: Option<Arc<Catalog>>,
        terminal: &Terminal,
    ) -> Self {
        let script = script::of(&version);
        let (site, table) = match compiled(spec, terminal) {
            Ok(catalog) => (Ok(Pages::of(catalog.clone(), script)), Some(Arc::new(catalog))),
            Err(problems) => (Err(notice::broken(spec, &problems, &script)), earlier),
        };
        Self { version, site, table }
    }
}

/// The table, or what is wrong with it.
fn compiled(path: &Path, terminal: &Terminal) -> Result<Catalog, String> {
    let spec = read(path).map_err(|error| {
        terminal.error(&error.to_string());
        format!("error: {error}\n")
    })?;
    if let Some(catalog) = spec.reported(terminal) {
        terminal.diagnose(&format!("{}\n", spec.summary(catalog)));
    }
    let problems = spec.render(false);
    spec.catalog.ok_or(problems)
}

fn read(path: &Path) -> Result<Spec, Box<dyn Error>> {
    Ok(Spec::published(Source::read_file(path.to_owned())?)?)
}
