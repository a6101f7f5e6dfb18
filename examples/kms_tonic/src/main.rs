//! `cargo run -p kms_tonic -- --port 0` serves on loopback and says where.
#![forbid(unsafe_code)]

use std::error::Error;
use std::io;
use std::net::Ipv4Addr;

use clap::Parser;
use kms_tonic::Keys;
use kms_tonic::kms::kms_server::KmsServer;
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::transport::Server;

/// A few operations of a KMS-like service over gRPC
#[derive(Parser)]
struct Arguments {
    /// The port; 0 picks a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    // Why a call failed: nothing of it is sent.
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    println!("LISTENING http://{}", listener.local_addr()?);
    let service = KmsServer::new(Keys::default());
    let server = Server::builder().add_service(service);
    server.serve_with_incoming(TcpListenerStream::new(listener)).await?;
    Ok(())
}
