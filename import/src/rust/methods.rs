//! What functions return for each variant: the arms of `match self`, and `matches!`.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Block, File, FnArg, ImplItemFn, ItemFn, ItemImpl, Pat, Signature};

use super::arms::{self, Arm};
use super::bodies::{self, Body};
use super::model::Enum;
use super::roles;
use super::said::{Said, Source, Statement};
use super::syntax::{bare, type_name};
use crate::report::{Kind, Remark};

/// Reads every function of the file that takes one of the enums.
pub fn read(file: &File, enums: &mut [Enum]) {
    // Of two with one name the first counts.
    let named = enums.iter().enumerate().rev().map(|(at, found)| (found.name.clone(), at));
    let positions = named.collect();
    let mut reader = Functions { enums, positions, self_type: None, of_trait: None };
    reader.visit_file(file);
}

struct Functions<'e> {
    enums: &'e mut [Enum],
    positions: HashMap<String, usize>,
    self_type: Option<String>,
    of_trait: Option<String>,
}

impl<'ast> Visit<'ast> for Functions<'_> {
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
        let line = signature.ident.span().start().line;
        for body in &bodies::find(block, &subject, line) {
            function.read(body, &mut self.enums[of]);
        }
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

struct Function {
    name: String,
    of_trait: Option<String>,
    /// `impl From<Enum> for String`
    to_text: bool,
}

impl Function {
    fn read(&self, body: &Body<'_>, of: &mut Enum) {
        let mut names = Vec::new();
        let (arms, conditions) = match body {
            Body::Match { of: found, names: bound } => {
                names.clone_from(bound);
                arms::of_match(found, of, &self.name)
            }
            Body::Matches(found) => arms::of_matches(found, of, &self.name),
            Body::Constant { expr, line } => (arms::of_constant(expr, *line, of), Vec::new()),
            Body::Computed { line } => (Vec::new(), self.computed(*line)),
        };
        let count = arms.iter().map(|arm| arm.width()).max().unwrap_or(0);
        let mut known = false;
        for position in 0..count {
            let bound = names.get(position).or(names.first().filter(|_| count == 1));
            let name = bound.unwrap_or(&self.name);
            known |= self.take(&arms, position, name, names.is_empty(), of);
        }
        self.remark(&arms, known, of);
        if known || arms.is_empty() {
            of.remarks.extend(conditions);
        }
    }

    /// Says what `_` was taken for, or that the whole function is about no key.
    fn remark(&self, arms: &[Arm], is_known: bool, of: &mut Enum) {
        let is_silent =
            |arm: &&Arm| matches!(arm.said, Said::Unreadable(_) | Said::Several(_) | Said::Nothing);
        let mut telling = arms.iter().filter(|arm| !is_silent(arm));
        let mut note = |line, text| of.remarks.push(Remark::new(line, Kind::Note, text));
        if !is_known {
            if let Some(first) = telling.next() {
                note(first.line, format!("what `{}()` says has no place in a spec", self.name));
            }
            return;
        }
        let rest: Vec<&Arm> =
            arms.iter().filter(|arm| arm.is_rest && !matches!(arm.said, Said::Nothing)).collect();
        if let Some(first) = rest.first() {
            let names: Vec<String> =
                rest.iter().map(|arm| format!("`{}`", of.variants[arm.variant].name)).collect();
            let (names, function) = (names.join(", "), &self.name);
            note(first.line, format!("{names}: taken from what `{function}()` says of all others"));
        }
    }

    /// Takes one position of what the arms say. `false` where it is about no key.
    fn take(
        &self,
        arms: &[Arm],
        position: usize,
        name: &str,
        is_own_name: bool,
        of: &mut Enum,
    ) -> bool {
        let values: Vec<&Said> = arms.iter().filter_map(|arm| arm.at(position)).collect();
        let Some(key) =
            roles::key(&values, name, is_own_name && values.len() == arms.len(), self.to_text)
        else {
            return false;
        };
        let is_display = matches!(self.of_trait.as_deref(), Some("Display")) || self.name == "fmt";
        let source = if is_display { Source::Display } else { Source::Method };
        for arm in arms {
            let Some(value) = arm.at(position).cloned() else { continue };
            let value = match value {
                Said::Integer(integer) if key == "status" => match u16::try_from(integer) {
                    Ok(status) => Said::Status(status),
                    Err(_) => Said::Unreadable("it is no HTTP status"),
                },
                // A number on the wire.
                Said::Integer(integer) if key == "code" => Said::Text(integer.to_string()),
                Said::Nothing => continue,
                value => value,
            };
            let of_function = format!("{}()", self.name);
            of.variants[arm.variant].said.push(Statement {
                key,
                value,
                source,
                of: of_function,
                line: arm.line,
            });
        }
        true
    }

    /// A remark on a function that is about a key, and decides by more than the variant.
    fn computed(&self, line: usize) -> Vec<Remark> {
        let values = [&Said::Boolean(true)];
        let text = format!("what `{}()` returns is computed", self.name);
        let is_display = (self.name == "fmt").then_some("message");
        let key = roles::key(&values, &self.name, true, self.to_text);
        let remark = |_| Remark::new(line, Kind::PartLeftOut, &text);
        key.or(is_display).map(remark).into_iter().collect()
    }
}
