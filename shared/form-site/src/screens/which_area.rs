//! The one question that a postcode of several districts leads to.

use form_model::{Draft, Form, Journey, Page, Question as Asked};
use maud::html;
use pages::{Button, Question, RadioItem, Radios};
use wording::Said;
use wording::phrase::{field, question};

use super::languages::FORM;
use super::question::filled_in;
use super::{Districts, address, layout_for, token_field};

/// The query member that names the question which asks for the district.
pub const AREA: &str = "area";

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct WhichArea<'a> {
    pub form: &'a Form,
    pub page: &'a Page,
    pub draft: &'a Draft,
    /// Asks for the district.
    pub question: &'a Asked,
    /// As it was typed.
    pub postcode: &'a str,
    pub districts: &'a Districts,
    pub token: Option<&'a str>,
    /// The person came to change an answer and goes straight back.
    pub returning: bool,
}

/// The page as HTML. The other answers of the page go along with it, so that sending it loses none.
pub fn which_area_page(view: WhichArea) -> String {
    let form = view.form;
    let journey = Journey::of(form, &view.draft.answers);
    let others: Vec<&Asked> = journey
        .questions_of(view.page)
        .into_iter()
        .filter(|other| other.id != view.question.id)
        .collect();
    let heading = form
        .wording
        .fill(question::WHICH_AREA, &[("postcode", view.postcode)]);
    let mut items: Vec<RadioItem> = view
        .districts
        .iter()
        .map(|(slug, name)| RadioItem::new(slug, Said::here(name)))
        .collect();
    items.push(RadioItem::divider(form.wording.say(field::OR)));
    items.push(RadioItem::new("", form.wording.say(question::ANOTHER_AREA)));
    let legend = Question::heading(heading.said()).words(&form.wording);
    let action = format!(
        "{}?{AREA}={}",
        address(form, &view.page.id),
        view.question.id
    );
    let main = html! {
        form id=(FORM) method="post" action=(action) autocomplete=[form.keep_out_of_browsers.then_some("off")] novalidate {
            (token_field(view.token))
            @if view.returning { input type="hidden" name="return" value="check"; }
            @for (name, value) in filled_in(view.draft, &others) { input type="hidden" name=(name) value=(value); }
            (Radios::new(&view.question.id, legend, items).hint(Some(form.wording.say(question::WHICH_AREA_WHY))))
            (Button::new(form.wording.say(question::CONTINUE)).once())
        }
    };
    let exit = address(form, "leave");
    let back = address(form, &view.page.id);
    // Titles stand in a browser's history: no postcode in one.
    let (words, _) = journey.page_words(view.page);
    let title = view.page.title.as_deref().unwrap_or(words);
    layout_for(form, form.say(title), &exit, true)
        .back(&back)
        .page(main)
}
