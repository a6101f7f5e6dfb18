//! The keys of the spec, version 1: the one list that says what a spec may hold.
//!
//! Each table stands here once, as the keys that whoever reads the format goes by
//! and as the struct that is read, so that no key can be known and ignored.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::from_toml::FromToml;
pub use super::key::{Key, Presence, Shape};
use super::table::table;
use crate::catalog::{
    ClientLanguage, DetailMember, Extension, Format, Member, Occasion, ParamType, Scalar, Style,
};
use crate::rules::Level;

/// The names of the tables that stand in the file once for each of their rows.
pub(crate) fn arrays_of_tables() -> impl Iterator<Item = &'static str> {
    SPEC.iter().filter(|key| matches!(key.shape, Shape::Tables(_))).map(|key| key.name)
}

/// Whether these are the keys of such a table: `allow` stands in rows, too.
pub(crate) fn are_of_an_array_of_tables(keys: &'static [Key]) -> bool {
    let names = |keys: &'static [Key]| keys.iter().map(|key| key.name);
    SPEC.iter().any(|key| matches!(key.shape, Shape::Tables(of) if names(of).eq(names(keys))))
}

table! {
    /// The whole file.
    SPEC: Spec {
        optional catalog: Section(CatalogTable), "What the table as a whole is.";
        optional envelope: Section(EnvelopeTable), "How responses are built and name their members.";
        optional fallback: Fallback, "The codes that answer where no handler did, whose messages have no parameters.";
        optional common: Section(Common), "What every operation may answer with.";
        optional operation: Tables(Operation), "An operation of the API, and the codes that it may answer with.";
        optional lints: LevelByLint, "A level for a lint: \"allow\", \"warn\" or \"deny\".";
        required error: Tables(Row), "A code of the table.";
        optional retired: Tables(Retired), "A code that was published once and is never used again.";
        optional allow: Tables(AllowOutside), "A finding on the service's source or traffic that is meant.";
        optional accept: Tables(Accept), "A breaking change since an earlier version that is meant.";
    }
}

table! {
    /// `[[allow]]`.
    ALLOW_OUTSIDE: AllowOutside {
        required lint: String, "The id of a lint of source or traffic, such as \"undeclared-code\".";
        required text: String, "What the finding names, such as a code; `*` at the end stands for any text.";
        required reason: String, "Why it is meant.";
    }
}

table! {
    /// `[[accept]]`.
    ACCEPT: Accept {
        required rule: String, "The id of the change, such as \"status-changed\".";
        optional code: String, "The code that changed, as it was; none for a change of the catalog as a whole.";
        required reason: String, "Why the change is meant.";
        optional until: String, "The last day on which it counts, as \"2027-01-01\"; builds ignore it.";
    }
}

table! {
    /// `[catalog]`.
    CATALOG: CatalogTable {
        optional name: String, "The API's short name and the default XML root of an error response; \"Error\" by default.";
        optional title: Text, "The API's name for people.";
        optional api_version: Text, "The version of the API.";
        optional docs_url: Text, "Where a code is documented; `{code}` stands for the code.";
        optional variant_prefix: String, "Put before every derived Rust name, for tables of numbers.";
    }
}

table! {
    /// `[envelope]`.
    ENVELOPE: EnvelopeTable {
        optional style: OneOf(Style), "The envelope of a well-known service to start from; what is said beside it wins. \"alibaba\" by default.";
        optional formats: ManyOf(Format), "The formats that are sent, the one for who asks for none first; all by default, JSON first.";
        optional content_type: String, "The media type of the first format, where it is not the usual one.";
        optional xml_root: String, "The XML root of an error response; the catalog's name by default.";
        optional xml_namespace: String, "The XML namespace of an error response.";
        optional xml_declaration: Boolean, "Does an error response in XML begin with a declaration?";
        optional request_id_header: String, "The HTTP header that repeats the request's id; \"x-request-id\" by default.";
        optional code_header: String, "The HTTP header that repeats the code; none by default.";
        optional members: Members, "The members of an error response, in the order in which they are sent; none but these is sent. A dot nests, as in \"error.code\"; `[0]` is an object in a list, as in \"errors[0].code\". By default `HttpStatus`, `Code`, `Message` and `RequestId`.";
        optional constants: ScalarByPath, "What every error response says, by its place, such as `\"error.domain\"`.";
        optional detail: Detail, "The names in an object of `details`; none but these is sent. By default `field`, `code` and `message`.";
        optional fault: Table(FaultTable), "The two words of the member `fault`.";
        optional problem_extensions: ManyOf(Extension), "The extension members of problem details (RFC 9457) beside `code`, `params` and `errors`.";
        optional success: Section(SuccessTable), "How a response to a call that succeeded is built.";
    }
}

