//! The id of a request.

use alloc::borrow::ToOwned;

use http::HeaderMap;

use crate::http::new_request_id;
use crate::{ErrorCode, Text};

/// The longest id that is taken over from a client, in bytes.
const LONGEST: usize = 128;

/// The id of the request that is being served, for handlers behind
/// [`contract`](super::contract): `Extension<RequestId>`. It is the response's, too,
/// and the log's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub(super) Text);

impl RequestId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The client's own, where it is 1 to 128 characters of visible ASCII, else one
    /// that is made up.
    pub(super) fn of<C: ErrorCode>(headers: &HeaderMap) -> Self {
        let sent = headers.get(C::ENVELOPE.request_id_header).map(|value| value.as_bytes());
        let is_valid =
            |id: &&[u8]| (1..=LONGEST).contains(&id.len()) && id.iter().all(u8::is_ascii_graphic);
        let valid = sent.filter(is_valid).and_then(|id| str::from_utf8(id).ok());
        Self(valid.map_or_else(new_request_id, |id| id.to_owned().into()))
    }
}
