//! A row on its way into the spec.

use errspec_codegen::keys::{self, Key};
use toml_edit::{Array, InlineTable, Value};

use crate::placeholders::{ParamType, Template};
use crate::report::Report;

/// A table of the spec that is to be: the values of its keys, and the line of the input.
#[derive(Clone, Debug)]
pub struct Row {
    pub line: usize,
    values: Vec<(&'static str, Value)>,
}

impl Row {
    pub fn new(line: usize) -> Self {
        Self { line, values: Vec::new() }
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.values.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// The code, for a sentence about the row.
    pub fn code(&self) -> &str {
        self.text("code").unwrap_or("")
    }

    /// Sets the value of a key of the spec, or replaces it.
    pub fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        let value = value.into();
        match self.values.iter_mut().find(|(name, _)| *name == key) {
            Some(found) => found.1 = value,
            None => self.values.push((key, value)),
        }
    }

    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let at = self.values.iter().position(|(name, _)| *name == key)?;
        Some(self.values.remove(at).1)
    }

    pub fn values(&self) -> &[(&'static str, Value)] {
        &self.values
    }

    /// Sets the message and the types of its parameters, with a note on each name
    /// that was invented.
    pub fn set_message(&mut self, template: &Template, report: &mut Report) {
        self.set("message", template.text.as_str());
        for param in &template.params {
            match param.r#type {
                ParamType::String => {}
                ParamType::Integer => self.set_param_type(&param.name, "integer"),
                ParamType::Boolean => self.set_param_type(&param.name, "boolean"),
            }
        }
        let invented = template.params.iter().filter(|param| param.invented);
        let names: Vec<String> =
            invented.map(|param| format!("`{}` for `{}`", param.name, param.written)).collect();
        let invention = match &names[..] {
            [] => return,
            [name] => format!("the name {name} is invented"),
            names => format!("the names {} are invented", names.join(", ")),
        };
        report.note(self.line, format!("`{}`: {invention}: \"{}\"", self.code(), template.text));
    }

    /// Says of a parameter that it is of a type other than text.
    pub fn set_param_type(&mut self, param: &str, r#type: &str) {
        let mut params = match self.get("params") {
            Some(Value::InlineTable(params)) => params.clone(),
            _ => InlineTable::new(),
        };
        if !params.contains_key(param) {
            params.insert(param, InlineTable::from_iter([("type", r#type)]).into());
            self.set("params", params);
        }
    }

    /// Adds a case after those that the row has.
    pub fn push_case(&mut self, name: &str, message: &str) {
        let mut cases = match self.get("case") {
            Some(Value::Array(cases)) => cases.clone(),
            _ => Array::new(),
        };
        cases.push(InlineTable::from_iter([("name", name), ("message", message)]));
        self.set("case", cases);
    }
}

/// A key of `[[error]]`.
pub fn key(name: &str) -> Option<&'static Key> {
    keys::ERROR.iter().find(|key| key.name == name)
}
