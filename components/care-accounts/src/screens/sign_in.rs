//! Signing in with a code that goes to the contact on record.
//!
//! Whatever is typed, the same page follows: nobody learns here whether an account exists, or is closed.

use maud::{Markup, html};
use pages::{Button, DateInput, ErrorLink, Input};
use vocabulary::{Date, Instant};
use web::{Cookie, FormPost, Reply, Request};

use super::{PREFIX, SESSION_COOKIE, session};
use super::{frame, provider};
use crate::stores::{AccessRefusal, Settings, Stores};

const TITLE: &str = "Look up your care account";
const REFERENCE: &str = "account-reference";
const BORN: &str = "date-of-birth";
const CODE: &str = "code";
/// The most characters of a number or a code that are read.
const MOST: usize = 100;

/// Whether anybody can sign in at all: without a sender no code reaches anybody.
fn is_open(settings: &Settings) -> bool {
    settings.has_sender
}

/// The start page.
pub async fn show(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    let provider = stores.provider().await;
    if !is_open(settings) {
        return closed(provider.as_deref(), settings);
    }
    let signed_in = match session(request, settings) {
        Some(token) => matches!(stores.current(token, now).await, Ok(Some(_))),
        None => false,
    };
    start(
        200,
        &Typed::default(),
        signed_in,
        provider.as_deref(),
        settings,
    )
}

/// What was typed on the start page, and what is wrong with it.
#[derive(Default)]
struct Typed<'a> {
    reference: &'a str,
    born: [&'a str; 3],
    errors: Vec<ErrorLink>,
    wrong: [bool; 3],
}

impl<'a> Typed<'a> {
    fn of(post: &'a FormPost) -> Self {
        let first = |name: &str| post.first(name).unwrap_or_default().trim();
        Self {
            reference: first(REFERENCE),
            born: [
                first("date-of-birth-day"),
                first("date-of-birth-month"),
                first("date-of-birth-year"),
            ],
            ..Self::default()
        }
    }

    /// The number and the date of birth, or everything that is wrong.
    fn read(&mut self) -> Option<(String, String)> {
        if self.reference.is_empty() {
            self.errors
                .push(ErrorLink::new(REFERENCE, "Enter your account reference"));
        } else if self.reference.chars().count() > MOST || self.reference.contains('\0') {
            self.errors
                .push(ErrorLink::new(REFERENCE, "Check your account reference"));
        }
        let born = date(self.born);
        if born.is_none() {
            let [day, month, year] = self.born.map(str::is_empty);
            self.wrong = [day, month, year];
            let part = match self.wrong {
                [false, true, _] => "month",
                [false, false, true] => "year",
                _ => "day",
            };
            self.errors.push(ErrorLink::new(
                format!("{BORN}-{part}"),
                "Enter your date of birth, like 27 3 1947",
            ));
        }
        match self.errors.is_empty() {
            true => Some((self.reference.to_owned(), born?.to_string())),
            false => None,
        }
    }

    fn error(&self, field: &str) -> Option<&str> {
        let mut errors = self.errors.iter();
        let error = errors.find(|error| error.id.starts_with(field))?;
        Some(&error.text)
    }
}

/// A date whose month may be a word.
fn date([day, month, year]: [&str; 3]) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let word: String = month.to_ascii_lowercase().chars().take(3).collect();
    let named = MONTHS.iter().position(|name| *name == word);
    let month = match named {
        Some(index) => u8::try_from(index + 1).ok()?,
        None => month.parse().ok()?,
    };
    let year = Some(year).filter(|year| year.len() == 4)?;
    Date::new(year.parse().ok()?, month, day.parse().ok()?)
}

fn start(
    status: u16,
    typed: &Typed<'_>,
    signed_in: bool,
    provider: Option<&str>,
    settings: &Settings,
) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l" { (TITLE) }
        @if signed_in {
            p class="govuk-body" {
                "You have signed in already. "
                a class="govuk-link" href="/care-account/summary" { "Go to your care account" } "."
            }
        }
        p class="govuk-body" {
            "See what your care costs each week, what you pay and why, what was paid, and your statements."
        }
        h2 class="govuk-heading-m" { "What you need" }
        ul class="govuk-list govuk-list--bullet" {
            li { "your account reference, which the council gave you. If you do not have it, telephone us" }
            li { "your date of birth" }
            li { "the mobile telephone or the email that the council has for you, because we send a code there" }
        }
        p class="govuk-body" {
            "If you act for somebody else and the council has agreed to it, use the reference that the council gave you, \
             and your own date of birth."
        }
        form method="post" action=(PREFIX) novalidate autocomplete="off" {
            (Input::new(REFERENCE, "Account reference").value(Some(typed.reference).filter(|text| !text.is_empty()))
                .class("govuk-input--width-20").autocomplete("off").no_spellcheck().error(typed.error(REFERENCE)))
            (DateInput::new(BORN, "Date of birth").hint(Some("For example, 27 3 1947")).values(typed.born).wrong(typed.wrong)
                .error(typed.error(BORN)))
            (Button::new("Continue").once())
        }
        (provider::offer(provider))
        h2 class="govuk-heading-m" { "If you would rather telephone" }
        p class="govuk-body" {
            "You can have all of this by telephone too, and on paper. It makes no difference to your care."
        }
        (frame::telephone())
    };
    frame::outside(status, TITLE, &typed.errors, settings.demonstration, &main)
}

