//! "Next for me": one press claims what comes first and opens it.

use maud::{Markup, html};
use pages::Button;
use web::{Reply, Request};

use super::{Visit, frame};
use crate::stores::{Refusal, Stores};
use crate::who::sees_referrals;

/// The address of the button.
pub const ADDRESS: &str = "/staff/queues/next";

/// The button, for all queues that the roles work or for one; nothing for a role that claims nothing.
pub fn button(visit: &Visit, queue: Option<&str>) -> Markup {
    html! {
        @if sees_referrals(&visit.actor().roles) {
            form method="post" action=(ADDRESS) class="desk-next app-no-print" novalidate {
                input type="hidden" name="csrf" value=(visit.session.csrf);
                @if let Some(queue) = queue { input type="hidden" name="queue" value=(queue); }
                (Button::new(if queue.is_some() { "Next for me in this queue" } else { "Next for me" }).once())
            }
        }
    }
}

/// Claims it and leads to it; back to the queues with a word where nothing is left.
pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    // A page of an earlier session: nothing is lost by pressing again.
    if !visit.session.sent(&post) {
        return Ok(Reply::see_other("/staff/queues?done=again"));
    }
    let queue = post.first("queue").filter(|queue| !queue.is_empty());
    let queues: Vec<String> = queue.map(str::to_owned).into_iter().collect();
    let claimed = stores.next(&queues, visit.actor(), visit.now).await?;
    Ok(Reply::see_other(&claimed.map_or_else(
        || "/staff/queues?done=nothing".to_owned(),
        |referral| format!("/staff/referrals/{}?done=next", referral.entry.reference),
    )))
}

/// What to say on the queues after a press that led nowhere.
pub fn nothing(done: Option<&str>) -> Option<&'static str> {
    match done {
        Some("nothing") => Some("Nothing is waiting that you could claim now."),
        Some("again") => Some(
            "Nothing was claimed, because the page was opened before you last signed in. Press the button again.",
        ),
        _ => None,
    }
}
