//! `/carer-assessment/support`: what a carer can use now, what fits their answers first. It is the same page for
//! whoever has answered nothing.

use std::collections::BTreeSet;

use carers::support::{Support, support};
use form_site::given::{Given, Stands};
use form_site::screens::{address, contact_us, layout};
use maud::{Markup, html};
use services::Service;

use super::{answers, back, way_on};

const TITLE: &str = "Support for carers now";

/// The page as HTML.
pub fn support_page(given: &Given) -> String {
    let form = &given.published.form;
    let all = support(&answers(given));
    let (first, others): (Vec<&Support>, Vec<&Support>) = all.iter().partition(|one| one.fits);
    // Who helps with several things is described once.
    let mut told = BTreeSet::new();
    let main = html! {
        h1 class="govuk-heading-l" { (TITLE) }
        p class="govuk-body-l" { "You can use all of this without an assessment, and whatever your answers say." }
        @if given.stands != Stands::Nothing && first.len() > 1 {
            p class="govuk-body" { "What fits your answers stands first." }
        }
        @for support in first { (kind(support, &mut told)) }
        @if !others.is_empty() {
            h2 class="govuk-heading-l" { "Other support" }
            @for support in others { (kind(support, &mut told)) }
        }
        (contact_us(form, given.stands == Stands::Sent))
        (way_on(given))
    };
    let exit = address(form, "leave");
    layout(form, TITLE, &exit).back(&back(given)).page(main)
}

fn kind(support: &Support, told: &mut BTreeSet<String>) -> Markup {
    let (known, new): (Vec<&Service>, Vec<&Service>) = support
        .services
        .iter()
        .copied()
        .partition(|service| !told.insert(service.id.clone()));
    html! {
        h2 class="govuk-heading-m" id=(support.id) { (support.title) }
        @for text in support.text { p class="govuk-body" { (text) } }
        @for service in new { div id={ "service-" (service.id) } { (services::card(service)) } }
        @for service in known {
            p class="govuk-body" {
                a class="govuk-link" href={ "#service-" (service.id) } { (service.name) } " can help with this too."
            }
        }
        @if let Some(topic) = support.topic {
            p class="govuk-body" {
                a class="govuk-link" href={ "/advice/" (topic) } { "More advice: " (support.title.to_lowercase()) }
            }
        }
    }
}
