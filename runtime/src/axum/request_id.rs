//! The id of a request.

use alloc::borrow::ToOwned;

use http::HeaderMap;

use crate::http::new_request_id;
use crate::{ErrorCode, Text};

/// The longest id that is taken over from a client, in bytes.
const LONGEST: usize = 128;

/// The id of the request that is being served, for handlers behind
/// [`contract`](super::contract): `Extension<RequestId>`. It is the response's, too,
/// and the log's, unless the handler sets another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub(super) Text);

impl RequestId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id in these headers, or one that is made up.
    pub(super) fn of<C: ErrorCode>(headers: &HeaderMap) -> Self {
        Self::sent::<C>(headers).unwrap_or_else(|| Self(new_request_id()))
    }

    /// The id in these headers, where there is one alone, of 1 to 128 characters of
    /// visible ASCII.
    pub(super) fn sent<C: ErrorCode>(headers: &HeaderMap) -> Option<Self> {
        let mut values = headers.get_all(C::ENVELOPE.request_id_header).iter();
        let (Some(id), None) = (values.next(), values.next()) else {
            return None;
        };
        let id = id.to_str().ok()?;
        let is_valid =
            (1..=LONGEST).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        is_valid.then(|| Self(id.to_owned().into()))
    }
}
