//! What the decoders of all formats share.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::{Code, DecodeError, ErrorCode, MAX_BODY, Member, Received};

/// Whether a status is a success, as the SDKs judge it: 200 to 299 is.
pub(crate) fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// The body as text, if it may be decoded at all.
pub(crate) fn text(body: &[u8]) -> Result<&str, DecodeError> {
    if body.len() > MAX_BODY {
        return Err(DecodeError::TooLarge { bytes: body.len() });
    }
    let text = core::str::from_utf8(body).map_err(|_| DecodeError::NotUtf8)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    Ok(text)
}

/// The members of an error response, while they are read.
pub(crate) struct Members<C> {
    status: u16,
    code: Option<Code<C>>,
    message: Option<String>,
    request_id: Option<String>,
    status_in_body: Option<u16>,
    others: Vec<(String, String)>,
}

impl<C: ErrorCode> Members<C> {
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            code: None,
            message: None,
            request_id: None,
            status_in_body: None,
            others: Vec::new(),
        }
    }

    /// The member with this name that every client knows. The others are kept as they are.
    #[inline]
    pub(crate) fn known(name: &str) -> Option<(Member, &'static str)> {
        let envelope: &'static [(Member, &'static str)] = const { C::ENVELOPE.members };
        let known = envelope.iter().find(|(_, known)| *known == name)?;
        matches!(known.0, Member::Status | Member::Code | Member::Message | Member::RequestId)
            .then_some(*known)
    }

    pub(crate) fn set_text(
        &mut self,
        (member, name): (Member, &'static str),
        text: Cow<'_, str>,
    ) -> Result<(), DecodeError> {
        let twice = match member {
            Member::Code => return self.set_code(name, Code::from_text(&text)),
            Member::Message => self.message.replace(text.into_owned()).is_some(),
            Member::RequestId => self.request_id.replace(text.into_owned()).is_some(),
            _ => {
                let Ok(status) = text.trim().parse() else {
                    return Err(DecodeError::WrongType { member: name.to_owned() });
                };
                return self.set_status(name, status);
            }
        };
        if twice { Err(DecodeError::Duplicate { member: name }) } else { Ok(()) }
    }

    pub(crate) fn set_code(
        &mut self,
        name: &'static str,
        code: Code<C>,
    ) -> Result<(), DecodeError> {
        match self.code.replace(code) {
            Some(_) => Err(DecodeError::Duplicate { member: name }),
            None => Ok(()),
        }
    }

    pub(crate) fn set_status(
        &mut self,
        name: &'static str,
        status: u16,
    ) -> Result<(), DecodeError> {
        match self.status_in_body.replace(status) {
            Some(_) => Err(DecodeError::Duplicate { member: name }),
            None => Ok(()),
        }
    }

    pub(crate) fn push(&mut self, name: String, value: String) {
        self.others.push((name, value));
    }

    /// The response, if it has a code and, where the envelope has one, a message.
    pub(crate) fn finish(self) -> Result<Received<C>, DecodeError> {
        let lacks = |member: &Member| match member {
            Member::Code => self.code.is_none(),
            Member::Message => self.message.is_none(),
            _ => false,
        };
        let missing: Vec<&str> = C::ENVELOPE
            .members
            .iter()
            .filter(|(member, _)| lacks(member))
            .map(|(_, name)| *name)
            .collect();
        match self.code {
            Some(code) if missing.is_empty() => {
                let message = self.message.unwrap_or_default();
                // No envelope has a member for the parameters: they are in the message.
                let read = |code: C| code.templates().read(&message);
                let filling = code.known().and_then(read).map(Box::new);
                Ok(Received {
                    status: self.status,
                    code,
                    message,
                    request_id: self.request_id,
                    status_in_body: self.status_in_body,
                    members: self.others,
                    filling,
                })
            }
            _ => Err(DecodeError::Missing { members: missing }),
        }
    }
}
