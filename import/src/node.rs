//! JSON with the order of its members and the lines of its values.

use std::fmt;

use errspec_codegen::Lines;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Number;
use serde_json::value::RawValue;
use toml_edit::{Array, InlineTable, Value};

/// Deeper nesting is no table of errors.
pub const MOST_DEPTH: usize = 64;

/// A value and the line where it begins.
#[derive(Clone, Debug)]
pub struct Node {
    pub line: usize,
    pub json: Json,
}

#[derive(Clone, Debug)]
pub enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads a document. The error ends the sentence "it is not JSON: ".
    pub fn read(source: &str) -> Result<Self, String> {
        let raw: &RawValue = serde_json::from_str(source).map_err(|error| error.to_string())?;
        let lines = Lines::of(source);
        // Raw values are pieces of the source: where one begins tells its line.
        let line_of =
            |raw: &RawValue| lines.number(raw.get().as_ptr().addr() - source.as_ptr().addr());
        Self::of(raw, &line_of, 0)
    }

    fn of(
        raw: &RawValue,
        line_of: &dyn Fn(&RawValue) -> usize,
        depth: usize,
    ) -> Result<Self, String> {
        let line = line_of(raw);
        if depth > MOST_DEPTH {
            return Err(format!("line {line} is nested more than {MOST_DEPTH} levels deep"));
        }
        let error = |error: serde_json::Error| format!("in line {line}, {error}");
        let of = |raw: &RawValue| Self::of(raw, line_of, depth + 1);
        let json = match raw.get().as_bytes().first() {
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(error)?;
                Json::Array(items.into_iter().map(of).collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(raw.get()).map_err(error)?;
                let members = members.into_iter().map(|(name, raw)| Ok((name, of(raw)?)));
                Json::Object(members.collect::<Result<_, String>>()?)
            }
            _ => match serde_json::from_str(raw.get()).map_err(error)? {
                serde_json::Value::Bool(value) => Json::Bool(value),
                serde_json::Value::Number(number) => Json::Number(number),
                serde_json::Value::String(text) => Json::String(text),
                _ => Json::Null,
            },
        };
        Ok(Self { line, json })
    }

    pub fn object(&self) -> Option<&[(String, Node)]> {
        match &self.json {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    pub fn array(&self) -> Option<&[Node]> {
        match &self.json {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn member(&self, name: &str) -> Option<&Node> {
        self.object()?.iter().find(|(other, _)| other == name).map(|(_, node)| node)
    }

    /// What a JSON Pointer (RFC 6901) names in it.
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        let mut found = self;
        for name in pointer.split('/').skip(1) {
            found = match &found.json {
                Json::Array(items) => items.get(name.parse::<usize>().ok()?)?,
                _ => found.member(&name.replace("~1", "/").replace("~0", "~"))?,
            };
        }
        Some(found).filter(|_| pointer.is_empty() || pointer.starts_with('/'))
    }

    pub fn text(&self) -> Option<&str> {
        match &self.json {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value as TOML, which has no null: a member without a value is none.
    pub fn value(&self) -> Option<Value> {
        Some(match &self.json {
            Json::Null => return None,
            Json::Bool(value) => Value::from(*value),
            Json::Number(number) => match number.as_i64() {
                Some(integer) => Value::from(integer),
                None => Value::from(number.as_f64().filter(|_| number.is_f64())?),
            },
            Json::String(text) => Value::from(text.as_str()),
            Json::Array(items) => {
                Value::from(items.iter().map(Self::value).collect::<Option<Array>>()?)
            }
            Json::Object(members) => {
                let given = members.iter().filter(|(_, node)| !matches!(node.json, Json::Null));
                let pairs = given.map(|(name, node)| Some((name.as_str(), node.value()?)));
                Value::from(pairs.collect::<Option<InlineTable>>()?)
            }
        })
    }
}

/// JSON in a cell of another format.
pub fn parse_value(text: &str) -> Option<Value> {
    Node::read(text).ok()?.value()
}

/// The members of an object in their order, those of one name as well.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
