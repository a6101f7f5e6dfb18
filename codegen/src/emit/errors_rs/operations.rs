//! The operations, and a module for each with the codes that it may answer with: its
//! handlers cannot name another.
//!
//! What a code is to an operation is written once a code, for all operations that list it:
//! an enum an operation with its impls would cost rustc 460 ms of CPU for 100 operations of
//! 10 codes. This costs 205, and 125 for 100 more of the same codes, of which the variants of
//! `Known` alone are 50.

use std::collections::BTreeSet;
use std::fmt::Write;

use quote::quote;

use super::super::markdown;
use super::super::rust::{block, format, ident, literal};
use super::constructors::{argument, argument_name, docs};
use crate::catalog::{Catalog, Constructor, Entry, Operation};

/// All of it, unless there is no operation.
pub(super) fn emit(catalog: &Catalog) -> String {
    if catalog.operations.is_empty() {
        return String::new();
    }
    [operations(catalog), rows(catalog), modules(catalog)].join("\n")
}

/// The enum of operations.
fn operations(catalog: &Catalog) -> String {
    let mut variants = String::new();
    let mut all = String::new();
    for operation in &catalog.operations {
        let _ = writeln!(variants, "/// {}", summary(operation));
        let _ = writeln!(variants, "{},", operation.variant);
        let _ = writeln!(all, "    Self::{},", operation.variant);
    }
    let head = "\
/// An operation of the API, in the order of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation";
    let functions = format!(
        "\
/// Every operation, in the order of the spec.
pub const ALL: &'static [Self] = &[
{all}];

/// The operation with this name.
#[must_use]
pub fn from_name(name: &str) -> Option<Self> {{
    Self::ALL.iter().copied().find(|operation| operation.name() == name)
}}

/// Its name.
#[must_use]
pub const fn name(self) -> &'static str {{
    OPERATIONS[self as usize].name()
}}

/// The codes that it may answer with, in the table's order.
pub fn errors(self) -> impl ExactSizeIterator<Item = ErrorCode> + Clone {{
    OPERATIONS[self as usize].codes().iter().map(|index| KEYS[*index as usize])
}}

/// Whether it may answer with this code.
#[must_use]
pub fn allows(self, code: ErrorCode) -> bool {{
    OPERATIONS[self as usize].allows(code as u32)
}}
"
    );
    let of_code = "\
/// The operations that may answer with this code, in the order of the spec.
pub fn operations(self) -> impl Iterator<Item = Operation> + Clone {
    Operation::ALL.iter().copied().filter(move |operation| operation.allows(self))
}
";
    [block(head, &variants), block("impl Operation", &functions), block("impl ErrorCode", of_code)]
        .join("\n")
}

fn summary(operation: &Operation) -> String {
    let name = markdown::code(&operation.name);
    match &operation.doc {
        Some(doc) => format!("{name}: {}", markdown::line(doc)),
        None => format!("{name}."),
    }
}

/// A line an operation: its name, and where its codes are among all.
fn rows(catalog: &Catalog) -> String {
    let count = catalog.operations.len();
    let mut text = format!(
        "\
/// Operations, and where their codes are in the table.
static OPERATIONS: [OperationRow; {count}] = [
"
    );
    for operation in &catalog.operations {
        let indices = catalog.indices_of(operation);
        let name = literal(&operation.name);
        let _ = writeln!(text, "    OperationRow::new({name}, &{indices:?}),");
    }
    text + "];\n"
}

const GENERIC: &str = "\
use super::*;
use ::core::marker::PhantomData;
use ::errspec::OperationError;

/// Says of an operation that it may answer with the code at this place of the table.
pub trait Answers<const CODE: u32> {}

/// The codes of an operation. One whose message has no parameters is a constant, and
/// becomes an error by `?`; the others have constructors.
pub struct Listed<O>(super::ErrorCode, PhantomData<O>);

impl<O> From<Listed<O>> for super::ErrorCode {
    fn from(listed: Listed<O>) -> Self {
        listed.0
    }
}

impl<O> From<Listed<O>> for Error {
    fn from(listed: Listed<O>) -> Self {
        Error::documented(listed.0)
    }
}

impl<O: ::errspec::Operation<Code = super::ErrorCode>> From<Listed<O>> for OperationError<O> {
    fn from(listed: Listed<O>) -> Self {
        Self::listed(listed.into())
    }
}

/// A code as one of an operation's `Known`, which a `match` names; nothing where the
/// operation does not list it.
#[must_use]
pub fn known<O: ::errspec::Operation<Code = super::ErrorCode>>(code: super::ErrorCode) -> Option<&'static O> {
    O::of(code)
}
";

