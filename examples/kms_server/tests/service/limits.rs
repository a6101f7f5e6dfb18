use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::{any, get};
use kms_server::{Limits, service};
use tokio::io::AsyncWriteExt;
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::support::{Answer, LIST_KEYS, Service, in_time, read_all, send};

const SHORT: Duration = Duration::from_millis(200);

/// Nothing but the limit under test ends anything.
fn generous() -> Limits {
    let long = Duration::from_secs(60);
    Limits { head_time: long, body_time: long, answer_time: long, ..Limits::default() }
}

#[tokio::test]
async fn a_handler_has_so_long() {
    let limits = Limits { answer_time: SHORT, ..generous() };
    let never = Router::new().route("/", get(std::future::pending::<()>));
    let service = Service::start(service(never, limits), limits).await;

    let start = Instant::now();
    let answer = service.get("").await;
    assert_eq!((answer.status, &*answer.code()), (503, "ServiceUnavailableTemporary"));
    assert!(start.elapsed() >= SHORT, "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_request_too_many_is_refused_at_once_in_its_format() {
    let limits = Limits { requests: 1, ..generous() };
    let (entered, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let handler = {
        let (entered, leave) = (entered.clone(), leave.clone());
        async move || {
            entered.notify_one();
            leave.notified().await;
        }
    };
    let routes = Router::new().route("/held", get(handler)).route("/", any(async || "free"));
    let service = Arc::new(Service::start(service(routes, limits), limits).await);

    let held = tokio::spawn({
        let service = service.clone();
        async move { service.ask("GET /held HTTP/1.1").await }
    });
    in_time(entered.notified()).await;
    let mut form = service.connect().await;
    let head = "POST / HTTP/1.1\r\nhost: kms\r\nconnection: close\r\ncontent-length: 10\r\n";
    let media_type = "content-type: application/x-www-form-urlencoded";
    send(&mut form, &format!("{head}{media_type}\r\n\r\nFormat=XML")).await;
    let refused = Answer::of(&read_all(&mut form).await);
    assert!(refused.is_xml(), "{refused:?}");
    assert_eq!((refused.status, &*refused.code()), (503, "ServiceUnavailableTemporary"));
    assert_eq!(service.ask("GET /metrics HTTP/1.1").await.status, 200);

    leave.notify_one();
    assert_eq!(in_time(held).await.unwrap().status, 200);
    assert_eq!(service.get("").await.body, "free");
}

#[tokio::test]
async fn a_body_has_so_long_and_is_not_acted_on() {
    let limits = Limits { body_time: SHORT, ..generous() };
    let service = Service::of_keys(limits).await;
    let action = "Action=CreateKey&Timestamp=2026-01-01T00:00:00Z&Format=XML";
    let mut slow = service.connect().await;
    let head = format!("POST /?{action} HTTP/1.1\r\nhost: kms\r\nconnection: close");
    let media_type = "content-type: application/x-www-form-urlencoded";
    send(&mut slow, &format!("{head}\r\n{media_type}\r\ncontent-length: 99\r\n\r\nDescr")).await;
    let answer = Answer::of(&read_all(&mut slow).await);
    assert!(answer.is_xml(), "{answer:?}");
    assert_eq!((answer.status, &*answer.code()), (503, "ServiceUnavailableTemporary"));
    let keys = service.get(LIST_KEYS).await;
    assert!(keys.body.contains("\"TotalCount\":0"), "{keys:?}");
}

#[tokio::test]
async fn a_body_is_so_long() {
    let limits = Limits { body_size: 1000, ..generous() };
    let service = Service::of_keys(limits).await;
    for (size, status) in [(1000, 200), (1001, 400)] {
        let mut stream = service.connect().await;
        let head = format!("POST /?{LIST_KEYS} HTTP/1.1\r\nhost: kms\r\nconnection: close");
        let body = "x".repeat(size);
        send(&mut stream, &format!("{head}\r\ncontent-length: {size}\r\n\r\n{body}")).await;
        let answer = Answer::of(&read_all(&mut stream).await);
        assert_eq!(answer.status, status, "{answer:?}");
        if status == 400 {
            assert_eq!(answer.code(), "ParseRequestParameterException");
        }
    }
}

#[tokio::test]
async fn a_head_has_so_long_the_first_and_the_next() {
    let limits = Limits { head_time: SHORT, ..generous() };
    let service = Service::of_keys(limits).await;

    let mut slow = service.connect().await;
    send(&mut slow, "GET / HTTP/1.1\r\nho").await;
    assert_eq!(read_all(&mut slow).await, "");

    let mut silent = service.connect().await;
    send(&mut silent, &format!("GET /?{LIST_KEYS} HTTP/1.1\r\nhost: kms\r\n\r\n")).await;
    assert_eq!(Answer::of(&read_all(&mut silent).await).status, 200);
}

#[tokio::test]
async fn a_head_is_so_long() {
    let service = Service::of_keys(generous()).await;
    let mut stream = service.connect().await;
    let head = format!("GET /?{LIST_KEYS} HTTP/1.1\r\nhost: kms\r\nx-long: {}", "x".repeat(40_000));
    send(&mut stream, &head).await;
    assert_eq!(Answer::of(&read_all(&mut stream).await).status, 431);
}

#[tokio::test]
async fn a_connection_too_many_is_told_so_and_leaves_room() {
    let limits = Limits { connections: 2, ..generous() };
    let service = Service::of_keys(limits).await;
    let (first, _second) = (service.connect().await, service.connect().await);

    let refused = service.get(&format!("{LIST_KEYS}&Format=XML")).await;
    assert!(refused.is_xml(), "{refused:?}");
    assert_eq!((refused.status, &*refused.code()), (503, "ServiceUnavailableTemporary"));
    let mut idle = service.connect().await;
    assert_eq!(read_all(&mut idle).await, "", "it is not kept open");

    drop(first);
    in_time(async {
        while service.get(LIST_KEYS).await.status != 200 {
            sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_whose_answers_nobody_reads_ends() {
    let limits = Limits { connection_time: SHORT, shutdown_time: SHORT, ..generous() };
    let large = "x".repeat(1 << 20);
    let routes = Router::new().route("/", get(async move || large));
    let service = Service::start(service(routes, limits), limits).await;

    let mut deaf = service.connect().await;
    let start = Instant::now();
    let closed =
        async { while deaf.write_all(b"GET / HTTP/1.1\r\nhost: kms\r\n\r\n").await.is_ok() {} };
    in_time(closed).await;
    assert!(start.elapsed() >= 2 * SHORT, "{:?}", start.elapsed());
}
