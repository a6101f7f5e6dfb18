//! A code's error response, as the runtime would send it.
//!
//! The runtime's own encoders are generic over a generated enum. Here the
//! envelope is a value, so its members are written anew; a test of the site holds
//! them to the runtime.

use std::borrow::Cow;

use errspec::http_status;
use serde::{Serialize, Serializer};

use crate::catalog::{
    Catalog, Entry, Extension, Format, Member, Message, Node, Param, ParamType, Part, Scalar,
};
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

/// A member of a body, or what opens or closes an object inside of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Line {
    /// In how many objects it is, beside the outermost.
    pub depth: usize,
    /// In JSON the name with its colon, behind which a reader expects a space.
    pub name: String,
    /// The rest, with the comma behind it.
    pub rest: String,
}

impl Sample {
    /// What is sent.
    pub fn body(&self) -> String {
        let members = self.members.iter().map(|Line { name, rest, .. }| format!("{name}{rest}"));
        format!("{}{}{}", self.open, members.collect::<String>(), self.close)
    }

    /// The body with a line a member, for a reader.
    pub fn lines(&self) -> String {
        let members = self.members.iter().map(|Line { depth, name, rest }| {
            let indent = "  ".repeat(depth + 1);
            match name.as_str() {
                "" => format!("{indent}{rest}\n"),
                name => format!("{indent}{name} {rest}\n"),
            }
        });
        format!("{}\n{}{}", self.open, members.collect::<String>(), self.close)
    }
}

/// An object of JSON, its members in the order in which they are sent.
pub struct Object<'c>(Vec<(&'c str, Value<'c>)>);

impl Object<'_> {
    /// The object as a body.
    pub fn sample(&self) -> Sample {
        let mut members = Vec::new();
        self.json_lines(0, &mut members);
        Sample { open: "{".to_owned(), members, close: "}".to_owned() }
    }

    fn json_lines(&self, depth: usize, lines: &mut Vec<Line>) {
        for (index, (name, value)) in self.0.iter().enumerate() {
            let comma = if index + 1 < self.0.len() { "," } else { "" };
            let name = format!("{}:", json_text(name));
            let mut line = |depth, name: &str, rest: String| {
                lines.push(Line { depth, name: name.to_owned(), rest });
            };
            match value {
                Value::Object(object) => {
                    line(depth, &name, "{".to_owned());
                    object.json_lines(depth + 1, lines);
                    lines.push(Line::closing(depth, format!("}}{comma}")));
                }
                Value::List(objects) => {
                    line(depth, &name, "[".to_owned());
                    for (index, object) in objects.iter().enumerate() {
                        let comma = if index + 1 < objects.len() { "," } else { "" };
                        lines.push(Line::closing(depth + 1, "{".to_owned()));
                        object.json_lines(depth + 2, lines);
                        lines.push(Line::closing(depth + 1, format!("}}{comma}")));
                    }
                    lines.push(Line::closing(depth, format!("]{comma}")));
                }
                value => line(depth, &name, json_text(value) + comma),
            }
        }
    }

    fn xml_lines(&self, depth: usize, lines: &mut Vec<Line>) {
        for (name, value) in &self.0 {
            let mut line = |rest| lines.push(Line::closing(depth, rest));
            match value {
                Value::Object(object) => {
                    line(format!("<{name}>"));
                    object.xml_lines(depth + 1, lines);
                    lines.push(Line::closing(depth, format!("</{name}>")));
                }
                Value::List(objects) => {
                    for object in objects {
                        lines.push(Line::closing(depth, format!("<{name}>")));
                        object.xml_lines(depth + 1, lines);
                        lines.push(Line::closing(depth, format!("</{name}>")));
                    }
                }
                value => line(format!("<{name}>{}</{name}>", value.xml_text())),
            }
        }
    }
}

