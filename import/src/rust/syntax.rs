//! Names in Rust's syntax.

use syn::ext::IdentExt;
use syn::{Attribute, Expr, Ident, Macro, Meta, Type, TypePath};

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

/// The names of a path, from the outside in.
pub fn names(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| bare(&segment.ident)).collect()
}

/// `#[cfg(test)]`
pub fn is_test(attribute: &Attribute) -> bool {
    cfg(attribute).is_some_and(|condition| condition == "test")
}

/// What `#[cfg(...)]` asks for.
pub fn cfg(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => Some(list.tokens.to_string()),
        _ => None,
    }
}

/// `self`, `*self`, `&self`
pub fn is_subject(expr: &Expr, subject: &str) -> bool {
    match expr {
        Expr::Path(path) => path.path.is_ident(subject),
        Expr::Unary(unary) => is_subject(&unary.expr, subject),
        Expr::Reference(reference) => is_subject(&reference.expr, subject),
        Expr::Paren(paren) => is_subject(&paren.expr, subject),
        _ => false,
    }
}

/// Where a macro is called.
pub fn line_of(call: &Macro) -> Option<usize> {
    Some(call.path.segments.first()?.ident.span().start().line)
}
