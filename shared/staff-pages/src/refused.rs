//! Why something was not stored, in words that say what to do, with what was typed.

use crate::typed::shown_again;
use maud::{Markup, html};
use pages::{Authority, Layout, refusal_page};
use web::{Fault, FormPost, Problem, RETRY_AFTER, Reply, Request};

/// The name and words of a refusal on a page for staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub status: u16,
    pub heading: &'static str,
    /// What happened and what to do.
    pub words: String,
}

impl Said {
    pub fn new(status: u16, heading: &'static str, words: &str) -> Self {
        Self {
            status,
            heading,
            words: words.to_owned(),
        }
    }
}

/// What every page says to somebody whose roles do not allow something, also where they did a moment ago.
pub fn role_does_not_allow() -> Said {
    Said::new(
        403,
        "Your role does not allow this",
        "Ask a colleague with the right role to do it. If you could do this before, somebody has changed your roles since: \
         ask a manager about them.",
    )
}

/// A form that came from a page of an earlier session.
pub fn from_an_earlier_session() -> Said {
    Said::new(
        403,
        "This page was opened before you last signed in",
        "Nothing was stored. Check what is below, then send it again.",
    )
}

/// Something that cannot be done as things stand.
pub fn not_possible(sentence: &str) -> Said {
    Said::new(409, "That is not possible now", sentence)
}

/// Mistakes that the page marks.
pub fn put_right() -> Said {
    Said::new(
        422,
        "There is something to put right",
        "Nothing was stored. Change what is marked and send it again.",
    )
}

/// A store that cannot be used.
pub fn try_again() -> Said {
    Said::new(
        503,
        "Sorry, there is a problem with the service",
        "Nothing was stored. Send it again in a minute.",
    )
}

/// Why nothing was done, at the top of a page that shows how things stand.
pub fn not_done(said: &Said) -> Markup {
    html! {
        div class="govuk-inset-text" {
            h2 class="govuk-heading-m" { (said.heading) }
            p class="govuk-body" { (said.words) }
        }
    }
}

/// Why nothing was stored, what happened meanwhile, and a link to what was typed: its place on the page.
pub fn not_stored(said: &Said, meanwhile: Option<Markup>, typed_at: Option<&str>) -> Markup {
    html! {
        div class="govuk-error-summary" data-module="govuk-error-summary" {
            div role="alert" {
                h2 class="govuk-error-summary__title" { (said.heading) }
                div class="govuk-error-summary__body" {
                    p { (said.words) }
                    @if let Some(meanwhile) = meanwhile {
                        h3 class="govuk-heading-s" { "What happened since you opened it" }
                        (meanwhile)
                    }
                    @if let Some(place) = typed_at {
                        p { a class="govuk-link" href={ "#" (place) } { "Go to what you typed" } }
                    }
                }
            }
        }
    }
}

/// The answer at an address that the component does not have, or not for this method: then `allow` names those that it
/// has. A page for people, a problem for machines.
pub fn not_here(prefix: &str, request: &Request, allow: Option<&str>) -> Reply {
    let for_machines = ["/api/", "/readyz/"]
        .iter()
        .any(|theirs| request.path.starts_with(theirs));
    match allow {
        None if for_machines => Problem::not_found().into_reply(),
        None => plain_refusal(prefix, pages::Refusal::NotFound, None, &[]),
        Some(allow) if for_machines => Problem::method_not_allowed(allow).into_reply(),
        Some(allow) => plain_refusal(prefix, pages::Refusal::WrongMethod, None, &[])
            .with_header("allow", allow),
    }
}

/// What somebody typed who posted a form, of the fields that are `theirs` and not the form's own.
pub fn typed_by(request: &Request, theirs: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut pairs = match request.method == http::Method::POST {
        true => request.form().map(|post| post.pairs).unwrap_or_default(),
        false => Vec::new(),
    };
    pairs.retain(|(name, _)| theirs(name));
    pairs
}

/// What was typed, to be copied; nothing where nothing was.
pub fn typed_words(pairs: &[(String, String)]) -> Markup {
    let typed = || pairs.iter().filter(|(_, value)| !value.trim().is_empty());
    html! {
        @if typed().next().is_some() {
            h2 class="govuk-heading-m" { "What you typed" }
            @for (_, value) in typed() { blockquote class="desk-quote app-typed" { (shown_again(value)) } }
        }
    }
}

/// What one of our own pages sent, or the refusal of anything else.
///
/// # Errors
/// It came from another site, is too large, or is no form of ours.
pub fn posted(prefix: &str, request: &Request) -> Result<FormPost, Reply> {
    let refusal = match request.form() {
        Ok(post) if !request.is_cross_site() => return Ok(post),
        Ok(_) => pages::Refusal::NotAllowed,
        Err(problem) => pages::Refusal::of_status(problem.status),
    };
    Err(plain_refusal(prefix, refusal, None, &[]))
}

/// The page for a request that could not be read, so that nothing is known of it but its status.
pub fn unread(prefix: &str, status: u16) -> String {
    match pages::Refusal::of_status(status) {
        pages::Refusal::TooLarge => too_long(prefix),
        _ => pages::unread_page(prefix, status),
    }
}

/// What was sent is more than a page takes, and was not read to its end: only the browser still has it.
fn too_long(prefix: &str) -> String {
    let heading = pages::Refusal::TooLarge.heading();
    let main = html! {
        h1 class="govuk-heading-l" { (heading) }
        p class="govuk-body" {
            "Nothing was stored, and nothing of it could be kept here. Use your browser’s back button: what you typed \
             should still stand in the form. Copy it before you do anything else."
        }
        p class="govuk-body" {
            "A note or a reason can have at most 10,000 characters, which is about 1,500 words, and some texts less. Make \
             it shorter, or add it as several notes."
        }
    };
    Layout::new(Authority::current(), prefix, heading).page(main)
}

/// A page for a store that cannot be used. What was posted stands in it and can be sent again, but for passwords.
pub fn fault(prefix: &str, fault: &Fault, request: &Request) -> Reply {
    let refusal = match fault {
        Fault::Unavailable | Fault::WrongKey(_) => pages::Refusal::Unavailable,
        Fault::Internal => pages::Refusal::Broken,
    };
    let posted = request.form().map(|post| post.pairs).unwrap_or_default();
    let kept: Vec<(String, String)> = posted
        .into_iter()
        .filter(|(name, _)| !name.contains("password"))
        .collect();
    let again = (!kept.is_empty()).then_some(request.path.as_str());
    let reply = plain_refusal(prefix, refusal, again, &kept);
    match refusal {
        pages::Refusal::Unavailable => reply.with_header("retry-after", &RETRY_AFTER.to_string()),
        _ => reply,
    }
}

/// A refusal without anything that only somebody who is signed in may see.
pub fn plain_refusal(
    prefix: &str,
    refusal: pages::Refusal,
    again: Option<&str>,
    kept: &[(String, String)],
) -> Reply {
    if refusal == pages::Refusal::TooLarge {
        return Reply::html(refusal.status(), too_long(prefix));
    }
    let authority = Authority::current();
    let layout = Layout::new(authority, prefix, refusal.heading());
    let page = refusal_page(&layout, authority, refusal, again, kept);
    Reply::html(refusal.status(), page)
}
