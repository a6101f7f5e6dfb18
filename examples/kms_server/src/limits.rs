//! What the service takes from clients that are slow, or many.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use kms_errors::{Failure, Plain, ResultExt};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How much a service takes upon itself. What is beyond a limit is refused with a code of
/// the table, at once; a head that is too long or too late ends its connection.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many connections are served at once.
    pub connections: usize,
    /// How many requests are answered at once. One whose body is on its way is none yet.
    pub requests: usize,
    /// The longest head of a request, in bytes: at least 8 KiB.
    pub head_size: usize,
    /// The longest body of a request, in bytes.
    pub body_size: usize,
    /// How long the head of a request may take, and the wait for it.
    pub head_time: Duration,
    /// How long the body of a request may take.
    pub body_time: Duration,
    /// How long a handler may take.
    pub answer_time: Duration,
    /// How long a connection may last. A client that reads no answers keeps it no longer.
    pub connection_time: Duration,
    /// How long a request that is under way when its connection has to end may still take.
    pub shutdown_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // Half of the 1,024 files that a process may have open where nobody set more:
            // the other half is for telling clients that there is no room.
            connections: 512,
            requests: 256,
            head_size: 32 * 1024,
            body_size: 64 * 1024,
            head_time: Duration::from_secs(5),
            body_time: Duration::from_secs(5),
            answer_time: Duration::from_secs(5),
            connection_time: Duration::from_secs(10 * 60),
            // What was let in may take its whole time.
            shutdown_time: Duration::from_secs(10),
        }
    }
}

/// An extension of a request that is refused before it comes to the contract, inside of
/// which [`admit`] can say so by the table.
#[derive(Clone, Copy)]
pub(crate) struct Refused(pub Plain);

/// Reads a body whole, so that a slow one takes no slot from others.
pub(crate) async fn receive(
    State(limits): State<Limits>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut refused = |code| {
        parts.extensions.insert(Refused(code));
        Bytes::new()
    };
    let body = match timeout(limits.body_time, to_bytes(body, limits.body_size)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => refused(Plain::ParseRequestParameterException),
        Err(_) => refused(Plain::ServiceUnavailableTemporary),
    };
    next.run(Request::from_parts(parts, Body::from(body))).await
}

/// Room for requests, shared by all connections.
#[derive(Clone)]
pub(crate) struct Slots {
    free: Arc<Semaphore>,
    answer_time: Duration,
}

impl Slots {
    pub(crate) fn of(limits: Limits) -> Self {
        Self { free: Arc::new(Semaphore::new(limits.requests)), answer_time: limits.answer_time }
    }
}

/// Lets a request in where there is room, for so long. A queue would only make everybody
/// late: a client that is told at once can go elsewhere, or come back.
pub(crate) async fn admit(
    State(slots): State<Slots>,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    if let Some(&Refused(code)) = request.extensions().get() {
        return Err(code)?;
    }
    let _slot = slots.free.try_acquire().or_code(Plain::ServiceUnavailableTemporary)?;
    let answer = timeout(slots.answer_time, next.run(request)).await;
    Ok(answer.or_code(Plain::ServiceUnavailableTemporary)?)
}
