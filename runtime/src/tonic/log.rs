//! The event of an error that becomes a status, with the feature `tracing`.

use core::error::Error as _;

use crate::chain::Chain;
use crate::{ApiError, ErrorCode};

/// At level ERROR where the service is at fault, else at DEBUG. Which call it was, the
/// span around it knows.
pub(super) fn became_status<C: ErrorCode>(error: &ApiError<C>) {
    let (code, request_id) = (error.code().code(), error.request_id());
    let chain = error.source().map(Chain);
    let chain = chain.as_ref().map(tracing::field::display);
    macro_rules! event {
        ($level:ident) => {
            tracing::event!(
                tracing::Level::$level,
                error.type = code,
                request_id,
                exception.message = chain,
                "the call failed"
            )
        };
    }
    if error.code().is_client_fault() { event!(DEBUG) } else { event!(ERROR) }
}
