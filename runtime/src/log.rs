//! One event a failed request, with the feature `tracing`. Its fields go by
//! OpenTelemetry's semantic conventions.

use core::error::Error;

use http::{Method, StatusCode, Uri};

/// What an event says of a request: its method and its path, and nothing of the query or
/// the body, in which secrets are.
pub(crate) struct Request {
    #[cfg(feature = "tracing")]
    method: Method,
    #[cfg(feature = "tracing")]
    uri: Uri,
}

#[cfg(feature = "tracing")]
impl Request {
    pub(crate) fn of(method: &Method, uri: &Uri) -> Self {
        Self { method: method.clone(), uri: uri.clone() }
    }

    /// An event for an error: at level ERROR where the service is at fault, else at DEBUG.
    pub(crate) fn answered(
        &self,
        code: Option<&'static str>,
        status: StatusCode,
        request_id: &str,
        source: Option<&(dyn Error + 'static)>,
    ) {
        let Some(code) = code else { return };
        let chain = source.map(Chain);
        let chain = chain.as_ref().map(tracing::field::display);
        let (method, path, status) = (self.method.as_str(), self.uri.path(), status.as_u16());
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
    pub(crate) fn of(_: &Method, _: &Uri) -> Self {
        Self {}
    }

    pub(crate) fn answered(
        &self,
        _: Option<&'static str>,
        _: StatusCode,
        _: &str,
        _: Option<&(dyn Error + 'static)>,
    ) {
    }
}

/// An error and its sources, on one line.
#[cfg(feature = "tracing")]
struct Chain<'e>(&'e (dyn Error + 'static));

#[cfg(feature = "tracing")]
impl core::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}
