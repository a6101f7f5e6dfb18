//! `cargo run -p kms_actix -- --port 0` serves on loopback and says where.
#![forbid(unsafe_code)]

use std::io;
use std::net::Ipv4Addr;

use actix_web::HttpServer;
use clap::Parser;
use kms_actix::{Keys, app};

/// A few operations of a KMS-like service on actix-web
#[derive(Parser)]
struct Arguments {
    /// The port; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    // Why a request failed: nothing of it is sent.
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let keys = Keys::default();
    let server = HttpServer::new(move || app(keys.clone()));
    let server = server.bind((Ipv4Addr::LOCALHOST, arguments.port))?;
    for address in server.addrs() {
        println!("LISTENING http://{address}");
    }
    server.run().await
}
