//! The id of a request.

use alloc::borrow::ToOwned;
#[cfg(any(feature = "actix-web", feature = "axum"))]
use alloc::sync::Arc;
#[cfg(any(feature = "actix-web", feature = "axum"))]
use core::fmt;
#[cfg(any(feature = "actix-web", feature = "axum"))]
use std::sync::OnceLock;

use uuid::fmt::Hyphenated;

use crate::Text;

/// A request id: a random UUID (RFC 9562, section 5.4).
pub fn new_request_id() -> Text {
    let id = uuid::Uuid::new_v4().hyphenated();
    Text::Owned(id.encode_lower(&mut [0; Hyphenated::LENGTH]).to_owned())
}

/// The longest id that is taken over from a client, in bytes.
#[cfg(any(feature = "actix-web", feature = "axum"))]
const LONGEST: usize = 128;

/// The id of the request that is being served: the response's, too, and the log's.
/// A contract has it as an extension of the request, for handlers.
///
/// One that the client did not send is made up when somebody asks for it.
#[cfg(any(feature = "actix-web", feature = "axum"))]
#[derive(Clone)]
pub struct RequestId(Arc<OnceLock<Text>>);

#[cfg(any(feature = "actix-web", feature = "axum"))]
impl RequestId {
    /// The id.
    pub fn as_str(&self) -> &str {
        self.text()
    }

    pub(crate) fn text(&self) -> &Text {
        self.0.get_or_init(new_request_id)
    }

    /// The one that the client sent, or one that is made up.
    pub(crate) fn of(sent: Option<&[u8]>) -> Self {
        Self::sent(sent).unwrap_or_else(|| Self(Arc::default()))
    }

    /// The one that was sent, where it is 1 to 128 characters of visible ASCII.
    pub(crate) fn sent(sent: Option<&[u8]>) -> Option<Self> {
        let is_valid =
            |id: &&[u8]| (1..=LONGEST).contains(&id.len()) && id.iter().all(u8::is_ascii_graphic);
        let id = sent.filter(is_valid).and_then(|id| str::from_utf8(id).ok())?;
        Some(Self(Arc::new(Text::from(id.to_owned()).into())))
    }

    /// Makes this the id where nobody asked for one yet; whether it is the id now.
    #[cfg(feature = "axum")]
    pub(crate) fn is_or_becomes(&self, id: &str) -> bool {
        self.0.get_or_init(|| id.to_owned().into()) == id
    }
}

#[cfg(any(feature = "actix-web", feature = "axum"))]
impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RequestId").field(self.text()).finish()
    }
}

#[cfg(any(feature = "actix-web", feature = "axum"))]
impl PartialEq for RequestId {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

#[cfg(any(feature = "actix-web", feature = "axum"))]
impl Eq for RequestId {}
