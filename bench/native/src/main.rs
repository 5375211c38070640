//! The native baseline: axum and rusqlite, the same work, the same durability.
//!
//! It is what the bench holds the system against, and nothing that anybody should run for residents.
//! The forms, the routing, the sealing, the statements and the pages are those of the components,
//! called as plain Rust: `contact-forms` answers, `referral-routing` decides, `case-store` stores, on
//! the same schema with WAL and synchronous=FULL. There is no sandbox, no wall and no copy between
//! them; that is the difference that the bench measures.

mod connection;
mod convert;
mod exchange;
mod service;
mod stores;
mod writer;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use axum::serve::ListenerExt as _;
use clap::Parser;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::service::Service;

/// Serves the form `adult-contact` natively, for the bench.
#[derive(Parser)]
#[command(
    name = "native",
    after_help = "Example: native --listen 127.0.0.1:0 --data native-data"
)]
struct Options {
    #[arg(long, default_value = "127.0.0.1:3001")]
    listen: SocketAddr,
    /// The folder of the database.
    #[arg(long)]
    data: PathBuf,
}

/// How many requests are worked on at once, each with a reader of its own; the others wait in line. Those
/// that wait for the disk wait together.
const AT_ONCE: usize = 32;

fn main() -> anyhow::Result<()> {
    // A line for each request, as the host writes them.
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_writer(std::io::stderr)
        .init();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(AT_ONCE)
        // A thread keeps the forms and the rules that it has read for as long as it lives.
        .thread_keep_alive(Duration::MAX)
        .build()?
        .block_on(serve(&Options::parse()))
}

async fn serve(options: &Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.data)
        .with_context(|| format!("failed to make {}", options.data.display()))?;
    let service = Service::open(&options.data)?;
    let router = axum::Router::new()
        .fallback(exchange::answer)
        .with_state(service);
    let listener = TcpListener::bind(options.listen).await?;
    println!("ready http://{}", listener.local_addr()?);
    let mut stop = signal(SignalKind::terminate())?;
    let listener = listener.tap_io(|connection| {
        // An answer that waits for company would be slower, not wrong.
        let _ = connection.set_nodelay(true);
    });
    axum::serve(listener, router)
        .with_graceful_shutdown(async move {
            stop.recv().await;
        })
        .await?;
    Ok(())
}
