//! Recorded HTTP traffic: HAR 1.2 and NDJSON, gzipped or not, read as a stream. What is
//! held in memory is one exchange.

mod align;
pub mod envelope;
mod guess;
mod har;
mod headers;
mod import;
mod ndjson;
mod samples;
mod source;

use std::borrow::Cow;
use std::io::{self, Read};

pub use self::headers::Headers;
pub use self::import::import;
pub use self::ndjson::MAX_LINE;
pub use self::samples::Samples;
use self::source::{Kind, Source};

/// Where a record stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// In a HAR the index among `log.entries`, from 0.
    pub entry: Option<usize>,
}

/// A record of a file.
#[derive(Debug)]
pub enum Record<'r> {
    /// An exchange whose status is no error's: no more of it is read.
    Other,
    /// An exchange that failed, with status 400 to 599.
    Failed(Exchange<'r>),
    /// What is no record, and why.
    Broken(String),
}

/// A request and its response, as far as they are of use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange<'r> {
    /// The request's method.
    pub method: Option<Cow<'r, str>>,
    /// Its URL or path.
    pub url: Option<Cow<'r, str>>,
    /// The operation, where the record names it.
    pub operation: Option<Cow<'r, str>>,
    /// The response's status.
    pub status: u16,
    /// The response's headers, if they were recorded.
    pub headers: Option<Headers>,
    /// The response's body, if it was recorded.
    pub body: Option<Cow<'r, [u8]>>,
}

impl Exchange<'_> {
    /// The first value of the response's header with this name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.as_ref()?.get(name)
    }

    /// How many seconds to wait before the next try, as the header says (RFC 9110, section
    /// 10.2.3); a date is not read.
    pub fn retry_after(&self) -> Option<u32> {
        self.header("retry-after")?.parse().ok()
    }
}

/// Reads a file to its end and gives each record.
///
/// # Errors
///
/// Where it cannot be read any further: gzip that is damaged, a HAR that is no JSON.
pub fn read(file: impl Read, each: &mut dyn FnMut(Place, Record<'_>)) -> io::Result<()> {
    let Source { kind, reader } = Source::of(file)?;
    match kind {
        Kind::Har => har::read(reader, each),
        Kind::Ndjson => ndjson::read(reader, each),
    }
}

/// The statuses of errors.
fn is_error(status: u16) -> bool {
    (400..600).contains(&status)
}

/// What is wrong with a record, without its place in the text that was parsed.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(&*text, |(problem, _)| problem).to_owned()
}

/// A body that a record has as a text.
fn body<'r>(text: Cow<'r, str>, encoding: Option<&str>) -> Result<Cow<'r, [u8]>, String> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    match encoding {
        Some("base64") => match STANDARD.decode(text.trim_ascii()) {
            Ok(bytes) => Ok(Cow::Owned(bytes)),
            Err(error) => Err(format!("the body is not base64: {error}")),
        },
        _ => Ok(match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        }),
    }
}
