//! Where the pages of a catalog are.

use errspec_codegen::catalog::Catalog;

use super::file_name::{CODES, Names, OPERATIONS};

pub struct Places<'c> {
    /// Of the retired codes, too.
    pub codes: Names<'c>,
    pub operations: Names<'c>,
}

impl<'c> Places<'c> {
    pub fn of(catalog: &'c Catalog) -> Self {
        let entries = catalog.entries.iter().map(|entry| entry.code.as_str());
        let retired = catalog.retired.iter().map(|code| code.code.as_str());
        let operations = catalog.operations.iter().map(|operation| operation.name.as_str());
        Self {
            codes: Names::of(CODES, entries.chain(retired)),
            operations: Names::of(OPERATIONS, operations),
        }
    }
}
