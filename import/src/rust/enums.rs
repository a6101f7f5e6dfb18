//! The enums of a file, and what their attributes say.

use syn::visit::{Visit, visit_item_enum};
use syn::{Fields, File, ItemEnum, Type};

use super::attributes::{self, Styles};
use super::format::Arguments;
use super::model::{Enum, Field, Variant};
use super::said::{Said, Source, Statement};
use super::syntax::{bare, type_name};
use super::values;
use crate::placeholders::ParamType;

/// Every enum that has variants, in the order of the file.
pub fn find(file: &File) -> Vec<Enum> {
    let mut finder = Finder { enums: Vec::new() };
    finder.visit_file(file);
    finder.enums
}

struct Finder {
    enums: Vec<Enum>,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        if !item.variants.is_empty() {
            self.enums.push(read(item));
        }
        visit_item_enum(self, item);
    }
}

fn read(item: &ItemEnum) -> Enum {
    let styles = Styles::of(&item.attrs);
    let variants = item.variants.iter().map(|variant| variant_of(variant, &styles)).collect();
    Enum::new(bare(&item.ident), item.ident.span().start().line, variants)
}

fn variant_of(variant: &syn::Variant, styles: &Styles) -> Variant {
    let mut read = Variant {
        name: bare(&variant.ident),
        line: variant.ident.span().start().line,
        fields: fields(&variant.fields),
        doc: attributes::doc(&variant.attrs),
        deprecated: attributes::deprecated(&variant.attrs),
        said: Vec::new(),
    };
    read.said = attributes::statements(&variant.attrs, &read, styles);
    read.said.extend(discriminant(variant, read.line));
    read
}

/// The number that a variant stands for: a status, if it can be one and nothing
/// else says the status.
fn discriminant(variant: &syn::Variant, line: usize) -> Option<Statement> {
    let (_, value) = variant.discriminant.as_ref()?;
    let value = values::said(value, &Arguments::default());
    let key = if matches!(value, Said::Status(_)) { "status" } else { "number" };
    let source = Source::Strum;
    Some(Statement { key, value, source, of: "its discriminant".to_owned(), line })
}

fn fields(fields: &Fields) -> Vec<Field> {
    let field = |field: &syn::Field| Field {
        name: field.ident.as_ref().map(bare),
        r#type: param_type(&field.ty),
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
        _ => ParamType::String,
    }
}
