//! The front door on Spin: the wall to the case store, and the clock.

use assessments::State;
use vocabulary::{Instant, Status};
use web::{Reply, Request};

use crate::{Assessment, Fault, Step, Store, Tracked};
use wit::front_door::case_store::{faults, maintenance, settings, tracking};

mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:front-door;
            world imports {
                import front-door:case-store/settings@0.4.0;
                import front-door:case-store/tracking@0.4.0;
                import front-door:case-store/maintenance@0.4.0;
            }",
        path: ["../../wit/types", "../../wit/case-store"],
        world: "front-door:front-door/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    pages::unread_page("", status)
}

async fn answer(request: Request) -> Reply {
    // Whoever is in need gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = choose_authority().await;
    crate::answer(&CaseStore, request, web::now()).await
}

pages::choose_authority!("front-door", settings::read().await.map_err(fault)?);

/// The case store that the manifest composes in.
struct CaseStore;

impl Store for CaseStore {
    async fn track(&self, reference: &str, code: &str) -> Result<Option<Tracked>, Fault> {
        let found = tracking::track(reference.to_owned(), code.to_owned())
            .await
            .map_err(fault)?;
        found.map(tracked).transpose()
    }

    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await.map_err(fault)?;
        choose_authority().await
    }
}

fn fault(fault: faults::Fault) -> Fault {
    web::mirror_fault!(fault, faults, "front-door: failed to use the case store")
}

fn status(word: &str) -> Result<Status, Fault> {
    Status::from_id(word).ok_or_else(|| {
        eprintln!("front-door: failed to read a status of the case store");
        Fault::Internal
    })
}

fn assessment(found: tracking::Assessment) -> Result<Assessment, Fault> {
    let state = |step: tracking::Step| {
        let state = State::from_id(&step.status).ok_or_else(|| {
            eprintln!("front-door: failed to read a state of an assessment");
            Fault::Internal
        })?;
        Ok((state, Instant::from_unix(step.at)))
    };
    Ok(Assessment {
        states: found
            .states
            .into_iter()
            .map(state)
            .collect::<Result<_, Fault>>()?,
        declined_at: found.declined_at.map(Instant::from_unix),
    })
}

fn tracked(found: tracking::Tracked) -> Result<Tracked, Fault> {
    let timeline = found
        .timeline
        .iter()
        .map(|step| {
            Ok(Step {
                at: Instant::from_unix(step.at),
                status: status(&step.status)?,
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    Ok(Tracked {
        status: status(&found.status)?,
        reference: found.reference,
        submitted_at: Instant::from_unix(found.submitted_at),
        respond_by: found.respond_by.map(Instant::from_unix),
        timeline,
        assessment: found.assessment.map(assessment).transpose()?,
    })
}
