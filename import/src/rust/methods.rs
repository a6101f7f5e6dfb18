//! What functions return for each variant: the arms of `match self`, and `matches!`.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Block, File, FnArg, ImplItemFn, ItemFn, ItemImpl, ItemMod, Pat, Signature};

use super::bodies;
use super::constants::Constants;
use super::functions::Function;
use super::model::Enum;
use super::responses;
use super::scope::Scope;
use super::syntax::{bare, is_test, type_name};
use crate::report::{Kind, Remark};

/// Reads every function of the file that takes one of the enums.
pub fn read(file: &File, constants: &Constants, enums: &mut [Enum]) {
    // Of two with one name the first counts.
    let named = enums.iter().enumerate().rev().map(|(at, found)| (found.name.clone(), at));
    let positions = named.collect();
    let mut reader = Functions { enums, constants, positions, self_type: None, of_trait: None };
    reader.visit_file(file);
}

struct Functions<'e> {
    enums: &'e mut [Enum],
    constants: &'e Constants,
    positions: HashMap<String, usize>,
    self_type: Option<String>,
    of_trait: Option<String>,
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !item.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let of_trait = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        self.of_trait = of_trait.map(|last| last.ident.to_string());
        self.self_type = type_name(&item.self_ty);
        visit::visit_item_impl(self, item);
        (self.of_trait, self.self_type) = (None, None);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.function(&item.sig, &item.block);
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }
}

impl Functions<'_> {
    fn function(&mut self, signature: &Signature, block: &Block) {
        let self_type = self.self_type.clone();
        let Some((subject, of)) = subject(signature, self_type.as_deref(), &self.positions) else {
            return;
        };
        // What an error was made from, and what programmers see of it, is no table.
        let is_source = matches!(&*signature.ident.to_string(), "source" | "cause" | "provide");
        let is_debug = self.of_trait.as_deref() == Some("Debug");
        if is_debug || (is_source && self.of_trait.is_some()) {
            return;
        }
        let function = Function {
            name: bare(&signature.ident),
            of_trait: self.of_trait.clone(),
            to_text: self_type.is_some_and(|name| matches!(&*name, "str" | "String")),
        };
        let of = &mut self.enums[of];
        let name = of.name.clone();
        let scope = Scope {
            constants: Some(self.constants),
            subject: Some(&subject),
            self_type: Some(&name),
            ..Scope::default()
        };
        let line = signature.ident.span().start().line;
        let self_type = self.self_type.as_deref();
        if responses::is_response(&function.name, self.of_trait.as_deref(), self_type) {
            take_response(&function.name, block, line, of);
        }
        for body in &bodies::find(block, &subject, line) {
            function.read(body, &scope, of);
        }
    }
}

/// Takes over the shape of a response's body, and says what else is sent.
fn take_response(function: &str, block: &Block, line: usize, of: &mut Enum) {
    let sent = responses::sent(block);
    let mut remark = |kind, text| of.remarks.push(Remark::new(line, kind, text));
    match sent.body() {
        Some(body) if of.envelope.is_none() => {
            let places: Vec<String> = body.iter().map(|(_, place)| format!("`{place}`")).collect();
            let places = places.join(", ");
            remark(
                Kind::Note,
                format!("`[envelope]` has the members that `{function}()` sends: {places}"),
            );
            of.envelope = Some((line, body.clone()));
        }
        None if !sent.bodies.is_empty() => {
            let text = format!("the shape of what `{function}()` sends: say it in `[envelope]`");
            remark(Kind::PartLeftOut, text);
        }
        _ => {}
    }
    if !sent.beside.is_empty() {
        let beside = sent.beside.join(", ");
        let text = format!("what `{function}()` sends beside code, status and message: {beside}");
        of.remarks.push(Remark::new(line, Kind::PartLeftOut, text));
    }
}

/// The parameter that is one of the enums, and which.
fn subject(
    signature: &Signature,
    self_type: Option<&str>,
    positions: &HashMap<String, usize>,
) -> Option<(String, usize)> {
    let position = |name: &str| positions.get(name).copied();
    signature.inputs.iter().find_map(|input| match input {
        FnArg::Receiver(_) => Some(("self".to_owned(), position(self_type?)?)),
        FnArg::Typed(typed) => {
            let Pat::Ident(name) = &*typed.pat else {
                return None;
            };
            let of = type_name(&typed.ty)?;
            let of = if of == "Self" { self_type?.to_owned() } else { of };
            Some((name.ident.to_string(), position(&of)?))
        }
    })
}
