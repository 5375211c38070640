//! Between a runtime's requests and replies and ours.

use http::{HeaderName, HeaderValue, Method, StatusCode, request::Parts};
use http_body::Body;
use http_body_util::{BodyExt, Limited};

use crate::{FORM_LIMIT, Problem, Reply, Request};

/// Reads a request to its end, or says why it was not read: a body that is larger than any page or
/// API call may send is refused as soon as that is seen.
pub async fn read<B>(parts: Parts, body: B) -> Result<Request, Problem>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let target = parts
        .uri
        .path_and_query()
        .map_or("/", |target| target.as_str())
        .to_owned();
    let bytes = match parts.method {
        Method::GET | Method::HEAD => Vec::new(),
        _ => match Limited::new(body, FORM_LIMIT).collect().await {
            Ok(collected) => collected.to_bytes().to_vec(),
            Err(error) if error.is::<http_body_util::LengthLimitError>() => {
                return Err(Problem::too_large(FORM_LIMIT));
            }
            Err(_) => {
                return Err(Problem::bad_request(
                    "The request broke off. Send it again.",
                ));
            }
        },
    };
    Ok(Request::new(parts.method, &target, parts.headers, bytes))
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
/// body. Expand it in a component's shell: spin-sdk is named there, and not in this crate.
#[macro_export]
macro_rules! spin_service {
    ($answer:path, $unread:path) => {
        #[::spin_sdk::http_service]
        async fn handle(
            request: ::spin_sdk::http::Request,
        ) -> ::spin_sdk::http::Response<$crate::SpinBody> {
            let (parts, body) = request.into_parts();
            let head_only = parts.method == ::spin_sdk::http::Method::HEAD;
            let is_api = parts.uri.path().starts_with("/api/");
            let mut reply = match $crate::read(parts, body).await {
                Ok(request) => $answer(request).await,
                Err(problem) if is_api => problem.into_reply(),
                Err(problem) => $crate::Reply::html(problem.status, $unread(problem.status)),
            };
            if head_only {
                reply.body.clear();
            }
            $crate::write(reply).map(|body| $crate::SpinBody::new(body.into()))
        }
    };
}

/// A body in one piece.
pub type SpinBody = http_body_util::Full<bytes::Bytes>;

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn read_now(body: Vec<u8>) -> Result<Request, Problem> {
        let (parts, ()) = http::Request::post("/contact?a=b")
            .body(())
            .unwrap()
            .into_parts();
        let mut reading = pin!(read(parts, SpinBody::new(body.into())));
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
