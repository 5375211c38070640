//! Adding a member of staff.

use maud::html;
use pages::{Button, Input, Question, Size};
use staff_pages::{Said, Typed};
use web::{FormPost, Reply};

use super::acting::{mistakes, password, reason, roles};
use super::people::BACK;
use super::{Sent, Visit, frame};
use crate::stores::{NewMember, Power, Refusal, Stores};

const TITLE: &str = "Add somebody";

pub async fn show(stores: &impl Stores, visit: &Visit) -> Result<Reply, Refusal> {
    allowed(stores, visit).await?;
    let typed = Typed::of((), &FormPost { pairs: Vec::new() });
    Ok(page(visit, &typed, None))
}

pub async fn send(stores: &impl Stores, visit: &Visit, sent: &Sent) -> Result<Reply, Refusal> {
    allowed(stores, visit).await?;
    let mut typed = Typed::of((), &sent.post);
    if !sent.fresh {
        return Ok(page(
            visit,
            &typed,
            Some(&staff_pages::from_an_earlier_session()),
        ));
    }
    let new = NewMember {
        username: sent.typed("username").to_owned(),
        display_name: sent.typed("display_name").to_owned(),
        roles: sent.all("roles"),
    };
    let created = stores.create_staff(&new, sent.typed("reason"), visit.actor(), visit.now);
    match created.await {
        Ok(created) => Ok(password(visit, &created)),
        Err(Refusal::Failed(fault)) => Err(Refusal::Failed(fault)),
        Err(refusal) => {
            if let Refusal::Invalid(fields) = &refusal {
                typed.errors = mistakes(fields);
            }
            Ok(page(visit, &typed, Some(&frame::said(&refusal))))
        }
    }
}

async fn allowed(stores: &impl Stores, visit: &Visit) -> Result<(), Refusal> {
    if !visit.may(Power::Change) {
        return Err(Refusal::NotAllowed);
    }
    match stores.passwords().await? {
        true => Ok(()),
        false => Err(Refusal::Conflict(
            "Staff sign in with the council’s directory. Give them a role there, and they are added when they first \
             sign in."
                .to_owned(),
        )),
    }
}

fn page(visit: &Visit, typed: &Typed<()>, refused: Option<&Said>) -> Reply {
    let line = |name: &'static str, label: &'static str, hint: &'static str| {
        Input::new(name, Question::sized(label, Size::S))
            .hint(Some(hint))
            .class("govuk-input--width-20")
            .no_spellcheck()
            .autocomplete("off")
            .value(typed.value(name))
            .error(typed.error(name))
    };
    let main = html! {
        @if let Some(refused) = refused {
            @if typed.errors.is_empty() { (staff_pages::not_stored(refused, None, Some("typed"))) }
        }
        h1 class="govuk-heading-l desk-heading" { (TITLE) }
        form method="post" action="/staff/people/add" id="typed" novalidate {
            (visit.session.guards(None))
            (line("display_name", "Name", "As colleagues know them."))
            (line("username", "User name", "2 to 64 small letters, digits, full stops and hyphens. It cannot be changed later."))
            (roles(typed, &[], false))
            (reason(typed))
            div class="govuk-button-group" {
                (Button::new("Add them").once())
                a class="govuk-link" href=(super::PREFIX) { "Leave it as it is" }
            }
        }
    };
    let status = refused.map_or(200, |said| said.status);
    visit
        .frame()
        .part(status, TITLE, BACK, &typed.errors, &main)
}
