//! Errors as the status of a gRPC call, and a status as what a client makes of it.
//!
//! A method of a service fails by `?` with what becomes a [`Status`]: an [`ApiError`], a
//! [`Failure`], or a code whose message has no parameters. The details of the status (the
//! [richer error model](https://grpc.io/docs/guides/error/#richer-error-model)) have:
//!
//! | detail | what it says |
//! | --- | --- |
//! | `google.rpc.ErrorInfo` | `reason`: the code's text; `domain`: the table's name, which is the [envelope](crate::Envelope)'s `xml_root`; `metadata`: the message's parameters |
//! | `google.rpc.RequestInfo` | the request's id, made up where the error has none |
//! | `google.rpc.RetryInfo` | how long to wait, where the error or the table says so |
//!
//! An error's internal source is in no part of the status. With the feature `tracing` it
//! is in an event, as the error becomes a status.
//!
//! A status travels in HTTP headers, and a peer that gets more of them than it takes (8 KiB
//! for some) loses the whole status. So a message is cut after 1 KiB, and its parameters
//! after 1 KiB for all of them; what is cut ends in `…`.

mod codes;
#[cfg(feature = "tracing")]
mod log;

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;
use std::collections::HashMap;

use tonic::Status;
use tonic_types::{ErrorDetail, ErrorDetails, ErrorInfo, StatusExt as _};

use self::codes::{grpc_code, http_status};
use crate::{
    ApiError, Code, DecodeError, ErrorCode, Failure, Operation, OperationError, Received,
    Templates, Text,
};

/// The longest message, and the longest parameters together, in bytes. A text is in a
/// status twice, once with up to three bytes for one and once in Base64: with codes, ids
/// and names it stays below 8 KiB.
const LONGEST: usize = 1024;

impl<C: ErrorCode> From<ApiError<C>> for Status {
    fn from(mut error: ApiError<C>) -> Self {
        error.ensure_request_id();
        #[cfg(feature = "tracing")]
        log::became_status(&error);
        let share = LONGEST / error.params().len().max(1);
        let params = error.params().iter();
        let params = params.map(|(name, value)| (name.to_string(), cut(&value.to_string(), share)));
        let mut details = ErrorDetails::with_error_info(
            error.code().code(),
            C::ENVELOPE.xml_root,
            params.collect::<HashMap<_, _>>(),
        );
        if let Some(id) = error.request_id() {
            details.set_request_info(id, "");
        }
        if let Some(seconds) = error.retry_after() {
            details.set_retry_info(Some(Duration::from_secs(seconds.into())));
        }
        let message = cut(error.message(), LONGEST);
        Self::with_error_details(grpc_code(error.status()), message, details)
    }
}

impl<C: ErrorCode> From<Failure<C>> for Status {
    fn from(failure: Failure<C>) -> Self {
        failure.into_error().into()
    }
}

impl<O: Operation> From<OperationError<O>> for Status {
    fn from(error: OperationError<O>) -> Self {
        error.into_error().into()
    }
}

/// What a client makes of a status that is an error of the table `C`, also of a code
/// that is newer than the client.
///
/// The message's parameters are [members](Received::members), by name, and
/// [typed](Received::params). gRPC has no HTTP status: [`status`](Received::status) is the
/// code's, or for an unknown one what the status's own code stands for.
///
/// # Errors
///
/// Where the status has no `ErrorInfo` of the table: it is the framework's own, or that
/// of another service. Where its details cannot be read.
pub fn decode<C: ErrorCode>(status: &Status) -> Result<Received<C>, DecodeError> {
    let details = status.check_error_details_vec();
    let details = details.map_err(|error| DecodeError::Syntax(error.to_string()))?;
    let mut info = None;
    let mut request_id = None;
    for detail in details {
        match detail {
            ErrorDetail::ErrorInfo(found) if found.domain == C::ENVELOPE.xml_root => {
                info = Some(found);
            }
            ErrorDetail::RequestInfo(found) => request_id = Some(found.request_id),
            _ => {}
        }
    }
    let Some(ErrorInfo { reason, metadata, .. }) = info else {
        return Err(DecodeError::Missing { members: Vec::from([ErrorInfo::TYPE_URL.into()]) });
    };
    let code = Code::from_text(&reason);
    let mut members: Vec<(String, String)> = metadata.into_iter().collect();
    members.sort(); // they come in the order of a hash
    let params = members.iter().cloned().map(|(name, value)| (Text::Owned(name), value.into()));
    let templates = code.known().map_or(Templates::NONE, C::templates);
    let http_status = code.known().map_or_else(|| http_status(status.code()), C::status);
    let mut received = Received::empty(http_status);
    let filling = templates.read_with(status.message(), params.collect());
    received.extra.get_or_insert_default().filling = filling;
    received.code = code;
    received.message = status.message().into();
    received.request_id = request_id.filter(|id| !id.is_empty());
    received.members = members;
    Ok(received)
}

/// How long a client should wait before it calls again: the `RetryInfo` of a status.
pub fn retry_after(status: &Status) -> Option<Duration> {
    status.get_details_retry_info()?.retry_delay
}

/// The text, or as much of it as has no more than so many bytes.
fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.into();
    }
    let most = most.saturating_sub('…'.len_utf8());
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    alloc::format!("{}…", &text[..end])
}
