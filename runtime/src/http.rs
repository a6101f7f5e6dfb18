//! Whole HTTP responses: status, headers and body.

use alloc::vec::Vec;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use serde::Serialize;

pub use crate::Format;
pub use crate::request_id::new_request_id;
use crate::{ApiError, EncodeError, ErrorCode, Success, json, problem, xml};

impl Format {
    /// What a client asks for of the formats that are sent, the default first: by the
    /// parameter `Format` of the request, in any case, or else by its `Accept` header. A
    /// value of the parameter that is not known means the default, and so does saying
    /// nothing.
    ///
    /// Of formats with the same weight (RFC 9110, section 12.5.1) it is the earlier one. One
    /// that is not the default must be named.
    pub fn negotiate(formats: &[Self], parameter: Option<&str>, headers: &HeaderMap) -> Self {
        Wish::of(parameter, headers).among(formats)
    }

    /// The media types by which it is asked for.
    pub(crate) fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["application/json"],
            Self::Xml => &["application/xml", "text/xml"],
            Self::Problem => &["application/problem+json"],
        }
    }
}

/// What a client asks for, before it is known what there is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wish {
    /// By the parameter `Format`; `None` for a value that is not known.
    Named(Option<Format>),
    /// By `Accept`: of each of `FORMATS` its weight by its own media type, and by the most
    /// specific range that fits it.
    Weighted([(u16, u16); 3]),
}

const FORMATS: [Format; 3] = [Format::Json, Format::Xml, Format::Problem];

impl Wish {
    pub(crate) fn of(parameter: Option<&str>, headers: &HeaderMap) -> Self {
        match parameter {
            Some(format) if format.eq_ignore_ascii_case("xml") => Self::Named(Some(Format::Xml)),
            Some(format) if format.eq_ignore_ascii_case("json") => Self::Named(Some(Format::Json)),
            Some(_) => Self::Named(None),
            None => Self::accepted(headers),
        }
    }

    /// The most specific range that fits a format gives its weight.
    fn accepted(headers: &HeaderMap) -> Self {
        let values = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let ranges: Vec<MediaRange<'_>> =
            values.flat_map(|value| value.split(',')).map(MediaRange::of).collect();
        if ranges.is_empty() {
            return Self::Named(None);
        }
        Self::Weighted(FORMATS.map(|format| {
            let fitting = ranges
                .iter()
                .filter_map(|range| Some((range.fits(format.media_types())?, range.weight)));
            let best = |(specificity, weight): (u8, u16)| (specificity == 2).then_some(weight);
            let widest = fitting.max_by_key(|(specificity, _)| *specificity);
            (widest.and_then(best).unwrap_or(0), widest.map_or(0, |(_, weight)| weight))
        }))
    }

    /// Which of these formats it is, the default first.
    pub(crate) fn among(self, formats: &[Format]) -> Format {
        let default = formats.first().copied().unwrap_or_default();
        match self {
            Self::Named(format) => format.filter(|f| formats.contains(f)).unwrap_or(default),
            Self::Weighted(weights) => {
                let weight = |format: Format| {
                    let at = FORMATS.iter().position(|known| *known == format);
                    let (named, any) = at.map_or((0, 0), |at| weights[at]);
                    if format == default { any } else { named }
                };
                let heavier = |best: Format, next: &Format| {
                    if weight(*next) > weight(best) { *next } else { best }
                };
                formats.iter().fold(default, heavier)
            }
        }
    }
}

/// An item of an `Accept` header.
struct MediaRange<'h> {
    range: &'h str,
    weight: u16,
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
fn thousandths(weight: Option<&str>) -> u16 {
    let Some(weight) = weight else { return 1_000 };
    weight.parse::<f32>().map_or(0, |weight| (weight.clamp(0.0, 1.0) * 1_000.0) as u16)
}

/// The code of the table that a response was made for: an extension of the response.
#[cfg(any(feature = "actix-web", feature = "axum"))]
#[derive(Clone, Copy)]
pub(crate) struct OfTable(pub &'static str);

/// The response to an error: the code's status, `Retry-After` where the error or the
/// table has it, and the request's id and the code as headers where the error has one and
/// the envelope says so. A format that the envelope does not send is its first one.
pub fn error_response<C: ErrorCode>(error: &ApiError<C>, format: Format) -> Response<Vec<u8>> {
    let envelope = const { C::ENVELOPE };
    let format = envelope.sent(format);
    let body = match format {
        Format::Json => json::encode(error),
        Format::Xml => xml::encode(error),
        Format::Problem => problem::encode(error),
    };
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(error.status()).expect("a table's statuses are 400 to 599");
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(envelope.content_type(format)));
    if let Some(seconds) = error.retry_after() {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    insert_request_id::<C>(headers, error.request_id());
    if let Some(name) = envelope.code_header {
        let code = HeaderValue::from_static(error.code().code());
        headers.insert(HeaderName::from_static(name), code);
    }
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
    let envelope = const { C::ENVELOPE };
    let (body, format) = match envelope.sent(format) {
        Format::Json | Format::Problem => (json::encode_success(success)?, Format::Json),
        Format::Xml => (xml::encode_success(success)?, Format::Xml),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(envelope.content_type(format)));
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
