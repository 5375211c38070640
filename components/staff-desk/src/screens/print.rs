//! A referral on paper: everything that a colleague needs who takes it along, and nothing to press. Possible
//! matches and linked contacts stay out, because paper may be read by either person.

use ::casework::ShownFor;
use maud::html;
use web::Reply;
use working_calendar::staff_time;

use super::referral::View;
use super::{Visit, casework, frame, person};
use crate::files;
use crate::stores::{Refusal, Stores};

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    reference: &str,
) -> Result<Reply, Refusal> {
    let referral = stores
        .read_for(reference, ShownFor::Paper, visit.actor(), visit.now)
        .await?;
    let files = files::of(stores, &referral).await;
    let view = View::of(visit, &referral, &files);
    let main = html! {
        p class="govuk-body desk-small" {
            "Printed by " (visit.session.display_name) ": " (staff_time(visit.now))
            ". This paper says much about a person: carry it with you, and shred it once it is recorded."
        }
        p class="govuk-body app-no-print" {
            "Print this page with your browser (Ctrl and P). What is not for paper is left out."
        }
        (view.heading())
        (casework::visitor_safety(visit, &referral))
        (person::first(&referral))
        div class="desk-paper" {
            (person::wanted(&referral))
            (person::who(&referral, visit.now))
            (view.reasons())
            (view.decided())
            (person::answers(&referral, &files))
            (view.history(|event| !casework::speaks_of_another(&event.what)))
        }
    };
    let (back, title) = (
        format!("/staff/referrals/{reference}"),
        format!("Print: {reference}"),
    );
    let head = frame::Head {
        title: &title,
        back: Some(&back),
        current: staff_pages::QUEUES,
        ..frame::Head::default()
    };
    Ok(frame::page(visit, 200, &head, &main))
}
