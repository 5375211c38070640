//! How the service does, in figures.

use maud::html;
use staff_pages::Head;
use web::{Reply, Request};

use super::{Visit, frame};
use crate::stores::{Refusal, Stores};

/// The page.
pub async fn show(
    _stores: &impl Stores,
    visit: &Visit,
    _request: &Request,
) -> Result<Reply, Refusal> {
    if !staff_pages::dashboard_is_for(&visit.actor().roles) {
        return Err(Refusal::NotAllowed);
    }
    let main = html! {
        h1 class="govuk-heading-l" { "Dashboard" }
    };
    let head = Head {
        title: "Dashboard",
        current: staff_pages::DASHBOARD,
        ..Head::default()
    };
    Ok(frame::page(visit, 200, &head, &main))
}
