//! Tells pages that there is another version of them.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;

use super::current::Receiver;

/// The current version at once, so that no page misses an edit between its
/// making and its first event, and then every other one.
pub async fn events(State(mut current): State<Receiver>) -> impl IntoResponse {
    current.mark_changed();
    let versions = stream::unfold(current, |mut current| async {
        current.changed().await.ok()?;
        let version = current.borrow_and_update().version.clone();
        Some((Ok::<_, Infallible>(Event::default().data(version)), current))
    });
    Sse::new(versions).keep_alive(KeepAlive::default())
}
