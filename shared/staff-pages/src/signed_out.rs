//! Somebody must sign in first.
//!
//! They sign in at one address, with a password or with the council's own directory, and no component that has
//! pages knows how. So what they had typed stays on a page of its own, to be sent again once they are signed in.

use maud::html;
use pages::Button;
use vocabulary::Instant;
use web::{Fault, Reply, Request};

use crate::typed::shown_again;
use crate::{SIGN_IN, Session, Sessions, outside, posted, session};

/// Somebody must sign in first, and comes back to what they asked for. For pages that are asked for, not sent.
fn to_sign_in(request: &Request) -> Reply {
    let next: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", &target(request))
        .finish();
    Reply::see_other(&format!("{SIGN_IN}?{next}"))
}

/// Who is signed in, or the page that anybody else gets at these pages.
///
/// # Errors
/// The way to sign in, or what the store answers that cannot tell.
pub async fn signed_in<S: Sessions<Fault = Fault>>(
    stores: &S,
    prefix: &str,
    request: &Request,
    now: Instant,
) -> Result<Session, Reply> {
    match session(stores, request, now).await {
        Ok(Some(session)) => Ok(session),
        Ok(None) => Err(signed_out(prefix, request)),
        Err(fault) => Err(crate::fault(prefix, &fault, request)),
    }
}

/// The way to sign in and back. What was posted stays on a page, but for passwords and the token of the session.
pub fn signed_out(prefix: &str, request: &Request) -> Reply {
    if request.method != http::Method::POST {
        return to_sign_in(request);
    }
    let post = match posted(prefix, request) {
        Ok(post) => post,
        Err(refused) => return refused,
    };
    let kept: Vec<(String, String)> = post
        .pairs
        .into_iter()
        .filter(|(name, _)| name != "csrf" && !name.contains("password"))
        .collect();
    let main = html! {
        h1 class="govuk-heading-l" { "You have been signed out" }
        p class="govuk-body" { "Nothing was stored yet, and what you typed is kept on this page." }
        ol class="govuk-list govuk-list--number" {
            li {
                a class="govuk-link" href=(SIGN_IN) target="_blank" rel="noopener" { "Sign in (opens in a new tab)" }
                "."
            }
            li { "Come back to this page and press the button." }
        }
        form method="post" action=(request.path) novalidate {
            @for (name, value) in &kept { input type="hidden" name=(name) value=(shown_again(value)); }
            (Button::new("Go on with what I typed").once())
        }
    };
    outside(prefix, 401, "You have been signed out", &[], &main)
}

/// The address with its query.
fn target(request: &Request) -> String {
    if request.query.is_empty() {
        return request.path.clone();
    }
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&request.query)
        .finish();
    format!("{}?{query}", request.path)
}
