//! Connections: accepted until told to stop, then finished.

use crate::front::Front;
use anyhow::{Context, Result};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

const MOST_CONNECTIONS: u32 = 2048;
/// How long a client may take to say what it wants.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How long requests under way may take once told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(30);

/// Where requests come in.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes an address; port 0 takes a free one.
    pub async fn bind(address: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(address).await.with_context(|| {
            format!(
                "cannot listen on {address}. Is another copy running? Choose another with --listen"
            )
        })?;
        Ok(Self {
            address: listener.local_addr()?,
            listener,
        })
    }

    /// The address that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is done, then finishes the requests under way.
    pub async fn serve(self, front: Arc<Front>, stop: impl Future<Output = ()>) {
        let connections = Arc::new(Semaphore::new(MOST_CONNECTIONS as usize));
        let (tell, stopping) = watch::channel(false);
        let mut stop = std::pin::pin!(stop);
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = accept(&self.listener, &connections) => accepted,
            };
            match accepted {
                Ok((stream, client, permit)) => {
                    let front = Arc::clone(&front);
                    let stopping = stopping.clone();
                    tokio::spawn(async move {
                        talk(stream, client, front, stopping).await;
                        drop(permit);
                    });
                }
                Err(error) => {
                    tracing::warn!("cannot accept a connection: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
        drop(self.listener);
        let _ = tell.send(true);
        let all_done =
            tokio::time::timeout(LAST_REQUESTS, connections.acquire_many(MOST_CONNECTIONS)).await;
        if all_done.is_err() {
            tracing::warn!(
                "requests under way took longer than {LAST_REQUESTS:?} and were dropped"
            );
        }
    }
}

async fn accept(
    listener: &TcpListener,
    connections: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(connections)
        .acquire_owned()
        .await
        .map_err(std::io::Error::other)?;
    let (stream, client) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, client, permit))
}

async fn talk(
    stream: TcpStream,
    client: SocketAddr,
    front: Arc<Front>,
    mut stopping: watch::Receiver<bool>,
) {
    let service = service_fn(|request| {
        let front = Arc::clone(&front);
        async move { Ok::<_, Infallible>(front.answer(request, client).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told_to_stop(&mut stopping) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!("a connection ended badly: {error}");
    }
}

async fn told_to_stop(stopping: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, which means the same.
    let _ = stopping.wait_for(|stop| *stop).await;
}
