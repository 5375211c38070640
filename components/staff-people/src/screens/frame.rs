//! The frame of these pages.

use maud::{Markup, html};
use pages::ErrorLink;
use staff_pages::{Frame, Head, Reader};
use web::{Reply, Request};

use super::{PREFIX, Visit};
use crate::api::RETRY_AFTER;
use crate::stores::Fault;

/// A whole page for somebody who is signed in.
pub fn page(visit: &Visit, status: u16, head: &Head<'_>, main: &Markup) -> Reply {
    let frame = Frame {
        prefix: PREFIX,
        reader: Reader {
            username: &visit.session.actor.id,
            display_name: &visit.session.display_name,
            roles: &visit.session.actor.roles,
        },
        above: html! {},
    };
    frame.page(status, head, main)
}

/// A whole page for somebody who is not signed in.
pub fn outside(status: u16, title: &str, errors: &[ErrorLink], main: &Markup) -> Reply {
    staff_pages::outside(PREFIX, status, title, errors, main)
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again.
pub fn fault(fault: &Fault, request: &Request) -> Reply {
    let refusal = match fault {
        Fault::Unavailable | Fault::WrongKey(_) => pages::Refusal::Unavailable,
        Fault::Internal => pages::Refusal::Broken,
    };
    staff_pages::fault(PREFIX, refusal, request, RETRY_AFTER)
}