impl Line {
    fn closing(depth: usize, rest: String) -> Self {
        Self { depth, name: String::new(), rest }
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
    /// The parameters of a message, which a reader sees on one line.
    Params(Object<'c>),
    Object(Object<'c>),
    List(Vec<Object<'c>>),
}

impl<'c> Value<'c> {
    fn of(constant: &'c Scalar) -> Self {
        match constant {
            Scalar::Text(text) => Self::Text(text.into()),
            Scalar::Integer(number) => Self::Plain((*number).into()),
            Scalar::Boolean(truth) => Self::Plain((*truth).into()),
        }
    }

    fn xml_text(&self) -> String {
        match self {
            Self::Text(text) => xml_text(text),
            Self::Params(Object(params)) => {
                let params = params.iter();
                let params =
                    params.map(|(name, value)| format!("<{name}>{}</{name}>", value.xml_text()));
                params.collect()
            }
            value => json_text(value),
        }
    }
}

/// An error to show: what it says in each member.
struct Shown<'c> {
    catalog: &'c Catalog,
    entry: &'c Entry,
    request_id: &'c str,
}

/// The body in JSON.
pub fn json<'c>(catalog: &'c Catalog, entry: &'c Entry, request_id: &'c str) -> Object<'c> {
    let shown = Shown { catalog, entry, request_id };
    shown.object(catalog.envelope.tree()).unwrap_or_else(|| Object(Vec::new()))
}

/// Problem details of RFC 9457, with the members that the runtime adds.
pub fn problem<'c>(catalog: &'c Catalog, entry: &'c Entry, request_id: &'c str) -> Object<'c> {
    let doc_url = entry.doc_url.as_deref();
    let title = doc_url.and(entry.title.as_deref());
    let title = title.or(http_status::reason(entry.status)).unwrap_or("Error");
    let mut members = vec![
        ("type", Value::Text(doc_url.unwrap_or("about:blank").into())),
        ("title", Value::Text(title.into())),
    ];
    let shown = Shown { catalog, entry, request_id };
    let mut say = |name, member| members.extend(shown.said(member).map(|value| (name, value)));
    say("status", Member::Status);
    say("detail", Member::Message);
    members.push(("instance", Value::Text(format!("urn:uuid:{request_id}").into())));
    let mut say = |name, member| members.extend(shown.said(member).map(|value| (name, value)));
    say("code", Member::Code);
    say("params", Member::Params);
    for extension in Extension::ALL {
        if catalog.envelope.problem_extensions.contains(extension) {
            say(extension.name(), extension.member());
        }
    }
    Object(members)
}

/// The body in XML.
pub fn xml(catalog: &Catalog, entry: &Entry, request_id: &str) -> Sample {
    let envelope = &catalog.envelope;
    let root = &envelope.xml_root;
    let declaration = match envelope.xml_declaration {
        true => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        false => "",
    };
    let namespace = envelope.xml_namespace.as_ref();
    let namespace = namespace.map_or(String::new(), |uri| format!(" xmlns=\"{uri}\""));
    let mut members = Vec::new();
    json(catalog, entry, request_id).xml_lines(0, &mut members);
    Sample {
        open: format!("{declaration}<{root}{namespace}>"),
        members,
        close: format!("</{root}>"),
    }
}

/// The body in a format.
pub fn of(format: Format, catalog: &Catalog, entry: &Entry, request_id: &str) -> Sample {
    match format {
        Format::Json => json(catalog, entry, request_id).sample(),
        Format::Xml => xml(catalog, entry, request_id),
        Format::Problem => problem(catalog, entry, request_id).sample(),
    }
}

/// The bodies that readers of docs are shown, each with the language that it is in: those
/// of the formats that are sent, and of problem details where nothing else is.
pub fn all(catalog: &Catalog, entry: &Entry, request_id: &str) -> Vec<(&'static str, Sample)> {
    let formats = &catalog.envelope.formats;
    let shown = formats.iter().filter(|format| **format != Format::Problem || formats.len() == 1);
    let sample = |format: &Format| (format.language(), of(*format, catalog, entry, request_id));
    shown.map(sample).collect()
}

