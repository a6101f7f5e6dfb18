//! The enums of a file, and what their attributes say.

use syn::visit::{Visit, visit_item_enum, visit_item_mod};
use syn::{Fields, File, ItemEnum, ItemMod, Type};

use super::attributes::{self, Styles};
use super::constants::Constants;
use super::model::{Enum, Field, Variant};
use super::said::{Said, Source, Statement};
use super::scope::Scope;
use super::syntax::{bare, cfg, is_test, type_name};
use super::values;
use crate::placeholders::ParamType;

/// Every enum that has variants, in the order of the file.
pub fn find(file: &File, constants: &Constants) -> Vec<Enum> {
    let mut finder = Finder { enums: Vec::new(), constants };
    finder.visit_file(file);
    finder.enums
}

struct Finder<'c> {
    enums: Vec<Enum>,
    constants: &'c Constants,
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !item.attrs.iter().any(is_test) {
            visit_item_mod(self, item);
        }
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        if !item.variants.is_empty() {
            self.enums.push(read(item, self.constants));
        }
        visit_item_enum(self, item);
    }
}

fn read(item: &ItemEnum, constants: &Constants) -> Enum {
    let name = bare(&item.ident);
    let styles = Styles::of(&item.attrs);
    let scope = Scope { constants: Some(constants), self_type: Some(&name), ..Scope::default() };
    let variant = |variant| variant_of(variant, &styles, &scope);
    let variants = item.variants.iter().map(variant).collect();
    Enum::new(name.clone(), item.ident.span().start().line, variants)
}

fn variant_of(variant: &syn::Variant, styles: &Styles, scope: &Scope<'_>) -> Variant {
    let mut read = Variant {
        name: bare(&variant.ident),
        line: variant.ident.span().start().line,
        fields: fields(&variant.fields),
        doc: attributes::doc(&variant.attrs),
        cfg: variant.attrs.iter().find_map(cfg),
        deprecated: attributes::deprecated(&variant.attrs),
        said: Vec::new(),
    };
    read.said = attributes::statements(&variant.attrs, &read, styles, scope);
    read.said.extend(discriminant(variant, read.line, scope));
    read
}

/// The number that a variant stands for: a status, if it can be one and nothing
/// else says the status.
fn discriminant(variant: &syn::Variant, line: usize, scope: &Scope<'_>) -> Option<Statement> {
    let (_, value) = variant.discriminant.as_ref()?;
    let value = values::said(value, scope);
    let key = if matches!(value, Said::Status(_)) { "status" } else { "number" };
    let source = Source::Strum;
    Some(Statement { key, value, source, of: "its discriminant".to_owned(), line })
}

fn fields(fields: &Fields) -> Vec<Field> {
    let field = |field: &syn::Field| {
        let name = field.ident.as_ref().map(bare);
        let is_source =
            name.as_deref() == Some("source") || field.attrs.iter().any(attributes::is_source);
        let r#type = match (is_source, param_type(&field.ty)) {
            (true, _) => ParamType::InnerError,
            (false, r#type) => r#type,
        };
        Field { name, r#type, is_source }
    };
    fields.iter().map(field).collect()
}

fn param_type(r#type: &Type) -> ParamType {
    let Some(name) = type_name(r#type) else {
        return ParamType::String;
    };
    match name.as_str() {
        "i8" | "i16" | "i32" | "i64" | "isize" | "u8" | "u16" | "u32" | "u64" | "usize" => {
            ParamType::Integer
        }
        "bool" => ParamType::Boolean,
        name if name.ends_with("Error") || name.ends_with("Rejection") => ParamType::InnerError,
        _ => ParamType::String,
    }
}
