//! Bodies: what comes in is limited, and what goes out goes in one piece when it is small.

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use wasmtime_wasi_http::{Error, WasiBody};

/// What an answer may have at most to be sent in one piece, with its length in its head.
const ONE_PIECE: usize = 256 * 1024;

/// A request's body, ended with an error when it is too large. The flag says that it was.
pub fn limited(body: Incoming, most: usize) -> (WasiBody, Arc<AtomicBool>) {
    let too_large = Arc::new(AtomicBool::new(false));
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
    (body.boxed_unsync(), too_large)
}

/// An answer's body.
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
    pub async fn gather(mut body: WasiBody) -> Result<Self, Error> {
        let mut come = BytesMut::new();
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame?.into_data() else {
                continue;
            };
            if come.is_empty() && body.is_end_stream() {
                return Ok(Self::of(data));
            }
            come.extend_from_slice(&data);
            if come.len() > ONE_PIECE {
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
