//! The calls about versions of the rules.
//!
//! Order of checks: who asks (401), what may be seen (404), whether it may be done (403), the version that was read
//! (428, 412), its state (409), and at last what was sent (422).

pub mod bodies;
mod shapes;

use serde_json::{Value, json};
use vocabulary::{Instant, Role, RulesetId};
use web::{FieldProblem, Members, Params, Problem, Reply, Request};

use crate::draft::{self, Looked, Sent};
use crate::simulation::{self, NotTried};
use crate::stores::{Refusal, Stores};
use crate::versions::{Change, Texts, Version};
use staff_pages::{Caller, permitted};

/// The calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    List,
    Propose,
    Difference,
    /// Tries texts that were sent.
    Simulate,
    Read,
    Approve,
    Withdraw,
    /// Tries a version that is there.
    SimulateVersion,
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
        Api::List => list(stores, &caller, request, now).await,
        Api::Propose => propose(stores, &caller, request, now).await,
        Api::Difference => difference(stores, &caller, request, now).await,
        Api::Simulate => simulate(stores, &caller, request, now).await,
        Api::Read => read(stores, &caller, request, params, now).await,
        Api::SimulateVersion => simulate_version(stores, &caller, request, params, now).await,
        Api::Approve | Api::Withdraw => change(stores, call, &caller, request, params, now).await,
    }
}

/// The version that an address names. What is no number names none.
pub fn named(params: &Params) -> Option<RulesetId> {
    Some(RulesetId {
        id: params.get("id").to_owned(),
        version: params.get("version").parse().ok()?,
    })
}

async fn list(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let all = stores.versions(&caller.actor, now).await?;
    no_query(request)?;
    let items: Vec<Value> = all.iter().map(shapes::version).collect();
    Ok(Reply::json(200, &json!({ "items": items })))
}

async fn propose(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let looked = looked_at(stores, caller, request, now).await?;
    let id = match &looked.examined.id {
        Some(id) if looked.problems.is_empty() => id,
        _ => return Err(not_fit(&looked)),
    };
    let proposed = stores
        .propose(id, &looked.texts, &caller.actor, now)
        .await?;
    let shape = shapes::proposed(&proposed, &looked);
    Ok(tagged(201, &shape, &proposed))
}

/// What texts would change and what is wrong with them. Nothing is stored.
async fn difference(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let looked = looked_at(stores, caller, request, now).await?;
    Ok(Reply::json(200, &shapes::looked(&looked)))
}

async fn looked_at(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Looked, Problem> {
    let body = permitted(caller, request, Role::ServiceDesigner)?;
    let mut members = Members::of(&body, &bodies::TEXTS);
    let sent = bodies::texts(&mut members);
    let sent = members.finish(sent).map_err(Problem::invalid)?;
    let texts = draft::whole(stores, sent, &caller.actor, now).await?;
    Ok(draft::look(stores, texts, &caller.actor, now).await?)
}

async fn read(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let id = named(params).ok_or_else(Problem::not_found)?;
    let shown = stores.version(&id, &caller.actor, now).await?;
    no_query(request)?;
    let comparison = draft::compare(stores, &shown, &caller.actor, now).await?;
    let examined = stores.examine(&shown.texts);
    let shape = shapes::shown(&shown, &comparison, &examined);
    Ok(tagged(200, &shape, &shown.version))
}

async fn simulate(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = permitted(caller, request, Role::ServiceDesigner)?;
    let known = [&bodies::TEXTS[..], &bodies::PAGE[..]].concat();
    let mut members = Members::of(&body, &known);
    let sent: Sent = bodies::texts(&mut members);
    let page = bodies::page(&mut members);
    let (sent, page) = members.finish((sent, page)).map_err(Problem::invalid)?;
    let texts = draft::whole(stores, sent, &caller.actor, now).await?;
    tried(stores, &texts, page, caller, now).await
}

async fn simulate_version(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let id = named(params).ok_or_else(Problem::not_found)?;
    let shown = stores.version(&id, &caller.actor, now).await?;
    let body = permitted(caller, request, Role::ServiceDesigner)?;
    let mut members = Members::of(&body, &bodies::PAGE);
    let page = bodies::page(&mut members);
    let page = members.finish(page).map_err(Problem::invalid)?;
    tried(stores, &shown.texts, page, caller, now).await
}

async fn tried(
    stores: &impl Stores,
    texts: &Texts,
    (cursor, limit): (Option<String>, u32),
    caller: &Caller,
    now: Instant,
) -> Result<Reply, Problem> {
    let tried =
        simulation::simulate(stores, texts, cursor.as_deref(), limit, &caller.actor, now).await;
    match tried {
        Ok(simulated) => Ok(Reply::json(200, &shapes::simulated(&simulated))),
        Err(NotTried::Problems(problems)) => Err(Problem::invalid(bodies::fields(&problems))),
        // The only thing of a page that the store looks at and is not looked at here.
        Err(NotTried::Refused(Refusal::Conflict(sentence))) if cursor.is_some() => Err(
            Problem::invalid(vec![FieldProblem::new("cursor", sentence)]),
        ),
        Err(NotTried::Refused(refusal)) => Err(refusal.into()),
    }
}

async fn change(
    stores: &impl Stores,
    call: Api,
    caller: &Caller,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let actor = &caller.actor;
    let id = named(params).ok_or_else(Problem::not_found)?;
    let shown = stores.version(&id, actor, now).await?;
    let body = permitted(caller, request, Role::ServiceDesigner)?;
    match request.if_match()?.as_deref() {
        None => return Err(Refusal::TagMissing.into()),
        Some(tag) if tag != "*" && tag != shown.version.etag => {
            return Err(Refusal::Stale(shown.version.etag).into());
        }
        Some(_) => {}
    }
    let change = match call {
        Api::Approve => bodies::approval(&body),
        _ => bodies::withdrawal(&body),
    }
    .map_err(Problem::invalid)?;
    if let Change::Approve { .. } = change {
        draft::may_be_published(stores, &shown, actor, now).await?;
    }
    // What was looked at is what is changed, whatever the caller would accept.
    let seen = Some(shown.version.etag.as_str());
    let changed = stores.change(&id, seen, &change, actor, now).await?;
    Ok(tagged(200, &shapes::version(&changed), &changed))
}

fn tagged(status: u16, shape: &Value, version: &Version) -> Reply {
    Reply::json(status, shape).with_header("etag", &format!("\"{}\"", version.etag))
}

/// Every problem of the texts, each by its line.
fn not_fit(looked: &Looked) -> Problem {
    Problem::invalid(bodies::fields(&looked.problems))
}

/// These calls have no query: whoever sends one means something that is not done.
fn no_query(request: &Request) -> Result<(), Problem> {
    let problems: Vec<FieldProblem> = request
        .query
        .iter()
        .map(|(name, _)| FieldProblem::new(name.as_str(), "There is no such member here."))
        .collect();
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Problem::invalid(problems)),
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Problem::not_found(),
            Refusal::NotAllowed => Problem::forbidden(
                "Your roles do not allow this. Ask somebody with the role, or a manager.",
            ),
            Refusal::TagMissing => Problem::precondition_required(),
            Refusal::Stale(_) => Problem::precondition_failed(),
            Refusal::Conflict(sentence) => Problem::conflict(sentence),
            Refusal::Failed(fault) => fault.into(),
        }
    }
}
