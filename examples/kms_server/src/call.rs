//! A call as it comes in.

use std::collections::HashMap;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header::CONTENT_TYPE};
use kms_errors::{Error, ErrorCode, Failure, Plain, ResultExt};
use percent_encoding::percent_decode;

/// An operation and its parameters.
pub struct Call {
    pub action: String,
    parameters: HashMap<String, String>,
}

/// As an axum extractor it fails with codes of the table.
impl<S: Send + Sync> FromRequest<S> for Call {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let headers = request.headers().clone();
        let mut parameters = pairs(request.uri().query().unwrap_or_default().as_bytes())?;
        let body: Bytes = request.extract().await.or_code(Plain::ParseRequestParameterException)?;
        if is_form(&headers) {
            parameters.extend(pairs(&body)?);
        }
        Ok(Self::new(parameters, &headers)?)
    }
}

impl Call {
    fn new(parameters: HashMap<String, String>, headers: &HeaderMap) -> Result<Self, Error> {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let mut call = Self { action: String::new(), parameters };
        call.fail_if_asked()?;
        let action = call.optional("Action").or(header("x-acs-action"));
        call.action = action.ok_or_else(|| ErrorCode::missing_parameter("Action"))?.to_owned();
        let timestamp = call.optional("Timestamp").or(header("x-acs-date"));
        if !timestamp.is_some_and(is_timestamp) {
            return Err(Plain::IllegalTimestamp)?;
        }
        Ok(call)
    }

    /// `error:CODE` as the name of a key or an alias asks for that code, and `panic:` for
    /// a panic.
    fn fail_if_asked(&self) -> Result<(), Error> {
        for name in ["KeyId", "AliasName"] {
            match self.optional(name).and_then(|value| value.split_once(':')) {
                Some(("error", code)) => {
                    let code = ErrorCode::from_code(code);
                    let code = code.ok_or_else(|| ErrorCode::invalid_parameter(name))?;
                    return Err(Error::documented(code));
                }
                Some(("panic", "")) => panic!("a tester asked for it"),
                _ => {}
            }
        }
        Ok(())
    }

    /// A parameter that may be missing.
    pub fn optional(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A parameter that must be there.
    pub fn required(&self, name: &'static str) -> Result<&str, Error> {
        self.optional(name).ok_or_else(|| ErrorCode::missing_parameter(name))
    }

    /// A number between these two, or `default` where there is none.
    pub fn number(
        &self,
        name: &'static str,
        range: std::ops::RangeInclusive<usize>,
        default: usize,
    ) -> Result<usize, Error> {
        let Some(text) = self.optional(name) else { return Ok(default) };
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| ErrorCode::invalid_parameter(name))
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).map(|value| value.as_bytes().to_ascii_lowercase());
    media_type.is_some_and(|value| value.starts_with(b"application/x-www-form-urlencoded"))
}

/// The names and values of a query or a form, which are UTF-8.
fn pairs(encoded: &[u8]) -> Result<HashMap<String, String>, Error> {
    percent_decode(encoded).decode_utf8().or_code(Plain::ParseRequestParameterException)?;
    Ok(form_urlencoded::parse(encoded).into_owned().collect())
}

/// ISO 8601 in UTC, as the service asks for: `YYYY-MM-DDThh:mm:ssZ`.
fn is_timestamp(text: &str) -> bool {
    text.len() == 20 && text.ends_with('Z') && humantime::parse_rfc3339(text).is_ok()
}