table! {
    /// `[envelope.fault]`.
    FAULT: FaultTable {
        optional client: String, "Where the caller is at fault; \"client\" by default.";
        optional server: String, "Where the service is at fault; \"server\" by default.";
    }
}

table! {
    /// `[envelope.success]`.
    SUCCESS: SuccessTable {
        optional request_id: Scalar, "Where the request's id stands; `false` for nowhere, `true` for where an error has it, which is the default.";
        optional data: String, "Where the data stands, such as \"data\"; at the top by default. `{action}` stands for the operation.";
    }
}

/// `[envelope] members`.
#[rustfmt::skip]
pub const MEMBERS: &[Key] = &[
    Key::optional("status", Shape::String, "The name of the member with the HTTP status, such as \"HttpStatus\"."),
    Key::optional("status_text", Shape::String, "The same, where the status is sent as a text."),
    Key::optional("rpc_status", Shape::String, "The name of the member with the name in `google.rpc.Code` that fits the status, such as \"NOT_FOUND\"; a code that is one of these names is its own."),
    Key::required("code", Shape::String, "The name of the member with the code, such as \"Code\"."),
    Key::optional("message", Shape::String, "The name of the member with the message, such as \"Message\"."),
    Key::optional("request_id", Shape::String, "The name of the member with the request's id, such as \"RequestId\"."),
    Key::optional("host_id", Shape::String, "The name of the member with the host that answered."),
    Key::optional("title", Shape::String, "The name of the member with the code's `title`."),
    Key::optional("fix", Shape::String, "The name of the member with the code's `fix`."),
    Key::optional("doc_url", Shape::String, "The name of the member with the code's `doc_url`."),
    Key::optional("recommend", Shape::String, "The same as `doc_url`, by its name in Alibaba Cloud's responses."),
    Key::optional("retryable", Shape::String, "The name of the member that says whether the same request may be sent again."),
    Key::optional("retry_after", Shape::String, "The name of the member with the seconds to wait before the next try."),
    Key::optional("number", Shape::String, "The name of the member with the code's `number`."),
    Key::optional("fault", Shape::String, "The name of the member that says who is at fault, in the words of `[envelope.fault]`."),
    Key::optional("field", Shape::String, "The name of the member with the field of the first detail."),
    Key::optional("params", Shape::String, "The name of the member with the message's parameters: an object."),
    Key::optional("params_text", Shape::String, "The same, where each value is sent as a text."),
    Key::optional("details", Shape::String, "The name of the member with what is wrong with which field: a list of objects, whose names are in `[envelope.detail]`."),
    Key::optional("access_denied_detail", Shape::String, "The name of the member that says why access was denied."),
];

/// `[error.names]`.
#[rustfmt::skip]
pub const CLIENT_NAMES: &[Key] = &[
    Key::optional("python", Shape::String, "The name in Python, such as \"KeyNotFound\"."),
    Key::optional("typescript", Shape::String, "The name in TypeScript."),
    Key::optional("go", Shape::String, "The name in Go."),
];

/// `[envelope] detail`.
#[rustfmt::skip]
pub const DETAIL: &[Key] = &[
    Key::optional("field", Shape::String, "The name of the field that is wrong."),
    Key::optional("code", Shape::String, "The name of the code of what is wrong with it."),
    Key::optional("message", Shape::String, "The name of the text that says what is wrong with it."),
];

const _: () = assert!(CLIENT_NAMES.len() == ClientLanguage::ALL.len(), "each language has a key");
const _: () = assert!(DETAIL.len() == DetailMember::ALL.len(), "each member has a key");
const _: () = assert!(MEMBERS.len() == Member::ALL.len(), "each member has a key");

/// `[fallback]`.
#[rustfmt::skip]
pub const FALLBACK: &[Key] = &[
    Key::optional("internal", Shape::String, "For errors of other kinds, panics and other statuses 5xx; with it there is `Failure`."),
    Key::optional("bad_request", Shape::String, "For a body, path or query that an extractor rejected, and other statuses 4xx."),
    Key::optional("not_found", Shape::String, "For a path that no route has: 404."),
    Key::optional("method_not_allowed", Shape::String, "For a method that a route does not have: 405."),
    Key::optional("too_large", Shape::String, "For a body that is too large: 413."),
    Key::optional("unsupported_media_type", Shape::String, "For a body of a media type that is not read: 415."),
    Key::optional("timeout", Shape::String, "For a request that took too long: 408 and 504."),
    Key::optional("unavailable", Shape::String, "For a service that takes no more requests: 503."),
];

