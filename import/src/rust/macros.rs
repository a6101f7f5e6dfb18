//! Macros that make items: what they make is not read.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{File, ItemMacro, ItemMod};

use super::syntax::is_test;
use crate::report::{Kind, Remark};

/// A remark on each that may make a table of errors.
pub fn tables(file: &File) -> Vec<Remark> {
    let mut tables = Tables { found: Vec::new() };
    tables.visit_file(file);
    tables.found
}

struct Tables {
    found: Vec<Remark>,
}

impl<'ast> Visit<'ast> for Tables {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !item.attrs.iter().any(is_test) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        let Some(last) = item.mac.path.segments.last() else { return };
        let (name, line) = (&last.ident, last.ident.span().start().line);
        if name != "macro_rules" && may_be_a_table(&item.mac.tokens) {
            let text =
                format!("what the macro `{name}!` makes: it cannot be read without running it");
            self.found.push(Remark::new(line, Kind::PartLeftOut, text));
        }
    }
}

/// Whether the tokens of a macro may hold a table: names of variants, or of statuses.
fn may_be_a_table(tokens: &TokenStream) -> bool {
    let mut names = 0;
    let mut left: Vec<TokenTree> = tokens.clone().into_iter().collect();
    while let Some(token) = left.pop() {
        match token {
            TokenTree::Group(group) => left.extend(group.stream()),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let is_camel = name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.contains(|c: char| c.is_ascii_lowercase());
                names += usize::from(is_camel);
            }
            _ => {}
        }
    }
    names >= LEAST_NAMES
}

/// Fewer names of variants are no table.
const LEAST_NAMES: usize = 3;
