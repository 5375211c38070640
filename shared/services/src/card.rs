//! A service on a page: what it does, and how to reach it.

use maud::{Markup, html};
use pages::phone_link;

use crate::Service;

/// The service, under a heading of the third level.
pub fn card(service: &Service) -> Markup {
    html! {
        div class="app-service" {
            h3 class="govuk-heading-s" { (service.name) }
            p class="govuk-body" { (service.says) }
            ul class="govuk-list" {
                @if let Some(number) = service.phone_to_show() { li { "Telephone: " (dialled(number)) } }
                @if let Some(web) = &service.web {
                    li { a class="govuk-link" href=(web) { "Website" span class="govuk-visually-hidden" { " of " (service.name) } } }
                }
            }
        }
    }
}

/// A number as a link, where it is one number and nothing else.
fn dialled(number: &str) -> Markup {
    if number.chars().all(|c| c.is_ascii_digit() || c == ' ') {
        phone_link(number)
    } else {
        html! { strong class="app-phone" { (number) } }
    }
}
