//! Signing in with a provider that speaks OpenID Connect, and linking it with the account.
//!
//! Whom a provider vouches for opens nothing until somebody has linked the two, in a session that a code began.
//! Then both open the account.

use maud::{Markup, html};
use pages::{Button, WarningText};
use vocabulary::Instant;
use web::{Cookie, Reply, Request, cookie_name, same};

use super::frame::{self, Subject};
use super::{PREFIX, SESSION_COOKIE, Visit, ended, session};
use crate::identities::{Identity, NotIdentified};
use crate::stores::{Settings, Stores};

/// What the browser keeps between going to the provider and coming back.
pub const COOKIE: &str = "care-account-provider";
/// Where the provider sends the browser back to.
const BACK: &str = "/care-account/signed-in";
const LINKING: &str = "/care-account/linking";

/// Why somebody went to the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why<'a> {
    SignIn,
    /// To link the account of the session that has this CSRF token: another session's is not linked.
    Link(&'a str),
}

impl<'a> Why<'a> {
    fn cookie(self, kept: &str, settings: &Settings) -> Cookie {
        let value = match self {
            Self::SignIn => format!("sign-in.{kept}"),
            Self::Link(csrf) => format!("link.{csrf}.{kept}"),
        };
        Cookie::session(COOKIE, &value, &settings.public_url)
    }

    /// Why, and what the library had kept.
    fn read(value: &'a str) -> Option<(Self, &'a str)> {
        let (why, rest) = value.split_once('.')?;
        match why {
            "sign-in" => Some((Self::SignIn, rest)),
            "link" => rest
                .split_once('.')
                .map(|(csrf, kept)| (Self::Link(csrf), kept)),
            _ => None,
        }
    }
}

fn back(settings: &Settings) -> String {
    ::identities::back(&settings.public_url, BACK)
}

/// The offer on the start page, where there is a provider.
pub fn offer(name: Option<&str>) -> Markup {
    html! {
        @if let Some(name) = name {
            h2 class="govuk-heading-m" { "If you have linked your account with " (name) }
            p class="govuk-body" {
                a class="govuk-link" href="/care-account/sign-in" { "Sign in with " (name) }
            }
        }
    }
}

/// Goes to the provider. A link and no form: a page of ours may send forms to nobody else.
pub async fn go(stores: &impl Stores, settings: &Settings, now: Instant) -> Reply {
    if stores.provider().await.is_none() {
        return frame::refusal(PREFIX, pages::Refusal::NotFound);
    }
    match stores.go(&back(settings), now).await {
        Ok(going) => {
            let cookie = Why::SignIn.cookie(&going.kept, settings);
            Reply::see_other(&going.to).with_cookie(&cookie)
        }
        Err(why) => not_identified(why, settings),
    }
}

/// The page on which somebody who is signed in links the provider.
pub async fn linking(stores: &impl Stores, visit: &Visit) -> Reply {
    let Some(name) = &visit.provider else {
        return frame::refusal(PREFIX, pages::Refusal::NotFound);
    };
    let csrf = match stores.current(&visit.token, visit.now).await {
        Ok(Some(current)) => current.csrf,
        Ok(None) => return Reply::see_other(PREFIX),
        Err(fault) => return frame::fault(&fault),
    };
    let main = html! {
        h1 class="govuk-heading-l" { "Sign in with " (name) " next time" }
        p class="govuk-body" {
            "You can link your care account with " (name) ". Then you can sign in with it, without a code. Codes work as before."
        }
        (WarningText(&format!("Whoever can sign in with your {name} can then see your care account. Do not link them if somebody else uses it too.")))
        form method="post" action=(LINKING) novalidate {
            input type="hidden" name="csrf" value=(csrf);
            (Button::new("Continue").once())
        }
        p class="govuk-body" { a class="govuk-link" href="/care-account/summary" { "Go back to your care account" } }
    };
    let title = "Sign in another way";
    frame::page(
        visit,
        &Subject {
            title,
            ..Subject::default()
        },
        &main,
    )
}

/// Begins to link. The way to the provider is a link on the page that follows, as in [`go`].
pub async fn begin_linking(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    let post = match request.form() {
        Ok(post) if !request.is_cross_site() => post,
        Ok(_) => return frame::refusal(PREFIX, pages::Refusal::NotAllowed),
        Err(problem) => {
            return frame::refusal(PREFIX, pages::Refusal::of_status(problem.status));
        }
    };
    let Some(name) = stores.provider().await else {
        return frame::refusal(PREFIX, pages::Refusal::NotFound);
    };
    let Some(token) = session(request, settings) else {
        return Reply::see_other(PREFIX);
    };
    let csrf = match stores.current(token, now).await {
        Ok(Some(current)) => current.csrf,
        Ok(None) => return ended::over(settings),
        Err(fault) => return frame::fault(&fault),
    };
    if !same(post.first("csrf").unwrap_or_default(), &csrf) {
        return frame::refusal(PREFIX, pages::Refusal::NotAllowed);
    }
    let going = match stores.go(&back(settings), now).await {
        Ok(going) => going,
        Err(why) => return not_identified(why, settings),
    };
    let title = format!("Go to {name}");
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" { "You have 10 minutes to sign in there. Then you come back here." }
        p class="govuk-body" { a class="govuk-link" href=(going.to) { "Sign in with " (name) } }
        p class="govuk-body" { a class="govuk-link" href="/care-account/summary" { "Go back to your care account" } }
    };
    frame::outside(200, &title, &[], settings.demonstration, &main)
        .with_cookie(&Why::Link(&csrf).cookie(&going.kept, settings))
}

