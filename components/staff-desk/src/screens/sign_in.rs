//! Signing in and out. Errors say nothing about which of the two was wrong.

use maud::{Markup, html};
use pages::{Button, ErrorLink, Input};
use staff_pages::{ACCOUNTS, DASHBOARD};
use vocabulary::Instant;
use web::{Cookie, FormPost, Found, Reply, Request, find};

use super::{Visit, clock, forms, frame, referral, typed::Typed};
use crate::api;
use crate::referral::Action;
use crate::routes::{Page, Place, ROUTES};
use crate::stores::{Session, Settings, SignInRefusal, Stores};
use crate::who::{self, FIRST_PASSWORD_COOKIE, SESSION_COOKIE};

/// Where somebody goes who was on the way nowhere.
const HOME: &str = "/staff/queues";
/// Where the text of a form is sent.
const PROPOSE: &str = "/staff/forms/propose";
/// In front of the names of fields that were typed before the session had ended.
const KEPT: &str = "kept:";

/// What the page shows.
#[derive(Default)]
struct Shown<'a> {
    username: &'a str,
    next: &'a str,
    /// What somebody typed into another page, whose session has ended.
    kept: Vec<(String, String)>,
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
            form method="post" action="/staff/sign-in" novalidate {
                input type="hidden" name="next" value=(self.next);
                @for (name, value) in &self.kept {
                    input type="hidden" name={ (KEPT) (name) } value=(value);
                }
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
pub fn show(request: &Request) -> Reply {
    let next = request.query_value("next").unwrap_or_default();
    let notice = request
        .query_value("signed-out")
        .map(|_| "You have signed out.");
    Shown {
        next: safe(next),
        notice,
        ..Shown::default()
    }
    .page(200)
}

/// Somebody must sign in before what they asked for. A post brings what was typed along.
pub fn first(request: &Request) -> Reply {
    if request.method != http::Method::POST {
        return staff_pages::to_sign_in(request);
    }
    let kept = match request.form() {
        Ok(post) => post
            .pairs
            .into_iter()
            .filter(|(name, _)| name != "csrf")
            .collect(),
        Err(problem) => {
            return frame::plain_refusal(pages::Refusal::of_status(problem.status), None, &[]);
        }
    };
    Shown {
        next: &request.path,
        kept,
        notice: Some(
            "You have been signed out, so nothing was stored yet. What you typed is kept: sign in to go on.",
        ),
        ..Shown::default()
    }
    .page(401)
}

/// An address of the desk's own, of care accounts, of the dashboard or of exports, or home. Nobody is sent elsewhere by a link to this page.
fn safe(next: &str) -> &str {
    let path = next.split('?').next().unwrap_or_default();
    let clean = next.bytes().all(|b| b.is_ascii_graphic());
    let known = matches!(
        find(ROUTES, &http::Method::GET, path),
        Found::Here(
            Place::Page(
                Page::Queues
                    | Page::Referral
                    | Page::Forms
                    | Page::Propose
                    | Page::FormVersion
                    | Page::Equality
            ),
            _
        )
    );
    let below = |home: &str| path == home || path.starts_with(&format!("{home}/"));
    let elsewhere = [ACCOUNTS, DASHBOARD, "/staff/exports"];
    if clean && (known || elsewhere.into_iter().any(below)) {
        next
    } else {
        HOME
    }
}

/// The referral and the action of an address that was posted to.
fn interrupted(next: &str) -> Option<(String, Action)> {
    match find(ROUTES, &http::Method::POST, next) {
        Found::Here(Place::Page(Page::Do), params) => {
            let action = Action::from_id(params.get("action"))?;
            Some((api::canonical(params.get("reference")), action))
        }
        _ => None,
    }
}

/// Signs somebody in.
pub async fn send(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return refused,
    };
    let username = post.first("username").unwrap_or_default().trim();
    let password = post.first("password").unwrap_or_default();
    let again = |status, errors| {
        Shown {
            username,
            next: post.first("next").unwrap_or_default(),
            kept: kept(&post),
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
            let cookie =
                Cookie::session(FIRST_PASSWORD_COOKIE, &begun.cookie, &settings.public_url);
            Reply::see_other("/staff/change-password").with_cookie(&cookie)
        }
        Ok(begun) => {
            let cookie = Cookie::session(SESSION_COOKIE, &begun.cookie, &settings.public_url);
            go_on(stores, &post, &begun.cookie, now)
                .await
                .with_cookie(&cookie)
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
                clock::when(until, now)
            );
            let wait = (until.as_unix() - now.as_unix()).max(1);
            again(429, vec![ErrorLink::new("username", words)])
                .with_header("retry-after", &wait.to_string())
        }
        Err(SignInRefusal::Failed(fault)) => frame::fault(&fault, request),
    }
}

fn kept(post: &FormPost) -> Vec<(String, String)> {
    post.pairs
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?.to_owned(), value.clone())))
        .collect()
}

/// Where somebody was when they had to sign in: with what they had typed, if they had.
async fn go_on(stores: &impl Stores, post: &FormPost, cookie: &str, now: Instant) -> Reply {
    let next = post.first("next").unwrap_or_default();
    let kept = FormPost { pairs: kept(post) };
    let form = next == PROPOSE && kept.first("text").is_some();
    let referral = interrupted(next);
    if referral.is_none() && !form {
        return Reply::see_other(safe(next));
    }
    let Ok(Some(session)) = stores.session(cookie, now).await else {
        return Reply::see_other(HOME);
    };
    let Ok(visit) = Visit::begin(stores, session, now).await else {
        return Reply::see_other(HOME);
    };
    let Some((reference, action)) = referral else {
        return forms::propose::once_more(&visit, &kept);
    };
    let typed = Typed::of(action, &kept);
    referral::once_more(stores, &visit, &reference, &typed).await
}

/// The page for signing out.
pub fn show_sign_out(visit: &Visit) -> Reply {
    let main: Markup = html! {
        h1 class="govuk-heading-l" { "Sign out" }
        p class="govuk-body" { "You are signed in as " (visit.session.display_name) "." }
        form method="post" action="/staff/sign-out" novalidate {
            input type="hidden" name="csrf" value=(visit.session.csrf);
            div class="govuk-button-group" {
                (Button::new("Sign out"))
                a class="govuk-link" href=(HOME) { "Go back to the queues" }
            }
        }
    };
    let head = frame::Head {
        title: "Sign out",
        current: "/staff/sign-out",
        ..frame::Head::default()
    };
    frame::page(visit, 200, &head, &main)
}

/// Ends the session, in the store first.
pub async fn send_sign_out(
    stores: &impl Stores,
    request: &Request,
    session: &Session,
    settings: &Settings,
) -> Reply {
    let csrf = request
        .form()
        .ok()
        .and_then(|post| post.first("csrf").map(str::to_owned))
        .unwrap_or_default();
    if request.is_cross_site() || !who::same(&csrf, &session.csrf) {
        return frame::plain_refusal(pages::Refusal::NotAllowed, None, &[]);
    }
    if let Some(cookie) = who::cookie(request, settings, SESSION_COOKIE)
        && let Err(fault) = stores.end_session(cookie).await
    {
        return frame::fault(&fault, request);
    }
    Reply::see_other("/staff/sign-in?signed-out=yes")
        .with_cookie(&Cookie::ended(SESSION_COOKIE, &settings.public_url))
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
            "/staff/sign-out",
            "/staff/accountsandmore",
            "/staff/queues\r\nset-cookie: a=b",
            "/api/v1/referrals",
        ] {
            assert_eq!(safe(next), HOME, "{next}");
        }
    }
}
