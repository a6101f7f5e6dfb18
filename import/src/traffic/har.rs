//! HAR 1.2, an entry at a time. <http://www.softwareishard.com/blog/har-12-spec/>

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Exchange, Headers, Place, Record, body, is_error, without_place};

pub fn read(reader: impl BufRead, each: &mut dyn FnMut(Place, Record<'_>)) -> io::Result<()> {
    let line = Cell::new(1);
    let mut json = serde_json::Deserializer::from_reader(Counted { reader, line: &line });
    Under { names: &["log", "entries"], line: &line, each }.deserialize(&mut json)?;
    json.end()?;
    Ok(())
}

/// Knows on which line it is. serde_json takes a byte at a time.
struct Counted<'l, R> {
    reader: R,
    line: &'l Cell<usize>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(bytes)?;
        let breaks = bytes[..length].iter().filter(|byte| **byte == b'\n').count();
        self.line.set(self.line.get() + breaks);
        Ok(length)
    }
}

/// What stands under these names, from the outside in: the list of the entries.
struct Under<'e> {
    names: &'static [&'static str],
    line: &'e Cell<usize>,
    each: &'e mut dyn FnMut(Place, Record<'_>),
}

impl<'de> DeserializeSeed<'de> for Under<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.names {
            [] => deserializer.deserialize_seq(self),
            _ => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Under<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.names {
            [] => f.write_str("the list `log.entries` of a HAR"),
            [name, ..] => write!(f, "an object of a HAR, with `{name}`"),
        }
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match self.names {
                [wanted, inner @ ..] if name == *wanted => {
                    let (line, each) = (self.line, &mut *self.each);
                    map.next_value_seed(Under { names: inner, line, each })?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    /// An entry that is JSON and no entry is named, and the next one read.
    fn visit_seq<S: SeqAccess<'de>>(self, mut entries: S) -> Result<(), S::Error> {
        let mut index = 0;
        while let Some(entry) = entries.next_element::<Box<RawValue>>()? {
            // The entry was read to its last brace, and no byte more.
            let breaks = entry.get().bytes().filter(|byte| *byte == b'\n').count();
            let place = Place { line: self.line.get() - breaks, entry: Some(index) };
            (self.each)(place, record(entry.get()).unwrap_or_else(Record::Broken));
            index += 1;
        }
        Ok(())
    }
}

fn record(entry: &str) -> Result<Record<'_>, String> {
    let problem = |error: serde_json::Error| without_place(&error);
    let Head { response } = serde_json::from_str(entry).map_err(problem)?;
    if !is_error(response.status) {
        return Ok(Record::Other);
    }
    let Entry { request, response } = serde_json::from_str(entry).map_err(problem)?;
    let Response { status, mut headers, content } = response;
    if !content.mime_type.is_empty() {
        headers.add("content-type", &content.mime_type);
    }
    let body = match content.text {
        Some(text) => Some(body(text, content.encoding.as_deref())?),
        None if content.size == Some(0) => Some(Cow::Borrowed(&[][..])),
        None => None, // it was not recorded
    };
    Ok(Record::Failed(Exchange {
        method: Some(request.method),
        url: Some(request.url),
        operation: None,
        status,
        headers: Some(headers),
        body,
    }))
}

/// What tells whether an entry is read any further.
#[derive(Deserialize)]
#[serde(expecting = "an entry")]
struct Head {
    response: HeadOfResponse,
}

#[derive(Deserialize)]
struct HeadOfResponse {
    status: u16,
}

#[derive(Deserialize)]
struct Entry<'e> {
    #[serde(borrow)]
    request: Request<'e>,
    #[serde(borrow)]
    response: Response<'e>,
}

#[derive(Deserialize)]
struct Request<'e> {
    #[serde(borrow)]
    method: Cow<'e, str>,
    #[serde(borrow)]
    url: Cow<'e, str>,
}

#[derive(Deserialize)]
struct Response<'e> {
    status: u16,
    #[serde(default)]
    headers: Headers,
    #[serde(borrow)]
    content: Content<'e>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content<'e> {
    #[serde(default)]
    size: Option<i64>,
    #[serde(default)]
    mime_type: String,
    #[serde(borrow, default)]
    text: Option<Cow<'e, str>>,
    #[serde(default)]
    encoding: Option<String>,
}
