//! The pages of the operations: an index, and for each the codes that it may answer with.

use askama::Template;
use errspec_codegen::catalog::{self, Catalog};

use super::message::Piece;
use super::places::Places;
use super::shown::Shown;
use super::site::{GENERATOR, Head, OPERATIONS_INDEX, STYLE};
use super::view::{Code, Page};

/// What the pages of operations have beyond [`STYLE`], and the index's filter by them.
pub const OPERATIONS_STYLE: &str = include_str!("../../templates/operations.css");

pub struct Operation<'c> {
    pub name: &'c str,
    pub page: Page,
    pub doc: Option<Shown>,
    /// Its own codes.
    pub codes: Vec<&'c Code<'c>>,
    /// How many codes it may answer with, the common ones among them.
    pub count: usize,
}

impl<'c> Operation<'c> {
    /// `codes` are those of the catalog, in its order.
    pub fn of(
        operation: &'c catalog::Operation,
        catalog: &Catalog,
        codes: &'c [Code<'c>],
        places: &Places<'_>,
    ) -> Self {
        Self {
            name: &operation.name,
            page: Page::of(&operation.name, &places.operations),
            doc: operation.doc.as_deref().map(Shown::line),
            codes: operation.errors.iter().map(|index| &codes[*index]).collect(),
            count: catalog.errors_of(operation).len(),
        }
    }
}

#[derive(Template)]
#[template(path = "operations_page.html")]
pub struct OperationsPage<'c> {
    pub head: &'c Head<'c>,
    pub operations: &'c [Operation<'c>],
    pub common: &'c [&'c Code<'c>],
}

#[derive(Template)]
#[template(path = "operation_page.html")]
pub struct OperationPage<'c> {
    pub head: &'c Head<'c>,
    pub operation: &'c Operation<'c>,
    pub common: &'c [&'c Code<'c>],
}
