//! The switch between the languages of a form, and the pictures of Easy Read. It works without JavaScript.

use form_model::{Form, Page};
use maud::{Markup, PreEscaped, html};
use wording::phrase::frame;

use super::pictures;
use super::question::first_button;

/// The id of a page's form, for buttons that stand outside of it.
pub const FORM: &str = "this-page";
/// The field of the button that shows the page in another language.
pub const IN_LANGUAGE: &str = "in-language";

/// Where people choose another language, and who has read the words. On a page that `asks`, the choice is
/// a button of its form, so that what was typed comes along.
pub fn switch(form: &Form, asks: bool) -> Option<Markup> {
    if form.languages.len() < 2 {
        return None;
    }
    let current = form
        .languages
        .iter()
        .find(|language| language.id == form.language);
    let note = current.and_then(|language| language.unreviewed.as_deref());
    // The words around those of the form are reviewed by themselves.
    let note = note.or_else(|| form.wording.unreviewed());
    Some(html! {
        nav aria-label=(form.wording.say(frame::LANGUAGES).text) lang=[form.wording.say(frame::LANGUAGES).lang] {
            @if asks { (first_button(&form.wording, Some(FORM))) }
            p class="govuk-body" {
                @for (at, language) in form.languages.iter().enumerate() {
                    @if at > 0 { span aria-hidden="true" { " | " } }
                    @if language.id == form.language {
                        strong aria-current="true" lang=(language.id) { (language.name) }
                    } @else if asks {
                        button type="submit" form=(FORM) name=(IN_LANGUAGE) value=(language.id) formenctype="application/x-www-form-urlencoded"
                            class="govuk-link app-link-button" lang=(language.id) { (language.name) }
                    } @else {
                        a class="govuk-link" href={ "?language=" (language.id) } lang=(language.id) hreflang=(language.id) { (language.name) }
                    }
                }
            }
            @if let Some(note) = note {
                div class="govuk-inset-text" { (note) }
            }
        }
    })
}

/// The picture of a page, said to those who do not see it.
pub fn picture(page: &Page) -> Markup {
    let drawn = page
        .picture
        .as_ref()
        .and_then(|picture| Some((picture, pictures::find(&picture.name)?)));
    html! {
        @if let Some((picture, drawing)) = drawn {
            p class="govuk-body" { span role="img" aria-label=(picture.alt) { (PreEscaped(drawing)) } }
        }
    }
}
