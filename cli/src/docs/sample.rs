//! A code's error response, as the runtime would send it.
//!
//! The runtime's own encoders are generic over a generated enum. Here the
//! envelope is a value, so its members are written anew; a test of the site holds
//! them to the runtime.

use std::borrow::Cow;

use errspec_codegen::catalog::{Catalog, Entry, Member, Message, Part};
use errspec_codegen::visible;
use quick_xml::escape::partial_escape;

/// A UUID like those that the runtime makes up.
const REQUEST_ID: &str = "0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630";

const HOST_ID: &str = "api.example.com";

/// A body, cut where a reader would break its lines: what opens it, the members,
/// what closes it. Drawn together it is what is sent, but for hidden characters,
/// which stand as references to themselves.
pub struct Sample {
    pub open: String,
    pub members: Vec<String>,
    pub close: String,
}

pub fn json(catalog: &Catalog, entry: &Entry) -> Sample {
    let values = values(catalog, entry);
    let last = values.len().saturating_sub(1);
    let members = values.iter().enumerate().map(|(index, (name, value))| {
        let value = match value {
            Value::Status(status) => status.to_string(),
            Value::Text(text) => json_string(text),
        };
        let comma = if index < last { "," } else { "" };
        format!("{}:{value}{comma}", json_string(name))
    });
    Sample { open: "{".to_owned(), members: members.collect(), close: "}".to_owned() }
}

pub fn xml(catalog: &Catalog, entry: &Entry) -> Sample {
    let root = visible(&catalog.envelope.xml_root);
    let members = values(catalog, entry).into_iter().map(|(name, value)| {
        let text = match value {
            Value::Status(status) => status.to_string(),
            Value::Text(text) => xml_text(&text),
        };
        // A name of XML, which can hold hidden characters, but no reference.
        let name = visible(name);
        format!("<{name}>{text}</{name}>")
    });
    Sample { open: format!("<{root}>"), members: members.collect(), close: format!("</{root}>") }
}

enum Value<'c> {
    Status(u16),
    Text(Cow<'c, str>),
}

/// The members that are sent, each with its name on the wire.
fn values<'c>(catalog: &'c Catalog, entry: &'c Entry) -> Vec<(&'c str, Value<'c>)> {
    let text = |text: &'c str| Some(Value::Text(Cow::Borrowed(text)));
    let members = catalog.envelope.members.iter().filter_map(|(member, name)| {
        let value = match member {
            Member::Status => Some(Value::Status(entry.status)),
            Member::Code => text(&entry.code),
            Member::Message => Some(Value::Text(Cow::Owned(finished(&entry.message)))),
            Member::RequestId => text(REQUEST_ID),
            Member::HostId => text(HOST_ID),
            Member::Recommend => text(entry.doc_url.as_deref()?),
            // What belongs to one request alone is not sent where it is empty.
            _ => None,
        };
        Some((name.as_str(), value?))
    });
    members.collect()
}

/// The message with the examples of its parameters; one without an example
/// stands as it is documented.
fn finished(message: &Message) -> String {
    let parts = message.parts.iter().map(|part| match part {
        Part::Text(text) => Cow::Borrowed(text.as_str()),
        Part::Param(index) => {
            let param = &message.params[*index];
            match &param.example {
                Some(example) => Cow::Borrowed(example.as_str()),
                None => Cow::Owned(format!("< {} >", param.name.replace('_', " "))),
            }
        }
    });
    parts.collect()
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
    with_references(&partial_escape(text), |c, written| match c {
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