/// Nobody can be sent a code, so nobody is asked for anything.
fn closed(provider: Option<&str>, settings: &Settings) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l" { (TITLE) }
        (provider::offer(provider))
        @if provider.is_none() {
            p class="govuk-body-l" { "You cannot look up your care account online at the moment." }
        }
        p class="govuk-body" {
            "We cannot send the codes with which people sign in. Please telephone: we tell you what your care costs, what \
             you pay and why, and what was paid, and send you a statement if you want one."
        }
        (frame::telephone())
    };
    frame::outside(200, TITLE, &[], settings.demonstration, &main)
}

/// What one of our own pages sent, or the refusal of anything else.
fn posted(request: &Request) -> Result<FormPost, Reply> {
    let refusal = match request.form() {
        Ok(post) if !request.is_cross_site() => return Ok(post),
        Ok(_) => pages::Refusal::NotAllowed,
        Err(problem) => pages::Refusal::of_status(problem.status),
    };
    Err(frame::refusal(PREFIX, refusal))
}

fn refused(refusal: &AccessRefusal) -> Reply {
    match refusal {
        AccessRefusal::TooMany(wait) => frame::refusal(PREFIX, pages::Refusal::TooMany)
            .with_header("retry-after", &wait.to_string()),
        AccessRefusal::Failed(fault) => frame::fault(fault),
    }
}

/// Asks for a code. The same page follows whatever was typed.
pub async fn ask(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    if !is_open(settings) {
        return closed(stores.provider().await.as_deref(), settings);
    }
    let post = match posted(request) {
        Ok(post) => post,
        Err(refused) => return refused,
    };
    let mut typed = Typed::of(&post);
    let Some((reference, born)) = typed.read() else {
        let provider = stores.provider().await;
        return start(422, &typed, false, provider.as_deref(), settings);
    };
    let address = request.client_address(settings.trusted_proxy.as_deref());
    match stores.ask(&reference, &born, address.as_deref(), now).await {
        Ok(()) => code_page(200, &reference, None, settings),
        Err(refusal) => refused(&refusal),
    }
}

/// Where the code is typed. The number that was typed before goes along in the page, never in an address.
fn code_page(status: u16, reference: &str, error: Option<&str>, settings: &Settings) -> Reply {
    let errors: Vec<ErrorLink> = error
        .into_iter()
        .map(|words| ErrorLink::new(CODE, words))
        .collect();
    let main = html! {
        h1 class="govuk-heading-l" { "Enter the code" }
        p class="govuk-body" {
            "If what you entered matches an account that can be opened online, we have sent a code of 6 digits to the \
             mobile telephone or the email address that the council has for you. It works for 10 minutes."
        }
        form method="post" action="/care-account/code" novalidate autocomplete="off" {
            input type="hidden" name=(REFERENCE) value=(reference);
            (Input::new(CODE, "Code").hint(Some("6 digits")).class("govuk-input--width-10").inputmode("numeric")
                .autocomplete("one-time-code").no_spellcheck().error(error))
            (Button::new("Continue").once())
        }
        (no_code())
    };
    frame::outside(
        status,
        "Enter the code",
        &errors,
        settings.demonstration,
        &main,
    )
}

fn no_code() -> Markup {
    html! {
        h2 class="govuk-heading-m" { "If no code comes" }
        p class="govuk-body" {
            "Wait a few minutes, and look in your junk or spam folder too. Then "
            a class="govuk-link" href=(PREFIX) { "check what you entered and ask for a new code" }
            ". If you have a new telephone number or email address, the council may not have it yet."
        }
        p class="govuk-body" { "You can always telephone instead." }
        (frame::telephone())
    }
}

/// Signs in with a code. One sentence for every code that does not let in.
pub async fn enter(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    if !is_open(settings) {
        return closed(stores.provider().await.as_deref(), settings);
    }
    let post = match posted(request) {
        Ok(post) => post,
        Err(refused) => return refused,
    };
    let reference = post.first(REFERENCE).unwrap_or_default().trim();
    let code = post.first(CODE).unwrap_or_default();
    let code: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .take(MOST)
        .collect();
    if reference.is_empty() || reference.chars().count() > MOST || reference.contains('\0') {
        return Reply::see_other(PREFIX);
    }
    let again = |status, words| code_page(status, reference, Some(words), settings);
    if code.is_empty() {
        return again(422, "Enter the code");
    }
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return again(422, "Enter the code as 6 digits");
    }
    let address = request.client_address(settings.trusted_proxy.as_deref());
    match stores
        .enter(reference, &code, address.as_deref(), now)
        .await
    {
        Ok(Some(begun)) => {
            let cookie = Cookie::session(SESSION_COOKIE, &begun.token, &settings.public_url);
            Reply::see_other("/care-account/summary").with_cookie(&cookie)
        }
        Ok(None) => again(
            401,
            "This code is not correct, or no longer works. Check it, ask for a new one, or telephone",
        ),
        Err(refusal) => refused(&refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_birth_may_have_its_month_in_words() {
        let born = Date::new(1941, 3, 9);
        assert_eq!(date(["9", "3", "1941"]), born);
        assert_eq!(date(["09", "March", "1941"]), born);
        for wrong in [["31", "2", "1941"], ["9", "3", "41"], ["", "", ""]] {
            assert_eq!(date(wrong), None, "{wrong:?}");
        }
    }
}
