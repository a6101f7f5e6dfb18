//! `cargo run -p kms_server -- --port 0` serves on loopback and says where.
#![forbid(unsafe_code)]

use std::future::IntoFuture;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use clap::Parser;
use tokio::net::TcpListener;

/// How long requests that are under way may still take after a signal to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// A small KMS-like service that fails with the codes of the table
#[derive(Parser)]
struct Arguments {
    /// The port; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,

    /// The address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let listener = TcpListener::bind(SocketAddr::new(arguments.address, arguments.port)).await?;
    println!("LISTENING http://{}", listener.local_addr()?);
    let (tell, told) = tokio::sync::oneshot::channel();
    let signal = async {
        stopped().await;
        let _ = tell.send(());
    };
    let serving = axum::serve(listener, kms_server::app()).with_graceful_shutdown(signal);
    let patience = async {
        let _ = told.await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving.into_future() => served,
        () = patience => Ok(()),
    }
}

/// Waits for Ctrl-C or, on Unix, SIGTERM.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
