//! Tokens of machines: which there are, making one, revoking one.

use maud::{Markup, html};
use pages::{Banner, Button, Input, Question, Size, Table, Tag, WarningText};
use staff_pages::{Said, Typed};
use web::{FormPost, Reply, Request};
use working_calendar::staff_time;

use super::acting::{mistakes, reason, roles};
use super::people::BACK;
use super::{Sent, Visit, frame, words};
use crate::stores::{Power, Refusal, Stores, Token};

const HOME: &str = "/staff/people/tokens";
const ADD: &str = "/staff/people/tokens/add";
const TITLE: &str = "Tokens of machines";

fn nothing_typed() -> Typed<()> {
    Typed::of((), &FormPost { pairs: Vec::new() })
}

pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let tokens = stores.tokens(visit.actor()).await?;
    let changes = visit.may(Power::Change);
    let main = html! {
        @if request.query_value("done").is_some() { (Banner::success(Banner::sentence("The token is revoked"))) }
        h1 class="govuk-heading-l desk-heading" { (TITLE) }
        p class="govuk-body" { "Other systems and scripts show a token instead of signing in." }
        @if changes { p class="govuk-body" { (Button::link("Make a token", ADD)) } }
        @if tokens.is_empty() { p class="govuk-body" { "There is no token yet." } }
        @else { (table(&tokens, changes)) }
    };
    Ok(visit.frame().part(200, TITLE, BACK, &[], &main))
}

fn table(tokens: &[Token], changes: bool) -> Markup {
    let row = |token: &Token| {
        let made = format!(
            "{}, by {}",
            staff_time(token.created_at),
            words::who(&token.created_by)
        );
        vec![
            html! { (token.name) },
            html! { (words::roles(&token.roles)) },
            html! { (made) },
            html! {
                @match token.revoked_at {
                    Some(at) => { (Tag::coloured("Revoked", "red")) " " (staff_time(at)) }
                    None if changes => {
                        a class="govuk-link" href={ (HOME) "/" (token.name) "/revoke" } {
                            "Revoke" span class="govuk-visually-hidden" { " the token " (token.name) }
                        }
                    }
                    None => (Tag::coloured("In use", "green")),
                }
            },
        ]
    };
    let head = vec!["Name", "Roles", "Made", "Standing"];
    let table = Table::new(TITLE, head, tokens.iter().map(row).collect())
        .caption_class("govuk-visually-hidden")
        .first_is_header()
        .stacked();
    html! { (table) }
}

pub fn show_add(visit: &Visit) -> Result<Reply, Refusal> {
    allowed(visit)?;
    Ok(add_page(visit, &nothing_typed(), None))
}

pub async fn send_add(stores: &impl Stores, visit: &Visit, sent: &Sent) -> Result<Reply, Refusal> {
    allowed(visit)?;
    let mut typed = Typed::of((), &sent.post);
    if !sent.fresh {
        let said = staff_pages::from_an_earlier_session();
        return Ok(add_page(visit, &typed, Some(&said)));
    }
    let (name, roles, why) = (sent.typed("name"), sent.all("roles"), sent.typed("reason"));
    let made = stores.create_service_token(name, &roles, why, visit.actor(), visit.now);
    match made.await {
        Ok(token) => Ok(made_page(visit, name, &token)),
        Err(Refusal::Failed(fault)) => Err(Refusal::Failed(fault)),
        Err(refusal) => {
            if let Refusal::Invalid(fields) = &refusal {
                typed.errors = mistakes(fields);
            }
            Ok(add_page(visit, &typed, Some(&frame::said(&refusal))))
        }
    }
}

fn made_page(visit: &Visit, name: &str, token: &str) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l desk-heading" { "The token " (name) }
        p class="govuk-body" { strong class="app-typed" { (token) } }
        p class="govuk-body" {
            "It is shown only here. Put it where the machine keeps its secrets, and nowhere else. It does not run out: \
             revoke it when the machine no longer needs it."
        }
        p class="govuk-body" { a class="govuk-link" href=(HOME) { "Go to the tokens" } }
    };
    visit.frame().part(200, "A token", None, &[], &main)
}

