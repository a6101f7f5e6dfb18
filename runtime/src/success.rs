use core::marker::PhantomData;

use crate::Text;

/// What a server answers with when a call succeeded: data, and the request's id
/// beside it.
///
/// `C` is the table's enum, whose envelope says how the id is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Success<C, T> {
    /// The operation; in XML the root element is `{action}Response`.
    pub action: Text,
    /// The id of the request that this answers.
    pub request_id: Option<Text>,
    /// The members of the response: a struct or a map.
    pub data: T,
    codes: PhantomData<fn() -> C>,
}

impl<C, T> Success<C, T> {
    /// The answer of this operation.
    pub fn new(action: impl Into<Text>, data: T) -> Self {
        Self { action: action.into(), request_id: None, data, codes: PhantomData }
    }

    /// The same, as the answer to the request with this id.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<Text>) -> Self {
        self.request_id = Some(id.into());
        self
    }

    /// The id of the request that this answers; made up now, as a random UUID
    /// (RFC 9562, section 5.4), where it has none yet.
    #[cfg(feature = "http")]
    pub fn ensure_request_id(&mut self) -> &str {
        self.request_id.get_or_insert_with(crate::http::new_request_id)
    }
}
