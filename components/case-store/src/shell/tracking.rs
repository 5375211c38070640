//! What somebody who holds the reference and the code may know.

use super::edge::{now, open};
use super::wall::CaseStore;
use super::wall::exports::front_door::case_store::faults::Fault;
use super::wall::exports::front_door::case_store::tracking as wall;

impl wall::Guest for CaseStore {
    async fn track(reference: String, code: String) -> Result<Option<wall::Tracked>, Fault> {
        let tracked = open().await?.track(&reference, &code, now()).await?;
        Ok(tracked.map(|tracked| wall::Tracked {
            reference: tracked.reference,
            status: tracked.status,
            submitted_at: tracked.submitted_at.as_unix(),
            respond_by: tracked.respond_by.map(|at| at.as_unix()),
            timeline: tracked
                .timeline
                .into_iter()
                .map(|step| wall::Step {
                    at: step.at.as_unix(),
                    status: step.status,
                })
                .collect(),
            assessment: tracked.assessment.map(|assessment| wall::Assessment {
                states: assessment
                    .states
                    .into_iter()
                    .map(|(state, at)| wall::Step {
                        at: at.as_unix(),
                        status: state.id().to_owned(),
                    })
                    .collect(),
                declined_at: assessment.declined_at.map(|at| at.as_unix()),
            }),
        }))
    }
}
