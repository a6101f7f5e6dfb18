//! Whole HTTP responses: status, headers and body.

use alloc::vec::Vec;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use serde::Serialize;

pub use crate::request_id::new_request_id;
use crate::{ApiError, EncodeError, ErrorCode, Success, json, problem, xml};

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

    /// The format with the highest weight, where the most specific range that
    /// fits a format gives its weight (RFC 9110, section 12.5.1); JSON before others
    /// of the same weight, and where nothing fits.
    fn accepted(headers: &HeaderMap) -> Self {
        let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let ranges: Vec<MediaRange<'_>> =
            values.flat_map(|value| value.split(',')).map(MediaRange::of).collect();
        if ranges.is_empty() {
            return Self::Json;
        }
        let weight = |format: Self, types: &[&str]| {
            let fitting =
                ranges.iter().filter_map(|range| Some((range.fits(types)?, range.weight)));
            // A format that is not the default must be named.
            let named =
                fitting.filter(|(specificity, _)| format == Self::Json || *specificity == 2);
            named.max_by_key(|(specificity, _)| *specificity).map_or(0, |(_, weight)| weight)
        };
        let json = weight(Self::Json, &["application/json"]);
        let xml = weight(Self::Xml, &["application/xml", "text/xml"]);
        let problem = weight(Self::Problem, &["application/problem+json"]);
        match json.max(xml).max(problem) {
            best if best == json => Self::Json,
            best if best == problem => Self::Problem,
            _ => Self::Xml,
        }
    }
}

/// An item of an `Accept` header.
struct MediaRange<'h> {
    range: &'h str,
    weight: u32,
}

impl<'h> MediaRange<'h> {
    fn of(item: &'h str) -> Self {
        let mut parts = item.split(';').map(str::trim);
        let range = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        Self { range, weight: thousandths(weight) }
    }

    /// How specifically it fits one of these media types.
    fn fits(&self, types: &[&str]) -> Option<u8> {
        let is = |range: &str| self.range.eq_ignore_ascii_case(range);
        if types.iter().any(|media_type| is(media_type)) {
            Some(2)
        } else if is("application/*") {
            Some(1)
        } else {
            is("*/*").then_some(0)
        }
    }
}

/// A weight of RFC 9110, section 12.4.2, times 1,000; 1,000 where there is none.
fn thousandths(weight: Option<&str>) -> u32 {
    let Some(weight) = weight else { return 1_000 };
    weight.parse::<f32>().map_or(0, |weight| (weight.clamp(0.0, 1.0) * 1_000.0) as u32)
}

/// The code of the table that a response was made for: an extension of the response.
#[cfg(any(feature = "actix-web", feature = "axum"))]
#[derive(Clone, Copy)]
pub(crate) struct OfTable(pub &'static str);

/// The response to an error: the code's status, `Retry-After` where the error or the
/// table has it, and the request's id as a header where the error has one.
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
    if let Some(seconds) = error.retry_after() {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    insert_request_id::<C>(headers, error.request_id());
    #[cfg(any(feature = "actix-web", feature = "axum"))]
    response.extensions_mut().insert(OfTable(error.code().code()));
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
    if let Some(id) = id.and_then(|id| HeaderValue::from_str(id).ok()) {
        headers.insert(request_id_header::<C>(), id);
    }
}

/// The header that repeats the request's id.
pub(crate) fn request_id_header<C: ErrorCode>() -> HeaderName {
    const { HeaderName::from_static(C::ENVELOPE.request_id_header) }
}