const _: () = assert!(FALLBACK.len() == Occasion::ALL.len(), "each occasion has a key");

table! {
    /// `[common]`.
    COMMON: Common {
        optional errors: Strings, "The codes that every operation may answer with.";
    }
}

table! {
    /// `[[operation]]`.
    OPERATION: Operation {
        required name: String, "The operation's name, such as \"DescribeKey\": letters, digits, `_`, `-`, `.` and `:`, a letter first.";
        optional errors: Strings, "The codes that it may answer with, beside the common ones.";
        optional doc: Text, "What it does, in one sentence.";
    }
}

table! {
    /// `[[error]]`.
    ERROR: Row {
        required code: String, "The code on the wire: 1 to 128 of `A-Z a-z 0-9 . _ : / -`, a letter or digit first.";
        required status: Integer, "The HTTP status, 400 to 599.";
        unless(case) message: String, "The message, with `{name}` placeholders; `{{` and `}}` are braces.";
        optional case: Tables(Case), "One of several messages of the same code.";
        optional variant: String, "The Rust name, where the derived one will not do.";
        optional names: ClientNames, "The name in clients of one language, where `variant` will not do there.";
        optional number: Integer, "A stable number.";
        optional params: ByName(Param), "What is known of a placeholder.";
        optional title: Text, "A short name for people.";
        optional retryable: Boolean, "May the same request be sent again?";
        optional throttling: Boolean, "Is this rate limiting?";
        optional retry_after: Integer, "Seconds to wait before the next try.";
        optional cause: Text, "Why this happens; blank lines part paragraphs, backticks mark code.";
        optional fix: Text, "What the caller can do; blank lines part paragraphs, backticks mark code.";
        optional doc_url: Text, "Where the code is documented, if not at the catalog's `docs_url`.";
        optional since: Text, "The first version or date that has the code.";
        optional deprecated: Table(Deprecated), "Since when, by what and why the code is replaced.";
        optional members: ScalarByPath, "What responses with this code say beside the envelope's members, by its place, such as `\"error.type\"`; it wins over a constant of the envelope.";
        optional aliases: Strings, "Other spellings that a client must accept.";
        optional translations: ByName(Translation), "The texts in other languages, each by its tag (BCP 47), such as `zh-CN`.";
        optional notes: Text, "For the team alone, such as a runbook or who to ask: in no public output.";
        optional allow: Tables(Allow), "Lints that this row may break, each with a reason; also those of the service's source and traffic.";
    }
}

table! {
    /// `[[error.case]]`.
    CASE: Case {
        required name: String, "The case's name in snake_case; its constructor is `{code}_{name}`.";
        required message: String, "The message, with `{name}` placeholders; `{{` and `}}` are braces.";
    }
}

table! {
    /// `[error.params.NAME]`.
    PARAM: Param {
        optional r#type: OneOf(ParamType), "The type of its values; \"string\" by default.";
        optional example: Scalar, "A value of its type as it could stand in a message.";
        optional doc: Text, "What the parameter is.";
    }
}

table! {
    /// `[error.deprecated]`.
    DEPRECATED: Deprecated {
        optional since: Text, "The first version or date at which the code is deprecated.";
        optional replaced_by: String, "The code to use instead.";
        optional note: Text, "One sentence for the reader.";
    }
}

table! {
    /// `[error.translations.LANGUAGE]`.
    TRANSLATION: Translation {
        optional message: String, "The documented message, with the same placeholders.";
        optional title: Text, "The short name for people.";
        optional cause: Text, "Why this happens; blank lines part paragraphs, backticks mark code.";
        optional fix: Text, "What the caller can do; blank lines part paragraphs, backticks mark code.";
    }
}

table! {
    /// An entry of `allow`.
    ALLOW: Allow {
        required lint: String, "The lint's id.";
        required reason: String, "Why the row may break it.";
    }
}

table! {
    /// `[[retired]]`.
    RETIRED: Retired {
        required code: String, "The code as it was on the wire.";
        optional since: Text, "The first version or date without the code.";
        optional reason: Text, "Why it was retired, and what replaces it.";
    }
}
