//! Serves tables in the styles of well-known services, for the services' own SDKs.
//!
//! `/plain/styles/s3/.../NoSuchKey` fails with a code of the table `styles/s3.toml`,
//! `/detailed/` in front says also what is wrong with two fields, and `success` at the end
//! does not fail. The first line of the output says where; the end of the input is the
//! server's.
#![forbid(unsafe_code)]

mod services;
mod table;
mod tables;

use std::net::Ipv4Addr;
use std::{io, thread};

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("LISTENING http://{}", listener.local_addr()?);
    let app = Router::new().nest("/plain", router(false)).nest("/detailed", router(true));
    tokio::select! {
        served = axum::serve(listener, app) => served,
        _ = end_of_input() => Ok(()),
    }
}

fn router(is_detailed: bool) -> Router {
    Router::new()
        .nest("/styles", tables::styles(is_detailed))
        .nest("/services", tables::services(is_detailed))
}

/// A thread of its own: a runtime would wait for a read that it began.
fn end_of_input() -> oneshot::Receiver<io::Result<u64>> {
    let (ended, end) = oneshot::channel();
    thread::spawn(|| ended.send(io::copy(&mut io::stdin(), &mut io::sink())));
    end
}
