//! A client, which reads errors in every format.

use kms_errors::Received;
use kms_errors::errspec::{json, xml};
use serde_json::Value;
use ureq::http::request::Builder;
use ureq::http::{HeaderMap, Request, Response};

/// The formats of an error, by what `Accept` asks for.
pub const FORMATS: [&str; 3] = ["application/json", "application/xml", "application/problem+json"];

/// A response that has arrived.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

/// The error in a body.
#[derive(Debug, PartialEq)]
pub struct Shown {
    pub code: String,
    pub message: String,
    pub request_id: String,
}

pub fn send(request: Builder, body: &str) -> Answer {
    let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent: ureq::Agent = config.allow_non_standard_methods(true).build().into();
    let response: Response<ureq::Body> = agent.run(request.body(body.to_owned()).unwrap()).unwrap();
    let (parts, mut body) = response.into_parts();
    let body = body.read_to_string().unwrap();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}

pub fn get(url: impl AsRef<str>) -> Answer {
    send(Request::get(url.as_ref()), "")
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The error of the table that this is, in the format that its header says.
    pub fn error(&self) -> Shown {
        let body = self.body.as_bytes();
        let error: Received = match self.header("content-type") {
            Some("application/json") => json::decode_error(self.status, body).unwrap(),
            Some("application/xml") => xml::decode_error(self.status, body).unwrap(),
            Some("application/problem+json") => return self.problem(),
            other => panic!("{other:?}: {}", self.body),
        };
        assert_eq!(error.status_in_body, Some(self.status));
        Shown {
            code: error.code.known().unwrap().to_string(),
            message: error.message,
            request_id: error.request_id.unwrap(),
        }
    }

    fn problem(&self) -> Shown {
        let problem: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        let text = |member: &str| problem[member].as_str().unwrap().to_owned();
        let instance = text("instance");
        Shown {
            code: text("code"),
            message: text("detail"),
            request_id: instance.strip_prefix("urn:uuid:").unwrap_or(&instance).to_owned(),
        }
    }
}
