//! Which variants a pattern matches.

use syn::{Member, Pat};

use super::enums::{Enum, Field, Variant, bare};

/// The variants that a pattern names, each with its bindings.
pub fn patterns(pat: &Pat, of: &Enum, found: &mut Vec<(usize, Vec<(String, Field)>)>) {
    let mut push = |path: &syn::Path, bindings: &dyn Fn(&Variant) -> Vec<(String, Field)>| {
        if let Some(at) = position(path, of) {
            found.push((at, bindings(&of.variants[at])));
        }
    };
    match pat {
        Pat::Or(or) => or.cases.iter().for_each(|case| patterns(case, of, found)),
        Pat::Paren(paren) => patterns(&paren.pat, of, found),
        Pat::Reference(reference) => patterns(&reference.pat, of, found),
        Pat::Path(path) => push(&path.path, &|_| Vec::new()),
        Pat::Ident(name) => match &name.subpat {
            Some((_, pat)) => patterns(pat, of, found),
            None => push(&name.ident.clone().into(), &|_| Vec::new()),
        },
        Pat::TupleStruct(tuple) => push(&tuple.path, &|variant| {
            let names = tuple.elems.iter().zip(&variant.fields);
            names.filter_map(|(pat, field)| Some((binding(pat)?, field.clone()))).collect()
        }),
        Pat::Struct(named) => push(&named.path, &|variant| {
            let binding = |field: &syn::FieldPat| {
                let Member::Named(name) = &field.member else { return None };
                let known = variant
                    .fields
                    .iter()
                    .find(|known| known.name.as_ref().is_some_and(|known| name == known));
                Some((binding(&field.pat)?, known?.clone()))
            };
            named.fields.iter().filter_map(binding).collect()
        }),
        _ => {}
    }
}

/// `Enum::A`, `Self::A`, `A`
fn position(path: &syn::Path, of: &Enum) -> Option<usize> {
    let mut segments = path.segments.iter().rev();
    let variant = bare(&segments.next()?.ident);
    match segments.next() {
        Some(owner) if owner.ident != "Self" && owner.ident != of.name => None,
        _ => of.position(&variant),
    }
}

fn binding(pat: &Pat) -> Option<String> {
    match pat {
        Pat::Ident(name) => Some(bare(&name.ident)),
        Pat::Reference(reference) => binding(&reference.pat),
        _ => None,
    }
}

/// Whether it matches everything.
pub fn is_irrefutable(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.subpat.is_none(),
        Pat::Paren(paren) => is_irrefutable(&paren.pat),
        Pat::Reference(reference) => is_irrefutable(&reference.pat),
        _ => false,
    }
}
