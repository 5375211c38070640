//! Where those who answer for the service find how many people gave which answers about equality.

use maud::html;
use pages::Button;
use web::Reply;

use super::{Visit, frame};
use crate::equality::numbers_are_for;
use crate::stores::Refusal;

pub use staff_pages::EQUALITY as HOME;

/// The page. It asks for no number itself: whoever takes them does so by one of its links.
pub fn show(visit: &Visit) -> Result<Reply, Refusal> {
    if !numbers_are_for(visit.actor()) {
        return Err(Refusal::NotAllowed);
    }
    let main = html! {
        h1 class="govuk-heading-l" { "Answers about equality" }
        p class="govuk-body" {
            "After people have sent a contact, they may answer questions about themselves and have their answers \
             counted. Here is how many gave which answer. Nobody’s own answers can be seen."
        }
        ul class="govuk-list govuk-list--bullet" {
            li { "A month is in it once it has ended. Months and localities are put together until there are ten people." }
            li { "An answer that fewer than five people gave is left out, and so is the next smallest." }
            li { "Nobody who may be in danger is asked, nor anybody who writes in their work." }
        }
        div class="govuk-button-group" {
            (Button::link("Save as a spreadsheet (CSV)", "/api/v1/equality/numbers.csv"))
            a class="govuk-link" href="/api/v1/equality/numbers" { "Show as JSON" }
        }
        p class="govuk-body" { "It is written down who looked at the numbers, and when." }
    };
    let head = frame::Head {
        title: "Answers about equality",
        current: HOME,
        ..frame::Head::default()
    };
    Ok(frame::page(visit, 200, &head, &main))
}
