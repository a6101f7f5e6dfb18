//! A JSON object a line: `method`, `url`, `status`, `headers`, `body`, `operation`. Members
//! of other names are passed over.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::value::RawValue;

use super::{Exchange, Headers, Place, Record, body, is_error, without_place};

/// The longest line that is read, in bytes.
pub const MAX_LINE: usize = 16 * 1024 * 1024;

pub fn read(mut reader: impl BufRead, each: &mut dyn FnMut(Place, Record<'_>)) -> io::Result<()> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        number += 1;
        // One byte more than a line may have.
        let length = reader.by_ref().take(MAX_LINE as u64 + 2).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(());
        }
        let place = Place { line: number, entry: None };
        if length > MAX_LINE + 1 {
            each(place, Record::Broken(format!("the line has more than {MAX_LINE} bytes")));
            if line.last() != Some(&b'\n') {
                reader.skip_until(b'\n')?;
            }
        } else if !line.trim_ascii().is_empty() {
            each(place, record(&line).unwrap_or_else(Record::Broken));
        }
    }
}

fn record(line: &[u8]) -> Result<Record<'_>, String> {
    if !line.trim_ascii_start().starts_with(b"{") {
        return Err("the line is no JSON object".to_owned());
    }
    let Head { status } = serde_json::from_slice(line).map_err(problem)?;
    if !is_error(status.0) {
        return Ok(Record::Other);
    }
    let Line { method, url, operation, headers, body: sent, encoding } =
        serde_json::from_slice(line).map_err(problem)?;
    let body = match sent.map(RawValue::get) {
        None | Some("null") => None,
        // A body in JSON may stand there as it is.
        Some(value) if !value.starts_with('"') => Some(Cow::Borrowed(value.as_bytes())),
        Some(text) => {
            let text = serde_json::from_str::<String>(text).map_err(problem)?;
            Some(body(Cow::Owned(text), encoding.as_deref())?)
        }
    };
    Ok(Record::Failed(Exchange { method, url, operation, status: status.0, headers, body }))
}

/// What is wrong, and where in the line.
fn problem(error: serde_json::Error) -> String {
    format!("{} at column {}", without_place(&error), error.column())
}

/// What tells whether a record is read any further.
#[derive(Deserialize)]
#[serde(expecting = "a record")]
struct Head {
    status: Status,
}

#[derive(Deserialize)]
struct Line<'l> {
    #[serde(borrow, default)]
    method: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    url: Option<Cow<'l, str>>,
    #[serde(borrow, default)]
    operation: Option<Cow<'l, str>>,
    #[serde(default)]
    headers: Option<Headers>,
    #[serde(borrow, default)]
    body: Option<&'l RawValue>,
    #[serde(default)]
    encoding: Option<String>,
}

/// A status, as a number or, as some logs have it, as a text.
#[derive(Clone, Copy)]
struct Status(u16);

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StatusReader)
    }
}

struct StatusReader;

impl Visitor<'_> for StatusReader {
    type Value = Status;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an HTTP status")
    }

    fn visit_u64<E: Error>(self, status: u64) -> Result<Status, E> {
        let status = u16::try_from(status).ok().filter(|status| *status < 1000);
        status.map(Status).ok_or_else(|| E::custom("the status is none of HTTP"))
    }

    fn visit_str<E: Error>(self, status: &str) -> Result<Status, E> {
        let status = status.parse().map_err(|_| E::custom("the status is no number"))?;
        self.visit_u64(status)
    }
}
