//! A client of a KMS-like service: it reads errors with a typed `match`, sends
//! again what may be sent again, and survives codes that it does not know.
#![forbid(unsafe_code)]

use std::fmt;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use kms_errors::errspec::{DecodeError, json};
use kms_errors::{ErrorCode, Received, Reply};
use serde_json::{Map, Value};

/// However long the service asks to wait, a caller is not kept longer than this.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// A service, and how patient its client is.
pub struct Client {
    agent: ureq::Agent,
    endpoint: String,
    tries: u32,
    first_wait: Duration,
}

/// Why a call has no answer.
#[derive(Debug)]
pub enum CallError {
    /// The service said no.
    Refused {
        /// What it said.
        error: Received,
        /// How long it asks to wait before the next call.
        retry_after: Option<Duration>,
    },
    /// The service said something that is no answer.
    Unreadable(DecodeError),
    /// Nothing came back.
    Unreachable(Box<ureq::Error>),
}

impl Client {
    /// A client of the service at this address, such as `http://127.0.0.1:8080`.
    pub fn new(endpoint: impl Into<String>) -> Self {
        // Statuses are answers here, not failures.
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(10)))
            .build();
        Self {
            agent: config.into(),
            endpoint: endpoint.into(),
            tries: 3,
            first_wait: Duration::from_millis(100),
        }
    }

    /// Calls an operation, and again where the error may pass: as long as the
    /// response's `Retry-After` says, or else twice as long each time.
    ///
    /// # Errors
    ///
    /// The last of the errors.
    pub fn call(
        &self,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Result<Map<String, Value>, CallError> {
        let mut wait = self.first_wait;
        for _ in 1..self.tries {
            match self.call_once(action, parameters) {
                Err(CallError::Refused { error, retry_after }) if may_pass(&error) => {
                    sleep(retry_after.unwrap_or(wait).min(LONGEST_WAIT));
                    wait *= 2;
                }
                answer => return answer,
            }
        }
        self.call_once(action, parameters)
    }

    fn call_once(
        &self,
        action: &str,
        parameters: &[(&str, &str)],
    ) -> Result<Map<String, Value>, CallError> {
        let now = humantime::format_rfc3339_seconds(SystemTime::now()).to_string();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("Action", action).append_pair("Timestamp", &now);
        query.append_pair("Format", "JSON").extend_pairs(parameters);
        let uri = format!("{}/?{}", self.endpoint, query.finish());
        let mut response = self.agent.get(uri).call()?;
        let seconds = response.headers().get("retry-after");
        let seconds = seconds.and_then(|value| value.to_str().ok()?.parse().ok());
        let status = response.status().as_u16();
        match json::decode(status, &response.body_mut().read_to_vec()?)? {
            Reply::Success(success) => Ok(success.data),
            Reply::Error(error) => {
                Err(CallError::Refused { error, retry_after: seconds.map(Duration::from_secs) })
            }
        }
    }
}

/// Whether the same request may be sent again. Of a code that is not known, the
/// status says it.
fn may_pass(error: &Received) -> bool {
    match error.code.known() {
        Some(code) => code.is_retryable(),
        None => matches!(error.status, 429 | 500 | 502 | 503 | 504),
    }
}

impl CallError {
    /// What a person can do about it.
    pub fn advice(&self) -> String {
        let Self::Refused { error, .. } = self else {
            return "Check the address and the network.".to_owned();
        };
        match error.code.known() {
            Some(ErrorCode::ForbiddenKeyNotFound) => "Create the key first.".to_owned(),
            Some(code) => code.fix().unwrap_or("Read the message.").to_owned(),
            None if error.status >= 500 => "The service is at fault: try later.".to_owned(),
            None => "The request is at fault; this client is too old to say more.".to_owned(),
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { error, .. } => {
                write!(f, "{} {}: {}", error.status, error.code, error.message)?;
                match &error.request_id {
                    Some(id) => write!(f, " (request {id})"),
                    None => Ok(()),
                }
            }
            Self::Unreadable(error) => error.fmt(f),
            Self::Unreachable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CallError {}

impl From<DecodeError> for CallError {
    fn from(error: DecodeError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<ureq::Error> for CallError {
    fn from(error: ureq::Error) -> Self {
        Self::Unreachable(Box::new(error))
    }
}
