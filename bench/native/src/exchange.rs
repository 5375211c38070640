//! Between axum and `shared/web`: the request read to its end, the reply sent in one piece.

use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::Response;
use http::HeaderValue;

use crate::service::Service;

/// The most that any request of the contract may carry.
const BODY_LIMIT: usize = web::FORM_LIMIT;

/// Answers one request.
pub async fn answer(State(service): State<Service>, request: axum::extract::Request) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let (head, body) = request.into_parts();
    let reply = match to_bytes(body, BODY_LIMIT).await {
        Err(_) => web::Problem::too_large(BODY_LIMIT).into_reply(),
        Ok(body) => {
            let target = head
                .uri
                .path_and_query()
                .map_or("/", |target| target.as_str());
            let request = web::Request::new(head.method, target, head.headers, body.into());
            service.answer(request).await
        }
    };
    let (status, microseconds) = (reply.status, began.elapsed().as_micros() as u64);
    tracing::info!(target: "request", %method, status, microseconds);
    response(reply)
}

fn response(reply: web::Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() =
        http::StatusCode::from_u16(reply.status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_maybe_shared(value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
