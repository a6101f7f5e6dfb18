//! Which operation may answer with which codes.

use super::Entry;
use crate::report::Span;

/// An operation of the API.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// As clients call it.
    pub name: String,
    /// Where the spec has it.
    pub span: Span,
    /// The variant of the generated enum, as it stands in Rust source.
    pub variant: String,
    /// The module with its error type, as it stands in Rust source.
    pub module: String,
    /// What it does.
    pub doc: Option<String>,
    /// The codes that it may answer with beside the common ones, as indices of
    /// [`Catalog::entries`](super::Catalog::entries), sorted.
    pub errors: Vec<usize>,
}

/// Where a code occurs.
#[derive(Clone, Copy, Debug)]
pub enum Occurrence<'c> {
    /// In every operation.
    Common,
    /// In these operations.
    In(&'c [String]),
}

impl Entry {
    /// Where the code occurs, if the spec says anything of it.
    pub fn occurrence(&self) -> Option<Occurrence<'_>> {
        match (self.is_common, &*self.operations) {
            (true, _) => Some(Occurrence::Common),
            (false, []) => None,
            (false, operations) => Some(Occurrence::In(operations)),
        }
    }
}
