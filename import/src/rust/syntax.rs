//! Names in Rust's syntax.

use syn::ext::IdentExt;
use syn::{Ident, Type, TypePath};

/// A name without the mark of a raw one.
pub fn bare(name: &Ident) -> String {
    name.unraw().to_string()
}

/// The last name of a path, behind references.
pub fn type_name(r#type: &Type) -> Option<String> {
    match r#type {
        Type::Path(TypePath { path, .. }) => path.segments.last().map(|last| bare(&last.ident)),
        Type::Reference(reference) => type_name(&reference.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        Type::Group(group) => type_name(&group.elem),
        _ => None,
    }
}
