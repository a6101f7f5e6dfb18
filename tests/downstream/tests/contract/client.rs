//! A client that reads what it gets with the decoders that clients have.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::Response;
use downstream::files::{ErrorCode, Received};
use errspec::http::Format;
use errspec::{json, xml};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::Value;
use tower::{Service, ServiceExt};

/// How a client asks for a format.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    Nothing,
    XmlByParameter,
    XmlByAccept,
    ProblemByAccept,
}

impl Asks {
    pub const ALL: [Self; 4] =
        [Self::Nothing, Self::XmlByParameter, Self::XmlByAccept, Self::ProblemByAccept];

    pub fn format(self) -> Format {
        match self {
            Self::Nothing => Format::Json,
            Self::XmlByParameter | Self::XmlByAccept => Format::Xml,
            Self::ProblemByAccept => Format::Problem,
        }
    }

    /// A request that asks so.
    pub fn request(self, method: Method, path: &str) -> http::request::Builder {
        let parameter = match self {
            Self::XmlByParameter if path.contains('?') => "&Format=XML",
            Self::XmlByParameter => "?Format=XML",
            _ => "",
        };
        let request = Request::builder().method(method).uri(format!("{path}{parameter}"));
        match self {
            Self::Nothing | Self::XmlByParameter => request,
            Self::XmlByAccept => request.header(ACCEPT, "application/xml"),
            Self::ProblemByAccept => request.header(ACCEPT, "application/problem+json"),
        }
    }
}

/// A response that arrived as a whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// What the server's outermost layer sees of it beside.
    pub response: Response,
}

/// An error as it was read, in whatever format.
#[derive(Debug, PartialEq)]
pub struct Sent {
    pub code: ErrorCode,
    pub message: String,
    pub request_id: String,
}

pub async fn get(app: impl App, path: &str) -> Answer {
    send(app, Asks::Nothing.request(Method::GET, path), "").await
}

/// What a service answers. A minute of waiting is as long as for ever.
pub async fn send(app: impl App, request: http::request::Builder, body: impl Into<Body>) -> Answer {
    let request = request.body(body.into()).unwrap();
    let answer = async {
        let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
        let body = axum::body::to_bytes(Body::new(body), 1 << 20).await.unwrap();
        let (status, headers) = (parts.status.as_u16(), parts.headers.clone());
        Answer { status, headers, body, response: Response::from_parts(parts, Body::empty()) }
    };
    tokio::time::timeout(Duration::from_secs(60), answer).await.expect("there is an answer")
}

/// A router, or one behind layers that change the type of its responses' bodies.
pub trait App: Service<Request, Response = http::Response<Self::Body>, Error = Infallible> {
    type Body: axum::body::HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static;
}

impl<S, B> App for S
where
    S: Service<Request, Response = http::Response<B>, Error = Infallible>,
    B: axum::body::HttpBody<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    type Body = B;
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The error that was sent, and that all of the response says the same of it.
    pub fn error(&self, format: Format) -> Sent {
        let sent = self.sent(format);
        assert_eq!(self.status, sent.code.status(), "{self:?}");
        assert_eq!(self.header("content-type"), Some(format.content_type()), "{self:?}");
        assert_eq!(errspec::axum::code(&self.response), Some(sent.code.code()));
        let ids: Vec<&HeaderValue> = self.headers.get_all("x-request-id").iter().collect();
        assert_eq!(ids, [sent.request_id.as_str()], "{self:?}");
        if let Some(length) = self.headers.get(CONTENT_LENGTH) {
            assert_eq!(*length, self.body.len().to_string(), "{self:?}");
        }
        assert_eq!(self.headers.get_all(CONTENT_TYPE).iter().count(), 1);
        sent
    }

    fn sent(&self, format: Format) -> Sent {
        let received = match format {
            Format::Json => json::decode_error(self.status, &self.body),
            Format::Xml => xml::decode_error(self.status, &self.body),
            Format::Problem => return self.problem(),
        };
        let received: Received = received.unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert_eq!(received.status_in_body, Some(self.status));
        Sent {
            code: received.code.known().expect("it is a code of the table"),
            message: received.message,
            request_id: received.request_id.expect("a response has an id"),
        }
    }

    fn problem(&self) -> Sent {
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        let text = |member: &str| problem[member].as_str().unwrap().to_owned();
        Sent {
            code: text("code").parse().expect("it is a code of the table"),
            message: text("detail"),
            request_id: text("instance").trim_start_matches("urn:uuid:").to_owned(),
        }
    }
}
