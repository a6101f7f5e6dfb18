//! A running service, and a client that sees every byte.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use kms_errors::Received;
use kms_errors::errspec::{json, xml};
use kms_server::{Limits, listen, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// A call that succeeds.
pub const LIST_KEYS: &str = "Action=ListKeys&Timestamp=2026-01-01T00:00:00Z";

/// Longer than anything takes here that does not hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// A service on loopback. It goes with the runtime of its test.
pub struct Service {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Service {
    pub async fn start(app: Router, limits: Limits) -> Self {
        let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async {
            let _ = stopped.await;
        };
        let serving = tokio::spawn(serve(listener, app, limits, stopped));
        Self { address, stop, serving }
    }

    /// The example itself.
    pub async fn of_keys(limits: Limits) -> Self {
        Self::start(kms_server::app(limits), limits).await
    }

    /// Asks it to stop, and waits until it has.
    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        in_time(self.serving).await.unwrap().unwrap();
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// The answer to this query.
    pub async fn get(&self, query: &str) -> Answer {
        self.ask(&format!("GET /?{query} HTTP/1.1")).await
    }

    /// The answer to a request without a body, of which this is the request line.
    pub async fn ask(&self, line: &str) -> Answer {
        let mut stream = self.connect().await;
        send(&mut stream, &format!("{line}\r\nhost: kms\r\nconnection: close\r\n\r\n")).await;
        Answer::of(&read_all(&mut stream).await)
    }
}

pub async fn send(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

/// All that comes until the service closes the connection.
pub async fn read_all(stream: &mut TcpStream) -> String {
    let mut all = String::new();
    in_time(stream.read_to_string(&mut all)).await.unwrap();
    all
}

pub async fn in_time<T>(future: impl Future<Output = T>) -> T {
    timeout(PATIENCE, future).await.expect("it does not hang")
}

/// A response.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("a whole head");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The code of the table that it has, in the format that it says.
    pub fn code(&self) -> String {
        let read = match self.head.contains("content-type: application/xml") {
            true => xml::decode_error(self.status, self.body.as_bytes()),
            false => json::decode_error(self.status, self.body.as_bytes()),
        };
        let error: Received = read.unwrap_or_else(|error| panic!("{error}: {self:?}"));
        assert!(error.code.known().is_some(), "{self:?}");
        error.code.to_string()
    }

    pub fn is_xml(&self) -> bool {
        self.body.starts_with("<?xml") || self.body.starts_with("<KMS>")
    }
}
