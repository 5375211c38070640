//! All questions of a form on one page, while somebody talks.

use std::rc::Rc;

use form_model::{AllReading, Finding, Form, Journey};
use form_site::areas::{OpenArea, open_areas};
use form_site::screens::{AllQuestions, all_questions, is_shown};
use form_site::stores::{NotAdvised, NotSubmitted};
use form_site::submission::{self, Arrival};
use maud::{Markup, html};
use pages::{Button, ErrorLink};
use serde_json::json;
use staff_pages::Head;
use vocabulary::{has_rule_ten_sign, has_safeguarding_sign};
use web::{FormPost, Reply, Request};

use super::choose::{STALE, entered_by, not_advised};
use super::frame::{self, about_the_call, danger_first, hidden, notice, outcomes};
use super::{PREFIX, Visit, recorded};
use crate::call::Call;
use crate::stores::{Fault, Published, Stores};

/// The values of the button that was pressed.
const RECORD: &str = "record";
const CLOSE: &str = "close";
const UPDATE: &str = "update";

/// The hidden field with a postcode about which the page has asked.
const AREA_ASKED: &str = "area-asked";

/// What the page shows.
struct Filling<'a> {
    form: &'a Form,
    call: &'a Call,
    reading: &'a AllReading,
    typed: &'a [(String, String)],
    findings: &'a [Finding],
    /// Pages that the answers lead to now, and that were not there before.
    new: &'a [&'a str],
    why: Option<Markup>,
    outcome: Option<&'a str>,
}

async fn find<S: Stores>(stores: &S, slug: &str) -> Result<Option<Rc<Published>>, Fault> {
    let forms = stores.forms().await?;
    let mut forms = forms.into_iter();
    Ok(forms.find(|published| published.form.slug() == slug))
}

pub async fn show<S: Stores>(
    stores: &S,
    visit: &Visit,
    request: &Request,
    slug: &str,
) -> Result<Reply, Fault> {
    let Some(published) = find(stores, slug).await? else {
        return Ok(staff_pages::not_here(PREFIX, request, None));
    };
    let filling = Filling {
        form: &published.form,
        call: &Call::new(request.query_value("opened"), visit.now),
        reading: &AllReading::default(),
        typed: &[],
        findings: &[],
        new: &[],
        why: None,
        outcome: None,
    };
    page(stores, visit, 200, filling).await
}

async fn page<S: Stores>(
    stores: &S,
    visit: &Visit,
    status: u16,
    filling: Filling<'_>,
) -> Result<Reply, Fault> {
    let form = filling.form;
    let places = stores.places().await?;
    let mut districts: Vec<(String, String)> = places
        .districts(submission::today(visit.now))
        .map(|district| (district.slug.clone(), district.name.clone()))
        .collect();
    districts.sort_by(|one, other| one.1.cmp(&other.1));
    let mut errors = filling.call.errors.clone();
    errors.extend(
        filling
            .findings
            .iter()
            .map(|finding| ErrorLink::new(&finding.field, &finding.message)),
    );
    let main = html! {
        (filling.why.unwrap_or_default())
        h1 class="govuk-heading-l" { (form.title) }
        (danger_first())
        form class="desk-asking" method="post" action={ (PREFIX) "/" (form.slug()) } novalidate {
            (hidden(visit, filling.call))
            // Enter in a field presses the first button: it shows what follows, and records nothing.
            (Button::new("Show what follows from the answers").sends("go", UPDATE).secondary())
            (about_the_call(filling.call))
            @for area in open_areas(form, &filling.reading.answers, &places, submission::today(visit.now)) {
                input type="hidden" name=(AREA_ASKED) value=(area.postcode);
            }
            (all_questions(AllQuestions {
                form,
                answers: &filling.reading.answers,
                typed: filling.typed,
                findings: filling.findings,
                districts: &districts,
                new: filling.new,
            }))
            div class="govuk-button-group" {
                (Button::new("Record this contact").sends("go", RECORD).once())
                (Button::new("Show what follows from the answers").sends("go", UPDATE).secondary())
            }
            details class="govuk-details" {
                summary class="govuk-details__summary" {
                    span class="govuk-details__summary-text" { "Nothing else is to be done" }
                }
                div class="govuk-details__text" {
                    p class="govuk-body" { "Records it and closes it at once. Not where anybody may be at risk." }
                    (outcomes(filling.outcome))
                    (Button::new("Record and close").sends("go", CLOSE).secondary().once())
                }
            }
        }
    };
    let head = Head {
        title: &form.title,
        back: Some(staff_pages::NEW_CONTACT),
        errors: &errors,
        current: staff_pages::NEW_CONTACT,
    };
    Ok(visit.frame().page(status, &head, &main))
}

