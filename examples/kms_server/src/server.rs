//! Connections, from the first to those that a signal to stop finds open.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::serve::Listener;
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use kms_errors::Plain;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::limits::{Limits, Refused};

/// How many connections may wait to be accepted: with the 128 that are usual, some of those
/// that come at the same time try again a second later.
const BACKLOG: u32 = 4096;
/// How long connections go on after the signal to stop, so that the system has handed over
/// what was sent before.
const LINGERING_TIME: Duration = Duration::from_millis(100);
/// How long a connection may take to learn that there is no room for it.
const REFUSAL_TIME: Duration = Duration::from_secs(1);

/// A listener at this address.
///
/// # Errors
///
/// Where the address cannot be had.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // The connections of a server that ended do not hold up the next.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves until `stop`, and then what has arrived by then: a request whose head was sent
/// before is answered, also where its connection was not accepted yet.
///
/// # Errors
///
/// Where the listener cannot be read at the end.
pub async fn serve(
    mut listener: TcpListener,
    app: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let server = Server {
        refusing: app.clone().layer(Extension(Refused(Plain::ServiceUnavailableTemporary))),
        app,
        limits,
        free: Arc::new(Semaphore::new(limits.connections)),
        stopping: CancellationToken::new(),
        connections: TaskTracker::new(),
    };
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            // Axum waits where a process has too many files open.
            (stream, _) = Listener::accept(&mut listener) => server.spawn(stream),
            () = &mut stop => break,
        }
    }
    let listener = listener.into_std()?;
    for stream in listener.incoming().map_while(Result::ok).take(BACKLOG as usize) {
        stream.set_nonblocking(true)?;
        server.spawn(TcpStream::from_std(stream)?);
    }
    drop(listener);
    server.stopping.cancel();
    server.connections.close();
    server.connections.wait().await;
    Ok(())
}

struct Server {
    app: Router,
    /// The same, where it refuses every request.
    refusing: Router,
    limits: Limits,
    /// Room for connections.
    free: Arc<Semaphore>,
    stopping: CancellationToken,
    connections: TaskTracker,
}

impl Server {
    fn spawn(&self, stream: TcpStream) {
        match self.free.clone().try_acquire_owned() {
            Ok(room) => {
                let (app, stopping) = (self.app.clone(), self.stopping.clone());
                self.connections.spawn(answer(stream, app, self.limits, stopping, room))
            }
            Err(_) => {
                let refusing = self.refusing.clone();
                self.connections.spawn(refuse(stream, refusing, self.limits))
            }
        };
    }
}

/// Answers the requests of a connection.
async fn answer(
    stream: TcpStream,
    app: Router,
    limits: Limits,
    stopping: CancellationToken,
    _room: OwnedSemaphorePermit,
) {
    let builder = http(limits);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
    let mut connection = pin!(connection);
    let stopped = async {
        stopping.cancelled().await;
        sleep(LINGERING_TIME).await;
    };
    tokio::select! {
        _ = connection.as_mut() => return,
        () = stopped => {}
        () = sleep(limits.connection_time) => {}
    }
    // A connection that does not know of a request yet takes itself for idle.
    if poll_fn(|context| Poll::Ready(connection.as_mut().poll(context).is_ready())).await {
        return;
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(limits.shutdown_time, connection).await;
}

/// Says on a connection for which there is no room that the service is not available.
async fn refuse(stream: TcpStream, refusing: Router, limits: Limits) {
    let mut builder = http(limits);
    let connection = builder
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(refusing));
    let _ = timeout(REFUSAL_TIME, connection).await;
}

fn http(limits: Limits) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head_time);
    builder.max_buf_size(limits.head_size);
    builder
}
