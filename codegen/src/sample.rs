//! A code's error response, as the runtime would send it.
//!
//! The runtime's own encoders are generic over a generated enum. Here the
//! envelope is a value, so its members are written anew; a test of the site holds
//! them to the runtime.

use std::borrow::Cow;

use errspec::http_status;

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

    /// An object of JSON with these members.
    fn object(members: &[(&str, String)]) -> Self {
        let last = members.len().saturating_sub(1);
        let members = members.iter().enumerate().map(|(index, (name, value))| {
            let comma = if index < last { "," } else { "" };
            Line { name: format!("{}:", json_string(name)), rest: format!("{value}{comma}") }
        });
        Self { open: "{".to_owned(), members: members.collect(), close: "}".to_owned() }
    }
}

/// The body in JSON.
pub fn json(catalog: &Catalog, entry: &Entry, request_id: &str) -> Sample {
    let members = values(catalog, entry, request_id).into_iter().map(|(name, value)| {
        let value = match value {
            Value::Status(status) => status.to_string(),
            Value::Text(text) => json_string(&text),
        };
        (name, value)
    });
    Sample::object(&members.collect::<Vec<_>>())
}

/// Problem details of RFC 9457, with the members that the runtime adds.
pub fn problem(entry: &Entry, request_id: &str) -> Sample {
    let text = |text: &str| json_string(text);
    let doc_url = entry.doc_url.as_deref();
    let title = doc_url.and(entry.title.as_deref());
    let title = title.or(http_status::reason(entry.status)).unwrap_or("Error");
    let mut members = vec![
        ("type", text(doc_url.unwrap_or("about:blank"))),
        ("title", text(title)),
        ("status", entry.status.to_string()),
        ("detail", text(&finished(sent(entry)))),
        ("instance", text(&format!("urn:uuid:{request_id}"))),
        ("code", text(&entry.code)),
    ];
    let params = entry.message.params.iter().map(|param| {
        let value = match (param.r#type, param.example.as_deref()) {
            (_, None) | (ParamType::String, Some(_)) => text(&value(param)),
            (_, Some(example)) => example.to_owned(),
        };
        (param.name.as_str(), value)
    });
    let params: Vec<_> = params.collect();
    if !params.is_empty() {
        members.push(("params", Sample::object(&params).body()));
    }
    Sample::object(&members)
}

/// The body in XML.
pub fn xml(catalog: &Catalog, entry: &Entry, request_id: &str) -> Sample {
    let root = &catalog.envelope.xml_root;
    let members = values(catalog, entry, request_id).into_iter().map(|(name, value)| {
        let text = match value {
            Value::Status(status) => status.to_string(),
            Value::Text(text) => xml_text(&text),
        };
        Line { name: String::new(), rest: format!("<{name}>{text}</{name}>") }
    });
    Sample { open: format!("<{root}>"), members: members.collect(), close: format!("</{root}>") }
}

enum Value<'c> {
    Status(u16),
    Text(Cow<'c, str>),
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
            Member::Status => Some(Value::Status(entry.status)),
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

fn json_string(text: &str) -> String {
    let string = serde_json::Value::from(text).to_string();
    with_references(&string, |c, written| {
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
        assert_eq!(json_string(text), format!("{json}\u{ffff}é\""));
        let xml = "&lt;&amp;&gt;\"\u{fffd}&#13;\n&#8238;&#917569;\u{fffd}é";
        assert_eq!(xml_text(text), xml);
    }
}
