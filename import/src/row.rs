//! A row on its way into the spec.

use std::borrow::Cow;

use errspec_codegen::keys::{self, Key};
use errspec_codegen::visible;
use toml_edit::{Array, InlineTable, Value};

use crate::placeholders::{ParamType, Template};
use crate::report::Report;

/// A table of the spec that is to be: the values of its keys, and the line of the input.
#[derive(Clone, Debug)]
pub struct Row {
    pub line: usize,
    values: Vec<(&'static str, Value)>,
    questions: Vec<Question>,
}

/// What only a person can say of a key. The row has a value that stands in for the
/// answer, so that the compiler can judge everything else.
#[derive(Clone, Debug)]
pub struct Question {
    pub key: &'static str,
    /// What the spec has until it is answered, which breaks a rule.
    pub asked: Value,
    /// One line.
    pub text: String,
}

/// The code that no row has: a spec with it breaks `invalid-code`.
const NO_CODE: &str = "?";

/// Stands in for the status that a person has to choose.
const SOME_STATUS: i64 = 500;

impl Row {
    pub fn new(line: usize) -> Self {
        Self { line, values: Vec::new(), questions: Vec::new() }
    }

    /// A code that the input has, and that could not be read. The name stands in for it.
    pub fn ask_code(&mut self, name: &str, reason: &str) {
        self.set("code", name);
        self.ask("code", NO_CODE.into(), reason);
    }

    /// Sets the status, or asks for another one where it is none of an error.
    pub fn set_status(&mut self, status: i64) {
        match status {
            400..=599 => self.set("status", status),
            _ => {
                self.set("status", SOME_STATUS);
                let reason = format!("{status} is no status of an error, which is 400 to 599");
                self.ask("status", status.into(), &reason);
            }
        }
    }

    /// A status that the input has, and that could not be read.
    pub fn ask_status(&mut self, reason: &str) {
        self.set("status", SOME_STATUS);
        self.ask("status", 0.into(), reason);
    }

    fn ask(&mut self, key: &'static str, asked: Value, reason: &str) {
        self.questions.push(Question { key, asked, text: visible(reason).into_owned() });
    }

    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key == key)
    }

    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// As the spec has it until its questions are answered.
    pub fn asked(&self) -> Cow<'_, Self> {
        match &self.questions[..] {
            [] => Cow::Borrowed(self),
            questions => {
                let mut row = self.clone();
                questions.iter().for_each(|question| row.set(question.key, question.asked.clone()));
                Cow::Owned(row)
            }
        }
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
        match self.get_mut(key) {
            Some(found) => *found = value,
            None => self.values.push((key, value)),
        }
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.values.iter_mut().find(|(name, _)| *name == key).map(|(_, value)| value)
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
        self.set_param_types(template);
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

    /// A lint is a matter of taste, and the table is published: the row may break it.
    /// `false` where it may already.
    pub fn allow(&mut self, lint: &str) -> bool {
        let mut allowed = match self.get("allow") {
            Some(Value::Array(allowed)) => allowed.clone(),
            _ => Array::new(),
        };
        let names =
            |entry: &Value| entry.as_inline_table()?.get("lint")?.as_str().map(str::to_owned);
        if allowed.iter().filter_map(names).any(|name| name == lint) {
            return false;
        }
        allowed.push(InlineTable::from_iter([("lint", lint), ("reason", "It was imported so.")]));
        self.set("allow", allowed);
        true
    }

    /// Says which parameters of a message are of a type other than text.
    pub fn set_param_types(&mut self, template: &Template) {
        for param in &template.params {
            match param.r#type {
                ParamType::String | ParamType::InnerError => {}
                ParamType::Integer => self.set_param_type(&param.name, "integer"),
                ParamType::Boolean => self.set_param_type(&param.name, "boolean"),
            }
        }
    }

    /// Says of a parameter that it is of a type other than text.
    pub fn set_param_type(&mut self, param: &str, r#type: &str) {
        let said = InlineTable::from_iter([("type", r#type)]);
        match self.get_mut("params") {
            Some(Value::InlineTable(params)) if params.contains_key(param) => {}
            Some(Value::InlineTable(params)) => drop(params.insert(param, said.into())),
            _ => self.set("params", InlineTable::from_iter([(param, said)])),
        }
    }

    /// Adds a paragraph to the text of a key.
    pub fn push_paragraph(&mut self, key: &'static str, paragraph: &str) {
        let mut text = match self.remove(key) {
            Some(Value::String(text)) => text.into_value(),
            _ => String::new(),
        };
        text.push_str("\n\n");
        text.push_str(paragraph);
        self.set(key, text);
    }

    /// Adds a case after those that the row has.
    pub fn push_case(&mut self, name: &str, message: &str) {
        let case = InlineTable::from_iter([("name", name), ("message", message)]);
        match self.get_mut("case") {
            Some(Value::Array(cases)) => cases.push(case),
            _ => self.set("case", Array::from_iter([case])),
        }
    }
}

/// A key of `[[error]]`.
pub fn key(name: &str) -> Option<&'static Key> {
    keys::ERROR.iter().find(|key| key.name == name)
}
