//! Bodies: what comes in is limited, and what goes out goes in one piece when it is small.

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Empty, Full, Limited};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use wasmtime_wasi_http::{Error, WasiBody};

/// What an answer may have at most to be sent in one piece, with its length in its head.
const ONE_PIECE: usize = 256 * 1024;

/// What a request may have at most to be read before an instance is taken for it.
const READ_FIRST: usize = 1024 * 1024;
/// How long a client may take to send that.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a request's body was not read.
pub enum Unread {
    TooLarge,
    TooSlow,
    BrokenOff,
}

/// A request's body: read already when it is small, so that a slow client holds no instance. A large one is
/// ended with an error when it is too large; the flag says that it was.
pub async fn receive(body: Incoming, most: usize) -> Result<(WasiBody, Arc<AtomicBool>), Unread> {
    let too_large = Arc::new(AtomicBool::new(false));
    if body.is_end_stream() {
        return Ok((empty(), too_large));
    }
    let told = Arc::clone(&too_large);
    let body =
        Limited::new(body, most).map_err(move |error| match error.downcast::<hyper::Error>() {
            Ok(error) => {
                tracing::debug!("a request's body broke off: {error}");
                Error::ConnectionTerminated
            }
            Err(_) => {
                told.store(true, Ordering::Relaxed);
                Error::HttpRequestBodySize(None)
            }
        });
    let read = Answer::gather_up_to(READ_FIRST, body.boxed_unsync());
    match tokio::time::timeout(PATIENCE, read).await {
        Ok(Ok(body)) => Ok((body.boxed_unsync(), too_large)),
        Ok(Err(_)) if too_large.load(Ordering::Relaxed) => Err(Unread::TooLarge),
        Ok(Err(_)) => Err(Unread::BrokenOff),
        Err(_) => Err(Unread::TooSlow),
    }
}

fn empty() -> WasiBody {
    Empty::new().map_err(|never| match never {}).boxed_unsync()
}

/// A body that is there, at least in part.
pub enum Answer {
    Whole(Full<Bytes>),
    /// Larger than one piece: what has come already, then the rest as it comes.
    Long(Option<Bytes>, WasiBody),
}

impl Answer {
    /// A body of the host's own.
    pub fn of(text: impl Into<Bytes>) -> Self {
        Self::Whole(Full::new(text.into()))
    }

    /// Waits for a component's body, unless it is long.
    pub async fn gather(body: WasiBody) -> Result<Self, Error> {
        Self::gather_up_to(ONE_PIECE, body).await
    }

    async fn gather_up_to(most: usize, mut body: WasiBody) -> Result<Self, Error> {
        let mut come = BytesMut::new();
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame?.into_data() else {
                continue;
            };
            if come.is_empty() && body.is_end_stream() {
                return Ok(Self::of(data));
            }
            come.extend_from_slice(&data);
            if come.len() > most {
                return Ok(Self::Long(Some(come.freeze()), body));
            }
        }
        Ok(Self::of(come.freeze()))
    }
}

impl Body for Answer {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match &mut *self {
            Self::Whole(body) => Pin::new(body)
                .poll_frame(context)
                .map_err(|never| match never {}),
            Self::Long(first, rest) => match first.take() {
                Some(first) => Poll::Ready(Some(Ok(Frame::data(first)))),
                None => Pin::new(rest).poll_frame(context),
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_end_stream(),
            Self::Long(first, rest) => first.is_none() && rest.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Long(..) => SizeHint::default(),
        }
    }
}