/// What codes are to operations, a module an operation, and the names of their error types.
fn modules(catalog: &Catalog) -> String {
    let listed: BTreeSet<usize> = catalog
        .operations
        .iter()
        .flat_map(|operation| &operation.errors)
        .chain(&catalog.common)
        .copied()
        .collect();
    let codes = listed.into_iter().map(|index| of_code(index, &catalog.entries[index]));
    let modules = catalog.operations.iter().enumerate();
    let modules = modules.map(|(index, operation)| module(catalog, index, operation));
    let parts = [GENERIC.to_owned(), codes.collect::<String>()].into_iter().chain(modules);
    block(
        "\
/// A module an operation: what a handler of it can fail with, and what a client of it can
/// meet.
pub mod operation",
        &parts.collect::<Vec<_>>().join("\n"),
    )
}

/// What a code is to every operation that may answer with it.
fn of_code(index: usize, entry: &Entry) -> String {
    let variant = &entry.variant;
    let constructors: String =
        entry.constructors.iter().map(|made| constructor(entry, made)).collect();
    let constant = format!(
        "#[allow(missing_docs)] pub const {variant}: Self = \
         Self(super::ErrorCode::{variant}, PhantomData);"
    );
    let constant = if entry.is_plain() { constant } else { String::new() };
    if constructors.is_empty() {
        return format!("impl<O: Answers<{index}>> Listed<O> {{ {constant} }}\n");
    }
    let head = format!(
        "impl<O: Answers<{index}> + ::errspec::Operation<Code = super::ErrorCode>> Listed<O>"
    );
    block(&head, [constant, constructors].join("\n").trim_start())
}

/// The table's constructor, of an operation's error type.
fn constructor(entry: &Entry, made: &Constructor) -> String {
    let name = ident(&made.name);
    let params = &made.message.params;
    let (arguments, values) = (params.iter().map(argument), params.iter().map(argument_name));
    let docs = docs(entry, made);
    let deprecated = entry.deprecated.as_ref().map(|_| quote!(#[deprecated]));
    format(quote! {
        #(#[doc = #docs])*
        #deprecated
        #[must_use]
        pub fn #name(#(#arguments),*) -> OperationError<O> {
            OperationError::listed(super::ErrorCode::#name(#(#values),*))
        }
    })
}

fn module(catalog: &Catalog, index: usize, operation: &Operation) -> String {
    let Operation { name, variant, module, .. } = operation;
    let name = markdown::code(name);
    let mut variants = String::new();
    let mut codes = String::new();
    let mut answers = String::new();
    for index in catalog.indices_of(operation) {
        let Entry { code, variant, .. } = &catalog.entries[index];
        let _ = writeln!(variants, "        {variant},");
        let _ = write!(codes, "Self::{variant}, ");
        let _ = writeln!(answers, "    impl super::Answers<{index}> for Known {{}} // {code}");
    }
    let codes = codes.trim_end_matches(", ");
    let mut text = format!(
        "\
/// {}
pub mod {module} {{
    /// The codes that it may answer with, for a `match` that names them all: it does not
    /// compile any more when there is another.
    #[allow(missing_docs)]
    pub enum Known {{
{variants}    }}
    impl ::errspec::Operation for Known {{
        type Code = super::super::ErrorCode;
        const ROW: &'static super::OperationRow = &super::OPERATIONS[{index}];
        const CODES: &'static [Self] = &[{codes}];
    }}
    /// The codes that it may answer with, as constants and constructors.
    pub type ErrorCode = super::Listed<Known>;
    /// The same: those whose messages have no parameters become an [`Error`] by `?`.
    pub type Plain = super::Listed<Known>;
    /// Why it failed, with one of its codes.
    pub type Error = super::OperationError<Known>;
{answers}",
        summary(operation)
    );
    let _ = write!(
        text,
        "\
}}
/// Why {name} failed.
pub type {variant}Error = {module}::Error;
"
    );
    text
}
