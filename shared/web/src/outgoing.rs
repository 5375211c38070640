//! The body of a reply on its way out: in one piece, or piece by piece, as each is fetched.

use bytes::Bytes;
use http_body::{Body, Frame};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::{BrokenOff, Rest};

/// A piece on its way; an empty one follows the last.
pub type Fetched = Pin<Box<dyn Future<Output = Result<Vec<u8>, BrokenOff>>>>;

/// What a component answers with.
pub struct SpinBody {
    first: Bytes,
    rest: Option<Following>,
}

struct Following {
    rest: Rest,
    fetch: Box<dyn Fn(String, u32) -> Fetched>,
    coming: Option<Fetched>,
}

impl SpinBody {
    /// A body in one piece.
    pub fn new(body: Vec<u8>) -> Self {
        Self {
            first: body.into(),
            rest: None,
        }
    }

    /// The same, with the rest behind it. A piece is fetched when the one before it has left.
    #[must_use]
    pub fn followed_by(self, rest: Rest, fetch: impl Fn(String, u32) -> Fetched + 'static) -> Self {
        let rest = Following {
            rest,
            fetch: Box::new(fetch),
            coming: None,
        };
        Self {
            rest: Some(rest),
            ..self
        }
    }
}

impl Body for SpinBody {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if !self.first.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.first)))));
        }
        let Some(following) = &mut self.rest else {
            return Poll::Ready(None);
        };
        let Following { rest, fetch, .. } = following;
        let coming = following
            .coming
            .get_or_insert_with(|| fetch(rest.of.clone(), rest.next));
        let fetched = ready!(coming.as_mut().poll(context));
        following.coming = None;
        rest.next += 1;
        Poll::Ready(match fetched {
            Ok(piece) if piece.is_empty() => {
                self.rest = None;
                None
            }
            Ok(piece) => Some(Ok(Frame::data(piece.into()))),
            Err(BrokenOff) => {
                self.rest = None;
                Some(Err(std::io::Error::other("the rest cannot be fetched")))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.first.is_empty() && self.rest.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;
    use std::pin::pin;
    use std::task::Waker;

    fn all_of(body: SpinBody) -> Result<Vec<u8>, std::io::Error> {
        let mut reading = pin!(body.collect());
        match reading
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(collected) => Ok(collected?.to_bytes().to_vec()),
            Poll::Pending => panic!("every piece is there at once"),
        }
    }

    fn rest() -> Rest {
        Rest {
            of: "file".to_owned(),
            next: 1,
        }
    }

    #[test]
    fn the_rest_follows_the_first_piece_in_order_until_one_is_empty() {
        assert_eq!(all_of(SpinBody::new(b"one".to_vec())).unwrap(), b"one");
        assert_eq!(all_of(SpinBody::new(Vec::new())).unwrap(), b"");
        let body = SpinBody::new(b"0".to_vec()).followed_by(rest(), |of, part| {
            assert_eq!(of, "file");
            let piece = match part {
                1..4 => part.to_string().into_bytes(),
                _ => Vec::new(),
            };
            Box::pin(std::future::ready(Ok(piece)))
        });
        assert_eq!(all_of(body).unwrap(), b"0123");
    }

    #[test]
    fn a_piece_that_cannot_be_fetched_breaks_the_body_off() {
        let body = SpinBody::new(b"0".to_vec()).followed_by(rest(), |_, part| {
            Box::pin(std::future::ready(match part {
                1 => Ok(b"1".to_vec()),
                _ => Err(BrokenOff),
            }))
        });
        assert!(
            all_of(body).is_err(),
            "half a file is not taken for a whole one"
        );
    }
}