impl<'c> Shown<'c> {
    /// An object, unless it has members and none has anything to say.
    fn object(&self, members: Vec<(&'c str, Node<'c>)>) -> Option<Object<'c>> {
        let mut is_spoken = false;
        let mut is_silent = false;
        let mut shown = Vec::new();
        for (name, node) in members {
            let is_constant = is_constant(&node);
            match self.value(node) {
                Some(value) => {
                    is_spoken |= !is_constant;
                    shown.push((name, value));
                }
                None => is_silent |= !is_constant,
            }
        }
        (is_spoken || !is_silent).then_some(Object(shown))
    }

    fn value(&self, node: Node<'c>) -> Option<Value<'c>> {
        match node {
            Node::Member(member) => self.said(member),
            Node::Constant(constant) => Some(Value::of(constant)),
            Node::OfCode(index) => self.catalog.envelope.constant(index, self.entry).map(Value::of),
            Node::Object(members) => self.object(members).map(Value::Object),
            Node::List(items) => {
                let objects: Vec<_> =
                    items.into_iter().filter_map(|members| self.object(members)).collect();
                (!objects.is_empty()).then_some(Value::List(objects))
            }
        }
    }

    fn said(&self, member: Member) -> Option<Value<'c>> {
        let Self { catalog, entry, request_id } = *self;
        let text = |text: &'c str| Some(Value::Text(Cow::Borrowed(text)));
        let optional = |text: &'c Option<String>| Some(Value::Text(text.as_deref()?.into()));
        let plain = |value: serde_json::Value| Some(Value::Plain(value));
        match member {
            Member::Status => plain(entry.status.into()),
            Member::StatusText => Some(Value::Text(entry.status.to_string().into())),
            Member::RpcStatus => text(errspec::rpc_status(&entry.code, entry.status)),
            Member::Code => text(&entry.code),
            Member::Message => Some(Value::Text(Cow::Owned(finished(sent(entry))))),
            Member::RequestId => text(request_id),
            Member::HostId => text(HOST_ID),
            Member::Title => optional(&entry.title),
            Member::Fix => optional(&entry.fix),
            Member::DocUrl | Member::Recommend => optional(&entry.doc_url),
            Member::Retryable => plain(entry.retryable.into()),
            Member::RetryAfter => plain(entry.retry_after?.into()),
            Member::Number => plain(entry.number?.into()),
            Member::Fault => text(&catalog.envelope.fault[usize::from(entry.status >= 500)]),
            Member::Params | Member::ParamsText => {
                let params = &sent(entry).params;
                let as_text = member == Member::ParamsText;
                let params: Vec<_> = params
                    .iter()
                    .map(|param| (param.name.as_str(), of_param(param, as_text)))
                    .collect();
                (!params.is_empty()).then_some(Value::Params(Object(params)))
            }
            // What belongs to one request alone is not sent where it is empty.
            Member::Field | Member::Details | Member::AccessDeniedDetail => None,
        }
    }
}

fn is_constant(node: &Node<'_>) -> bool {
    match node {
        Node::Member(_) => false,
        Node::Constant(_) | Node::OfCode(_) => true,
        Node::Object(members) => members.iter().all(|(_, node)| is_constant(node)),
        Node::List(items) => items.iter().flatten().all(|(_, node)| is_constant(node)),
    }
}

/// The example of a parameter.
fn of_param(param: &Param, as_text: bool) -> Value<'_> {
    match param.r#type {
        // `check` has found that the example is a value of the type.
        ParamType::Integer | ParamType::Boolean if !as_text => {
            let example = example(param);
            example.parse().map_or(Value::Text(example), Value::Plain)
        }
        _ => Value::Text(example(param)),
    }
}

/// The message that a service sends, in whatever language it is documented.
fn sent(entry: &Entry) -> &Message {
    entry.original.as_ref().unwrap_or(&entry.message)
}

/// The message with the examples of its parameters.
fn finished(message: &Message) -> String {
    let parts = message.parts.iter().map(|part| match part {
        Part::Text(text) => Cow::Borrowed(text.as_str()),
        Part::Param(index) => example(&message.params[*index]),
    });
    parts.collect()
}

/// A parameter's example, or a value of its type that nobody takes for a real one.
fn example(param: &Param) -> Cow<'_, str> {
    match (&param.example, param.r#type) {
        (Some(example), _) => Cow::Borrowed(example),
        (None, ParamType::Integer) => Cow::Borrowed("42"),
        (None, ParamType::Boolean) => Cow::Borrowed("true"),
        (None, ParamType::String) => Cow::Owned(format!("some-{}", param.name.replace('_', "-"))),
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
