//! Pages and calls, with stores that stand in memory.

mod equality;
mod export_pages;
mod exports;
mod figures;
mod memory;
mod roles;

use vocabulary::Instant;
use web::{Reply, Request};

use memory::Memory;

/// 2026-12-24, 16:00 in London.
pub(crate) fn now() -> Instant {
    Instant::parse("2026-12-24T16:00:00Z").unwrap()
}

/// Asks as somebody who is signed in with these roles.
fn get(stores: &Memory, target: &str, roles: &[&str]) -> Reply {
    let mut headers = http::HeaderMap::new();
    let cookie = format!("staff-session={}", roles.join("+"));
    headers.insert("cookie", cookie.parse().unwrap());
    ask(
        stores,
        Request::new(http::Method::GET, target, headers, Vec::new()),
    )
}

fn ask(stores: &Memory, request: Request) -> Reply {
    at_once(crate::answer(stores, request, now()))
}

fn at_once<T>(answering: impl Future<Output = T>) -> T {
    let mut answering = std::pin::pin!(answering);
    let waker = std::task::Waker::noop();
    match answering
        .as_mut()
        .poll(&mut std::task::Context::from_waker(waker))
    {
        std::task::Poll::Ready(answer) => answer,
        std::task::Poll::Pending => panic!("stores in memory answer at once"),
    }
}

fn text(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}
