//! Choosing a form, and the first page of one.

use form_model::Form;
use maud::html;
use pages::{Authority, Button, Layout, emergency_help};
use vocabulary::Date;

use wording::phrase::begin;

use super::{
    CONTACT, HANDED_OVER, RESUME, address, handed_over, heading, layout, paragraph, paragraphs,
    with_link,
};

/// Of what somebody else takes instead of us.
const ELSEWHERE: &str = "Whom to tell in this area, online or by phone.";

/// `/contact`: which form is right.
pub fn choose_page(forms: &[&Form], today: Date) -> String {
    let authority = Authority::current();
    let main = html! {
        h1 class="govuk-heading-l" { "What would you like to tell us?" }
        p class="govuk-body" { "You do not need an account. If you are not sure which one is right, choose the first: what you send reaches the right people either way." }
        @for form in forms {
            @let (title, summary) = offered(form, today);
            h2 class="govuk-heading-m" {
                a class="govuk-link" href=(address(form, "")) { (title) }
            }
            p class="govuk-body" { (summary) }
        }
        h2 class="govuk-heading-m" { "Advice without a form" }
        p class="govuk-body" {
            "You can "
            a class="govuk-link" href="/advice" { "find advice and support" }
            " without telling us anything."
        }
    };
    Layout::new(authority, CONTACT, "What would you like to tell us?")
        .discreet()
        .back("/")
        .page(main)
}

/// What a form is called where people choose, and what is said of it.
fn offered(form: &Form, today: Date) -> (&str, &str) {
    match handed_over(form, today) {
        Some(_) => (HANDED_OVER, ELSEWHERE),
        None => (&form.title, &form.summary),
    }
}

/// `/contact/{form}`: what it is, and whom to call if it cannot wait.
pub fn begin_page(form: &Form) -> String {
    let exit = address(form, "leave");
    let first = form
        .page
        .first()
        .map_or_else(String::new, |page| address(form, &page.id));
    let main = html! {
        h1 class="govuk-heading-l" { (form.say(&form.title)) }
        (paragraphs(form, &form.begin))
        (heading(form, begin::CANNOT_WAIT))
        (emergency_help(Authority::current(), true, &form.wording))
        (heading(form, begin::WATCHED))
        (paragraph(form, begin::WATCHED_TEXT))
        (Button::link(form.wording.say(begin::START), &first).start())
        (with_link(form, begin::PART_ALREADY, begin::OPEN_ANSWERS, &address(form, RESUME)))
        (with_link(form, begin::ADVICE, begin::ADVICE_LINK, "/advice"))
    };
    layout(form, form.say(&form.title), &exit)
        .back(CONTACT)
        .page(main)
}
