//! The frame of the front door's pages.

use maud::Markup;
use pages::{Authority, Layout, Refusal, refusal_page};
use web::Reply;

/// The authority whose pages these are.
pub fn authority() -> &'static Authority {
    Authority::current()
}

/// Where `Exit this page` leads: it ends what the browser holds of us first.
pub const LEAVE: &str = "/track/leave";

/// The frame. The front door owns the root, so its assets have no prefix.
pub fn layout(title: &str) -> Layout<'_> {
    Layout::new(authority(), "", title)
}

/// A page that is there.
pub fn shown(layout: &Layout<'_>, main: Markup) -> Reply {
    Reply::html(200, layout.page(main))
}

/// A page that says no, and gives back what was typed.
pub fn refused(refusal: Refusal, typed: &[(String, String)]) -> Reply {
    refused_in(&layout(refusal.heading()), refusal, None, typed)
}

/// The same in a frame of its own, with the address to which what was typed may be sent again.
pub fn refused_in(
    layout: &Layout<'_>,
    refusal: Refusal,
    again: Option<&str>,
    typed: &[(String, String)],
) -> Reply {
    let page = refusal_page(layout, authority(), refusal, again, typed);
    let reply = Reply::html(refusal.status(), page);
    match refusal {
        Refusal::Unavailable | Refusal::TooMany => reply.with_header("retry-after", RETRY_AFTER),
        _ => reply,
    }
}

/// Seconds after which somebody may try again.
pub const RETRY_AFTER: &str = "30";
