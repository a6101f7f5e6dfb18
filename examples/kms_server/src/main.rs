//! `cargo run -p kms_server -- --port 0` serves on loopback and says where.
#![forbid(unsafe_code)]

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::Parser;
use tokio::net::TcpListener;

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
    axum::serve(listener, kms_server::app()).with_graceful_shutdown(stopped()).await
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
