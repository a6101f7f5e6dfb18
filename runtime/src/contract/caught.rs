//! A handler that panicked.

use alloc::boxed::Box;
use core::any::Any;
use core::panic::AssertUnwindSafe;
use core::task::{Context, Poll};
use std::panic::catch_unwind;

/// What is polled comes to this, or to what it panicked with, at its first poll or later.
pub(crate) async fn caught<T>(
    mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
) -> Result<T, Box<dyn Any + Send>> {
    core::future::poll_fn(|context| {
        // Nothing that panicked is polled again.
        match catch_unwind(AssertUnwindSafe(|| poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}
