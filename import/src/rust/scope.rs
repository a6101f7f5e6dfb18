//! What names stand for where an expression is read.

use std::collections::HashMap;

use super::constants::Constants;
use super::model::Field;
use super::said::Said;

/// The names of an arm or a block, and what is around it.
#[derive(Clone, Copy, Default)]
pub struct Scope<'s> {
    /// Names that a pattern binds to fields.
    pub fields: &'s [(String, Field)],
    /// `let name = value;`
    pub locals: &'s [(String, Said)],
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
    /// The last of one name counts, from the inside out.
    pub fn name(&self, name: &str) -> Option<Named<'s>> {
        let local = self.locals.iter().rev().find(|(known, _)| known == name);
        let field = || self.fields.iter().rev().find(|(known, _)| known == name);
        match local {
            Some((_, value)) => Some(Named::Value(value)),
            None => match field() {
                Some((_, field)) => Some(Named::Field(field)),
                None => self.outer?.name(name),
            },
        }
    }

    /// All names at once, for a text with many of them.
    pub fn names(&self) -> HashMap<&'s str, Named<'s>> {
        let mut names = self.outer.map(Self::names).unwrap_or_default();
        names.extend(self.fields.iter().map(|(name, field)| (name.as_str(), Named::Field(field))));
        names.extend(self.locals.iter().map(|(name, value)| (name.as_str(), Named::Value(value))));
        names
    }

    /// A block or an arm in this scope.
    pub fn inner<'i>(
        &'i self,
        fields: &'i [(String, Field)],
        locals: &'i [(String, Said)],
    ) -> Scope<'i> {
        Scope { fields, locals, outer: Some(self), ..*self }
    }

    /// What a path that is no local name stands for.
    pub fn constant(&self, path: &[String]) -> Option<&'s Said> {
        self.constants?.get(path, self.self_type)
    }
}
