//! Messages, their parameters, and the functions that fill them in.

use crate::words::words;

/// A text with parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The text, cut at its placeholders.
    pub parts: Vec<Part>,
    /// The parameters, in the order of their first appearance.
    pub params: Vec<Param>,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text as it is sent.
    Text(String),
    /// The value of the parameter with this index.
    Param(usize),
}

impl Message {
    /// The text of documentation: a parameter shows as `< parameter name >`.
    pub fn documented(&self) -> String {
        self.write(str::to_owned, Param::documented)
    }

    /// The text as a spec has it: `{name}` for a parameter, `{{` and `}}` for braces.
    pub fn template(&self) -> String {
        self.template_with(|param| param.name.clone())
    }

    /// The template with the types of its parameters, in the notation of
    /// [`errspec::Templates`].
    pub fn typed_template(&self) -> String {
        self.template_with(|param| match param.r#type {
            ParamType::String => param.name.clone(),
            r#type => format!("{}:{}", param.name, r#type.name()),
        })
    }

    /// The template with `inside` between the braces of a placeholder.
    fn template_with(&self, inside: fn(&Param) -> String) -> String {
        let text = |text: &str| text.replace('{', "{{").replace('}', "}}");
        self.write(text, |param| format!("{{{}}}", inside(param)))
    }

    fn write(&self, text: fn(&str) -> String, param: impl Fn(&Param) -> String) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(part) => text(part),
                Part::Param(index) => param(&self.params[*index]),
            })
            .collect()
    }
}

/// A parameter of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Param {
    /// In snake_case.
    pub name: String,
    /// The type of its values.
    pub r#type: ParamType,
    /// A value as it could stand in a message.
    pub example: Option<String>,
    /// What it is.
    pub doc: Option<String>,
}

impl Param {
    /// What stands for it in documentation: `< parameter name >`.
    pub fn documented(&self) -> String {
        format!("< {} >", self.name.replace('_', " "))
    }

    /// A text parameter of which only the name is known.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), r#type: ParamType::default(), example: None, doc: None }
    }
}

words! {
    /// The type of a parameter's values.
    #[derive(Default)]
    pub enum ParamType {
        /// Text.
        #[default]
        String "string",
        /// A 64-bit integer.
        Integer "integer",
        /// True or false.
        Boolean "boolean",
    }
}

/// A function of the generated enum that makes an error with a finished message.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Constructor {
    /// As it stands in Rust source.
    pub name: String,
    /// What it fills in.
    pub message: Message,
    /// The case that it stands for.
    pub case: Option<String>,
}
