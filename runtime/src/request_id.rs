//! The id of a request.

#[cfg(any(feature = "actix-web", feature = "axum"))]
use alloc::borrow::ToOwned;
use alloc::string::ToString;

use crate::Text;

/// A request id: a random UUID (RFC 9562, section 5.4).
pub fn new_request_id() -> Text {
    uuid::Uuid::new_v4().to_string().into()
}

/// The longest id that is taken over from a client, in bytes.
#[cfg(any(feature = "actix-web", feature = "axum"))]
const LONGEST: usize = 128;

/// The id of the request that is being served: the response's, too, and the log's.
/// A contract has it as an extension of the request, for handlers.
#[cfg(any(feature = "actix-web", feature = "axum"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub(crate) Text);

#[cfg(any(feature = "actix-web", feature = "axum"))]
impl RequestId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The one that the client sent, or one that is made up.
    pub(crate) fn of(sent: Option<&[u8]>) -> Self {
        Self::sent(sent).unwrap_or_else(|| Self(new_request_id()))
    }

    /// The one that was sent, where it is 1 to 128 characters of visible ASCII.
    pub(crate) fn sent(sent: Option<&[u8]>) -> Option<Self> {
        let is_valid =
            |id: &&[u8]| (1..=LONGEST).contains(&id.len()) && id.iter().all(u8::is_ascii_graphic);
        let id = sent.filter(is_valid).and_then(|id| str::from_utf8(id).ok())?;
        Some(Self(id.to_owned().into()))
    }
}
