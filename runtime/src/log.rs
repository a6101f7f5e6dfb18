//! One event a failed request, with the feature `tracing`. Its fields go by
//! OpenTelemetry's semantic conventions.

#[cfg(feature = "tracing")]
use alloc::string::String;
use core::error::Error;

#[cfg(feature = "tracing")]
use crate::chain::Chain;

/// What an event says of a request: nothing that a client may have put a secret in.
#[cfg(feature = "tracing")]
pub(crate) struct Request {
    method: String,
    path: String,
}

/// Where there are no events, there is nothing to keep for them.
#[cfg(not(feature = "tracing"))]
pub(crate) enum Request {}

#[cfg(feature = "tracing")]
impl Request {
    /// `None` where there are no events.
    pub(crate) fn of(method: &str, path: &str) -> Option<Self> {
        Some(Self { method: method.into(), path: path.into() })
    }

    /// An event for an error: at level ERROR where the service is at fault, else at DEBUG.
    pub(crate) fn answered(
        &self,
        code: Option<&'static str>,
        status: u16,
        request_id: &str,
        source: Option<&(dyn Error + 'static)>,
    ) {
        let Some(code) = code else { return };
        let chain = source.map(Chain);
        let chain = chain.as_ref().map(tracing::field::display);
        let (method, path) = (self.method.as_str(), self.path.as_str());
        macro_rules! event {
            ($level:ident) => {
                tracing::event!(
                    target: "errspec",
                    tracing::Level::$level,
                    error.type = code,
                    http.response.status_code = status,
                    http.request.method = method,
                    url.path = path,
                    request_id,
                    exception.message = chain,
                    "the request failed"
                )
            };
        }
        if status < 500 { event!(DEBUG) } else { event!(ERROR) }
    }
}

#[cfg(not(feature = "tracing"))]
impl Request {
    pub(crate) fn of(_: &str, _: &str) -> Option<Self> {
        None
    }

    pub(crate) fn answered(
        &self,
        _: Option<&'static str>,
        _: u16,
        _: &str,
        _: Option<&(dyn Error + 'static)>,
    ) {
        match *self {}
    }
}
