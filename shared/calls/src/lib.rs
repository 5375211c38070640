//! Calls to other services, which may be slow, broken or hostile: each is given up when it takes too long or
//! answers too much. How a call is made and how time passes is the caller's; no runtime is named here.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use bytes::Bytes;
use http_body::Body;
use http_body_util::{BodyExt, Limited};

/// Why a call has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Nobody is there, or nobody who may be called.
    NotReached,
    TooLong,
    /// The answer broke off, or is larger than is read.
    BrokenOff,
}

/// Completes "the service ".
impl fmt::Display for Unanswered {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::NotReached => "cannot be reached",
            Self::TooLong => "took too long",
            Self::BrokenOff => "broke off its answer, or it is too large",
        })
    }
}

/// The whole answer to a call that is being sent, unless `over` comes first or it has more than `most` bytes.
///
/// # Errors
/// When there is no whole answer.
pub async fn answer<B: Body, E>(
    sent: impl Future<Output = Result<http::Response<B>, E>>,
    over: impl Future<Output = ()>,
    most: usize,
) -> Result<http::Response<Bytes>, Unanswered>
where
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let whole = async {
        let (head, body) = sent.await.map_err(|_| Unanswered::NotReached)?.into_parts();
        let body = Limited::new(body, most).collect().await;
        let body = body.map_err(|_| Unanswered::BrokenOff)?.to_bytes();
        Ok(http::Response::from_parts(head, body))
    };
    within(over, whole)
        .await
        .unwrap_or(Err(Unanswered::TooLong))
}

/// What the work answers, unless `over` comes first. Then it is given up.
pub async fn within<T>(over: impl Future<Output = ()>, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut over) = (pin!(work), pin!(over));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => over.as_mut().poll(context).map(|()| None),
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::Full;
    use std::future::{pending, ready};
    use std::task::{Context, Waker};

    const MOST: usize = 8;

    fn at_once<T>(work: impl Future<Output = T>) -> T {
        match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("everything is there at once"),
        }
    }

    fn of_length(length: usize) -> Result<http::Response<Full<Bytes>>, ()> {
        let mut response = http::Response::new(Full::new(Bytes::from(vec![b'a'; length])));
        *response.status_mut() = http::StatusCode::NOT_FOUND;
        Ok(response)
    }

    #[test]
    fn an_answer_is_read_to_its_end_and_no_further_than_the_limit() {
        let read = |length| at_once(answer(ready(of_length(length)), pending(), MOST));
        let whole = read(MOST).unwrap();
        assert_eq!((whole.status().as_u16(), whole.body().len()), (404, MOST));
        assert_eq!(read(MOST + 1).unwrap_err(), Unanswered::BrokenOff);
    }

    #[test]
    fn nobody_is_waited_for_longer_than_was_said() {
        let silent = pending::<Result<http::Response<Full<Bytes>>, ()>>();
        let given_up = at_once(answer(silent, ready(()), MOST));
        assert_eq!(given_up.unwrap_err(), Unanswered::TooLong);
        assert_eq!(
            at_once(within(ready(()), ready(7))),
            Some(7),
            "who answers in time is heard"
        );
    }

    #[test]
    fn nobody_there_is_told_apart_from_silence() {
        let gone = ready(Err::<http::Response<Full<Bytes>>, ()>(()));
        let said = at_once(answer(gone, pending(), MOST)).unwrap_err();
        assert_eq!(said, Unanswered::NotReached);
        assert_eq!(said.to_string(), "cannot be reached");
    }
}
