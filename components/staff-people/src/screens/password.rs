//! Choosing a password. Somebody with a one-time password comes here before anything else.

use maud::html;
use pages::{Button, ErrorLink, Input};
use staff_pages::{CHANGE_PASSWORD, COOKIE, QUEUES, SIGN_IN, same};
use vocabulary::Instant;
use web::{Cookie, FormPost, Reply, Request};
use working_calendar::when;

use super::directory::no_passwords;
use super::{FIRST_PASSWORD_COOKIE, Page, frame};
use crate::stores::{Session, SignInRefusal, Stores};

/// The fewest characters of a password.
const FEWEST: usize = 12;

/// Somebody who chooses a password: their session, and whether it is their first own.
struct Chooser<'a> {
    cookie: &'a str,
    session: Session,
    first: bool,
}

pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    public_url: &str,
    now: Instant,
) -> Reply {
    match stores.passwords().await {
        Ok(true) => {}
        Ok(false) => return no_passwords(stores.provider().await.as_deref()),
        Err(fault) => return frame::fault(&fault, request),
    }
    let mut chooser = None;
    for (name, first) in [(FIRST_PASSWORD_COOKIE, true), (COOKIE, false)] {
        let Some(cookie) = staff_pages::cookie(request, public_url, name) else {
            continue;
        };
        match stores.session(cookie, now).await {
            Ok(Some(session)) => {
                chooser = Some(Chooser {
                    cookie,
                    session,
                    first,
                });
                break;
            }
            Ok(None) => {}
            Err(fault) => return frame::fault(&fault, request),
        }
    }
    let Some(chooser) = chooser else {
        return Reply::see_other(SIGN_IN);
    };
    if page == Page::ChangePassword {
        return chooser.page(200, &[]);
    }
    match request.form() {
        Ok(post) => send(stores, request, &post, &chooser, public_url, now).await,
        Err(problem) => super::refusal(pages::Refusal::of_status(problem.status)),
    }
}

impl Chooser<'_> {
    fn page(&self, status: u16, errors: &[ErrorLink]) -> Reply {
        let error = |id: &str| {
            errors
                .iter()
                .find(|error| error.id == id)
                .map(|error| error.text.as_str())
        };
        let field = |id: &'static str, label: &'static str, purpose: &'static str| {
            Input::new(id, label)
                .kind("password")
                .autocomplete(purpose)
                .no_spellcheck()
                .class("govuk-input--width-20")
                .error(error(id))
        };
        let (title, old) = if self.first {
            (
                "Choose your own password",
                "The one-time password that you were given",
            )
        } else {
            ("Change your password", "Your password now")
        };
        let main = html! {
            h1 class="govuk-heading-l" { (title) }
            p class="govuk-body" {
                "You are signed in as " (self.session.display_name) ". "
                @if self.first { "The password that you were given works once. Choose your own before you go on." }
            }
            form method="post" action=(CHANGE_PASSWORD) novalidate {
                input type="hidden" name="csrf" value=(self.session.csrf);
                (field("current-password", old, "current-password"))
                (field("new-password", "New password", "new-password")
                    .hint(Some("At least 12 characters. Three words that have nothing to do with each other are easy to keep in mind.")))
                (field("new-password-again", "New password again", "new-password"))
                (Button::new("Change password").once())
            }
            @if !self.first {
                p class="govuk-body" { a class="govuk-link" href=(QUEUES) { "Go back to the queues" } }
            }
        };
        frame::outside(status, title, errors, &main)
    }
}

async fn send(
    stores: &impl Stores,
    request: &Request,
    post: &FormPost,
    chooser: &Chooser<'_>,
    public_url: &str,
    now: Instant,
) -> Reply {
    let sent = post.first("csrf").unwrap_or_default();
    if request.is_cross_site() || !same(sent, &chooser.session.csrf) {
        return super::refusal(pages::Refusal::NotAllowed);
    }
    let field = |name| post.first(name).unwrap_or_default();
    let (old, new) = (field("current-password"), field("new-password"));
    let errors = mistakes(old, new, field("new-password-again"));
    if !errors.is_empty() {
        return chooser.page(422, &errors);
    }
    match stores.change_password(chooser.cookie, old, new, now).await {
        Ok(()) => {
            let own = Cookie::session(COOKIE, chooser.cookie, public_url);
            let ended = Cookie::ended(FIRST_PASSWORD_COOKIE, public_url);
            Reply::see_other("/staff/queues?done=password")
                .with_cookie(&own)
                .with_cookie(&ended)
        }
        Err(SignInRefusal::Wrong) => chooser.page(
            422,
            &[ErrorLink::new(
                "current-password",
                "That is not your password now",
            )],
        ),
        Err(SignInRefusal::Locked(until)) => {
            let words = format!(
                "There were too many wrong passwords. You can try again {}",
                when(until, now)
            );
            chooser.page(429, &[ErrorLink::new("current-password", words)])
        }
        Err(SignInRefusal::PasswordsOff) => no_passwords(None),
        Err(SignInRefusal::Failed(fault)) => frame::fault(&fault, request),
    }
}

/// Everything that is wrong with what was typed.
fn mistakes(old: &str, new: &str, again: &str) -> Vec<ErrorLink> {
    let mut errors = Vec::new();
    if old.is_empty() {
        errors.push(ErrorLink::new(
            "current-password",
            "Enter your password now",
        ));
    }
    if new.chars().count() < FEWEST {
        errors.push(ErrorLink::new(
            "new-password",
            "Choose a new password of at least 12 characters",
        ));
    } else if new == old {
        errors.push(ErrorLink::new(
            "new-password",
            "Choose a password that is not the one that you have now",
        ));
    } else if new != again {
        errors.push(ErrorLink::new(
            "new-password-again",
            "The two new passwords are not the same. Type it again",
        ));
    }
    errors
}
