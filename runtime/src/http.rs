//! Whole HTTP responses: status, headers and body.

use alloc::string::ToString;
use alloc::vec::Vec;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use serde::Serialize;

use crate::{ApiError, ErrorCode, Success, Text, json, problem, xml};

/// A format of responses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `application/json`, the default.
    #[default]
    Json,
    /// `application/xml`. It is never sent unasked, since several SDKs cannot read it.
    Xml,
    /// `application/problem+json` (RFC 9457) for errors, `application/json` for successes.
    Problem,
}

impl Format {
    /// The media type of an error.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
            Self::Problem => "application/problem+json",
        }
    }

    /// What a client asks for: by the parameter `Format` of the request, in any
    /// case, or else by its `Accept` header. A value of the parameter that is
    /// not known means JSON, and so does saying nothing.
    pub fn negotiate(parameter: Option<&str>, headers: &HeaderMap) -> Self {
        match parameter {
            Some(format) if format.eq_ignore_ascii_case("xml") => Self::Xml,
            Some(_) => Self::Json,
            None => Self::accepted(headers),
        }
    }

    /// The format with the highest weight (RFC 9110, section 12.5.1), JSON before
    /// others of the same weight.
    fn accepted(headers: &HeaderMap) -> Self {
        let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let mut best = (Self::Json, 0);
        for range in values.flat_map(|value| value.split(',')) {
            let mut parts = range.split(';').map(str::trim);
            let Some(format) = parts.next().and_then(Self::of_media_range) else { continue };
            let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
            let weight = thousandths(weight);
            if weight > best.1 || weight == best.1 && format == Self::Json {
                best = (format, weight);
            }
        }
        best.0
    }

    fn of_media_range(range: &str) -> Option<Self> {
        match range.to_ascii_lowercase().as_str() {
            "application/json" | "application/*" | "*/*" => Some(Self::Json),
            "application/xml" | "text/xml" => Some(Self::Xml),
            "application/problem+json" => Some(Self::Problem),
            _ => None,
        }
    }
}

/// A weight of RFC 9110, section 12.4.2, times 1,000; 1,000 where there is none.
fn thousandths(weight: Option<&str>) -> u32 {
    let Some(weight) = weight else { return 1_000 };
    weight.parse::<f32>().map_or(0, |weight| (weight.clamp(0.0, 1.0) * 1_000.0) as u32)
}

/// A request id: a random UUID (RFC 9562, section 5.4).
pub fn new_request_id() -> Text {
    uuid::Uuid::new_v4().to_string().into()
}

/// The response to an error: the code's status, `Retry-After` where the table has
/// it, and the request's id as a header where the error has one.
pub fn error_response<C: ErrorCode>(error: &ApiError<C>, format: Format) -> Response<Vec<u8>> {
    let body = match format {
        Format::Json => json::encode(error),
        Format::Xml => xml::encode(error),
        Format::Problem => problem::encode(error),
    };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(error.status()).expect("a table's statuses are 400 to 599");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    if let Some(seconds) = error.code().retry_after() {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    insert_request_id::<C>(headers, error.request_id());
    response
}

/// The response to a success, with status 200.
///
/// # Errors
///
/// Where the data cannot be written in this format.
pub fn success_response<C: ErrorCode, T: Serialize>(
    success: &Success<C, T>,
    format: Format,
) -> Result<Response<Vec<u8>>, EncodeError> {
    let (body, format) = match format {
        Format::Json | Format::Problem => (json::encode_success(success)?, Format::Json),
        Format::Xml => (xml::encode_success(success)?, Format::Xml),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    insert_request_id::<C>(headers, success.request_id.as_deref());
    Ok(response)
}

/// An id that no header can hold is in the body alone.
fn insert_request_id<C: ErrorCode>(headers: &mut HeaderMap, id: Option<&str>) {
    let name = HeaderName::from_static(const { C::ENVELOPE.request_id_header });
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(id).ok()) {
        headers.insert(name, id);
    }
}

/// Why the data of a success could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum EncodeError {
    /// As JSON.
    Json(serde_json::Error),
    /// As XML.
    Xml(quick_xml::SeError),
}

impl From<serde_json::Error> for EncodeError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<quick_xml::SeError> for EncodeError {
    fn from(error: quick_xml::SeError) -> Self {
        Self::Xml(error)
    }
}

impl core::fmt::Display for EncodeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the data cannot be written as JSON: {error}"),
            Self::Xml(error) => write!(f, "the data cannot be written as XML: {error}"),
        }
    }
}

impl core::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::Xml(error) => Some(error),
        }
    }
}