/// The page was sent.
pub async fn record<S: Stores>(
    stores: &S,
    visit: &Visit,
    request: &Request,
    slug: &str,
) -> Result<Reply, Fault> {
    let post = match staff_pages::posted(PREFIX, request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    let Some(published) = find(stores, slug).await? else {
        return Ok(staff_pages::not_here(PREFIX, request, None));
    };
    let form = &published.form;
    let today = submission::today(visit.now);
    let mut call = Call::read(&post, visit.now);
    let room = form
        .page
        .iter()
        .find_map(|page| form.pressed(page, &post.pairs));
    let typed = room.as_deref().unwrap_or(&post.pairs);
    let reading = form.read_all(typed, today);
    let again = |call, findings, new, why| Filling {
        form,
        call,
        reading: &reading,
        typed,
        findings,
        new,
        why,
        outcome: post.first("outcome"),
    };
    if !visit.session.sent(&post) {
        let why = Some(notice("Not recorded yet", STALE));
        return page(stores, visit, 403, again(&call, &[], &[], why)).await;
    }
    let journey = Journey::of(form, &reading.answers);
    let facts = journey.facts();
    let new = new_pages(&journey, &post);
    let places = stores.places().await?;
    let mut areas = open_areas(form, &reading.answers, &places, today);
    areas.retain(|area| !was_asked(&post, &area.postcode));
    let areas_to_ask = || {
        let words = still_to_ask(&[], &areas);
        (!words.is_empty()).then(|| notice("Still to ask", &words))
    };
    let go = post.first("go").unwrap_or(UPDATE);
    if room.is_some() || !matches!(go, RECORD | CLOSE) {
        let call = Call {
            errors: Vec::new(),
            ..call
        };
        return page(stores, visit, 200, again(&call, &[], &new, areas_to_ask())).await;
    }
    let wrong = !reading.findings.is_empty();
    let Some(started) = call.started.filter(|_| call.errors.is_empty() && !wrong) else {
        return page(
            stores,
            visit,
            422,
            again(&call, &reading.findings, &new, areas_to_ask()),
        )
        .await;
    };
    let still_to_ask = still_to_ask(&new, &areas);
    // Where somebody may be in danger nothing holds it up.
    if !still_to_ask.is_empty() && !has_safeguarding_sign(&facts) && !has_rule_ten_sign(&facts) {
        let words = format!("{still_to_ask} Or press the button again to go on without.");
        let why = Some(notice("Not recorded yet", &words));
        return page(stores, visit, 200, again(&call, &[], &new, why)).await;
    }
    let body = json!({
        "answers": journey.counted().to_json(),
        "channel": call.channel.id(),
        "started_at": started.to_string(),
    });
    let (read, prepared) = match submission::read(form, &body, visit.now) {
        Ok(read) => read,
        Err(problems) => {
            let problems = problems
                .into_iter()
                .map(|problem| ErrorLink::new(problem.field.as_str(), problem.message.as_str()));
            call.errors.extend(problems);
            return page(stores, visit, 422, again(&call, &[], &[], None)).await;
        }
    };
    let received_at = read.started_at.unwrap_or(started);
    let decision = stores.decide(&prepared.facts, received_at).await?;
    let calendar = stores.calendar().await?;
    let arrival = Arrival {
        channel: Some(read.channel),
        idempotency: Some(submission::idempotency(&call.key(&visit.actor().id), &body)),
        entered_by: Some(entered_by(visit)),
        ..Arrival::default()
    };
    let contact = submission::build(&prepared, decision, received_at, &calendar, arrival);
    let closes = (go == CLOSE).then(|| post.first("outcome").unwrap_or(frame::ADVICE));
    let stored = match closes {
        Some(outcome) => stores.give_advice(contact, outcome, visit.actor()).await,
        None => stores
            .submit(contact)
            .await
            .map_err(|refused| match refused {
                NotSubmitted::KeyReused => NotAdvised::KeyReused,
                NotSubmitted::Failed(fault) => NotAdvised::Failed(fault),
                // Nothing that comes this way was a draft or is counted by its address.
                NotSubmitted::DraftChanged | NotSubmitted::TooMany(_) => {
                    NotAdvised::Failed(Fault::Internal)
                }
            }),
    };
    match stored {
        Ok(receipt) => Ok(recorded::page(visit, &receipt, closes)),
        Err(NotAdvised::Failed(fault)) => Err(fault),
        Err(refused) => {
            if refused == NotAdvised::KeyReused {
                call.opened = visit.now;
            }
            let why = Some(not_advised(&refused));
            page(stores, visit, 409, again(&call, &[], &[], why)).await
        }
    }
}

/// What the worker may want to ask before it is recorded; empty where there is nothing.
fn still_to_ask(new: &[&str], areas: &[OpenArea]) -> String {
    let mut words = Vec::new();
    if !new.is_empty() {
        words.push(
            "The answers lead to more questions, which are marked as new. Ask them.".to_owned(),
        );
    }
    for area in areas {
        let names: Vec<&str> = area
            .districts
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        words.push(format!(
            "{} can be in {}. Ask which it is, and choose it under \u{201c}{}\u{201d}.",
            area.postcode,
            names.join(" or "),
            area.question.label
        ));
    }
    words.join(" ")
}

/// Whether the page that was sent had asked already in which district this postcode is.
fn was_asked(post: &FormPost, postcode: &str) -> bool {
    let mut pairs = post.pairs.iter();
    pairs.any(|(name, value)| name == AREA_ASKED && value == postcode)
}

/// The pages that the answers lead to, and that were not on the page that was sent.
fn new_pages<'f>(journey: &Journey<'f>, post: &FormPost) -> Vec<&'f str> {
    let was_shown = |id: &str| {
        let mut pairs = post.pairs.iter();
        pairs.any(|(name, value)| name == "shown" && value == id)
    };
    let pages = journey.pages().iter().map(|shown| shown.page.id.as_str());
    pages
        .filter(|id| is_shown(journey, id) && !was_shown(id))
        .collect()
}
