//! Tells pages that there is another version of them.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use tokio::sync::watch;

use super::current::Current;
use crate::docs::site::rendered;

/// Where every request finds what is served now.
pub type Receiver = watch::Receiver<Arc<Current>>;

pub fn channel(first: Current) -> (watch::Sender<Arc<Current>>, Receiver) {
    watch::channel(Arc::new(first))
}

/// Where pages wait for events.
pub const EVENTS: &str = "/events";

#[derive(Template)]
#[template(path = "live.js", escape = "none")]
struct Script<'v> {
    version: &'v str,
}

/// The script of a page of this version, which is letters and digits.
pub fn script(version: &str) -> String {
    rendered(&Script { version })
}

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
