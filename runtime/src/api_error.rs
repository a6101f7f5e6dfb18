use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;
use core::time::Duration;

use crate::{Detail, ErrorCode, Reason, Text, Value, template};

/// An error that a server answers with: a code, its finished message, and what
/// belongs to this one request.
///
/// A code whose message has no parameters becomes one by `?` or `into()`: these codes
/// are the variants of a generated `Plain`. The others have a generated constructor that
/// takes the parameters.
#[derive(Debug)]
pub struct ApiError<C> {
    code: C,
    message: Text,
    params: Vec<(&'static str, Value)>,
    request_id: Option<Text>,
    extra: Option<Box<Extra>>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What few errors carry.
#[derive(Clone, Debug, Default, PartialEq)]
struct Extra {
    details: Vec<Detail>,
    host_id: Option<Text>,
    access_denied: Vec<(Text, Text)>,
    retry_after: Option<RetryAfter>,
}

/// How long to wait before the next try, in whole seconds (RFC 9110, section 10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter(u32);

impl From<u32> for RetryAfter {
    fn from(seconds: u32) -> Self {
        Self(seconds)
    }
}

/// A part of a second counts as one: who comes earlier comes too early.
impl From<Duration> for RetryAfter {
    fn from(wait: Duration) -> Self {
        let seconds = wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0));
        Self(u32::try_from(seconds).unwrap_or(u32::MAX))
    }
}

impl<C: ErrorCode> ApiError<C> {
    /// An error with the documented message of its code, in which a parameter shows as
    /// `< parameter name >`: for mocks and testers, which have no parameters.
    pub fn documented(code: C) -> Self {
        Self {
            code,
            message: Cow::Borrowed(code.message()),
            params: Vec::new(),
            request_id: None,
            extra: None,
            source: None,
        }
    }

    /// For generated constructors: an error whose message is `template`, a text
    /// with `{name}` placeholders, filled with `params`.
    pub fn from_template<const N: usize>(
        code: C,
        template: &'static str,
        params: [(&'static str, Value); N],
    ) -> Self {
        Self {
            message: Cow::Owned(template::fill(template, &params)),
            params: Vec::from(params),
            ..Self::documented(code)
        }
    }

    /// For generated constructors: an error with another message of its code.
    pub fn from_message(code: C, message: &'static str) -> Self {
        Self { message: Cow::Borrowed(message), ..Self::documented(code) }
    }

    /// The same error, as the answer to the request with this id.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<Text>) -> Self {
        self.request_id = Some(id.into());
        self
    }

    /// The same error, answered by this host. It is sent where the envelope has
    /// [`Member::HostId`](crate::Member::HostId).
    #[must_use]
    pub fn with_host_id(mut self, host: impl Into<Text>) -> Self {
        self.extra.get_or_insert_default().host_id = Some(host.into());
        self
    }

    /// The same error with one more reason why access was denied, or another value
    /// for the one of this name. In XML a name must be one of an element. It is sent
    /// where the envelope has
    /// [`Member::AccessDeniedDetail`](crate::Member::AccessDeniedDetail).
    #[must_use]
    pub fn with_access_denied_detail(
        mut self,
        name: impl Into<Text>,
        value: impl Into<Text>,
    ) -> Self {
        let (name, value) = (name.into(), value.into());
        let reasons = &mut self.extra.get_or_insert_default().access_denied;
        match reasons.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => reasons.push((name, value)),
        }
        self
    }

    /// The same error with one more thing that is wrong with a field of the request: a
    /// text, a code of the table, or an error of it, of which the code and the message are
    /// told. It is sent where the envelope has
    /// [`Member::Details`](crate::Member::Details), and in problem details as `errors`.
    #[must_use]
    pub fn with_detail(mut self, field: impl Into<Text>, reason: impl Into<Reason>) -> Self {
        let (field, Reason { code, message }) = (field.into(), reason.into());
        let details = &mut self.extra.get_or_insert_default().details;
        details.push(Detail { field, code, message });
        self
    }

    /// The same error, after which a client should wait so long, given in seconds or as
    /// a [`Duration`], whatever the table says.
    #[must_use]
    pub fn with_retry_after(mut self, wait: impl Into<RetryAfter>) -> Self {
        self.extra.get_or_insert_default().retry_after = Some(wait.into());
        self
    }

    /// The same error with its internal reason, for logs.
    ///
    /// It is this error's [`source`](Error::source); it is never sent, and
    /// `Display` does not show it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The code.
    pub fn code(&self) -> C {
        self.code
    }

    /// The code's HTTP status, 400 to 599.
    pub fn status(&self) -> u16 {
        self.code.status()
    }

    /// How many seconds to wait before the next try: this error's own, or the code's.
    pub fn retry_after(&self) -> Option<u32> {
        let own = self.extra.as_ref().and_then(|extra| extra.retry_after);
        own.map(|RetryAfter(seconds)| seconds).or_else(|| self.code.retry_after())
    }

    /// The finished message.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The message's parameters by name, in the order of their first appearance.
    pub fn params(&self) -> &[(&'static str, Value)] {
        &self.params
    }

    /// The parameter with this name.
    pub fn param(&self, name: &str) -> Option<&Value> {
        let (_, value) = self.params.iter().find(|(param, _)| *param == name)?;
        Some(value)
    }

    /// The id of the request that this answers.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The id of the request that this answers; made up now, as a random UUID
    /// (RFC 9562, section 5.4), where it has none yet.
    #[cfg(any(feature = "http", feature = "tonic"))]
    pub fn ensure_request_id(&mut self) -> &str {
        self.request_id.get_or_insert_with(crate::request_id::new_request_id)
    }

    #[cfg(feature = "axum")]
    pub(crate) fn request_id_mut(&mut self) -> &mut Option<Text> {
        &mut self.request_id
    }

    /// What is sent of the same error as the answer to the request with this id.
    #[cfg(feature = "actix-web")]
    pub(crate) fn sent_with(&self, request_id: Text) -> Self {
        Self {
            code: self.code,
            message: self.message.clone(),
            params: self.params.clone(),
            request_id: Some(request_id),
            extra: self.extra.clone(),
            source: None,
        }
    }

    /// What is wrong with which field.
    pub fn details(&self) -> &[Detail] {
        self.extra.as_ref().map_or(&[], |extra| &extra.details)
    }

    pub(crate) fn into_code_and_message(self) -> (C, Text) {
        (self.code, self.message)
    }

    /// The host that answered.
    pub fn host_id(&self) -> Option<&str> {
        self.extra.as_ref()?.host_id.as_deref()
    }

    /// Why access was denied: names and values.
    pub fn access_denied_detail(&self) -> &[(Text, Text)] {
        self.extra.as_ref().map_or(&[], |extra| &extra.access_denied)
    }
}

/// Two errors are the same where a client could not tell them apart: the
/// internal source does not count.
impl<C: ErrorCode> PartialEq for ApiError<C> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
            && self.message == other.message
            && self.params == other.params
            && self.request_id == other.request_id
            && self.extra == other.extra
    }
}

impl<C: ErrorCode> fmt::Display for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.code(), self.message)
    }
}

impl<C: ErrorCode> Error for ApiError<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
