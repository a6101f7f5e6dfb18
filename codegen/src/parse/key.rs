//! What a key is.

/// A key of one of the spec's tables.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// Must the table have it?
    pub presence: Presence,
    /// What it means, in one sentence.
    pub doc: &'static str,
}

impl Key {
    /// A key that its table must have.
    pub(super) const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, presence: Presence::Required, doc }
    }

    /// A key that its table may lack.
    pub(super) const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, shape, presence: Presence::Optional, doc }
    }
}

/// The name of a field that may be a raw identifier.
pub(super) const fn plain(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Whether a table must have a key. An empty array counts as absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// It may be missing.
    Optional,
    /// It must be there.
    Required,
    /// It must be there, unless this other key is.
    RequiredUnless(&'static str),
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// A string.
    String,
    /// A 64-bit integer.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A string, an integer or a boolean.
    Scalar,
    /// An array of strings.
    Strings,
    /// An array of some of these words.
    ManyOf(&'static [&'static str]),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table with these keys, the order of which counts.
    OrderedTable(&'static [Key]),
    /// An array of tables with these keys.
    Tables(&'static [Key]),
    /// A table whose keys are names that the spec's author chose, each with such a table.
    TableByName(&'static [Key]),
    /// A table whose keys are places in a response, each with a value.
    ScalarByPath,
    /// A table whose keys are lints, each with a level.
    LevelByLint,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl Shape {
    /// As it stands in a sentence after "must be".
    pub fn description(self) -> String {
        let fixed = match self {
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Boolean => "`true` or `false`",
            Self::Scalar => "a string, an integer or a boolean",
            Self::Strings => "an array of strings",
            Self::Table(_)
            | Self::OrderedTable(_)
            | Self::TableByName(_)
            | Self::ScalarByPath
            | Self::LevelByLint => "a table",
            Self::ManyOf(_) => "an array of strings",
            Self::Tables(_) => "an array of tables",
            Self::OneOf(words) => return alternatives(words),
        };
        fixed.to_owned()
    }

    /// As it could stand in a spec.
    pub fn example(self) -> String {
        let table = |keys: &[Key]| {
            let required = keys.iter().any(|key| key.presence == Presence::Required);
            let shown = keys.iter().filter(|key| !required || key.presence == Presence::Required);
            let shown = shown.map(|key| format!("{} = {}", key.name, key.shape.example()));
            format!("{{ {} }}", shown.collect::<Vec<_>>().join(", "))
        };
        match self {
            Self::String | Self::Scalar => "\"...\"".to_owned(),
            Self::Integer => "1".to_owned(),
            Self::Boolean => "true".to_owned(),
            Self::Strings => "[\"...\"]".to_owned(),
            Self::Table(keys) | Self::OrderedTable(keys) => table(keys),
            Self::Tables(keys) => format!("[{}]", table(keys)),
            Self::TableByName(keys) => format!("{{ name = {} }}", table(keys)),
            Self::ManyOf(words) => format!("[\"{}\"]", words[0]),
            Self::ScalarByPath => "{ \"error.type\" = \"...\" }".to_owned(),
            Self::LevelByLint => "{ message-style = \"allow\" }".to_owned(),
            Self::OneOf(words) => format!("\"{}\"", words[0]),
        }
    }
}

/// `"a"`, `"b"` or `"c"`, each in quotes.
fn alternatives(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
