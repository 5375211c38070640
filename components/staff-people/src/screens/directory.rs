//! Signing in with the council's own directory, which vouches for staff by OpenID Connect.

use maud::html;
use pages::Button;
use staff_pages::{COOKIE, SIGN_IN};
use vocabulary::Instant;
use web::{Cookie, Reply, Request, cookie_name};

use super::{frame, sign_in::safe};
use crate::stores::{NotIdentified, NotLetIn, Stores};

/// What the browser keeps between going to the directory and coming back.
const KEPT: &str = "staff-directory";
/// Where somebody goes to the directory, and where it sends them back to.
pub const GO: &str = "/staff/sign-in/directory";
pub const BACK: &str = "/staff/sign-in/back";
/// The longest address to go on to that is kept meanwhile: cookies are small.
const LONGEST_NEXT: usize = 1_000;

/// The page for signing in, where staff have no passwords.
pub async fn offer(stores: &impl Stores, next: &str, notice: Option<&str>) -> Reply {
    let Some(name) = stores.provider().await else {
        let main = html! {
            h1 class="govuk-heading-l" { "Nobody can sign in just now" }
            p class="govuk-body" {
                "Signing in with the council’s directory is not set up completely. Tell whoever looks after this site."
            }
        };
        return frame::outside(503, "Nobody can sign in just now", &[], &main)
            .with_header("retry-after", &web::RETRY_AFTER.to_string());
    };
    let go: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next)
        .finish();
    let (words, href) = (format!("Sign in with {name}"), format!("{GO}?{go}"));
    let main = html! {
        h1 class="govuk-heading-l" { "Sign in" }
        @if let Some(notice) = notice { p class="govuk-body" { (notice) } }
        p class="govuk-body" { (Button::link(&words, &href)) }
        p class="govuk-body" {
            "This is for staff. If you need help for yourself or somebody else, "
            a class="govuk-link" href="/" { "go to the start page" } "."
        }
    };
    frame::outside(200, "Sign in", &[], &main)
}

/// Goes to the directory. A link and no form: a page of ours may send forms to nobody else.
pub async fn go(stores: &impl Stores, request: &Request, public_url: &str, now: Instant) -> Reply {
    if stores.provider().await.is_none() {
        return super::refusal(pages::Refusal::NotFound);
    }
    let next = safe(request.query_value("next").unwrap_or_default());
    let next: String = match next.len() <= LONGEST_NEXT {
        true => form_urlencoded::byte_serialize(next.as_bytes()).collect(),
        false => String::new(),
    };
    match stores.go(&identities::back(public_url, BACK), now).await {
        Ok(going) => {
            let kept = format!("{}~{next}", going.kept);
            Reply::see_other(&going.to).with_cookie(&Cookie::session(KEPT, &kept, public_url))
        }
        Err(why) => not_identified(why, public_url),
    }
}

/// Somebody comes back from the directory.
pub async fn come_back(
    stores: &impl Stores,
    request: &Request,
    public_url: &str,
    now: Instant,
) -> Reply {
    if stores.provider().await.is_none() {
        return super::refusal(pages::Refusal::NotFound);
    }
    let cookie = request.cookie(&cookie_name(public_url, KEPT));
    let Some((kept, next)) = cookie.and_then(|value| value.split_once('~')) else {
        return not_identified(NotIdentified::Over, public_url);
    };
    let query = identities::query(request);
    let back = identities::back(public_url, BACK);
    let known = match stores.come_back(&back, kept, &query, now).await {
        Ok(known) => known,
        Err(why) => return not_identified(why, public_url),
    };
    let reply = match stores.begin_for(&known, now).await {
        Ok(begun) => {
            let next: String = form_urlencoded::parse(next.as_bytes())
                .next()
                .map(|(next, _)| next.into_owned())
                .unwrap_or_default();
            let cookie = Cookie::session(COOKIE, &begun.cookie, public_url);
            Reply::see_other(safe(&next)).with_cookie(&cookie)
        }
        Err(NotLetIn::NoRole) => not_let_in(
            "You have no role here",
            "The council’s directory knows you, and gives you nothing to do here. Ask your manager for a role. It holds \
             from the next time that you sign in.",
        ),
        Err(NotLetIn::Suspended) => not_let_in(
            "You cannot sign in here at the moment",
            "An administrator has suspended you. Speak to your manager.",
        ),
        Err(NotLetIn::Failed(fault)) => frame::fault(&fault, request),
    };
    reply.with_cookie(&Cookie::ended(KEPT, public_url))
}

fn not_let_in(title: &str, words: &str) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { (words) }
        p class="govuk-body" { a class="govuk-link" href=(SIGN_IN) { "Sign in again" } }
    };
    frame::outside(403, title, &[], &main)
}

fn not_identified(why: NotIdentified, public_url: &str) -> Reply {
    let (status, title, words) = match why {
        NotIdentified::Unavailable => (
            503,
            "You cannot sign in just now",
            "The council’s directory does not answer as it should. Try again in a few minutes, and tell whoever looks after \
             this site if it goes on.",
        ),
        NotIdentified::Declined => (
            401,
            "You have not signed in",
            "You turned back before the end, or the council’s directory did not let you in.",
        ),
        NotIdentified::Over => (
            401,
            "Please start again",
            "Signing in took more than 10 minutes, or was begun in another browser, or the page was opened a second time.",
        ),
    };
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { (words) }
        p class="govuk-body" { a class="govuk-link" href=(SIGN_IN) { "Sign in" } }
    };
    let reply =
        frame::outside(status, title, &[], &main).with_cookie(&Cookie::ended(KEPT, public_url));
    match why {
        NotIdentified::Unavailable => {
            reply.with_header("retry-after", &web::RETRY_AFTER.to_string())
        }
        _ => reply,
    }
}

/// What the page for choosing a password says, where there are none.
pub fn no_passwords(name: Option<&str>) -> Reply {
    let title = "You have no password here";
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" {
            "You sign in with " (name.unwrap_or("the council’s directory")) ". If you want another password, change it there."
        }
        p class="govuk-body" { a class="govuk-link" href=(staff_pages::QUEUES) { "Go back to the queues" } }
    };
    frame::outside(200, title, &[], &main)
}