fn add_page(visit: &Visit, typed: &Typed<()>, refused: Option<&Said>) -> Reply {
    let title = "Make a token";
    let main = html! {
        @if let Some(refused) = refused {
            @if typed.errors.is_empty() { (staff_pages::not_stored(refused, None, Some("typed"))) }
        }
        h1 class="govuk-heading-l desk-heading" { (title) }
        form method="post" action=(ADD) id="typed" novalidate {
            (visit.session.guards(None))
            (Input::new("name", Question::sized("Name", Size::S))
                .hint(Some("Of the machine: 2 to 64 small letters, digits, full stops and hyphens."))
                .class("govuk-input--width-20").no_spellcheck().autocomplete("off")
                .value(typed.value("name")).error(typed.error("name")))
            (roles(typed, &[], true))
            (reason(typed))
            div class="govuk-button-group" {
                (Button::new("Make the token").once())
                a class="govuk-link" href=(HOME) { "Leave it as it is" }
            }
        }
    };
    let status = refused.map_or(200, |said| said.status);
    visit
        .frame()
        .part(status, title, Some(HOME), &typed.errors, &main)
}

pub async fn show_revoke(
    stores: &impl Stores,
    visit: &Visit,
    name: &str,
) -> Result<Reply, Refusal> {
    let token = one(stores, visit, name).await?;
    allowed(visit)?;
    Ok(revoke_page(visit, &token, &nothing_typed(), None))
}

pub async fn send_revoke(
    stores: &impl Stores,
    visit: &Visit,
    sent: &Sent,
    name: &str,
) -> Result<Reply, Refusal> {
    let token = one(stores, visit, name).await?;
    allowed(visit)?;
    let mut typed = Typed::of((), &sent.post);
    if !sent.fresh {
        let said = staff_pages::from_an_earlier_session();
        return Ok(revoke_page(visit, &token, &typed, Some(&said)));
    }
    let revoked = stores.revoke_service_token(name, sent.typed("reason"), visit.actor(), visit.now);
    match revoked.await {
        Ok(_) => Ok(Reply::see_other(&format!("{HOME}?done=revoked"))),
        Err(Refusal::Failed(fault)) => Err(Refusal::Failed(fault)),
        Err(refusal) => {
            if let Refusal::Invalid(fields) = &refusal {
                typed.errors = mistakes(fields);
            }
            let said = frame::said(&refusal);
            Ok(revoke_page(visit, &token, &typed, Some(&said)))
        }
    }
}

async fn one(stores: &impl Stores, visit: &Visit, name: &str) -> Result<Token, Refusal> {
    let tokens = stores.tokens(visit.actor()).await?;
    let mut found = tokens.into_iter().filter(|token| token.name == name);
    found.next().ok_or(Refusal::NotFound)
}

fn revoke_page(visit: &Visit, token: &Token, typed: &Typed<()>, refused: Option<&Said>) -> Reply {
    let title = "Revoke a token";
    let main = html! {
        @if let Some(refused) = refused {
            @if typed.errors.is_empty() { (staff_pages::not_stored(refused, None, Some("typed"))) }
        }
        h1 class="govuk-heading-l desk-heading" { "Revoke the token " (token.name) }
        (WarningText("The machine that shows it is refused at once, and the token cannot be used again."))
        form method="post" action={ (HOME) "/" (token.name) "/revoke" } id="typed" novalidate {
            (visit.session.guards(None))
            (reason(typed))
            div class="govuk-button-group" {
                (Button::new("Revoke it").warning().once())
                a class="govuk-link" href=(HOME) { "Leave it as it is" }
            }
        }
    };
    let status = refused.map_or(200, |said| said.status);
    visit
        .frame()
        .part(status, title, Some(HOME), &typed.errors, &main)
}

fn allowed(visit: &Visit) -> Result<(), Refusal> {
    match visit.may(Power::Change) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}
