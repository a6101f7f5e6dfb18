//! Requests a second of a handler that fails through `Failure` behind the contract,
//! against one that answers with the same bytes. The load comes from wrk, over loopback.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::mpsc::channel;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::get;
use kms_errors::errspec::axum::contract;
use kms_errors::errspec::json;
use kms_errors::{Error, ErrorCode, Failure, Plain};

use crate::figures::{Figures, take_turns};

const ROUNDS: usize = 15;

pub fn measure() -> Figures {
    let address = serve();
    let ways = [("errspec", "fails"), ("the same bytes", "answers")];
    // The first load warms up, and tells whether there is wrk.
    let ready = |path| {
        load(address, path).map(|_| path).ok_or("it needs wrk (Debian's package of that name)")
    };
    let ways = ways.map(|(way, path)| (way, ready(path)));
    let mut fails = f64::NAN;
    let lines = take_turns(ErrorCode::ALL.len(), ROUNDS, ways.into(), |path| {
        let served = load(address, path)?;
        if *path == "fails" {
            fails = served;
        }
        // What else runs here hits both of a round: their ratio says more than two medians.
        Some(vec![served, 100.0 * fails / served])
    });
    Figures { title: "a handler that fails", columns: &["requests/s", "errspec, percent"], lines }
}

async fn fails() -> Result<&'static str, Failure> {
    Err(Plain::ForbiddenKeyNotFound)?
}

fn serve() -> SocketAddr {
    let error = Error::from(Plain::ForbiddenKeyNotFound);
    let id = "e85db688-a2d3-44ca-9790-4259f59e90d8";
    let body: &'static [u8] = json::encode(&error.with_request_id(id)).leak();
    let answers = async move || {
        let content_type = ("content-type", "application/json");
        let headers = [content_type, ("x-acs-request-id", id), ("vary", "accept")];
        (StatusCode::NOT_FOUND, headers, body).into_response()
    };
    let app = Router::new().route("/fails", get(fails)).layer(from_fn(contract::<ErrorCode>));
    let app = app.route("/answers", get(answers));
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        runtime.expect("a runtime starts").block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            send.send(listener.local_addr().expect("it has one")).expect("somebody waits");
            axum::serve(listener, app).await.expect("it serves");
        });
    });
    receive.recv().expect("the server starts")
}

/// Requests a second, by wrk.
fn load(address: SocketAddr, path: &str) -> Option<f64> {
    let uri = format!("http://{address}/{path}");
    let output = Command::new("wrk").args(["-t1", "-c16", "-d1s", &uri]).output().ok()?;
    let report = String::from_utf8(output.stdout).ok()?;
    let line = report.lines().find_map(|line| line.strip_prefix("Requests/sec:"))?;
    line.trim().parse().ok()
}
