//! Saving a form for later, and coming back to it. No page here says whether there is anything saved:
//! they look the same to whoever has begun a form and to whoever has not.

use form_model::Form;
use maud::{Markup, Render, html};
use pages::{
    Authority, Button, Details, ErrorLink, Input, InsetText, Layout, Question, Size, phone_link,
};
use wording::phrase::{begin, check, resume, save};
use wording::{Said, Wording};

use super::link_message::{LinkSent, SendLink};
use super::{
    CONTACT, address, banner, beside, heading, layout, link, notice, paragraph, token_field,
};
use crate::Aside;

/// The last segments of the addresses, which no page of a form has.
pub const SAVE: &str = "save";
pub const RESUME: &str = "resume";
/// The field of the words.
pub const WORDS: &str = "four-words";
/// The field of the page from which somebody came to save.
pub const FROM: &str = "from";

/// The front door's way out in a hurry, for a page of no form. It ends what the browser has of every form.
const LEAVE: &str = "/track/leave";

/// What a page of a form says of coming back to it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ComingBack<'a> {
    /// The words of a form that has just begun.
    pub words: Option<&'a str>,
    /// No form is open in this browser, though the page is not the first of one.
    pub nothing_open: bool,
    /// Nobody comes back to it, so nothing is said of saving.
    pub never: bool,
}

impl ComingBack<'_> {
    /// For the end of the page.
    pub(super) fn words(&self, form: &Form) -> Markup {
        let words = &form.wording;
        html! {
            @if let Some(four) = self.words {
                @let four = html! { strong lang=[words.in_english(four).lang] { (four) } };
                (InsetText(html! {
                    h2 class="govuk-heading-s" { (words.say(save::IF_YOU_STOP)) }
                    p class="govuk-body" { (words.say(save::ASKS_WORDS).around(&[("words", &four)])) }
                    (paragraph(form, save::WRITE_NOW))
                }))
            }
        }
    }

    /// For the top of the page.
    pub(super) fn open_again(&self, form: &Form) -> Markup {
        html! {
            @if self.nothing_open { (InsetText(part_already(form))) }
        }
    }
}

/// For whoever has begun a form before and finds nothing of it.
pub(super) fn part_already(form: &Form) -> Markup {
    let open = link(form, begin::OPEN_ANSWERS, &address(form, RESUME));
    form.wording
        .say(save::PART_ALREADY)
        .around(&[("open", &open)])
        .render()
}

/// The button that saves what is on the page too.
pub(super) fn save_button(words: &Wording) -> Button<'_> {
    Button::new(words.say(save::LATER))
        .sends("go", SAVE)
        .secondary()
}

/// What the page before saving shows.
#[derive(Debug, Clone, Copy)]
pub struct SavePage<'a> {
    pub form: &'a Form,
    pub token: Option<&'a str>,
    /// The page to go back to.
    pub from: Option<&'a str>,
    pub notice: Option<Said<'a>>,
    /// Whether the link is sent; none where messages have no sender, and then nothing is said of it.
    pub send: Option<SendLink<'a>>,
}

/// `/contact/{form}/save`: what saving means.
pub fn save_page(view: SavePage) -> String {
    let SavePage { form, from, .. } = view;
    let back = address(form, from.unwrap_or_default());
    let words = &form.wording;
    let errors = view
        .send
        .map_or_else(Vec::new, |send| send.error_links(words));
    let main = html! {
        (notice(form, view.notice))
        h1 class="govuk-heading-l" { (words.say(save::LATER)) }
        (paragraph(form, save::DAYS))
        (paragraph(form, save::WORDS_AND_LINK))
        (paragraph(form, save::ONLY_IF_SAFE))
        form method="post" action=(address(form, SAVE)) novalidate {
            (token_field(view.token))
            @if let Some(from) = from { input type="hidden" name=(FROM) value=(from); }
            @if let Some(send) = &view.send { (send.fields(words)) }
            div class="govuk-button-group" {
                (Button::new(words.say(save::SAVE)).once())
                (link(form, save::BACK_TO_FORM, &back))
            }
        }
    };
    let exit = address(form, "leave");
    layout(form, words.say(save::LATER), &exit)
        .back(&back)
        .errors(&errors)
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
    pub sent: LinkSent,
    pub aside: Aside,
}

