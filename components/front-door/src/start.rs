//! The start page: what this is, whom to call in danger, and where to go.

use maud::{Markup, html};
use pages::{Authority, phone_link};
use web::Reply;

use crate::frame::{authority, layout, shown};

/// Where somebody may go from here.
struct Choice {
    href: &'static str,
    title: &'static str,
    text: &'static str,
}

const CHOICES: [Choice; 7] = [
    Choice {
        href: "/contact/adult-contact",
        title: "Ask for help",
        text: "For yourself, or for somebody you help. Tell us what is difficult and what would make it better.",
    },
    Choice {
        href: "/contact/worried-about-someone",
        title: "I am worried about someone",
        text: "If an adult may be at risk, is being hurt, or is not looking after themselves. You do not have to be sure.",
    },
    Choice {
        href: "/contact",
        title: "Tell us something else",
        text: "Equipment, alarms, care that you pay for, a change, a problem or a complaint. Professionals can refer someone.",
    },
    Choice {
        href: "/carer-assessment",
        title: "I look after someone",
        text: "Tell us how things are for you, if you help a partner, relative or friend and are not paid for it. See at once what support there is.",
    },
    Choice {
        href: "/advice",
        title: "Find advice and support",
        text: "About living at home, health, money, your rights and who can help. You can read and print it all without telling us anything.",
    },
    Choice {
        href: "/track",
        title: "See what is happening",
        text: "If you have already contacted us. You need your reference and your tracking code.",
    },
    Choice {
        href: "/care-account",
        title: "Look up your care account",
        text: "What your care costs, what you pay and why, what was paid, and your statements. You need the account reference that the council gave you.",
    },
];

/// The start page.
pub fn page() -> Reply {
    let authority = authority();
    shown(
        &layout("Get help with care and support"),
        html! {
            h1 class="govuk-heading-xl" { "Get help with care and support" }
            p class="govuk-body-l" {
                "For adults who find daily life hard because of illness, disability or age, and for the people who help them."
            }
            (danger(authority))
            p class="govuk-body" {
                "You do not need an account. You can ask whatever your needs are and whatever money you have."
            }
            h2 class="govuk-heading-l" { "What do you need?" }
            ul class="app-choices" {
                @for choice in &CHOICES {
                    li class="app-choices__item" {
                        h3 class="app-choices__title" {
                            a class="govuk-link govuk-link--no-visited-state" href=(choice.href) { (choice.title) }
                        }
                        p class="app-choices__text" { (choice.text) }
                    }
                }
            }
            (telephone(authority))
            h2 class="govuk-heading-m" { "If it is about somebody under 18" }
            p class="govuk-body" {
                "You can use this service, and we will tell the children's team."
                @if let Some(children) = authority.phone("children") {
                    " If you are worried about a child, call " (phone_link(&children.number)) "."
                }
            }
        },
    )
}

fn danger(authority: &Authority) -> Markup {
    html! {
        div class="app-danger" {
            @if let Some(emergency) = authority.phone("emergency") {
                p class="govuk-body" {
                    strong { (emergency.purpose) ", call " (phone_link(&emergency.number)) "." }
                    " Do not wait for us."
                }
                @if let Some(note) = &emergency.note { p class="govuk-body" { (note) } }
            }
        }
    }
}

fn telephone(authority: &Authority) -> Markup {
    let phones = ["council", "out-of-hours", "textphone"]
        .into_iter()
        .filter_map(|id| authority.phone(id));
    html! {
        h2 class="govuk-heading-m" { "If you would rather talk to somebody" }
        dl class="govuk-summary-list" {
            @for phone in phones {
                div class="govuk-summary-list__row" {
                    dt class="govuk-summary-list__key" { (phone.purpose) }
                    dd class="govuk-summary-list__value" {
                        (phone_link(&phone.number))
                        @if let Some(note) = &phone.note { br; (note) }
                    }
                }
            }
        }
    }
}
