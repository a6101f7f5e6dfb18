use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use kms_server::{Limits, service};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::support::{Answer, LIST_KEYS, Service, in_time, read_all, send};

/// Requests in each life of a server: fewer than it serves at once.
const ROUND: usize = 250;

/// How many requests a signal meets, in all; as many as the variable says where somebody
/// sets it.
fn requests() -> usize {
    std::env::var("REQUESTS").map_or(1_000, |requests| requests.parse().unwrap())
}

/// Of the requests whose heads were sent before SIGTERM, each is answered: on a connection
/// that was never used or is used again, accepted or not, with its body still to come or
/// without one.
#[cfg(unix)]
#[tokio::test]
async fn every_request_that_arrived_before_sigterm_is_answered() {
    for _ in 0..requests() / ROUND {
        let mut server = Command::new(env!("CARGO_BIN_EXE_kms_server"))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("LISTENING http://").unwrap().to_owned();

        let mut used = Vec::new();
        for _ in 0..ROUND / 2 {
            let mut stream = TcpStream::connect(&address).await.unwrap();
            send(&mut stream, &call("")).await;
            let read = in_time(stream.read(&mut [0; 4096])).await.unwrap();
            assert!(read > 0);
            used.push(stream);
        }
        let mut streams = Vec::new();
        for n in 0..ROUND {
            let mut stream = match used.pop() {
                Some(stream) => stream,
                None => TcpStream::connect(&address).await.unwrap(),
            };
            let has_body = n % 3 == 0;
            send(&mut stream, &call(if has_body { "content-length: 4\r\n" } else { "" })).await;
            streams.push((stream, has_body));
        }
        let kill = Command::new("kill").arg(server.id().to_string()).status().unwrap();
        assert!(kill.success());
        for (stream, has_body) in &mut streams {
            if *has_body {
                send(stream, "body").await;
            }
            assert_eq!(Answer::of(&read_all(stream).await).status, 200);
        }
        assert!(server.wait().unwrap().success(), "a graceful end");
    }
}

fn call(headers: &str) -> String {
    let method = if headers.is_empty() { "GET" } else { "POST" };
    format!("{method} /?{LIST_KEYS} HTTP/1.1\r\nhost: kms\r\n{headers}\r\n")
}

/// Handlers that take so long.
async fn slow(takes: Duration, limits: Limits) -> Service {
    let routes = Router::new().route("/", get(async move || sleep(takes).await));
    Service::start(service(routes, limits), limits).await
}

/// One thread for all: what is sent here the service can only come to know after the signal.
#[tokio::test]
async fn what_the_service_did_not_know_of_at_the_signal_is_answered() {
    let service = Service::of_keys(Limits::default()).await;
    let mut used = service.connect().await;
    send(&mut used, &call("")).await;
    assert!(used.read(&mut [0; 4096]).await.unwrap() > 0);
    let mut fresh = service.connect().await;
    for stream in [&used, &fresh] {
        stream.try_write(call("").as_bytes()).unwrap();
    }
    service.stop().await;
    for stream in [&mut used, &mut fresh] {
        assert_eq!(Answer::of(&read_all(stream).await).status, 200);
    }
}

#[tokio::test]
async fn a_request_under_way_is_answered_after_the_signal_to_stop() {
    let service = slow(Duration::from_millis(500), Limits::default()).await;
    let mut stream = service.connect().await;
    send(&mut stream, &call("")).await;
    sleep(Duration::from_millis(100)).await;
    let address = service.address;
    service.stop().await;
    assert_eq!(Answer::of(&read_all(&mut stream).await).status, 200);
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens");
}

#[tokio::test]
async fn a_request_that_takes_longer_than_the_deadline_is_given_up() {
    let deadline = Duration::from_millis(300);
    let hour = Duration::from_secs(3600);
    let limits = Limits { answer_time: hour, shutdown_time: deadline, ..Limits::default() };
    let service = slow(hour, limits).await;
    let mut stream = service.connect().await;
    send(&mut stream, &call("")).await;
    sleep(Duration::from_millis(100)).await;
    let start = Instant::now();
    service.stop().await;
    assert!(start.elapsed() >= deadline, "{:?}", start.elapsed());
    assert_eq!(read_all(&mut stream).await, "");
}

#[tokio::test]
async fn an_idle_connection_does_not_delay_the_end() {
    let service = Service::of_keys(Limits::default()).await;
    let mut stream = service.connect().await;
    send(&mut stream, &call("")).await;
    assert!(stream.read(&mut [0; 4096]).await.unwrap() > 0);
    let start = Instant::now();
    service.stop().await;
    assert!(start.elapsed() < Limits::default().head_time, "{:?}", start.elapsed());
}
