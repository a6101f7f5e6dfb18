//! `errspec serve`: the site while its spec is edited, and a mock of its errors.

mod app;
mod current;
mod host;
mod live;
mod mock;
mod notice;
mod pages;
mod script;
mod watch;

use std::env;
use std::error::Error;
use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use tokio::net::TcpListener;
use tokio::runtime;
use tokio::sync::watch::channel;

use self::current::Current;
use self::watch::Files;
use crate::spec::{self, Source};
use crate::terminal::Terminal;

/// Where the site is if nothing else is there and nobody says otherwise.
const PORT: u16 = 4404;

#[derive(clap::Args)]
#[command(after_help = "\
The site is the one of `errspec docs`. A page shows itself anew when the spec or the
errors.lock beside it is edited, and while the spec is broken it shows what is wrong.

/mock?code=CODE and /mock/CODE answer with that error as a service sends it: status,
headers and body, in JSON, or by Format=XML or an Accept header in XML or as problem
details. Only this machine is answered. Ctrl-C ends it.

Examples:
  errspec serve
  errspec serve billing.toml --port 8080
  curl -i 'http://127.0.0.1:4404/mock?code=Forbidden.KeyNotFound'")]
pub struct Arguments {
    /// The spec [default: spec/errors.toml, then errors.toml, here or in a folder
    /// above]
    spec: Option<PathBuf>,

    /// The port; 0 is any that is free [default: 4404, or any that is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let spec = match &arguments.spec {
        Some(path) if path == Path::new("-") => {
            return Err("standard input cannot be edited while it is served: name a file".into());
        }
        Some(path) => path.clone(),
        None => spec::nearest()?,
    };
    // From here on a spec that cannot be read is in the middle of an edit.
    Source::read_file(spec.clone())?;
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(spec, arguments.port, terminal))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(
    spec: PathBuf,
    port: Option<u16>,
    terminal: &Terminal,
) -> Result<(), Box<dyn Error>> {
    let listener = listener(port).await?;
    let address = listener.local_addr()?;
    let files = Files::read(&spec);
    let first = Current::of(&spec, files.version(), None, terminal);
    let (publish, current) = channel(Arc::new(first));
    let for_watch = terminal.clone();
    // The folder may be gone by the time that the thread begins.
    let here = env::current_dir().ok();
    thread::spawn(move || watch::watch(&spec, here.as_deref(), files, &publish, &for_watch));
    terminal.print(&format!("http://{address}/\n"));
    tokio::select! {
        biased;
        // Pages wait for their events forever, so nobody waits for them.
        stopped = tokio::signal::ctrl_c() => stopped?,
        served = axum::serve(listener, app::app(current, address.port())) => served?,
    }
    Ok(())
}

/// Listens on loopback, where nobody but this machine is answered.
async fn listener(port: Option<u16>) -> Result<TcpListener, String> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let in_use = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    match (bind(port.unwrap_or(PORT)).await, port) {
        (Ok(listener), _) => Ok(listener),
        (Err(error), None) if in_use(&error) => {
            bind(0).await.map_err(|error| format!("no port is free: {error}"))
        }
        (Err(error), Some(port)) if in_use(&error) => {
            Err(format!("port {port} is in use: name another with --port, or none for a free one"))
        }
        (Err(error), _) => Err(format!("cannot listen on port {}: {error}", port.unwrap_or(PORT))),
    }
}
