//! The headers of a response, as the formats have them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Names in lower case, each with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// The first value of the header with this name, in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a header that is not there.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        if self.get(name).is_none() {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// An object of names, or HAR's list of objects with `name` and `value`.
impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

#[derive(serde::Deserialize)]
struct Header {
    name: String,
    value: String,
}

/// A header's value, or its values.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<String>),
    None(()),
}

impl<'de> Visitor<'de> for Reader {
    type Value = Headers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("headers: an object of names, or a list of names and values")
    }

    fn visit_unit<E>(self) -> Result<Headers, E> {
        Ok(Headers::default())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Headers, S::Error> {
        let mut headers = Headers::default();
        while let Some(Header { name, value }) = list.next_element()? {
            headers.0.push((name.to_ascii_lowercase(), value));
        }
        Ok(headers)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Headers, M::Error> {
        let mut headers = Headers::default();
        while let Some((name, values)) = map.next_entry::<String, Values>()? {
            let values = match values {
                Values::One(value) => vec![value],
                Values::Many(values) => values,
                Values::None(()) => Vec::new(),
            };
            let name = name.to_ascii_lowercase();
            headers.0.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        Ok(headers)
    }
}
