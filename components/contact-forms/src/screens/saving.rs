//! Saving a form for later, and coming back to it. No page here says whether there is anything saved:
//! they look the same to whoever has begun a form and to whoever has not.

use form_model::Form;
use maud::{Markup, html};
use pages::{
    Authority, Banner, Button, Details, ErrorLink, Input, InsetText, Question, Size, phone_link,
};

use super::{address, layout, token_field};

/// The last segments of the addresses, which no page of a form has.
pub const SAVE: &str = "save";
pub const RESUME: &str = "resume";
/// The field of the words.
pub const WORDS: &str = "four-words";
/// The field of the page from which somebody came to save.
pub const FROM: &str = "from";

/// What a page of a form says of coming back to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ComingBack<'a> {
    /// The words of a form that has just begun.
    pub words: Option<&'a str>,
    /// No form is open in this browser, though the page is not the first of one.
    pub nothing_open: bool,
}

impl ComingBack<'_> {
    /// For the end of the page.
    pub(super) fn words(&self) -> Markup {
        html! {
            @if let Some(words) = self.words {
                (InsetText(html! {
                    h2 class="govuk-heading-s" { "If you have to stop" }
                    p class="govuk-body" {
                        "If nobody uses this form for 20 minutes, we ask for these four words before we show your answers again: "
                        strong { (words) }
                    }
                    p class="govuk-body" { "Write them down now, if that is safe. We show them only on this page. You do not need them to send the form." }
                }))
            }
        }
    }

    /// For the top of the page.
    pub(super) fn open_again(&self, form: &Form) -> Markup {
        html! {
            @if self.nothing_open {
                (InsetText(html! {
                    "If you have filled in part of this form already, you can "
                    a class="govuk-link" href=(address(form, RESUME)) { "open your answers" }
                    " with your four words."
                }))
            }
        }
    }
}

/// The button that saves what is on the page too.
pub(super) fn save_button() -> Button<'static> {
    Button::new("Save and come back later")
        .sends("go", SAVE)
        .secondary()
}

/// `/contact/{form}/save`: what saving means. `from` is the page to go back to.
pub fn save_page(
    form: &Form,
    token: Option<&str>,
    from: Option<&str>,
    notice: Option<&str>,
) -> String {
    let back = address(form, from.unwrap_or_default());
    let main = html! {
        @if let Some(notice) = notice { (Banner::important(Banner::sentence(notice))) }
        h1 class="govuk-heading-l" { "Save and come back later" }
        p class="govuk-body" { "We can keep your answers for 28 days. You do not need an account." }
        p class="govuk-body" { "We show you four words and a link. You need both to open your answers again, on this device or on another one." }
        p class="govuk-body" { "Save only if you can keep the words and the link safe. Anybody who has both can read your answers." }
        form method="post" action=(address(form, SAVE)) novalidate {
            (token_field(token))
            @if let Some(from) = from { input type="hidden" name=(FROM) value=(from); }
            div class="govuk-button-group" {
                (Button::new("Save my answers").once())
                a class="govuk-link" href=(back) { "Go back to the form" }
            }
        }
    };
    let exit = address(form, "leave");
    layout(form, "Save and come back later", &exit)
        .back(&back)
        .page(main)
}

/// What somebody gets who has saved.
#[derive(Debug, Clone, Copy)]
pub struct SavedForm<'a> {
    pub form: &'a Form,
    pub words: &'a str,
    /// The whole address of the link.
    pub link: &'a str,
    /// The day until which it is kept, in words.
    pub until: &'a str,
    pub token: Option<&'a str>,
    pub from: Option<&'a str>,
}

