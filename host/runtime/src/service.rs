//! A component that answers requests: instances are made, used again and dropped here.
//!
//! An instance takes one request at a time, so that a crash is one person's and not their neighbours'. It
//! is used again and again, because a new one has to read rules and forms first; and there are few of
//! them, because more than the processors can drive only take memory and turns from each other.

use crate::app::Loaded;
use crate::body::Answer;
use crate::guest::Guest;
use crate::metrics::Metrics;
use anyhow::{Context as _, Result};
use http::HeaderValue;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use wasmtime::component::GuestTaskId;
use wasmtime::{Store, StoreContextMut};
use wasmtime_wasi_http::handler::{
    ExpirationError, HandlerState, Instance, InstantiationError, ProxyHandler, ProxyPre, Request,
    ShouldAccept, WorkerExpiration, WorkerState, WorkerStatus,
};
use wasmtime_wasi_http::{WasiHttpView, p2, p3};

/// How many requests an instance answers in its life.
const REQUESTS_EACH: usize = 2048;
/// How many requests a component answers at once; the others wait in order.
const AT_ONCE: usize = 16;
/// An instance that nobody needs for this long is dropped.
const IDLE: Duration = Duration::from_secs(10);

/// Why a component did not answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Failure {
    /// It took longer than its time-out.
    TimedOut,
    /// There are as many instances as there may be.
    Busy,
    /// It crashed, or broke the rules of the interface.
    Crashed,
}

/// A component that answers requests.
pub struct Service {
    /// Names the component, its version and its digest in each response.
    pub label: HeaderValue,
    handler: ProxyHandler<Workers>,
    turns: Semaphore,
}

impl Service {
    /// Makes a loaded component ready to answer.
    pub fn new(
        loaded: Loaded,
        version: &str,
        timeout: Duration,
        metrics: &Arc<Metrics>,
    ) -> Result<Self> {
        let component = loaded.grants.component.clone();
        let short = loaded.digest.get(..16).unwrap_or(&loaded.digest);
        let label = HeaderValue::from_str(&format!("{component} {version} sha256:{short}"))?;
        let proxy = match p3::bindings::ServicePre::new(loaded.pre.clone()) {
            Ok(pre) => ProxyPre::P3(pre),
            Err(_) => ProxyPre::P2(
                p2::bindings::ProxyPre::new(loaded.pre.clone())
                    .map_err(anyhow::Error::from)
                    .with_context(|| format!("the component `{component}` has a route but answers no requests: it does not export wasi:http/handler"))?,
            ),
        };
        let workers = Workers {
            loaded,
            proxy,
            timeout,
            metrics: Arc::clone(metrics),
            component: component.into(),
        };
        Ok(Self {
            label,
            handler: ProxyHandler::new(workers),
            turns: Semaphore::new(AT_ONCE),
        })
    }

    /// Answers a request, when it is its turn.
    pub async fn answer(&self, request: Request) -> Result<http::Response<Answer>, Failure> {
        let state = self.handler.state();
        let waited = tokio::time::timeout(state.timeout, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = waited else {
            return Err(Failure::Busy);
        };
        let began = Instant::now();
        let response = self.handler.handle((), request).await.map_err(|error| {
            // An instance that computes without end cannot say so itself, and is ended from outside.
            if error.is::<ExpirationError>() || began.elapsed() >= state.timeout {
                return Failure::TimedOut;
            }
            tracing::error!(component = &*state.component, "no answer: {error:#}");
            if error.is::<InstantiationError<()>>() {
                Failure::Busy
            } else {
                Failure::Crashed
            }
        })?;
        let (parts, body) = response.into_parts();
        let body = Answer::gather(body).await.map_err(|error| {
            tracing::error!(
                component = &*state.component,
                "an answer broke off: {error}"
            );
            Failure::Crashed
        })?;
        Ok(http::Response::from_parts(parts, body))
    }
}

/// Makes the instances of one component.
struct Workers {
    loaded: Loaded,
    proxy: ProxyPre<Guest>,
    timeout: Duration,
    metrics: Arc<Metrics>,
    component: Arc<str>,
}

impl HandlerState for Workers {
    type StoreData = Guest;
    type WorkerExpiration = Expiration;
    type WorkerState = Worker;

    async fn instantiate(&self) -> wasmtime::Result<Instance<Guest, Expiration, Worker>> {
        let began = Instant::now();
        let mut store = self.loaded.store();
        let proxy = self.proxy.instantiate_async(&mut store).await?;
        self.metrics.instance_made(&self.component, began.elapsed());
        Ok(Instance {
            store,
            proxy,
            view: WasiHttpView::http,
            expiration: Expiration {
                timeout: self.timeout,
                sleep: Box::pin(tokio::time::sleep(self.timeout)),
            },
            state: Worker {
                timeout: self.timeout,
                metrics: Arc::clone(&self.metrics),
                component: Arc::clone(&self.component),
            },
        })
    }
}

/// One instance's share of the rules.
struct Worker {
    timeout: Duration,
    metrics: Arc<Metrics>,
    component: Arc<str>,
}

impl WorkerState for Worker {
    type StoreData = Guest;
    type RequestData = ();

    fn should_accept_request(&self, under_way: usize, total: usize) -> ShouldAccept {
        match (under_way, total) {
            (_, REQUESTS_EACH..) => ShouldAccept::Never,
            (0, _) => ShouldAccept::Yes,
            _ => ShouldAccept::No,
        }
    }

    fn on_request_start(
        &self,
        _: StoreContextMut<'_, Guest>,
        (): (),
        _: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + Sync>> {
        Box::pin(tokio::time::sleep(self.timeout))
    }

    fn drop(&self, store: Store<Guest>, result: wasmtime::Result<()>) {
        self.metrics.instance_dropped(&self.component);
        // When the host ends, its idle instances are dropped with the tasks that hold them, which looks like
        // a panic from here.
        let with_the_host = |error: &wasmtime::Error| {
            error.to_string() == "worker panicked" && !std::thread::panicking()
        };
        if let Err(error) = result
            && !with_the_host(&error)
        {
            tracing::error!(
                component = &*self.component,
                "an instance ended badly: {error:?}"
            );
        }
        drop(store);
    }
}

/// When an instance ends: it was idle for long, or a request outlived the time-out.
struct Expiration {
    timeout: Duration,
    sleep: Pin<Box<tokio::time::Sleep>>,
}

impl WorkerExpiration for Expiration {
    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        status: WorkerStatus,
        start: Instant,
    ) -> Poll<()> {
        let after = match status {
            WorkerStatus::Idle => IDLE,
            // The request's own time-out is answered from inside; this is for an instance that does not let go.
            WorkerStatus::Requests | WorkerStatus::PostReturn => {
                self.timeout + Duration::from_millis(200)
            }
        };
        let deadline = tokio::time::Instant::from_std(start + after);
        if self.sleep.deadline() != deadline {
            self.sleep.as_mut().reset(deadline);
        }
        self.sleep.as_mut().poll(context)
    }
}
