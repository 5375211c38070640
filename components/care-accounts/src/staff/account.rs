//! One account, as staff see it.

use account_model::{Held, Power};
use maud::{Markup, html};
use pages::{Banner, Summary, SummaryRow};
use web::{Reply, Request};

use super::act::Act;
use super::fields::Fields;
use super::frame::address;
use super::{PREFIX, Visit, asking, delegates, money_part, standing, words};
use crate::money::{day_of, pounds};
use crate::stores::{Refusal, Stores};

/// The account, or the question why it is wanted.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    id: &str,
) -> Result<Reply, Refusal> {
    let held = match stores.read(id, None, visit.actor(), visit.now).await {
        Err(Refusal::ReasonMissing) => return Ok(asking::ask(visit, id, Fields::default(), None)),
        held => held?,
    };
    let done = request.query_value("done").and_then(Act::from_id);
    let account = &held.account;
    let page = address(&account.id);
    let correct = Act::Correct
        .is_offered(&held, visit)
        .then(|| money_part::correct_address(&page));
    let main = html! {
        @if let Some(done) = done { (confirmation(visit, &held, done)) }
        span class="govuk-caption-l" { "Care account " (account.account_reference) }
        h1 class="govuk-heading-l desk-name" { (account.given_name) " " (account.family_name) }
        div class="desk-strip" {
            div { (words::online_tag(held.online)) }
            div { "Born " (day_of(&account.date_of_birth)) }
            @if let Some(waiting) = delegates::waiting(&held) {
                div { a class="govuk-link" href="#delegates" { (waiting) } }
            }
        }
        (standing::banner(&held, visit.now))
        div class="desk-columns" {
            div class="desk-columns__main" {
                (money_part::one_look(account, visit.now))
                (money_part::weeks(account, correct.as_deref()))
                (money_part::statements(account))
                (delegates::section(visit, &held))
            }
            div class="desk-columns__side" {
                (who(&held))
                (access(&held))
                (acts(visit, &held, &page))
            }
        }
    };
    Ok(visit
        .frame()
        .part(200, "Care account", Some(PREFIX), &[], &main))
}

/// What has just been done.
fn confirmation(visit: &Visit, held: &Held, done: Act) -> Markup {
    let reference = match done {
        Act::RecordDelegate => delegates::just_recorded(visit, held),
        _ => None,
    };
    html! {
        (Banner::success(html! {
            (Banner::sentence(done.words().done))
            @if let Some(reference) = reference {
                p class="govuk-body" {
                    "Hand this reference over to them, in person or in a letter: "
                    strong class="app-reference" { (reference) }
                    ". It does nothing until a colleague has approved them."
                }
            }
        }))
    }
}

fn who(held: &Held) -> Markup {
    let account = &held.account;
    let name = format!("{} {}", account.given_name, account.family_name);
    let born = day_of(&account.date_of_birth);
    let requested = account.requested_on.as_deref().map(day_of);
    let brought = account.brought_forward.as_ref().map(|figure| {
        format!(
            "{} from {}, on {}",
            pounds(figure.accrued),
            figure.authority,
            day_of(&figure.date)
        )
    });
    let mut rows = vec![
        SummaryRow::new("Name", &name),
        SummaryRow::new("Born", &born),
        SummaryRow::new("Reference", &account.account_reference),
    ];
    if let Some(requested) = &requested {
        rows.push(SummaryRow::new("Assessment asked for", requested));
    }
    if let Some(brought) = &brought {
        rows.push(SummaryRow::new(
            "Counted before, by another council",
            brought,
        ));
    }
    html! {
        section aria-labelledby="who" {
            h2 class="govuk-heading-m" id="who" { "Who it is" }
            (Summary::new(rows))
        }
    }
}

/// How somebody comes to it online. What the contact on record is, is never shown.
fn access(held: &Held) -> Markup {
    let yes_no = |yes: bool| if yes { "yes" } else { "no" };
    let sessions = words::counted(held.sessions as usize, "session open", "sessions open");
    html! {
        section aria-labelledby="access" {
            h2 class="govuk-heading-m" id="access" { "Online access" }
            (Summary::new(vec![
                SummaryRow::new("Email on record", yes_no(held.contact.email)),
                SummaryRow::new("Mobile number on record", yes_no(held.contact.phone)),
                SummaryRow::new("Signed in now", &sessions),
                SummaryRow::new("Sign-in of another provider linked", yes_no(held.linked)),
            ]))
            p class="govuk-body desk-small" {
                "The contact on record is never shown or changed here. It changes where the council keeps it."
            }
        }
    }
}

/// What this reader can do with it.
fn acts(visit: &Visit, held: &Held, page: &str) -> Markup {
    let offered = || {
        Act::ALL
            .into_iter()
            .filter(|act| !act.is_about_one() && act.is_offered(held, visit))
    };
    html! {
        section class="app-no-print" aria-labelledby="acts" {
            h2 class="govuk-heading-m" id="acts" { "What you can do" }
            ul class="govuk-list" {
                @for act in offered() {
                    li { a class="govuk-link" href={ (page) "/" (act.words().id) } { (act.link(held)) } }
                }
                @if visit.may(Power::ReadAudit) {
                    li { a class="govuk-link" href={ (page) "/audit" } { "See who looked and what changed" } }
                }
            }
            p class="govuk-body desk-small" {
                "To let an auditor see what was done, give them this: " span class="app-reference" { (held.account.id) }
            }
        }
    }
}
