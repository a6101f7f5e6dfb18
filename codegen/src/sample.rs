//! A code's error response, as the runtime would send it.
//!
//! The runtime's own encoders are generic over a generated enum. Here the
//! envelope is a value, so its members are written anew; a test of the site holds
//! them to the runtime.

use std::borrow::Cow;

use errspec::http_status;
use serde::{Serialize, Serializer};

use crate::catalog::{Catalog, Entry, Member, Message, Param, ParamType, Part};
use crate::text::visible;

/// A UUID like those that the runtime makes up.
pub const REQUEST_ID: &str = "0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630";

const HOST_ID: &str = "api.example.com";

/// A body, cut where a reader would break its lines and part a name from its value.
/// Drawn together it is what is sent, but for hidden characters, which stand as
/// references to themselves.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Sample {
    /// What opens the body.
    pub open: String,
    /// The members.
    pub members: Vec<Line>,
    /// What closes the body.
    pub close: String,
}

/// A member of a body.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Line {
    /// In JSON the name with its colon, behind which a reader expects a space.
    pub name: String,
    /// The rest, with the comma behind it.
    pub rest: String,
}

impl Sample {
    /// What is sent.
    pub fn body(&self) -> String {
        let members = self.members.iter().map(|Line { name, rest }| format!("{name}{rest}"));
        format!("{}{}{}", self.open, members.collect::<String>(), self.close)
    }

    /// The body with a line a member, for a reader.
    pub fn lines(&self) -> String {
        let members = self.members.iter().map(|Line { name, rest }| match name.as_str() {
            "" => format!("  {rest}\n"),
            name => format!("  {name} {rest}\n"),
        });
        format!("{}\n{}{}", self.open, members.collect::<String>(), self.close)
    }
}

/// An object of JSON, its members in the order in which they are sent.
pub struct Object<'c>(Vec<(&'c str, Value<'c>)>);

impl Object<'_> {
    /// The object as a body.
    pub fn sample(&self) -> Sample {
        let last = self.0.len().saturating_sub(1);
        let members = self.0.iter().enumerate().map(|(index, (name, value))| {
            let comma = if index < last { "," } else { "" };
            Line { name: format!("{}:", json_text(name)), rest: json_text(value) + comma }
        });
        Sample { open: "{".to_owned(), members: members.collect(), close: "}".to_owned() }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// What a member says.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'c> {
    Text(Cow<'c, str>),
    /// A number or a boolean.
    Plain(serde_json::Value),
    Object(Object<'c>),
}

/// The body in JSON.
pub fn json<'c>(catalog: &'c Catalog, entry: &'c Entry, request_id: &'c str) -> Object<'c> {
    Object(values(catalog, entry, request_id))
}

/// Problem details of RFC 9457, with the members that the runtime adds.
pub fn problem<'c>(entry: &'c Entry, request_id: &str) -> Object<'c> {
    let doc_url = entry.doc_url.as_deref();
    let title = doc_url.and(entry.title.as_deref());
    let title = title.or(http_status::reason(entry.status)).unwrap_or("Error");
    let mut members = vec![
        ("type", Value::Text(doc_url.unwrap_or("about:blank").into())),
        ("title", Value::Text(title.into())),
        ("status", Value::Plain(entry.status.into())),
        ("detail", Value::Text(finished(sent(entry)).into())),
        ("instance", Value::Text(format!("urn:uuid:{request_id}").into())),
        ("code", Value::Text((&entry.code).into())),
    ];
    let param = |param: &'c Param| {
        let value = match (param.r#type, &param.example) {
            (_, None) | (ParamType::String, Some(_)) => Value::Text(value(param)),
            // `check` has found that the example is a value of the type.
            (_, Some(example)) => example.parse().map_or(Value::Text(example.into()), Value::Plain),
        };
        (param.name.as_str(), value)
    };
    if !entry.message.params.is_empty() {
        let params = entry.message.params.iter().map(param).collect();
        members.push(("params", Value::Object(Object(params))));
    }
    Object(members)
}

/// The body in XML.
pub fn xml(catalog: &Catalog, entry: &Entry, request_id: &str) -> Sample {
    let root = &catalog.envelope.xml_root;
    let members = values(catalog, entry, request_id).into_iter().map(|(name, value)| {
        let text = match value {
            Value::Text(text) => xml_text(&text),
            value => json_text(&value),
        };
        Line { name: String::new(), rest: format!("<{name}>{text}</{name}>") }
    });
    Sample { open: format!("<{root}>"), members: members.collect(), close: format!("</{root}>") }
}

/// The members that are sent, each with its name on the wire.
fn values<'c>(
    catalog: &'c Catalog,
    entry: &'c Entry,
    request_id: &'c str,
) -> Vec<(&'c str, Value<'c>)> {
    let text = |text: &'c str| Some(Value::Text(Cow::Borrowed(text)));
    let members = catalog.envelope.members.iter().filter_map(|(member, name)| {
        let value = match member {
            Member::Status => Some(Value::Plain(entry.status.into())),
            Member::Code => text(&entry.code),
            Member::Message => Some(Value::Text(Cow::Owned(finished(sent(entry))))),
            Member::RequestId => text(request_id),
            Member::HostId => text(HOST_ID),
            Member::Recommend => text(entry.doc_url.as_deref()?),
            // What belongs to one request alone is not sent where it is empty.
            Member::AccessDeniedDetail => None,
        };
        Some((name.as_str(), value?))
    });
    members.collect()
}

/// The message that a service sends, in whatever language it is documented.
fn sent(entry: &Entry) -> &Message {
    entry.original.as_ref().unwrap_or(&entry.message)
}

/// The message with the examples of its parameters; one without an example
/// stands as it is documented.
fn finished(message: &Message) -> String {
    let parts = message.parts.iter().map(|part| match part {
        Part::Text(text) => Cow::Borrowed(text.as_str()),
        Part::Param(index) => value(&message.params[*index]),
    });
    parts.collect()
}

fn value(param: &Param) -> Cow<'_, str> {
    match &param.example {
        Some(example) => Cow::Borrowed(example.as_str()),
        None => Cow::Owned(format!("< {} >", param.name.replace('_', " "))),
    }
}

fn json_text(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("the keys of every object are texts");
    with_references(&text, |c, written| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            written.push_str(&format!("\\u{unit:04x}"));
        }
    })
}

/// XML cannot carry every character: the runtime sends U+FFFD for those.
fn xml_text(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    with_references(&escaped, |c, written| match c {
        '\t' | '\n' => written.push(c),
        '\r' | '\u{7f}'.. => written.push_str(&format!("&#{};", u32::from(c))),
        _ => written.push(char::REPLACEMENT_CHARACTER),
    })
    .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn with_references(text: &str, reference: impl Fn(char, &mut String)) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match visible(c.encode_utf8(&mut [0; 4])) {
            Cow::Borrowed(_) => written.push(c),
            Cow::Owned(_) => reference(c, &mut written),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_stands_as_a_reference() {
        let text = "<&>\"\u{1b}\r\n\u{202e}\u{e0041}\u{ffff}é";
        let json = r#""<&>\"\u001b\r\n\u202e\udb40\udc41"#;
        assert_eq!(json_text(&text), format!("{json}\u{ffff}é\""));
        let xml = "&lt;&amp;&gt;\"\u{fffd}&#13;\n&#8238;&#917569;\u{fffd}é";
        assert_eq!(xml_text(text), xml);
    }
}
