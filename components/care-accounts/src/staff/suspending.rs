//! A safeguarding sign on a referral: every account of the person is suspended at once. The browser brings who it is,
//! as no component has both databases.

use account_model::Power;
use maud::{Markup, html};
use pages::Button;
use staff_pages::Said;
use web::Reply;

use super::act::Act;
use super::doing::of_store;
use super::fields::{Fields, Mistakes, because, typed};
use super::frame;
use super::{PREFIX, Sent, Visit, searching, words};
use crate::stores::{Refusal, Stores};

const TITLE: &str = "Suspend online care accounts";

/// First the page that says what happens, then what became of it.
pub async fn send(stores: &impl Stores, visit: &Visit, sent: &Sent) -> Result<Reply, Refusal> {
    if !visit.may(Power::SuspendPerson) {
        return Err(Refusal::NotAllowed);
    }
    let mut kept = typed(sent);
    if !sent.fresh {
        let said = staff_pages::from_an_earlier_session();
        return Ok(confirm(visit, sent, Fields(Some(&kept)), Some(&said)));
    }
    if sent.typed("step") != "suspend" {
        return Ok(confirm(visit, sent, Fields(Some(&kept)), None));
    }
    let mut mistakes = Mistakes::default();
    let person = searching::person(sent, &mut mistakes);
    let because = mistakes.take("because", because(sent, "because"));
    let suspended = match (person, because) {
        (Some(person), Some(because)) => {
            stores
                .suspend_person(&person, &because, visit.actor(), visit.now)
                .await
        }
        _ => Err(Refusal::Invalid(Vec::new())),
    };
    match suspended {
        Ok(count) => Ok(done(visit, sent, count)),
        Err(Refusal::Invalid(fields)) => {
            kept.errors = mistakes.0;
            kept.errors.extend(of_store(&fields));
            let said = frame::said(&Refusal::Invalid(Vec::new()));
            Ok(confirm(visit, sent, Fields(Some(&kept)), Some(&said)))
        }
        Err(refusal) => Err(refusal),
    }
}

/// The referral that somebody comes from, if it is one.
fn referral(sent: &Sent) -> Option<String> {
    let reference = sent.typed("referral");
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    let is_one = !reference.is_empty() && reference.len() <= 20 && reference.bytes().all(plain);
    is_one.then(|| format!("/staff/referrals/{reference}"))
}

fn confirm(visit: &Visit, sent: &Sent, fields: Fields<'_>, refused: Option<&Said>) -> Reply {
    let back = referral(sent);
    let errors = fields.errors();
    let main = html! {
        @if let Some(said) = refused { @if errors.is_empty() { (staff_pages::not_stored(said, None, None)) } }
        h1 class="govuk-heading-l desk-heading" { (TITLE) }
        p class="govuk-body" { (Act::Suspend.words().about) }
        p class="govuk-body" { "Check that this is the person whom the sign is about. Nothing has been done yet." }
        form method="post" action={ (PREFIX) "/suspend" } novalidate {
            (visit.session.guards(None))
            input type="hidden" name="step" value="suspend";
            input type="hidden" name="referral" value=(sent.typed("referral"));
            (fields.line("given-name", "Given name", None))
            (fields.line("family-name", "Family name", None))
            (fields.day("date-of-birth", "Date of birth", None))
            (fields.words("because", Act::Suspend.words().why, None))
            div class="govuk-button-group" {
                (Button::new("Suspend now").warning().once())
                @if let Some(back) = &back { a class="govuk-link" href=(back) { "Go back to the referral" } }
            }
        }
    };
    let status = refused.map_or(200, |said| said.status);
    visit
        .frame()
        .part(status, TITLE, back.as_deref(), errors, &main)
}

fn done(visit: &Visit, sent: &Sent, count: u32) -> Reply {
    let said: Markup = match count {
        0 => html! {
            h1 class="govuk-heading-l desk-heading" { "No care account was suspended" }
            p class="govuk-body" {
                "Under this name and date of birth there is no care account that was not suspended before, so there was \
                 nothing to suspend. If you think that there is one, check the spelling, or find it by its reference."
            }
        },
        count => html! {
            h1 class="govuk-heading-l desk-heading" {
                (words::counted(count as usize, "care account is suspended", "care accounts are suspended"))
            }
            p class="govuk-body" {
                "Every session has ended. Neither the person nor anybody who acts for them can sign in, until safeguarding \
                 or a manager lifts it. Speak to safeguarding before you tell anybody why."
            }
        },
    };
    let back = referral(sent);
    let main = html! {
        (said)
        ul class="govuk-list" {
            @if let Some(back) = &back { li { a class="govuk-link" href=(back) { "Go back to the referral" } } }
            li { a class="govuk-link" href=(PREFIX) { "Find a care account" } }
        }
    };
    visit.frame().part(200, TITLE, None, &[], &main)
}
