//! Tables whose type is forgotten, so that what looks at them is compiled once.

use std::borrow::Cow;

use errspec::testing::{Difference, Generated, Response, judge};
use errspec::{
    ApiError, Code, DecodeError, Detail, DetailMember, Envelope, ErrorCode, Format, Received, Text,
    Value, json, problem, xml,
};

use crate::error::Error;

type Send = dyn Fn(&Error, Format) -> (Vec<u8>, Facts);
type Differences = fn(u16, Format, &[u8]) -> Vec<Difference>;
type Receive = fn(u16, &[u8], Format) -> Result<Facts, DecodeError>;

pub struct Table {
    pub spec: &'static str,
    pub envelope: Envelope,
    /// The body of an error, and what is to come back.
    pub send: Box<Send>,
    pub receive: Receive,
    /// What differs from the table in a body.
    pub differences: Differences,
}

impl Table {
    pub fn of<C: ErrorCode>(
        spec: &'static str,
        [filled, plain]: [C; 2],
        fill: fn(String, i64, bool) -> ApiError<C>,
    ) -> Self {
        let send = move |error: &Error, format| {
            let error = made(error, [filled, plain], fill);
            let body = match format {
                Format::Json => json::encode(&error),
                Format::Xml => xml::encode(&error),
                Format::Problem => problem::encode(&error),
            };
            (body, Facts::sent(&error))
        };
        let receive: Receive = |status, body, format| {
            let received = match format {
                Format::Json => json::decode_error::<C>(status, body),
                Format::Xml => xml::decode_error::<C>(status, body),
                Format::Problem => problem::decode_error::<C>(status, body),
            };
            received.map(Facts::received)
        };
        let differences: Differences = |status, format, body| {
            let content_type = Some(C::ENVELOPE.content_type(format));
            judge(&Generated::<C>::TABLE, &Response { status, content_type, body }).differences
        };
        Self { spec, envelope: C::ENVELOPE, send: Box::new(send), receive, differences }
    }
}

fn made<C: ErrorCode>(
    error: &Error,
    [filled, plain]: [C; 2],
    fill: fn(String, i64, bool) -> ApiError<C>,
) -> ApiError<C> {
    let mut made = match error.filling.clone() {
        Some((text, count, truth)) => fill(text, count, truth),
        None => ApiError::documented(plain),
    };
    if let Some(id) = error.request_id.clone() {
        made = made.with_request_id(id);
    }
    if let Some(host) = error.host_id.clone() {
        made = made.with_host_id(host);
    }
    if let Some(seconds) = error.retry_after {
        made = made.with_retry_after(seconds);
    }
    for (field, text) in error.details.clone() {
        made = match text {
            Some(text) => made.with_detail(field, text),
            None => made.with_detail(field, filled),
        };
    }
    for (name, value) in error.access_denied.clone() {
        made = made.with_access_denied_detail(name, value);
    }
    made
}

/// What is known of an error.
#[derive(Debug, PartialEq)]
pub struct Facts {
    pub status: u16,
    pub code: String,
    pub message: String,
    pub request_id: Option<String>,
    pub status_in_body: Option<u16>,
    pub params: Vec<(Text, Value)>,
    pub details: Vec<Fields>,
    pub retryable: Option<bool>,
    pub retry_after: Option<u32>,
    /// What the table says.
    pub retry_after_of_code: Option<u32>,
    pub fix: Option<String>,
}

/// What is known of a detail.
#[derive(Debug, PartialEq)]
pub struct Fields([Option<String>; 3]);

impl Facts {
    fn sent<C: ErrorCode>(error: &ApiError<C>) -> Self {
        let params = error.params().iter();
        Self {
            status: error.status(),
            code: error.code().code().to_owned(),
            message: error.message().to_owned(),
            request_id: error.request_id().map(str::to_owned),
            status_in_body: Some(error.status()),
            params: params.map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect(),
            details: error.details().iter().map(Fields::of).collect(),
            retryable: Some(error.code().is_retryable()),
            retry_after: error.retry_after(),
            retry_after_of_code: error.code().retry_after(),
            fix: error.code().fix().map(str::to_owned),
        }
    }

    fn received<C: ErrorCode>(received: Received<C>) -> Self {
        Self {
            status: received.status,
            params: received.params().to_vec(),
            details: received.details().iter().map(Fields::of).collect(),
            retryable: received.is_retryable(),
            retry_after: received.retry_after(),
            retry_after_of_code: received.code.known().and_then(ErrorCode::retry_after),
            fix: received.fix().map(str::to_owned),
            code: Code::as_str(&received.code).to_owned(),
            message: received.message,
            request_id: received.request_id,
            status_in_body: received.status_in_body,
        }
    }

    /// The same, in the characters of XML 1.0 (section 2.2).
    pub fn carried_by_xml(mut self) -> Self {
        let carry = |text: &mut String| {
            let is_carried = |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
            *text = text.replace(|c| !is_carried(c), "\u{fffd}");
        };
        carry(&mut self.message);
        self.request_id.iter_mut().for_each(carry);
        self.fix.iter_mut().for_each(carry);
        self.details.iter_mut().flat_map(|detail| &mut detail.0).flatten().for_each(carry);
        for (_, value) in &mut self.params {
            if let Value::String(text) = value {
                carry(text.to_mut());
            }
        }
        self
    }
}

impl Fields {
    fn of(detail: &Detail) -> Self {
        let text = |text: &Option<Text>| text.as_deref().map(str::to_owned);
        Self([Some(detail.field.to_string()), text(&detail.code), text(&detail.message)])
    }

    /// The same, of which only some members are sent.
    pub fn mask(&mut self, is_sent: impl Fn(DetailMember) -> bool) {
        let [field, code, message] = &mut self.0;
        if !is_sent(DetailMember::Field) {
            *field = Some(String::new());
        }
        code.take_if(|_| !is_sent(DetailMember::Code));
        message.take_if(|_| !is_sent(DetailMember::Message));
    }
}
