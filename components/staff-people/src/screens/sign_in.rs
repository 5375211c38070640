//! Signing in and out. Errors say nothing about which of the two was wrong.

use maud::{Markup, html};
use pages::{Button, ErrorLink, Input};
use staff_pages::{CHANGE_PASSWORD, COOKIE, Head, QUEUES, SIGN_IN, SIGN_OUT, same};
use vocabulary::Instant;
use web::{Cookie, Reply, Request};
use working_calendar::when;

use super::{FIRST_PASSWORD_COOKIE, PREFIX, Visit, directory, frame};
use crate::stores::{SignInRefusal, Stores};

/// What the page shows.
#[derive(Default)]
struct Shown<'a> {
    username: &'a str,
    next: &'a str,
    errors: Vec<ErrorLink>,
    notice: Option<&'a str>,
}

impl Shown<'_> {
    fn error(&self, id: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.id == id)
            .map(|error| error.text.as_str())
    }

    fn page(&self, status: u16) -> Reply {
        let main = html! {
            h1 class="govuk-heading-l" { "Sign in" }
            @if let Some(notice) = self.notice { p class="govuk-body" { (notice) } }
            form method="post" action=(SIGN_IN) novalidate {
                input type="hidden" name="next" value=(self.next);
                (Input::new("username", "User name").value(Some(self.username)).autocomplete("username")
                    .no_spellcheck().class("govuk-input--width-20").error(self.error("username")))
                (Input::new("password", "Password").kind("password").autocomplete("current-password")
                    .no_spellcheck().class("govuk-input--width-20").error(self.error("password")))
                (Button::new("Sign in").once())
            }
            p class="govuk-body" {
                "This is for staff. If you need help for yourself or somebody else, "
                a class="govuk-link" href="/" { "go to the start page" } "."
            }
        };
        frame::outside(status, "Sign in", &self.errors, &main)
    }
}

/// The page for signing in.
pub async fn show(stores: &impl Stores, request: &Request) -> Reply {
    let next = safe(request.query_value("next").unwrap_or_default());
    let passwords = match stores.passwords().await {
        Ok(passwords) => passwords,
        Err(fault) => return frame::fault(&fault, request),
    };
    let signed_out = request.query_value("signed-out").is_some();
    if !passwords {
        let notice = "You have signed out here. You may still be signed in to the council’s directory: on a computer                       that others use, sign out there too.";
        return directory::offer(stores, next, signed_out.then_some(notice)).await;
    }
    Shown {
        next,
        notice: signed_out.then_some("You have signed out."),
        ..Shown::default()
    }
    .page(200)
}

/// An address of staff's own, or where everybody begins. Nobody is sent elsewhere by a link to this page, nor
/// round in a circle.
pub fn safe(next: &str) -> &str {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let of_staff = path.starts_with("/staff/");
    let clean = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && !path
            .split('/')
            .skip(1)
            .any(|part| matches!(part, "" | "." | ".."));
    let about_the_session = [SIGN_IN, SIGN_OUT, CHANGE_PASSWORD]
        .iter()
        .any(|own| path.starts_with(own));
    match of_staff && clean && !about_the_session {
        true => next,
        false => QUEUES,
    }
}

/// Signs somebody in.
pub async fn send(
    stores: &impl Stores,
    request: &Request,
    public_url: &str,
    now: Instant,
) -> Reply {
    let post = match staff_pages::posted(PREFIX, request) {
        Ok(post) => post,
        Err(refused) => return refused,
    };
    let username = post.first("username").unwrap_or_default().trim();
    let password = post.first("password").unwrap_or_default();
    let next = safe(post.first("next").unwrap_or_default());
    let again = |status, errors| {
        Shown {
            username,
            next,
            errors,
            notice: None,
        }
        .page(status)
    };
    let mut errors = Vec::new();
    if username.is_empty() {
        errors.push(ErrorLink::new("username", "Enter your user name"));
    }
    if password.is_empty() {
        errors.push(ErrorLink::new("password", "Enter your password"));
    }
    if !errors.is_empty() {
        return again(422, errors);
    }
    match stores.sign_in(username, password, now).await {
        Ok(begun) if begun.must_change_password => {
            let cookie = Cookie::session(FIRST_PASSWORD_COOKIE, &begun.cookie, public_url);
            Reply::see_other(CHANGE_PASSWORD).with_cookie(&cookie)
        }
        Ok(begun) => {
            let cookie = Cookie::session(COOKIE, &begun.cookie, public_url);
            Reply::see_other(next).with_cookie(&cookie)
        }
        Err(SignInRefusal::Wrong) => again(
            401,
            vec![ErrorLink::new(
                "username",
                "The user name or password is not right. Check both and try again",
            )],
        ),
        Err(SignInRefusal::Locked(until)) => {
            let words = format!(
                "There were too many wrong passwords. You can try again {}, or ask an administrator for a new password",
                when(until, now)
            );
            let wait = (until.as_unix() - now.as_unix()).max(1);
            again(429, vec![ErrorLink::new("username", words)])
                .with_header("retry-after", &wait.to_string())
        }
        Err(SignInRefusal::PasswordsOff) => {
            let notice = "Typed passwords are no longer used here.";
            let mut reply = directory::offer(stores, next, Some(notice)).await;
            reply.status = 403;
            reply
        }
        Err(SignInRefusal::Failed(fault)) => frame::fault(&fault, request),
    }
}

/// The page for signing out.
pub fn show_sign_out(visit: &Visit) -> Reply {
    let main: Markup = html! {
        h1 class="govuk-heading-l" { "Sign out" }
        p class="govuk-body" { "You are signed in as " (visit.session.display_name) "." }
        form method="post" action=(SIGN_OUT) novalidate {
            input type="hidden" name="csrf" value=(visit.session.csrf);
            div class="govuk-button-group" {
                (Button::new("Sign out"))
                a class="govuk-link" href=(QUEUES) { "Go back to the queues" }
            }
        }
    };
    let head = Head {
        title: "Sign out",
        current: SIGN_OUT,
        ..Head::default()
    };
    visit.frame().page(200, &head, &main)
}

/// Ends the session, in the store first.
pub async fn send_sign_out(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    public_url: &str,
) -> Reply {
    let post = match staff_pages::posted(PREFIX, request) {
        Ok(post) => post,
        Err(refused) => return refused,
    };
    if !same(post.first("csrf").unwrap_or_default(), &visit.session.csrf) {
        return super::refusal(pages::Refusal::NotAllowed);
    }
    if let Some(cookie) = staff_pages::cookie(request, public_url, COOKIE)
        && let Err(fault) = stores.end_session(cookie).await
    {
        return frame::fault(&fault, request);
    }
    Reply::see_other("/staff/sign-in?signed-out=yes")
        .with_cookie(&Cookie::ended(COOKIE, public_url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere_after_signing_in() {
        for next in [
            "/staff/queues?queue=carers&priority=urgent",
            "/staff/referrals/ASC-7K2M-4XQD",
            "/staff/accounts",
            "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A/audit",
        ] {
            assert_eq!(safe(next), next);
        }
        for next in [
            "",
            "https://example.org/",
            "//example.org/staff/queues",
            "/\\example.org",
            "/staff/\\example.org",
            "/staff/../contact",
            "/staff//example.org",
            "/staff/sign-out",
            "/staff/sign-in?next=/staff/sign-in",
            "/staffroom",
            "/staff/queues\r\nset-cookie: a=b",
            "/api/v1/referrals",
        ] {
            assert_eq!(safe(next), QUEUES, "{next}");
        }
    }
}
