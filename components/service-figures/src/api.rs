//! The calls for machines, which a signed-in browser can make too.

mod equality;
mod exports;
pub mod figures;

use vocabulary::Instant;
use web::{Params, Problem, Reply, Request};

use crate::stores::{Refusal, Stores};

pub use equality::Call as Equality;
pub use exports::Export;

/// The calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    Equality(Equality),
    Export(Export),
    Figure,
}

/// Answers a call.
///
/// # Errors
/// What the contract says of each status.
pub async fn answer(
    stores: &impl Stores,
    call: Api,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let caller = staff_pages::caller(stores, request, now).await?;
    match call {
        Api::Equality(call) => {
            let (name, by) = (params.get("question"), &caller.actor);
            equality::answer(stores, call, name, by, request, now).await
        }
        Api::Export(export) => exports::answer(stores, export, &caller, request, now).await,
        Api::Figure => {
            let name = params.get("figure");
            figures::answer(stores, name, &caller.actor, request, now).await
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotAllowed => Problem::forbidden(
                "Your roles do not allow this. Ask somebody with the role, or a manager.",
            ),
            Refusal::Invalid(fields) => {
                Problem::invalid(fields.into_iter().map(Into::into).collect())
            }
            Refusal::Failed(fault) => fault.into(),
        }
    }
}
