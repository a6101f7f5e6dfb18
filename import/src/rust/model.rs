//! What is known of an enum.

use std::collections::HashMap;

use toml_edit::InlineTable;

use super::responses::Body;
use super::said::Statement;
use crate::placeholders::ParamType;
use crate::report::Remark;

pub struct Enum {
    pub name: String,
    pub line: usize,
    pub variants: Vec<Variant>,
    positions: HashMap<String, usize>,
    /// The line of a function that sends a body of this shape.
    pub envelope: Option<(usize, Body)>,
    /// On its methods.
    pub remarks: Vec<Remark>,
}

pub struct Variant {
    pub name: String,
    pub line: usize,
    pub fields: Vec<Field>,
    /// The doc comment, its lines joined to paragraphs.
    pub doc: Option<String>,
    /// What `#[cfg(...)]` asks for.
    pub cfg: Option<String>,
    /// What `#[deprecated]` says.
    pub deprecated: Option<InlineTable>,
    pub said: Vec<Statement>,
}

#[derive(Clone, Debug)]
pub struct Field {
    /// `None` in a tuple.
    pub name: Option<String>,
    pub r#type: ParamType,
    /// `#[source]`, `#[from]`
    pub is_source: bool,
}

impl Enum {
    pub fn new(name: String, line: usize, variants: Vec<Variant>) -> Self {
        // Of two with one name the first counts.
        let named = variants.iter().enumerate().rev();
        let positions = named.map(|(at, variant)| (variant.name.clone(), at)).collect();
        Self { name, line, variants, positions, envelope: None, remarks: Vec::new() }
    }

    /// Variants, for a sentence about them.
    pub fn named(&self, variants: impl Iterator<Item = usize>) -> String {
        let names: Vec<String> =
            variants.map(|variant| format!("`{}`", self.variants[variant].name)).collect();
        names.join(", ")
    }

    pub fn position(&self, variant: &str) -> Option<usize> {
        self.positions.get(variant).copied()
    }
}
