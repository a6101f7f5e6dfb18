#[cfg(any(feature = "json", feature = "xml"))]
use alloc::{string::String, vec::Vec};
use core::marker::PhantomData;

use crate::Text;

/// The names of a place, for an operation.
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) fn names(path: Option<&[&str]>, action: &str) -> Vec<String> {
    let names = path.unwrap_or_default().iter();
    names.map(|name| name.replace(ACTION, action)).collect()
}

/// Whether a name is the one of a place, for some operation.
#[cfg(any(feature = "json", feature = "xml"))]
pub(crate) fn is_named(name: &str, of_place: &str) -> bool {
    match of_place.split_once(ACTION) {
        Some((before, after)) => {
            name.strip_prefix(before).is_some_and(|rest| rest.ends_with(after))
        }
        None => name == of_place,
    }
}

/// What stands for the operation in the name of a place.
#[cfg(any(feature = "json", feature = "xml"))]
const ACTION: &str = "{action}";

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
    /// What the call gave. Where the envelope has the request's id beside it, it is a struct
    /// or a map; else anything that serde writes.
    pub data: T,
    codes: PhantomData<fn() -> C>,
}

impl<C, T> Success<C, T> {
    /// The answer of this operation.
    ///
    /// Data that the envelope has no place for fails when it is encoded, with an
    /// [`EncodeError`](crate::EncodeError); a framework then answers with the error that
    /// `[fallback] internal` names. So does a list, a text or a number beside the request's
    /// id: `[envelope.success]` can put it under a name, or leave the id to the header.
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
        self.request_id.get_or_insert_with(crate::request_id::new_request_id)
    }
}
