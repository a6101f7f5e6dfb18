//! The keys of the spec, version 1: the one list that says what a spec may hold.

/// A key of one of the spec's tables.
#[derive(Debug)]
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
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table with these keys, the order of which counts.
    OrderedTable(&'static [Key]),
    /// An array of tables with these keys.
    Tables(&'static [Key]),
    /// A table whose keys are names that the spec's author chose, each with such a table.
    TableByName(&'static [Key]),
    /// A table whose keys are lints, each with a level.
    LevelByLint,
    /// One of these strings.
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
            Self::Table(_) | Self::OrderedTable(_) | Self::TableByName(_) | Self::LevelByLint => {
                "a table"
            }
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

/// What a lint can do to a build.
pub const LEVELS: &[&str] = &["allow", "warn", "deny"];

const fn key(presence: Presence, name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, presence, doc }
}

const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    key(Presence::Required, name, shape, doc)
}

const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    key(Presence::Optional, name, shape, doc)
}

/// The whole file.
#[rustfmt::skip]
pub const SPEC: &[Key] = &[
    optional("catalog", Shape::Table(CATALOG), "What the table as a whole is."),
    optional("envelope", Shape::Table(ENVELOPE), "How an error response names its members."),
    optional("lints", Shape::LevelByLint, "A level for a lint: \"allow\", \"warn\" or \"deny\"."),
    required("error", Shape::Tables(ERROR), "A code of the table."),
    optional("retired", Shape::Tables(RETIRED), "A code that was published once and is never used again."),
    optional("accept", Shape::Tables(ACCEPT), "A breaking change since an earlier version that is meant."),
];

/// `[[accept]]`.
#[rustfmt::skip]
pub const ACCEPT: &[Key] = &[
    required("rule", Shape::String, "The id of the change, such as \"status-changed\"."),
    optional("code", Shape::String, "The code that changed, as it was; none for a change of the catalog as a whole."),
    required("reason", Shape::String, "Why the change is meant."),
    optional("until", Shape::String, "The last day on which it counts, as \"2027-01-01\"; builds ignore it."),
];

/// `[catalog]`.
#[rustfmt::skip]
pub const CATALOG: &[Key] = &[
    optional("name", Shape::String, "The API's short name and the default XML root of an error response; \"Error\" by default."),
    optional("title", Shape::String, "The API's name for people."),
    optional("api_version", Shape::String, "The version of the API."),
    optional("docs_url", Shape::String, "Where a code is documented; `{code}` stands for the code."),
    optional("variant_prefix", Shape::String, "Put before every derived Rust name, for tables of numbers."),
];

/// `[envelope]`.
#[rustfmt::skip]
pub const ENVELOPE: &[Key] = &[
    optional("xml_root", Shape::String, "The XML root of an error response; the catalog's name by default."),
    optional("request_id_header", Shape::String, "The HTTP header that repeats the request's id; \"x-request-id\" by default."),
    optional("members", Shape::OrderedTable(MEMBERS), "The members of an error response, in the order in which they are sent; none but these is sent. By default `HttpStatus`, `Code`, `Message` and `RequestId`."),
];

/// `[envelope] members`.
#[rustfmt::skip]
pub const MEMBERS: &[Key] = &[
    optional("status", Shape::String, "The name of the member with the HTTP status, such as \"HttpStatus\"."),
    required("code", Shape::String, "The name of the member with the code, such as \"Code\"."),
    optional("message", Shape::String, "The name of the member with the message, such as \"Message\"."),
    optional("request_id", Shape::String, "The name of the member with the request's id, such as \"RequestId\"."),
    optional("host_id", Shape::String, "The name of the member with the host that answered; not sent by default."),
    optional("recommend", Shape::String, "The name of the member with the code's `doc_url`; not sent by default."),
    optional("access_denied_detail", Shape::String, "The name of the member that says why access was denied; not sent by default."),
];

/// `[[error]]`.
#[rustfmt::skip]
pub const ERROR: &[Key] = &[
    required("code", Shape::String, "The code on the wire: 1 to 128 of `A-Z a-z 0-9 . _ : / -`, a letter or digit first."),
    required("status", Shape::Integer, "The HTTP status, 400 to 599."),
    key(Presence::RequiredUnless("case"), "message", Shape::String, "The message, with `{name}` placeholders; `{{` and `}}` are braces."),
    optional("case", Shape::Tables(CASE), "One of several messages of the same code."),
    optional("variant", Shape::String, "The Rust name, where the derived one will not do."),
    optional("number", Shape::Integer, "A stable number."),
    optional("params", Shape::TableByName(PARAM), "What is known of a placeholder."),
    optional("title", Shape::String, "A short name for people."),
    optional("retryable", Shape::Boolean, "May the same request be sent again?"),
    optional("throttling", Shape::Boolean, "Is this rate limiting?"),
    optional("retry_after", Shape::Integer, "Seconds to wait before the next try."),
    optional("cause", Shape::String, "Why this happens; blank lines part paragraphs, backticks mark code."),
    optional("fix", Shape::String, "What the caller can do; blank lines part paragraphs, backticks mark code."),
    optional("doc_url", Shape::String, "Where the code is documented, if not at the catalog's `docs_url`."),
    optional("since", Shape::String, "The first version or date that has the code."),
    optional("deprecated", Shape::Table(DEPRECATED), "Since when, by what and why the code is replaced."),
    optional("aliases", Shape::Strings, "Other spellings that a client must accept."),
    optional("translations", Shape::TableByName(TRANSLATION), "The texts in other languages, each by its tag (BCP 47), such as `zh-CN`."),
    optional("allow", Shape::Tables(ALLOW), "Lints that this row may break, each with a reason."),
];

/// `[[error.case]]`.
#[rustfmt::skip]
pub const CASE: &[Key] = &[
    required("name", Shape::String, "The case's name in snake_case; its constructor is `{code}_{name}`."),
    required("message", Shape::String, "The message, with `{name}` placeholders; `{{` and `}}` are braces."),
];

/// `[error.params.NAME]`.
#[rustfmt::skip]
pub const PARAM: &[Key] = &[
    optional("type", Shape::OneOf(&["string", "integer", "boolean"]), "The type of its values; \"string\" by default."),
    optional("example", Shape::Scalar, "A value of its type as it could stand in a message."),
    optional("doc", Shape::String, "What the parameter is."),
];

/// `[error.deprecated]`.
#[rustfmt::skip]
pub const DEPRECATED: &[Key] = &[
    optional("since", Shape::String, "The first version or date at which the code is deprecated."),
    optional("replaced_by", Shape::String, "The code to use instead."),
    optional("note", Shape::String, "One sentence for the reader."),
];

/// `[error.translations.LANGUAGE]`.
#[rustfmt::skip]
pub const TRANSLATION: &[Key] = &[
    optional("message", Shape::String, "The documented message, with the same placeholders."),
    optional("title", Shape::String, "The short name for people."),
    optional("cause", Shape::String, "Why this happens; blank lines part paragraphs, backticks mark code."),
    optional("fix", Shape::String, "What the caller can do; blank lines part paragraphs, backticks mark code."),
];

/// An entry of `allow`.
#[rustfmt::skip]
pub const ALLOW: &[Key] = &[
    required("lint", Shape::String, "The lint's id."),
    required("reason", Shape::String, "Why the row may break it."),
];

/// `[[retired]]`.
#[rustfmt::skip]
pub const RETIRED: &[Key] = &[
    required("code", Shape::String, "The code as it was on the wire."),
    optional("since", Shape::String, "The first version or date without the code."),
    optional("reason", Shape::String, "Why it was retired, and what replaces it."),
];
