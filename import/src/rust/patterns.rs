//! Which variants a pattern matches.

use std::collections::HashMap;

use syn::{Member, Pat};

use super::model::{Enum, Field, Variant};
use super::syntax::bare;

/// A variant that a pattern names.
pub struct Matched {
    pub variant: usize,
    /// Names in scope, and the fields that they are bound to.
    pub bindings: HashMap<String, Field>,
    /// Whether it depends on what is in the fields.
    pub is_conditional: bool,
}

impl Matched {
    pub fn whole(variant: usize) -> Self {
        Self { variant, bindings: HashMap::new(), is_conditional: false }
    }
}

/// The variants that a pattern names.
pub fn patterns(pat: &Pat, of: &Enum, found: &mut Vec<Matched>) {
    let mut push = |path: &syn::Path, fields: &dyn Fn(&Variant) -> Fields| {
        if let Some(variant) = position(path, of) {
            let Fields { bindings, is_conditional } = fields(&of.variants[variant]);
            found.push(Matched { variant, bindings, is_conditional });
        }
    };
    match pat {
        Pat::Or(or) => or.cases.iter().for_each(|case| patterns(case, of, found)),
        Pat::Paren(paren) => patterns(&paren.pat, of, found),
        Pat::Reference(reference) => patterns(&reference.pat, of, found),
        Pat::Path(path) => push(&path.path, &|_| Fields::default()),
        Pat::Ident(name) => match &name.subpat {
            Some((_, pat)) => patterns(pat, of, found),
            None => push(&name.ident.clone().into(), &|_| Fields::default()),
        },
        Pat::TupleStruct(tuple) => push(&tuple.path, &|variant| {
            let fields = tuple.elems.iter().zip(variant.fields.iter().map(Some).chain([None]));
            Fields::of(fields)
        }),
        Pat::Struct(named) => push(&named.path, &|variant| {
            let known = variant.fields.iter();
            let known: HashMap<&str, &Field> =
                known.filter_map(|field| Some((field.name.as_deref()?, field))).collect();
            let field = |field: &syn::FieldPat| {
                let Member::Named(name) = &field.member else { return None };
                known.get(bare(name).as_str()).copied()
            };
            Fields::of(named.fields.iter().map(|found| (&*found.pat, field(found))))
        }),
        _ => {}
    }
}

/// What a pattern says of a variant's fields.
#[derive(Default)]
struct Fields {
    bindings: HashMap<String, Field>,
    is_conditional: bool,
}

impl Fields {
    fn of<'p>(fields: impl Iterator<Item = (&'p Pat, Option<&'p Field>)>) -> Self {
        let mut read = Self::default();
        for (pat, field) in fields {
            read.is_conditional |= !matches!(pat, Pat::Rest(_)) && !is_irrefutable(pat);
            if let (Some(name), Some(field)) = (binding(pat), field) {
                read.bindings.insert(name, field.clone());
            }
        }
        read
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
