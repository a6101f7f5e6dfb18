//! The constants of a file: `const NOT_FOUND: &str = "..."`, of modules and of `impl` blocks.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Attribute, Expr, File, Ident, ImplItemConst, ItemConst, ItemImpl, ItemMod, ItemStatic};

use super::said::Said;
use super::scope::Scope;
use super::syntax::{bare, is_test, type_name};
use super::values::said;

/// What is known of constants, by name and by `Owner::NAME`.
#[derive(Default)]
pub struct Constants {
    /// `None` where two of one name differ.
    values: HashMap<String, Option<Said>>,
}

impl Constants {
    pub fn of(file: &File) -> Self {
        let mut finder = Finder { owner: None, found: Vec::new() };
        finder.visit_file(file);
        let mut known = Self::default();
        // One that is made of another stands behind it, as a rule; else it is not known.
        for Found { owner, name, value } in finder.found {
            let scope = Scope { constants: Some(&known), ..Scope::default() };
            let value = said(value, &scope).bounded();
            known.insert(name.clone(), &value);
            if let Some(owner) = owner {
                known.insert(format!("{owner}::{name}"), &value);
            }
        }
        known
    }

    fn insert(&mut self, name: String, value: &Said) {
        let known = self.values.entry(name).or_insert_with(|| Some(value.clone()));
        if known.as_ref() != Some(value) {
            *known = None;
        }
    }

    /// What a path stands for. `self_type` is what `Self` is.
    pub fn get(&self, path: &[String], self_type: Option<&str>) -> Option<&Said> {
        let (name, owners) = path.split_last()?;
        let owner = match owners.last().map(String::as_str) {
            Some("Self") => self_type,
            Some("self" | "super" | "crate") => None,
            owner => owner,
        };
        let value = match owner {
            Some(owner) => self.values.get(&format!("{owner}::{name}")),
            None => self.values.get(name),
        };
        value?.as_ref()
    }
}

struct Found<'a> {
    owner: Option<String>,
    name: String,
    value: &'a Expr,
}

struct Finder<'a> {
    owner: Option<String>,
    found: Vec<Found<'a>>,
}

impl<'a> Finder<'a> {
    fn push(&mut self, name: &Ident, value: &'a Expr) {
        self.found.push(Found { owner: self.owner.clone(), name: bare(name), value });
    }

    /// Visits what stands in `owner`.
    fn within(&mut self, owner: Option<String>, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.owner, owner);
        visit(self);
        self.owner = outer;
    }

    fn is_left_out(attributes: &[Attribute]) -> bool {
        attributes.iter().any(is_test)
    }
}

impl<'a> Visit<'a> for Finder<'a> {
    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        if !Self::is_left_out(&item.attrs) {
            self.within(Some(bare(&item.ident)), |finder| visit::visit_item_mod(finder, item));
        }
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        self.within(type_name(&item.self_ty), |finder| visit::visit_item_impl(finder, item));
    }

    fn visit_item_const(&mut self, item: &'a ItemConst) {
        self.push(&item.ident, &item.expr);
    }

    fn visit_item_static(&mut self, item: &'a ItemStatic) {
        self.push(&item.ident, &item.expr);
    }

    fn visit_impl_item_const(&mut self, item: &'a ImplItemConst) {
        self.push(&item.ident, &item.expr);
    }
}
