//! Nobody opens an account without saying why. A reason stands for an hour.

use maud::html;
use pages::Button;
use staff_pages::Said;
use web::Reply;

use super::fields::{Fields, Mistakes, Typed, typed};
use super::frame::{self, address};
use super::{PREFIX, Sent, Visit, wanted};
use crate::stores::{Refusal, Stores};

const TITLE: &str = "Why do you need this account?";

/// The question, before anything of the account is shown.
pub fn ask(visit: &Visit, id: &str, fields: Fields<'_>, refused: Option<&Said>) -> Reply {
    let status = refused.map_or(200, |said| said.status);
    let errors = fields.errors();
    let main = html! {
        @if let Some(said) = refused { @if errors.is_empty() { (staff_pages::not_stored(said, None, None)) } }
        h1 class="govuk-heading-l desk-heading" { (TITLE) }
        p class="govuk-body" { "Care accounts show somebody’s money. Your reason stands for an hour." }
        form method="post" action=(address(id)) novalidate {
            (visit.session.guards(None))
            (wanted::question(fields))
            (Button::new("Open the account").once())
        }
    };
    visit
        .frame()
        .part(status, TITLE, Some(PREFIX), fields.errors(), &main)
}

/// The same while something was being sent: what was typed goes on with the reason. `action` is where it was sent.
pub fn ask_again(visit: &Visit, action: &str, tag: Option<&str>, kept: &Typed) -> Reply {
    let said = frame::said(&Refusal::ReasonMissing);
    let ours = ["reason", "reason-words"];
    let others = || {
        kept.pairs()
            .iter()
            .filter(|(name, _)| !ours.contains(&name.as_str()))
    };
    let main = html! {
        h1 class="govuk-heading-l desk-heading" { (said.heading) }
        p class="govuk-body" { (said.words) " What you typed is kept, and is sent with your reason." }
        form method="post" action=(action) novalidate {
            (visit.session.guards(tag))
            @for (name, value) in others() { input type="hidden" name=(name) value=(value); }
            (wanted::question(Fields(Some(kept))))
            (Button::new("Go on").once())
        }
    };
    visit
        .frame()
        .part(said.status, said.heading, Some(PREFIX), &kept.errors, &main)
}

/// Opens an account for a reason.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    sent: &Sent,
    id: &str,
) -> Result<Reply, Refusal> {
    let mut mistakes = Mistakes::default();
    let mut kept = typed(sent);
    if !sent.fresh {
        let said = staff_pages::from_an_earlier_session();
        return Ok(ask(visit, id, Fields(Some(&kept)), Some(&said)));
    }
    match wanted::read(sent, &mut mistakes) {
        Some(reason) => {
            stores
                .read(id, Some(&reason), visit.actor(), visit.now)
                .await?;
            Ok(Reply::see_other(&address(id)))
        }
        None => {
            kept.errors = mistakes.0;
            let said = frame::said(&Refusal::Invalid(Vec::new()));
            Ok(ask(visit, id, Fields(Some(&kept)), Some(&said)))
        }
    }
}
