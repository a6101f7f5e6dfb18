//! What names stand for where an expression is read.

use std::collections::HashMap;

use super::constants::Constants;
use super::model::Field;
use super::said::Said;

/// The names of an arm or a block, and what is around it.
#[derive(Clone, Copy, Default)]
pub struct Scope<'s> {
    /// Names that a pattern binds to fields.
    pub fields: Option<&'s HashMap<String, Field>>,
    /// `let name = value;`
    pub locals: Option<&'s HashMap<String, Said>>,
    pub outer: Option<&'s Scope<'s>>,
    pub constants: Option<&'s Constants>,
    /// What the function calls the enum, such as `self`.
    pub subject: Option<&'s str>,
    /// What `Self` is.
    pub self_type: Option<&'s str>,
}

/// What a name stands for.
#[derive(Clone, Copy)]
pub enum Named<'s> {
    Field(&'s Field),
    Value(&'s Said),
}

impl<'s> Scope<'s> {
    /// From the inside out.
    pub fn name(&self, name: &str) -> Option<Named<'s>> {
        let local = self.locals.and_then(|locals| locals.get(name));
        let field = || self.fields.and_then(|fields| fields.get(name));
        match local {
            Some(value) => Some(Named::Value(value)),
            None => match field() {
                Some(field) => Some(Named::Field(field)),
                None => self.outer?.name(name),
            },
        }
    }

    /// An arm in this scope.
    pub fn with_fields<'i>(&'i self, fields: &'i HashMap<String, Field>) -> Scope<'i> {
        Scope { fields: Some(fields), locals: None, outer: Some(self), ..*self }
    }

    /// A block in this scope.
    pub fn with_locals<'i>(&'i self, locals: &'i HashMap<String, Said>) -> Scope<'i> {
        Scope { fields: None, locals: Some(locals), outer: Some(self), ..*self }
    }

    /// What a path that is no local name stands for.
    pub fn constant(&self, path: &[String]) -> Option<&'s Said> {
        self.constants?.get(path, self.self_type)
    }
}
