//! The staff API of the contract.
//!
//! Order of checks: who asks (401), a body that can be read (413, 415, 400), whether there is such a
//! referral (404), whether it may be done (403), the entity tag (428, 412), its state (409), and at
//! last what was sent (422). The store looks at the middle ones in that order, so a body that is not
//! valid is reported only when the store has nothing to say.

mod assessments;
mod bodies;
mod casework;
mod files;
pub mod forms;
mod matches;
mod query;
pub mod refusals;
mod search;
mod shapes;
mod summary;

pub use assessments::DECISIONS;
pub use bodies::{change, wanted_priority};
pub use members::{TEXT_LIMIT, wrong_with_text};
pub use query::{ListQuery, is_name, list as list_query};

use serde_json::{Value, json};
use vocabulary::{Instant, Role, has_one_of, queue_ids};
pub use web::members;
use web::{FieldProblem, Params, Problem, Reply, Request};

use crate::referral::{Action, Change, Referral};
use crate::routes::Api;
use crate::stores::{Actor, Colleague, Refusal, Stores};
use crate::who::{Caller, caller, no_csrf, permitted, sees_referrals};

/// The most events of an audit chain that come at once.
const AUDIT_EVENTS: usize = 500;

/// Answers a call.
pub async fn answer(
    stores: &impl Stores,
    call: Api,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let caller = caller(stores, request, now).await?;
    let reference = &canonical(params.get("reference"));
    match call {
        Api::List => list(stores, &caller, request, now).await,
        Api::Changes => changes(stores, request).await,
        Api::Read => {
            let referral = stores.read(reference, &caller.actor, now).await?;
            query::nothing(&request.query).map_err(Problem::invalid)?;
            Ok(shown(&referral))
        }
        Api::File => files::answer(stores, &caller, request, (reference, params), now).await,
        Api::Audit => audit(stores, &caller, request, reference, now).await,
        Api::Summary => summary::answer(stores, &caller, request, reference, now).await,
        Api::PossibleMatches => matches::answer(stores, &caller, request, reference, now).await,
        Api::Change(action) => change_one(stores, &caller, request, reference, action, now).await,
        Api::Next => next(stores, &caller, request, now).await,
        Api::Search => search::answer(stores, &caller, request, now).await,
        Api::Forms(call) => forms::answer(stores, call, &caller, request, params, now).await,
        Api::Work => work(stores, &caller, request, now).await,
    }
}

/// A reference as the store writes it, however it stands in the address. What is none stays as it is,
/// and the store finds nothing.
pub fn canonical(written: &str) -> String {
    reference::Reference::read(written)
        .map_or_else(|| written.to_owned(), |reference| reference.to_string())
}

async fn list(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let asked = match query::list(&request.query) {
        Ok(asked) => asked,
        Err(_) if !caller.sees_referrals() => return Err(Refusal::NotAllowed.into()),
        Err(problems) => return Err(Problem::invalid(problems)),
    };
    let cursor = asked.cursor.as_deref();
    let listing = stores
        .browse(&asked.filter, cursor, asked.limit, &caller.actor, now)
        .await?;
    let items = shapes::Items::of(&listing.entries, listing.next_cursor.as_deref());
    Ok(Reply::json(200, &items))
}

/// The change counter, so that a page can ask cheaply whether anything is new.
async fn changes(stores: &impl Stores, request: &Request) -> Result<Reply, Problem> {
    query::nothing(&request.query).map_err(Problem::invalid)?;
    let counter = stores.change_counter().await?;
    let etag = format!("\"{counter}\"");
    if request.header("if-none-match") == Some(etag.as_str()) {
        return Ok(Reply::not_modified(&etag));
    }
    Ok(Reply::json(200, &json!({ "counter": counter })).with_header("etag", &etag))
}

async fn audit(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    reference: &str,
    now: Instant,
) -> Result<Reply, Problem> {
    let after = query::audit(&request.query);
    // Whether there is such a referral comes before whether the query is valid.
    let from = after.as_ref().copied().unwrap_or_default();
    let events = stores.audit(reference, from, &caller.actor, now).await?;
    after.map_err(Problem::invalid)?;
    Ok(Reply::json(
        200,
        &shapes::AuditShapes::of(&events, AUDIT_EVENTS),
    ))
}

