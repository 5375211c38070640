//! The frame of these pages: the menu, whose account it is, and what no page may leave unsaid.

use accounts::policy::SchemeStatus;
use maud::{Markup, html};
use pages::{
    Authority, ErrorLink, InsetText, Layout, Link, WarningText, Width, phone_link, refusal_page,
};
use web::Reply;

use super::{PREFIX, Visit};
use crate::stores::Fault;

/// What every page says that shows figures of the scheme, or may lead to one.
const DEMONSTRATION: &str = "The figures about a cap on care costs are a demonstration. The cap was never brought into \
     force, so they do not entitle you to anything, and nothing that you pay depends on them.";

/// The menu: addresses and names.
const MENU: [(&str, &str); 5] = [
    ("/care-account/summary", "Summary"),
    ("/care-account/weeks", "Week by week"),
    ("/care-account/statements", "Statements"),
    ("/care-account/something-wrong", "Is something wrong?"),
    ("/care-account/sign-out", "Sign out"),
];

/// What a page is called, and where it stands.
#[derive(Default)]
pub struct Subject<'a> {
    /// Without a name: titles stand in a browser's history.
    pub title: &'a str,
    pub back: Option<&'a str>,
    /// The address of the menu's entry that the reader is in.
    pub current: &'a str,
    /// It has a table that needs the width.
    pub wide: bool,
}

/// A whole page for somebody who is looking at an account.
pub fn page(visit: &Visit, subject: &Subject<'_>, main: &Markup) -> Reply {
    let links = MENU.map(|(href, text)| Link {
        href,
        text,
        current: href == subject.current,
    });
    let mut layout = Layout::new(Authority::current(), PREFIX, subject.title)
        .navigation(&links)
        .above_main(above(visit));
    if let Some(back) = subject.back {
        layout = layout.back(back);
    }
    if subject.wide {
        layout = layout.width(Width::Full);
    }
    Reply::html(200, layout.page(main))
}

/// Whose account it is where somebody acts for them, and that the figures are a demonstration.
fn above(visit: &Visit) -> Markup {
    let account = &visit.seen.account;
    html! {
        @if visit.status == SchemeStatus::Demonstration { (WarningText(DEMONSTRATION)) }
        @if visit.seen.delegate.is_some() {
            (InsetText(html! {
                "You are looking at the account of " strong { (account.given_name) " " (account.family_name) } ". \
                 On these pages “you” means them."
            }))
        }
    }
}

/// A whole page for somebody who is not signed in.
pub fn outside(
    status: u16,
    title: &str,
    errors: &[ErrorLink],
    demonstration: bool,
    main: &Markup,
) -> Reply {
    let mut layout = Layout::new(Authority::current(), PREFIX, title)
        .errors(errors)
        .back("/");
    if demonstration {
        layout = layout.above_main(html! { (WarningText(DEMONSTRATION)) });
    }
    Reply::html(status, layout.page(main))
}

/// The numbers to telephone, each with what it is for.
pub fn telephone() -> Markup {
    let authority = Authority::current();
    let phones = ["council", "textphone"]
        .into_iter()
        .filter_map(|id| authority.phone(id));
    html! {
        ul class="govuk-list" {
            @for phone in phones {
                li {
                    (phone.purpose) ": " (phone_link(&phone.number)) "."
                    @if let Some(note) = &phone.note { " " (note) }
                }
            }
        }
    }
}

/// A page for a store that cannot be used.
pub fn fault(fault: &Fault) -> Reply {
    refusal(
        PREFIX,
        match fault {
            Fault::Unavailable | Fault::WrongKey(_) => pages::Refusal::Unavailable,
            Fault::Internal => pages::Refusal::Broken,
        },
    )
}

/// A page that says no, with the numbers to telephone. `prefix` is where its files are.
pub fn refusal(prefix: &str, refusal: pages::Refusal) -> Reply {
    let authority = Authority::current();
    let layout = Layout::new(authority, prefix, refusal.heading());
    let page = refusal_page(&layout, authority, refusal, None, &[]);
    let reply = Reply::html(refusal.status(), page);
    match refusal {
        pages::Refusal::Unavailable => {
            reply.with_header("retry-after", &web::RETRY_AFTER.to_string())
        }
        _ => reply,
    }
}
