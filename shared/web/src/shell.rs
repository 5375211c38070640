//! Between a runtime's requests and replies and ours.

use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode, request::Parts};
use http_body::Body;
use http_body_util::BodyExt;
use vocabulary::Instant;

use crate::{FORM_LIMIT, Problem, Reply, Request};

/// A body that is read as it comes, by whoever must not hold all of it.
#[allow(
    async_fn_in_trait,
    reason = "a component is one thread, and nobody needs these futures to be Send"
)]
pub trait Pieces {
    /// The next bytes; none after the last.
    ///
    /// # Errors
    /// The client broke off.
    async fn next(&mut self) -> Result<Option<Bytes>, BrokenOff>;
}

/// The client broke off, or the connection did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenOff;

/// The body of a runtime's request.
#[derive(Debug)]
pub struct Incoming<B>(pub B);

impl<B: Body + Unpin> Pieces for Incoming<B> {
    async fn next(&mut self) -> Result<Option<Bytes>, BrokenOff> {
        while let Some(frame) = self.0.frame().await {
            // What is no data is a trailer, and means nothing to us.
            if let Ok(mut data) = frame.map_err(|_| BrokenOff)?.into_data() {
                let length = bytes::Buf::remaining(&data);
                return Ok(Some(bytes::Buf::copy_to_bytes(&mut data, length)));
            }
        }
        Ok(None)
    }
}

/// The time in whole seconds: the only clock of a component with a handler.
pub fn now() -> Instant {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant::from_unix(i64::try_from(since_1970.as_secs()).unwrap_or_default())
}

/// A request without its body.
pub fn head(parts: Parts) -> Request {
    let target = parts
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str())
        .to_owned();
    Request::new(parts.method, &target, parts.headers, Vec::new())
}

/// Reads a request to its end, or says why it was not read: a body that is larger than any page or
/// API call may send is refused as soon as that is seen.
///
/// # Errors
/// It is too large, or broke off.
pub async fn read(mut request: Request, body: &mut impl Pieces) -> Result<Request, Problem> {
    if matches!(request.method, Method::GET | Method::HEAD) {
        return Ok(request);
    }
    loop {
        match body.next().await {
            Ok(None) => return Ok(request),
            Ok(Some(piece)) if request.body.len() + piece.len() > FORM_LIMIT => {
                return Err(Problem::too_large(FORM_LIMIT));
            }
            Ok(Some(piece)) => request.body.extend_from_slice(&piece),
            Err(BrokenOff) => {
                return Err(Problem::bad_request(
                    "The request broke off. Send it again.",
                ));
            }
        }
    }
}

/// A reply as the `http` crate has it.
pub fn write(reply: Reply) -> http::Response<Vec<u8>> {
    let mut response = http::Response::new(reply.body);
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        // A value that is no header value, such as one with a line break, is left out.
        if let Ok(value) = HeaderValue::from_str(&value) {
            response
                .headers_mut()
                .append(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Serves a component over HTTP: expands to the handler that Spin calls.
///
/// `$answer` is an `async fn(web::Request) -> web::Reply`; `$unread` is a `fn(u16) -> String`, the page
/// for a request outside `/api/` that cannot be read. A HEAD request is answered as GET, without the
/// body. Where a third is given, an `async fn(web::Request, &mut impl web::Pieces) -> web::Reply`, it
/// answers pages that are sent with files and reads them as they come. Behind a semicolon stands, where
/// replies have a [`Rest`](crate::Rest), an `async fn(String, u32) -> Result<web::Piece, web::BrokenOff>`
/// that fetches a piece of it. After a bar stands, where a route takes a body that is larger than any page or call
/// may send, a `fn(&web::Request) -> bool` that tells such a route from its head, `=>`, and the
/// `async fn(web::Request, &mut impl web::Pieces) -> web::Reply` that answers it: its body is read as it comes,
/// and how much of it is taken is for that function to say. Expand it in a component's shell:
/// spin-sdk is named there, and not in this crate.
#[macro_export]
macro_rules! spin_service {
    ($answer:path, $unread:path $(, $as_it_comes:path)? $(| $is_long:path => $in_pieces:path)? $(; $rest:path)?) => {
        #[::spin_sdk::http_service]
        async fn handle(
            request: ::spin_sdk::http::Request,
        ) -> ::spin_sdk::http::Response<$crate::SpinBody> {
            let (parts, body) = request.into_parts();
            let head_only = parts.method == ::spin_sdk::http::Method::HEAD;
            let is_api = parts.uri.path().starts_with("/api/");
            let request = $crate::head(parts);
            let mut body = $crate::Incoming(::std::pin::pin!(body));
            let mut reply = 'reply: {
                $(
                    if $is_long(&request) {
                        break 'reply $in_pieces(request, &mut body).await;
                    }
                )?
                $(
                    if !is_api && $crate::boundary(&request.headers).is_some() {
                        break 'reply $as_it_comes(request, &mut body).await;
                    }
                )?
                match $crate::read(request, &mut body).await {
                    Ok(request) => $answer(request).await,
                    Err(problem) if is_api => problem.into_reply(),
                    Err(problem) => $crate::Reply::html(problem.status, $unread(problem.status)),
                }
            };
            if head_only {
                reply.body.clear();
                reply.rest = None;
            }
            $(
                if let Some(rest) = reply.rest.take() {
                    return $crate::write(reply).map(|body| {
                        $crate::SpinBody::new(body)
                            .followed_by(rest, |of, part| Box::pin($rest(of, part)))
                    });
                }
            )?
            $crate::write(reply).map($crate::SpinBody::new)
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SpinBody;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn read_now(body: Vec<u8>) -> Result<Request, Problem> {
        let (parts, ()) = http::Request::post("/contact?a=b")
            .body(())
            .unwrap()
            .into_parts();
        let mut body = Incoming(SpinBody::new(body));
        let mut reading = pin!(read(head(parts), &mut body));
        match reading
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(request) => request,
            Poll::Pending => panic!("a body in one piece is there at once"),
        }
    }

    #[test]
    fn a_body_is_read_to_its_end_and_no_further_than_the_limit() {
        assert_eq!(
            read_now(vec![b'a'; FORM_LIMIT]).unwrap().body.len(),
            FORM_LIMIT
        );
        assert_eq!(
            read_now(vec![b'a'; FORM_LIMIT + 1]).unwrap_err().status,
            413
        );
    }

    #[test]
    fn a_header_with_a_line_break_never_leaves() {
        let response = write(Reply::see_other("/a\r\nset-cookie: b=c"));
        assert!(response.headers().get("location").is_none());
        assert_eq!(response.status(), 303);
    }
}