/// The words and the link, this once.
pub fn saved_page(view: SavedForm) -> String {
    let form = view.form;
    let main = html! {
        h1 class="govuk-heading-l" { "Your answers are saved" }
        p class="govuk-body" { "We keep them until " (view.until) ". Each time you use the form, the 28 days begin again." }
        h2 class="govuk-heading-m" { "Your four words" }
        p class="govuk-body-l" { strong { (view.words) } }
        p class="govuk-body" { "Write them down. We cannot show them again, and we never send them. If you were shown other words before, they no longer work." }
        h2 class="govuk-heading-m" { "Your link" }
        p class="govuk-body" { a class="govuk-link" href=(view.link) { (view.link) } }
        p class="govuk-body" { "Copy the link, or print this page. We do not send it to you. If you can, keep the link and the words in two places." }
        h2 class="govuk-heading-m" { "What to do now" }
        p class="govuk-body" { "If other people use this device, close the form on it. Your answers then open only with the link and the words." }
        p class="govuk-body" { "“Exit this page” is for getting away quickly. It ends the link too." }
        form method="post" action=(address(form, SAVE)) novalidate {
            (token_field(view.token))
            div class="govuk-button-group" {
                (Button::new("Close the form on this device").sends("go", "close"))
                a class="govuk-link" href=(address(form, view.from.unwrap_or_default())) { "Go on with the form" }
            }
        }
    };
    let exit = address(form, "leave");
    layout(form, "Your answers are saved", &exit).page(main)
}

/// Nothing is open in this browser, so nothing was saved.
pub fn nothing_to_save_page(form: &Form) -> String {
    let main = html! {
        h1 class="govuk-heading-l" { "There is nothing to save here" }
        p class="govuk-body" { "No form is open in this browser now." }
        p class="govuk-body" {
            "If you have filled in part of it already, you can "
            a class="govuk-link" href=(address(form, RESUME)) { "open your answers" }
            " with your four words. Or you can "
            a class="govuk-link" href=(address(form, "")) { "start again" }
            "."
        }
    };
    let exit = address(form, "leave");
    layout(form, "There is nothing to save here", &exit).page(main)
}

/// Where the words are asked for.
#[derive(Debug, Clone, Copy)]
pub struct AskWords<'a> {
    pub form: &'a Form,
    /// The link's last segment; none where the browser's own form is opened.
    pub link: Option<&'a str>,
    pub csrf: Option<&'a str>,
    /// What was typed and did not do.
    pub typed: Option<&'a str>,
    pub error: Option<&'a str>,
    pub notice: Option<&'a str>,
}

/// `/contact/{form}/resume` and `/contact/{form}/resume/{token}`.
pub fn resume_page(view: AskWords) -> String {
    let form = view.form;
    let action = match view.link {
        Some(link) => format!("{}/{link}", address(form, RESUME)),
        None => address(form, RESUME),
    };
    let errors: Vec<ErrorLink> = view
        .error
        .map(|error| ErrorLink::new(WORDS, error))
        .into_iter()
        .collect();
    let label = Question::sized("Your four words", Size::M);
    let field = Input::new(WORDS, label)
        .hint(Some(
            "Put a space between two words. Capital letters make no difference.",
        ))
        .error(view.error)
        .value(view.typed)
        .autocomplete("off")
        .no_spellcheck();
    let council = Authority::current().phone("council");
    let main = html! {
        @if let Some(notice) = view.notice { (Banner::important(Banner::sentence(notice))) }
        h1 class="govuk-heading-l" { "Open your saved form" }
        p class="govuk-body" { "To keep answers private, we ask for four words when a saved form is opened, and when nobody has used a form for 20 minutes." }
        form method="post" action=(action) autocomplete="off" novalidate {
            (token_field(view.csrf))
            (field)
            (Button::new("Open my answers").once())
        }
        (Details::new("I do not have the words", html! {
            p class="govuk-body" { "Nobody can open saved answers without them, and we cannot send them to you." }
            p class="govuk-body" {
                "You can "
                a class="govuk-link" href=(address(form, "")) { "start again" }
                @if let Some(phone) = council { ", or call us on " (phone_link(&phone.number)) }
                "."
            }
        }))
    };
    let exit = address(form, "leave");
    layout(form, "Open your saved form", &exit)
        .back(&address(form, ""))
        .errors(&errors)
        .page(main)
}
