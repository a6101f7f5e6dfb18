use alloc::borrow::Cow;
use alloc::string::String;

#[cfg(any(feature = "json", feature = "xml"))]
use crate::DetailMember;
use crate::{ApiError, ErrorCode, Templates, Text};

/// What is wrong with one field of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detail {
    /// The field, as the API's clients know it.
    pub field: Text,
    /// The code of what is wrong with it; it need not be one of the table.
    pub code: Option<Text>,
    /// What is wrong with it, for a person.
    pub message: Option<Text>,
}

#[cfg(any(feature = "json", feature = "xml"))]
impl Detail {
    /// What is sent of it, each with its name.
    pub(crate) fn sent<'d>(
        &'d self,
        names: &'static [(DetailMember, &'static str)],
    ) -> impl Iterator<Item = (&'static str, &'d str)> {
        names.iter().filter_map(|(member, name)| {
            let text = match member {
                DetailMember::Field => Some(&self.field),
                DetailMember::Code => self.code.as_ref(),
                DetailMember::Message => self.message.as_ref(),
            };
            Some((*name, &**text?))
        })
    }
}

/// What is wrong with a field: a text, a code, or an error with both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    pub(crate) code: Option<Text>,
    pub(crate) message: Option<Text>,
}

impl From<Text> for Reason {
    fn from(message: Text) -> Self {
        Self { code: None, message: Some(message) }
    }
}

impl From<&'static str> for Reason {
    fn from(message: &'static str) -> Self {
        Cow::Borrowed(message).into()
    }
}

impl From<String> for Reason {
    fn from(message: String) -> Self {
        Text::from(message).into()
    }
}

/// The code, and its message where that has no parameters.
impl<C: ErrorCode> From<C> for Reason {
    fn from(code: C) -> Self {
        let is_finished = code.templates() == Templates::NONE;
        let message = is_finished.then(|| code.message().into());
        Self { code: Some(code.code().into()), message }
    }
}

/// The code and the finished message.
impl<C: ErrorCode> From<ApiError<C>> for Reason {
    fn from(error: ApiError<C>) -> Self {
        let (code, message) = error.into_code_and_message();
        Self { code: Some(code.code().into()), message: Some(message) }
    }
}