/// Somebody comes back from the provider: they are let in, or the account is linked.
pub async fn come_back(
    stores: &impl Stores,
    request: &Request,
    settings: &Settings,
    now: Instant,
) -> Reply {
    let Some(name) = stores.provider().await else {
        return frame::refusal(PREFIX, pages::Refusal::NotFound);
    };
    let cookie = cookie_name(&settings.public_url, COOKIE);
    let Some((why, kept)) = request.cookie(&cookie).and_then(Why::read) else {
        return not_identified(NotIdentified::Over, settings);
    };
    let query = ::identities::query(request);
    let identity = match stores.come_back(&back(settings), kept, &query, now).await {
        Ok(identity) => identity,
        Err(why) => return not_identified(why, settings),
    };
    let reply = match why {
        Why::SignIn => let_in(stores, &identity, &name, settings, now).await,
        Why::Link(csrf) => link(stores, request, (csrf, &identity), settings, now).await,
    };
    reply.with_cookie(&Cookie::ended(COOKIE, &settings.public_url))
}

async fn let_in(
    stores: &impl Stores,
    identity: &Identity,
    name: &str,
    settings: &Settings,
    now: Instant,
) -> Reply {
    match stores
        .enter_linked(&identity.issuer, &identity.subject, now)
        .await
    {
        Ok(Some(begun)) => {
            let cookie = Cookie::session(SESSION_COOKIE, &begun.token, &settings.public_url);
            Reply::see_other("/care-account/summary").with_cookie(&cookie)
        }
        Ok(None) => opens_nothing(name, settings),
        Err(fault) => frame::fault(&fault),
    }
}

async fn link(
    stores: &impl Stores,
    request: &Request,
    (csrf, identity): (&str, &Identity),
    settings: &Settings,
    now: Instant,
) -> Reply {
    let Some(token) = session(request, settings) else {
        return ended::over(settings);
    };
    match stores.current(token, now).await {
        Ok(Some(current)) if same(csrf, &current.csrf) => {}
        Ok(_) => return ended::over(settings),
        Err(fault) => return frame::fault(&fault),
    }
    match stores
        .link(token, &identity.issuer, &identity.subject, now)
        .await
    {
        Ok(true) => Reply::see_other("/care-account/linked"),
        Ok(false) => ended::over(settings),
        Err(fault) => frame::fault(&fault),
    }
}

/// The account is linked.
pub fn linked(visit: &Visit) -> Reply {
    let Some(name) = &visit.provider else {
        return frame::refusal(PREFIX, pages::Refusal::NotFound);
    };
    let main = html! {
        h1 class="govuk-heading-l" { "You can sign in with " (name) " from now on" }
        p class="govuk-body" { "Codes work as before. If you no longer want this, telephone us and we end it." }
        (frame::telephone())
        p class="govuk-body" { a class="govuk-link" href="/care-account/summary" { "Go to your care account" } }
    };
    let title = "Sign in another way";
    frame::page(
        visit,
        &Subject {
            title,
            ..Subject::default()
        },
        &main,
    )
}

/// The same for everybody whom the provider knows and we do not let in, whatever the reason.
fn opens_nothing(name: &str, settings: &Settings) -> Reply {
    let main = html! {
        h1 class="govuk-heading-l" { "This does not open a care account" }
        p class="govuk-body" {
            "You have signed in with " (name) ", and there is no care account that it opens."
        }
        p class="govuk-body" {
            "If you have not linked your care account yet, "
            a class="govuk-link" href=(PREFIX) { "sign in with a code" }
            " first. Then choose “Sign in with " (name) " next time” in your account."
        }
        p class="govuk-body" { "If you have linked it, please telephone." }
        (frame::telephone())
    };
    let title = "This does not open a care account";
    frame::outside(403, title, &[], settings.demonstration, &main)
}

fn not_identified(why: NotIdentified, settings: &Settings) -> Reply {
    let (status, title, words) = match why {
        NotIdentified::Unavailable => (
            503,
            "You cannot sign in this way just now",
            "The service that you sign in with does not answer as it should. You can try again later, or use a code.",
        ),
        NotIdentified::Declined => (
            401,
            "You have not signed in",
            "You turned back before the end, or the service that you sign in with did not let you in.",
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
        p class="govuk-body" { a class="govuk-link" href=(PREFIX) { "Choose how to sign in" } }
        p class="govuk-body" { "You can always telephone instead." }
        (frame::telephone())
    };
    let reply = frame::outside(status, title, &[], settings.demonstration, &main)
        .with_cookie(&Cookie::ended(COOKIE, &settings.public_url));
    match why {
        NotIdentified::Unavailable => {
            reply.with_header("retry-after", &web::RETRY_AFTER.to_string())
        }
        _ => reply,
    }
}
