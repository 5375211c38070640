//! Asks for background work every few seconds, as cron or a CronJob does elsewhere. Nothing depends on it
//! for correctness.

use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The slices of work: of contacts, and of care accounts.
const SLICES: [&str; 2] = ["/api/v1/work", "/api/v1/care-accounts/work"];
const EVERY: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_secs(60);

/// Asks until it is dropped.
pub async fn tick(address: SocketAddr, token: String) {
    loop {
        tokio::time::sleep(EVERY).await;
        for path in SLICES {
            match tokio::time::timeout(LONGEST, ask(address, path, &token)).await {
                Ok(Ok(200..300 | 404)) => {}
                Ok(Ok(status)) => tracing::warn!(status, path, "background work was refused"),
                Ok(Err(error)) => {
                    tracing::warn!(path, "background work could not be asked for: {error:#}");
                }
                Err(_) => tracing::warn!(path, "background work took longer than {LONGEST:?}"),
            }
        }
    }
}

async fn ask(address: SocketAddr, path: &str, token: &str) -> Result<u16> {
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
    );
    send(address, &request).await
}

/// Asks each of these addresses whether its component is ready, as whoever runs a site does. A component
/// that shows forms publishes them then, so that the others know of them from the first request.
pub async fn ask_whether_ready(address: SocketAddr, paths: &[String]) {
    for path in paths {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        match tokio::time::timeout(LONGEST, send(address, &request)).await {
            Ok(Ok(200)) => {}
            // The site says there what is wrong with it, and may still be of use.
            Ok(Ok(status)) => tracing::error!(status, "{path} is not ready"),
            Ok(Err(error)) => tracing::error!("{path} could not be asked for: {error:#}"),
            Err(_) => tracing::error!("{path} took longer than {LONGEST:?}"),
        }
    }
}

/// Sends a request and answers the reply's status.
async fn send(address: SocketAddr, request: &str) -> Result<u16> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let head = std::str::from_utf8(answer.get(..12).context("no answer")?)?;
    head.strip_prefix("HTTP/1.1 ")
        .context("an answer that is not HTTP")?
        .parse()
        .context("an answer without a status")
}
