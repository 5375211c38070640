//! The switch between the languages of a form, which words are in which language, and the pictures of
//! Easy Read. Links only: what was saved stays, and it works without JavaScript.

use form_model::{Form, Page};
use maud::{Markup, PreEscaped, html};

use super::pictures;

/// The language of the frame around a form: the form's own, which is that of buttons and headings.
pub fn frame_lang(form: &Form) -> &str {
    form.languages
        .first()
        .map_or(form.language.as_str(), |own| own.id.as_str())
}

/// The language of the form's words, where it is another than the frame's. Easy Read is English.
pub fn words_lang(form: &Form) -> Option<&str> {
    let main = |id: &'_ str| id.split('-').next().map(str::to_owned);
    (main(&form.language) != main(frame_lang(form))).then_some(form.language.as_str())
}

/// Marks words of the form with their language, where the page around them has another.
pub fn said(form: &Form, words: Markup) -> Markup {
    match words_lang(form) {
        Some(lang) => html! { div lang=(lang) { (words) } },
        None => words,
    }
}

/// Where people choose another language, and who has read the words. Whoever is `returning` to the
/// answers that they check goes on doing so.
pub fn switch(form: &Form, returning: bool) -> Option<Markup> {
    if form.languages.len() < 2 {
        return None;
    }
    let current = form
        .languages
        .iter()
        .find(|language| language.id == form.language);
    let note = current.and_then(|language| language.unreviewed.as_deref());
    Some(html! {
        nav aria-label="Language" {
            p class="govuk-body" {
                @for (at, language) in form.languages.iter().enumerate() {
                    @if at > 0 { span aria-hidden="true" { " | " } }
                    @if language.id == form.language {
                        strong aria-current="true" lang=(language.id) { (language.name) }
                    } @else {
                        a class="govuk-link" href={ "?" @if returning { "return=check&" } "language=" (language.id) } lang=(language.id) hreflang=(language.id) { (language.name) }
                    }
                }
            }
            @if let Some(note) = note {
                div class="govuk-inset-text" lang=[words_lang(form)] { (note) }
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
