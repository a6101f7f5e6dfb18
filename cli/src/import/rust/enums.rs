//! The enums of a file, and what their attributes say.

use syn::visit::{Visit, visit_item_enum};
use syn::{Fields, File, ItemEnum, Type, TypePath};
use toml_edit::InlineTable;

use super::super::placeholders::ParamType;
use super::attributes::{self, Styles};
use super::format::Arguments;
use super::said::{Said, Source, Statement};
use super::values;

pub struct Enum {
    pub name: String,
    pub line: usize,
    pub variants: Vec<Variant>,
    /// Remarks on its methods: a line, a sentence, whether something is left out.
    pub remarks: Vec<Remark>,
}

pub struct Remark {
    pub line: usize,
    pub text: String,
    pub is_omission: bool,
}

pub struct Variant {
    pub name: String,
    pub line: usize,
    pub fields: Vec<Field>,
    /// The doc comment, its lines joined to paragraphs.
    pub doc: Option<String>,
    /// What `#[deprecated]` says.
    pub deprecated: Option<InlineTable>,
    pub said: Vec<Statement>,
}

#[derive(Clone, Debug)]
pub struct Field {
    /// `None` in a tuple.
    pub name: Option<String>,
    pub r#type: ParamType,
}

impl Enum {
    pub fn position(&self, variant: &str) -> Option<usize> {
        self.variants.iter().position(|known| known.name == variant)
    }
}

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
    let line = item.ident.span().start().line;
    Enum { name: bare(&item.ident), line, variants, remarks: Vec::new() }
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

/// A name without the mark of a raw one.
pub fn bare(name: &syn::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}
