//! The body of a reply on its way out: in one piece, or piece by piece, as each is fetched.

use bytes::Bytes;
use http_body::{Body, Frame};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::{BrokenOff, Rest};

/// A piece on its way.
pub type Fetched = Pin<Box<dyn Future<Output = Result<Piece, BrokenOff>>>>;

/// A piece, and what follows it; nothing follows the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub bytes: Vec<u8>,
    pub rest: Option<Rest>,
}

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
        while let Some(following) = &mut self.rest {
            let Following { rest, fetch, .. } = following;
            let coming = following
                .coming
                .get_or_insert_with(|| fetch(rest.of.clone(), rest.next));
            let fetched = ready!(coming.as_mut().poll(context));
            following.coming = None;
            let Ok(piece) = fetched else {
                self.rest = None;
                let error = std::io::Error::other("the rest cannot be fetched");
                return Poll::Ready(Some(Err(error)));
            };
            match piece.rest {
                Some(next) => following.rest = next,
                None => self.rest = None,
            }
            if !piece.bytes.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(piece.bytes.into()))));
            }
        }
        Poll::Ready(None)
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
    fn the_rest_follows_the_first_piece_as_each_says_what_follows_it() {
        assert_eq!(all_of(SpinBody::new(b"one".to_vec())).unwrap(), b"one");
        assert_eq!(all_of(SpinBody::new(Vec::new())).unwrap(), b"");
        // The second has nothing to say, and is not the last.
        let body = SpinBody::new(b"0".to_vec()).followed_by(rest(), |of, part| {
            let bytes = match part {
                2 => Vec::new(),
                _ => format!("{of}{part}").into_bytes(),
            };
            let rest = (part < 4).then(|| Rest {
                of: format!("{of},"),
                next: part + 1,
            });
            Box::pin(std::future::ready(Ok(Piece { bytes, rest })))
        });
        assert_eq!(all_of(body).unwrap(), b"0file1file,,3file,,,4");
    }

    #[test]
    fn a_piece_that_cannot_be_fetched_breaks_the_body_off() {
        let body = SpinBody::new(b"0".to_vec()).followed_by(rest(), |_, part| {
            let rest = Some(Rest { next: 2, ..rest() });
            Box::pin(std::future::ready(match part {
                1 => Ok(Piece {
                    bytes: b"1".to_vec(),
                    rest,
                }),
                _ => Err(BrokenOff),
            }))
        });
        assert!(
            all_of(body).is_err(),
            "half a file is not taken for a whole one"
        );
    }
}
