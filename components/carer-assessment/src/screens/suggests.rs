//! `/carer-assessment/what-you-told-us`: what the answers suggest, each condition with the answers that led to
//! it, how to disagree, and how to reach a person.

use carers::answers::Quote;
use carers::suggests::{Condition, Suggests, suggest};
use form_model::Form;
use form_site::given::{Given, Stands};
use form_site::screens::{RESUME, address, contact_us, layout, lines};
use maud::{Markup, html};
use pages::{Details, InsetText, Summary, SummaryRow};
use vocabulary::Date;

use super::{SUPPORT, answers, back, way_on};

const TITLE: &str = "What you told us suggests";

/// What somebody can do who has sent their answers, and sees it another way.
const SENT_OTHERWISE: &str = "You know your life best. If something here is wrong, or more has come to your mind, \
     tell the person who talks with you. They write it down with you.";

/// The page as HTML. `today` says who is under 18.
pub fn suggests_page(given: &Given, today: Date) -> String {
    let form = &given.published.form;
    let suggests = suggest(&answers(given), today);
    let was_sent = given.stands == Stands::Sent;
    // The first two ways are to change an answer, and to send it all the same.
    let no_longer = if was_sent { 2 } else { 0 };
    let main = html! {
        h1 class="govuk-heading-l" { (TITLE) }
        (InsetText(html! { strong { (suggests.opening) } }))
        p class="govuk-body" { (suggests.not_a_decision) }
        @match given.stands {
            Stands::Nothing => (nothing_open(form)),
            Stands::Open | Stands::Sent => (found(form, &suggests, given.stands)),
        }
        h2 class="govuk-heading-m" { "If you see it another way" }
        ul class="govuk-list govuk-list--bullet" {
            @if was_sent { li { (SENT_OTHERWISE) } }
            @for way in suggests.disagree.iter().skip(no_longer) { li { (way) } }
        }
        h2 class="govuk-heading-m" { "Support that you can use now" }
        p class="govuk-body" {
            "You do not have to wait for anybody. See "
            a class="govuk-link" href=(address(form, SUPPORT)) { "support for carers" } "."
        }
        (contact_us(form, was_sent))
        @if !was_sent { p class="govuk-body" { (suggests.reach_a_person) } }
        (way_on(given))
    };
    let exit = address(form, "leave");
    layout(form, TITLE, &exit).back(&back(given)).page(main)
}

/// Nothing can be shown in this browser now.
fn nothing_open(form: &Form) -> Markup {
    html! {
        p class="govuk-body" { "There are no answers to show here now: you have not begun, or nobody has used your form on this device for 20 minutes." }
        p class="govuk-body" {
            "If you have already answered part of it, "
            a class="govuk-link" href=(address(form, RESUME)) { "open your answers again" } "."
        }
    }
}

fn found(form: &Form, suggests: &Suggests, stands: Stands) -> Markup {
    html! {
        @if let Some(route) = suggests.other_route {
            h2 class="govuk-heading-m" { (route.heading()) }
            @for text in route.text() { p class="govuk-body" { (text) } }
        }
        @for condition in &suggests.conditions { (about(form, condition, stands)) }
    }
}

fn about(form: &Form, condition: &Condition, stands: Stands) -> Markup {
    html! {
        h2 class="govuk-heading-m" { (condition.heading) }
        p class="govuk-hint" { (condition.law) }
        @for text in &condition.suggests { p class="govuk-body" { (text) } }
        @if !condition.because.is_empty() {
            (Details::new("The answers that led to this", quotes(&condition.because)))
        }
        @if stands == Stands::Open { (more(form, &condition.open)) }
    }
}

fn quotes(because: &[Quote]) -> Markup {
    let rows = because.iter();
    let rows = rows.map(|quote| SummaryRow::rich(&quote.asked, lines(&quote.said)));
    html! { (Summary::new(rows.collect())) }
}

/// The questions of which nothing is known, where they can be answered.
fn more(form: &Form, open: &[String]) -> Markup {
    let questions: Vec<_> = open
        .iter()
        .filter_map(|id| form.find_question(id))
        .collect();
    html! {
        @if !questions.is_empty() {
            p class="govuk-body" { "If you like, tell us more:" }
            ul class="govuk-list govuk-list--bullet" {
                @for (page, question) in questions {
                    li { a class="govuk-link" href=(address(form, &page.id)) { (question.label) } }
                }
            }
        }
    }
}