/// The words and the link, this once.
pub fn saved_page(view: SavedForm) -> String {
    let form = view.form;
    let words = &form.wording;
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(save::SAVED)) }
        p class="govuk-body" { (words.fill(save::UNTIL, &[("day", view.until)])) }
        (heading(form, save::YOUR_WORDS))
        p class="govuk-body-l" { strong lang=[words.in_english(view.words).lang] { (view.words) } }
        (paragraph(form, save::WRITE_DOWN))
        (heading(form, save::YOUR_LINK))
        p class="govuk-body" { a class="govuk-link" href=(view.link) { (view.link) } }
        (paragraph(form, view.sent.phrase()))
        (heading(form, save::WHAT_NOW))
        (paragraph(form, save::CLOSE_IF_SHARED))
        (paragraph(form, save::EXIT_ENDS))
        form method="post" action=(address(form, SAVE)) novalidate {
            (token_field(view.token))
            div class="govuk-button-group" {
                (Button::new(words.say(save::CLOSE)).sends("go", "close"))
                (link(form, save::GO_ON, &address(form, view.from.unwrap_or_default())))
            }
        }
        (beside(form, view.aside))
    };
    let exit = address(form, "leave");
    layout(form, words.say(save::SAVED), &exit).page(main)
}

/// Nothing is open in this browser, so nothing was saved.
pub fn nothing_to_save_page(form: &Form) -> String {
    let words = &form.wording;
    let open = link(form, begin::OPEN_ANSWERS, &address(form, RESUME));
    let start = link(form, check::START_AGAIN, &address(form, ""));
    let main = html! {
        h1 class="govuk-heading-l" { (words.say(save::NOTHING)) }
        (paragraph(form, save::NOTHING_OPEN))
        p class="govuk-body" {
            (words.say(save::OPEN_OR_START).around(&[("open", &open), ("start", &start)]))
        }
    };
    let exit = address(form, "leave");
    layout(form, words.say(save::NOTHING), &exit).page(main)
}

/// Where the words are asked for.
#[derive(Debug, Clone, Copy)]
pub struct AskWords<'a> {
    /// None for a link that names none.
    pub form: Option<&'a Form>,
    /// The link's last segment; none where the browser's own form is opened.
    pub link: Option<&'a str>,
    pub csrf: Option<&'a str>,
    /// What was typed and did not do.
    pub typed: Option<&'a str>,
    pub error: Option<Said<'a>>,
    pub notice: Option<Said<'a>>,
}

/// `/contact/{form}/resume`, `/contact/{form}/resume/{token}` and `/contact/resume/{token}`.
pub fn resume_page(view: AskWords) -> String {
    let words = view.form.map_or(Wording::english(), |form| &form.wording);
    let place = |page: &str| view.form.map(|form| address(form, page));
    let here = place(RESUME).unwrap_or_else(|| format!("{CONTACT}/{RESUME}"));
    let action = match view.link {
        Some(link) => format!("{here}/{link}"),
        None => here,
    };
    let start_page = place("").unwrap_or_else(|| CONTACT.to_owned());
    let exit = place("leave").unwrap_or_else(|| LEAVE.to_owned());
    let errors: Vec<ErrorLink> = view
        .error
        .map(|error| ErrorLink::new(WORDS, error.text).lang(error.lang))
        .into_iter()
        .collect();
    let label = Question::sized(words.say(save::YOUR_WORDS), Size::M).words(words);
    let field = Input::new(WORDS, label)
        .hint(Some(words.say(resume::HINT)))
        .error(view.error)
        .value(view.typed)
        .autocomplete("off")
        .no_spellcheck();
    let start =
        html! { a class="govuk-link" href=(start_page) { (words.say(check::START_AGAIN)) } };
    let or_call = match Authority::current().phone("council") {
        Some(phone) => words
            .say(resume::START_OR_CALL)
            .around(&[("start", &start), ("number", &phone_link(&phone.number))])
            .render(),
        None => words
            .say(resume::START_ONLY)
            .around(&[("start", &start)])
            .render(),
    };
    let main = html! {
        (banner(words, view.notice))
        h1 class="govuk-heading-l" { (words.say(resume::HEADING)) }
        p class="govuk-body" { (words.say(resume::WHY)) }
        form method="post" action=(action) autocomplete="off" novalidate {
            (token_field(view.csrf))
            (field)
            (Button::new(words.say(resume::OPEN)).once())
        }
        (Details::new(words.say(resume::NO_WORDS), html! {
            p class="govuk-body" { (words.say(resume::NO_WORDS_TEXT)) }
            p class="govuk-body" { (or_call) }
        }))
    };
    let title = words.say(resume::HEADING);
    let frame = match view.form {
        Some(form) => layout(form, title, &exit),
        None => Layout::new(Authority::current(), CONTACT, title).exit(&exit),
    };
    frame.back(&start_page).errors(&errors).page(main)
}
