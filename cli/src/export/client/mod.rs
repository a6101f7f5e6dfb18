//! Clients in other languages: a template each, over one model.

mod filters;
mod model;

use std::error::Error;
use std::path::Path;

use errspec_codegen::catalog::Catalog;
use errspec_codegen::visible_path;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};

/// A language that has a template.
#[derive(Clone, Copy)]
pub enum Language {
    Python,
    Typescript,
    Go,
}

impl Language {
    const fn template(self) -> &'static str {
        match self {
            Self::Python => include_str!("errors.py.jinja"),
            Self::Typescript => include_str!("errors.ts.jinja"),
            Self::Go => include_str!("errors.go.jinja"),
        }
    }
}

/// The client in this language.
pub fn of(catalog: &Catalog, language: Language) -> Result<String, Box<dyn Error>> {
    render(catalog, language.template(), "the template")
}

/// What a template of the user's own makes of the catalog.
pub fn by_template(catalog: &Catalog, path: &Path) -> Result<String, Box<dyn Error>> {
    let shown = visible_path(path);
    let template =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
    render(catalog, &template, &shown)
}

fn render(catalog: &Catalog, template: &str, name: &str) -> Result<String, Box<dyn Error>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(lines_of_blocks_leave_nothing()?);
    filters::add(&mut environment);
    let model = Serde(model::of(catalog)?);
    environment.render_named_str(name, template, model).map_err(|error| told(&error, name).into())
}

fn lines_of_blocks_leave_nothing() -> Result<SyntaxConfig, minijinja::Error> {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()
}

/// The error with the template's line, and that of the filter behind it.
fn told(error: &minijinja::Error, name: &str) -> String {
    let place = error.line().map_or(name.to_owned(), |line| format!("{name}:{line}"));
    let what = error.detail().map_or(error.kind().to_string(), str::to_owned);
    format!("{place}: {what}")
}
