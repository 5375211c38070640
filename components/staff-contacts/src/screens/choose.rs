//! Where a contact begins: danger first, the forms, and advice that needs nothing else.

use form_model::{Draft, Journey};
use form_site::stores::{Actor, NotAdvised};
use form_site::submission::{self, Arrival, Prepared};
use maud::{Markup, html};
use pages::{Button, ErrorLink, Textarea};
use serde_json::json;
use staff_pages::Head;
use web::{Reply, Request};

use super::frame::{self, about_the_call, danger_first, hidden, notice, outcomes};
use super::{PREFIX, Visit, recorded};
use crate::call::Call;
use crate::stores::{Fault, Stores};

/// The form as which advice is stored: what people ask for who fill it in themselves.
const ASKED_FOR: &str = "adult-contact";
const NOTE: &str = "note";
/// The most characters of what it was about: the form's own answer takes more.
const LONGEST: usize = 2000;

pub async fn show<S: Stores>(stores: &S, visit: &Visit) -> Result<Reply, Fault> {
    let call = Call::new(None, visit.now);
    page(stores, visit, 200, &call, Again::default()).await
}

/// What was typed for advice, when it could not be recorded.
#[derive(Default)]
struct Again<'a> {
    why: Option<Markup>,
    outcome: Option<&'a str>,
    note: Option<&'a str>,
    errors: Vec<ErrorLink>,
}

async fn page<S: Stores>(
    stores: &S,
    visit: &Visit,
    status: u16,
    call: &Call,
    again: Again<'_>,
) -> Result<Reply, Fault> {
    let forms = stores.forms().await?;
    let opened = call.opened.as_unix();
    let main = html! {
        (again.why.unwrap_or_default())
        h1 class="govuk-heading-l" { "New contact" }
        (danger_first())
        h2 class="govuk-heading-m" { "What is it about?" }
        ul class="govuk-list" {
            @for published in &forms {
                @let form = &published.form;
                li { a class="govuk-link" href={ (PREFIX) "/" (form.slug()) "?opened=" (opened) } { (form.title) } }
            }
        }
        h2 class="govuk-heading-m" { "Advice only" }
        p class="govuk-body" {
            "You gave information or advice and nothing else is to be done. It is recorded as a contact and closed. "
            "If anybody may be at risk, choose a form above."
        }
        form method="post" action={ (PREFIX) "/advice" } novalidate {
            (hidden(visit, call))
            (about_the_call(call))
            (outcomes(again.outcome))
            (Textarea::new(NOTE, "What it was about (optional)").rows(2).value(again.note)
                .error(again.errors.first().map(|error| wording::Said::here(error.text.as_str()))))
            (Button::new("Record advice given").once())
        }
    };
    let errors = [call.errors.as_slice(), again.errors.as_slice()].concat();
    let head = Head {
        title: "New contact",
        errors: &errors,
        current: staff_pages::NEW_CONTACT,
        ..Head::default()
    };
    Ok(visit.frame().page(status, &head, &main))
}

/// Records advice as a contact that is closed.
pub async fn advise<S: Stores>(
    stores: &S,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Fault> {
    let post = match staff_pages::posted(PREFIX, request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    let mut call = Call::read(&post, visit.now);
    let note = post.first(NOTE).unwrap_or_default().trim();
    let outcome = post.first("outcome").unwrap_or(frame::ADVICE);
    let mut errors = Vec::new();
    if note.chars().count() > LONGEST {
        let message = format!("What it was about must have {LONGEST} characters or fewer");
        errors.push(ErrorLink::new(NOTE, message.as_str()));
    }
    let again = |why: Option<Markup>, errors: Vec<ErrorLink>| Again {
        why,
        outcome: Some(outcome),
        note: Some(note),
        errors,
    };
    if !visit.session.sent(&post) {
        let why = notice("Not recorded yet", STALE);
        return page(stores, visit, 403, &call, again(Some(why), errors)).await;
    }
    let started = match call.started {
        Some(started) if call.errors.is_empty() && errors.is_empty() => started,
        _ => return page(stores, visit, 422, &call, again(None, errors)).await,
    };
    let forms = stores.forms().await?;
    let Some(published) = forms.iter().find(|found| found.form.id == ASKED_FOR) else {
        return Err(Fault::Internal);
    };
    let narrative = (!note.is_empty()).then_some(note);
    let answers = json!({"needs": ["information-only"], "narrative": narrative});
    let draft = Draft::from_json(&published.form, &answers.to_string());
    let journey = Journey::of(&published.form, &draft.answers);
    let prepared = Prepared {
        facts: journey.facts(),
        journey,
        not_asked: Vec::new(),
    };
    let decision = stores.decide(&prepared.facts, started).await?;
    let body = json!({"advice": answers, "outcome": outcome, "channel": call.channel.id(), "started": started.as_unix()});
    let arrival = Arrival {
        channel: Some(call.channel),
        idempotency: Some(submission::idempotency(&call.key(&visit.actor().id), &body)),
        entered_by: Some(entered_by(visit)),
        ..Arrival::default()
    };
    let calendar = stores.calendar().await?;
    let contact = submission::build(&prepared, decision, started, &calendar, arrival);
    match stores.give_advice(contact, outcome, visit.actor()).await {
        Ok(receipt) => Ok(recorded::page(visit, &receipt, Some(outcome))),
        Err(NotAdvised::Failed(fault)) => Err(fault),
        Err(refused) => {
            let why = not_advised(&refused);
            if refused == NotAdvised::KeyReused {
                call.opened = visit.now;
            }
            page(stores, visit, 409, &call, again(Some(why), Vec::new())).await
        }
    }
}

/// What a token that has gone means for whoever typed.
pub const STALE: &str = "We could not be sure that you sent this from this page. What you typed is still here: \
                         press the button again.";

/// Why advice was not recorded, and what to do.
pub fn not_advised(refused: &NotAdvised) -> Markup {
    let words = match refused {
        NotAdvised::NotAllowed => "Your roles do not allow you to close a contact.",
        NotAdvised::InDanger => {
            "Something in it says that somebody may be at risk, or that it cannot wait. Record it without closing \
             it, so that somebody works on it."
        }
        NotAdvised::Invalid(sentence) => sentence,
        NotAdvised::KeyReused => {
            "A contact from this page was recorded before, with other words. If this is another contact, press the \
             button again."
        }
        NotAdvised::Failed(_) => "Wait a moment, then press the button again.",
    };
    notice("Not recorded yet", words)
}

/// The worker, as the stores of forms know them.
pub fn entered_by(visit: &Visit) -> Actor {
    Actor {
        id: visit.actor().id.clone(),
        roles: visit.actor().roles.clone(),
    }
}
