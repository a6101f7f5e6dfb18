//! What a code says of itself: constant functions that read the tables.

use super::super::rust::block;
use super::tables::Tables;

const ALL: &str = "\
/// Every code, in the table's order.
pub const ALL: &'static [Self] = KEYS.split_at(N).0;

/// The code with this text on the wire, aliases included.
#[must_use]
pub fn from_code(code: &str) -> Option<Self> {
    let key = LOOKUP.find(code, &CODES)?;
    Some(KEYS[key])
}
";

/// Documentation, signature and body of the accessors that read what every code has.
#[rustfmt::skip]
const ACCESSORS: [(&str, &str, &str); 6] = [
    ("The text on the wire.", "code(self) -> &'static str", "CODES.get(self as usize)"),
    ("The HTTP status, 400 to 599.", "status(self) -> u16", "STATUSES.get(self as usize)"),
    ("The documented message. A parameter shows as `< parameter name >`.", "message(self) -> &'static str", "MESSAGES.get(self as usize)"),
    ("May the same request be sent again?", "is_retryable(self) -> bool", "STATUSES.has(self as usize, RETRYABLE)"),
    ("Is this rate limiting?", "is_throttling(self) -> bool", "STATUSES.has(self as usize, THROTTLING)"),
    ("Is the caller at fault (status 4xx), not the service (5xx)?", "is_client_fault(self) -> bool", "self.status() < 500"),
];

const MESSAGE_IN: &str = "\
/// The documented message in a language, or in the original one where the
/// table has no translation. `language` is a language range such as `zh-CN`,
/// looked up as RFC 4647 says in section 3.4.
#[must_use]
pub fn message_in(self, language: &str) -> &'static str";

pub(super) fn emit(tables: &Tables<'_>) -> String {
    let always = ACCESSORS.iter().map(|(doc, signature, body)| accessor(doc, signature, body));
    let optional = tables.optional().map(|(doc, signature, body)| accessor(doc, &signature, &body));
    let functions: Vec<String> = [ALL.to_owned()]
        .into_iter()
        .chain(always)
        .chain(optional)
        .chain([deprecated(tables), block(MESSAGE_IN, message_in(tables))])
        .collect();
    block("impl ErrorCode", &functions.join("\n"))
}

fn accessor(doc: &str, signature: &str, body: &str) -> String {
    block(&format!("/// {doc}\n#[must_use]\npub const fn {signature}"), body)
}

fn deprecated(tables: &Tables<'_>) -> String {
    let body = match tables.has_deprecated() {
        false => "None".to_owned(),
        true => format!(
            "\
if !STATUSES.has(self as usize, DEPRECATED) {{
    return None;
}}
Some(Deprecated::new(
    {},
    {},
    {},
))",
            tables.text("DEPRECATED_SINCE"),
            tables.text("REPLACED_BY"),
            tables.text("DEPRECATED_NOTES"),
        ),
    };
    let doc = "Since when, by what and why the code is replaced.";
    accessor(doc, "deprecated(self) -> Option<Deprecated>", &body)
}

fn message_in(tables: &Tables<'_>) -> &'static str {
    match tables.has_translations() {
        false => {
            "\
let _ = language;
self.message()"
        }
        true => {
            "\
let text = |at: usize| TRANSLATIONS[at].get_non_empty(self as usize);
::errspec::language::lookup(language, &LANGUAGES, text).unwrap_or(self.message())"
        }
    }
}
