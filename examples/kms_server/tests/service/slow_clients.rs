//! An attack: clients that send heads or bodies a byte at a time, and come again.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use kms_server::Limits;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::support::{LIST_KEYS, Service};

/// How long somebody who means well may wait.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// How many clients attack; as many as the variable says where somebody sets it.
fn clients() -> usize {
    std::env::var("SLOW_CLIENTS").map_or(300, |clients| clients.parse().unwrap())
}

/// Sends a byte and another, for ever.
async fn trickle(address: SocketAddr, start: &str) {
    loop {
        let Ok(mut stream) = TcpStream::connect(address).await else { continue };
        let _ = stream.write_all(start.as_bytes()).await;
        while stream.write_all(b"a").await.is_ok() {
            sleep(Duration::from_millis(100)).await;
        }
    }
}

/// Goes on until it is dropped.
fn attack(address: SocketAddr) -> JoinSet<()> {
    let slow_head = "GET / HTTP/1.1\r\nhost: kms\r\nx-slow: ";
    let body = "POST / HTTP/1.1\r\nhost: kms\r\ncontent-length: 60000\r\n";
    let slow_body = format!("{body}\r\n");
    let slow_form = format!("{body}content-type: application/x-www-form-urlencoded\r\n\r\n");
    let mut attack = JoinSet::new();
    for client in 0..clients() {
        let start = [slow_head, &slow_body, &slow_form][client % 3].to_owned();
        attack.spawn(async move { trickle(address, &start).await });
    }
    attack
}

/// Calls for as long as the slowest clients are borne, and a little more; returns how often
/// the answers had these statuses.
async fn call_under_attack(service: &Service, limits: Limits) -> [usize; 2] {
    let (start, mut statuses) = (Instant::now(), [0, 0]);
    while start.elapsed() < limits.head_time.max(limits.body_time) * 3 {
        let call = Instant::now();
        let answer = service.get(&format!("{LIST_KEYS}&Format=XML")).await;
        assert!(call.elapsed() < LONGEST_WAIT, "{:?}", call.elapsed());
        assert!(answer.is_xml(), "{answer:?}");
        match answer.status {
            200 => statuses[0] += 1,
            _ => {
                assert_eq!(answer.code(), "ServiceUnavailableTemporary");
                statuses[1] += 1;
            }
        }
        sleep(Duration::from_millis(20)).await;
    }
    statuses
}

fn short(connections: usize) -> Limits {
    let time = Duration::from_millis(700);
    Limits { connections, head_time: time, body_time: time, requests: 4, ..Limits::default() }
}

#[tokio::test]
async fn slow_clients_take_nothing_from_others() {
    // A client may come again before the service knows that it went.
    let limits = short(clients() * 2 + 50);
    let service = Service::of_keys(limits).await;
    let attack = attack(service.address);
    sleep(Duration::from_millis(300)).await;
    let [answered, refused] = call_under_attack(&service, limits).await;
    assert!(answered > 0 && refused == 0, "{answered} were answered, {refused} refused");
    drop(attack);
}

#[tokio::test]
async fn with_slow_clients_everywhere_others_are_told_at_once() {
    let limits = short(clients() / 3);
    let service = Service::of_keys(limits).await;
    let attack = attack(service.address);
    sleep(Duration::from_millis(300)).await;
    let [answered, refused] = call_under_attack(&service, limits).await;
    assert!(refused > 0, "{answered} were answered, {refused} refused");
    drop(attack);
    sleep(Duration::from_millis(300)).await;
    assert_eq!(service.get(LIST_KEYS).await.status, 200, "as soon as they are gone");
}