async fn change_one(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    reference: &str,
    action: Action,
    now: Instant,
) -> Result<Reply, Problem> {
    let actor = &caller.actor;
    let tag = if_match(request)?;
    let tag = tag.as_deref();
    if !caller.means_it(request) {
        return Err(
            match stores.may_change(reference, action, None, tag, actor).await {
                Err(Refusal::NotFound) => Problem::not_found(),
                _ => no_csrf(),
            },
        );
    }
    let body = body(request)?;
    let change = match change(action, &body) {
        Ok(change @ (Change::Assign { .. } | Change::Restrict { .. })) => {
            let colleagues = stores.colleagues().await?;
            may_be_named(stores, &colleagues, reference, actor, change).await
        }
        read => read,
    };
    let change = match change {
        Ok(change) => change,
        Err(problems) => {
            let wanted = wanted_priority(action, &body);
            stores
                .may_change(reference, action, wanted, tag, actor)
                .await?;
            return Err(Problem::invalid(problems));
        }
    };
    let referral = stores.change(reference, tag, &change, actor, now).await?;
    Ok(shown(&referral))
}

/// Claims what comes first; no content where nothing is left.
async fn next(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    if !caller.means_it(request) {
        return Err(no_csrf());
    }
    let body = body(request)?;
    let mut members = members::Members::of(&body, &["queues"]);
    let queues = members.optional_words("queues", &queue_ids());
    let queues = match members.finish(queues) {
        Err(_) if !caller.sees_referrals() => return Err(Refusal::NotAllowed.into()),
        queues => queues.map_err(Problem::invalid)?,
    };
    let claimed = stores.next(&queues, &caller.actor, now).await?;
    Ok(claimed.map_or_else(Reply::no_content, |referral| shown(&referral)))
}

/// A referral with its entity tag.
fn shown(referral: &Referral) -> Reply {
    Reply::json(200, &shapes::ReferralShape::from(referral))
        .with_header("etag", &format!("\"{}\"", referral.etag))
}

/// A change that names people, if they may be named: whoever is handed a referral or alone may see it is there and may
/// read it, and one that waits for a decision under section 42 is kept from nobody but those who could take it.
///
/// # Errors
/// The field that names somebody else, or too few.
pub async fn may_be_named(
    stores: &impl Stores,
    colleagues: &[Colleague],
    reference: &str,
    by: &Actor,
    change: Change,
) -> Result<Change, Vec<FieldProblem>> {
    let change = existing_people(colleagues, by, change)?;
    let Change::Restrict { people, .. } = &change else {
        return Ok(change);
    };
    let decides = |name: &String| {
        let known = colleagues.iter().find(|known| known.username == *name);
        let roles = known.map_or(&by.roles, |known| &known.roles);
        (known.is_some() || *name == by.id) && has_one_of(roles, &[Role::Safeguarding])
    };
    if people.is_empty() || people.iter().any(decides) {
        return Ok(change);
    }
    // Only what waits for the decision cannot be closed for want of it.
    let closing = stores.may_change(reference, Action::Close, None, Some("*"), by);
    match closing.await {
        Err(Refusal::NeedsS42Decision) => Err(vec![FieldProblem::new(
            "people",
            "This waits for a section 42 decision. Choose somebody of safeguarding as well, so that it can be made.",
        )]),
        _ => Ok(change),
    }
}

/// A referral is handed only to somebody who is there and may read it: else nobody would see it. A
/// machine may name itself, and no other machine.
///
/// # Errors
/// The field that names somebody else.
fn existing_people(
    colleagues: &[Colleague],
    by: &Actor,
    change: Change,
) -> Result<Change, Vec<FieldProblem>> {
    let (field, named): (_, &[String]) = match &change {
        Change::Assign { assignee } => ("assignee", std::slice::from_ref(assignee)),
        Change::Restrict { people, .. } => ("people", people),
        _ => return Ok(change),
    };
    let may_be_named = |name: &String| {
        *name == by.id
            || colleagues
                .iter()
                .any(|known| known.username == *name && sees_referrals(&known.roles))
    };
    if named.iter().all(may_be_named) {
        Ok(change)
    } else {
        Err(vec![FieldProblem::new(
            field,
            "Names somebody who has no user name here, or whose roles show them no referrals. Check the spelling.",
        )])
    }
}

/// The entity tag of `If-Match`, without its quotes.
fn if_match(request: &Request) -> Result<Option<String>, Problem> {
    request.if_match()
}

/// The JSON of a body. Nothing at all is the same as an empty object.
fn body(request: &Request) -> Result<Value, Problem> {
    request.json_or_nothing()
}

async fn work(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let body = permitted(caller, request, Role::Worker)?;
    members::Members::of(&body, &[])
        .finish(())
        .map_err(Problem::invalid)?;
    Ok(Reply::json(200, &stores.work(now).await?))
}
