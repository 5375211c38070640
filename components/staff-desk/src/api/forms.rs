//! Versions of forms: proposing, approving, withdrawing, and what a text would change.

use serde::Serialize;
use serde_json::{Value, json};
use vocabulary::{Instant, Role};
use web::{FieldProblem, Params, Problem, Reply, Request};

use super::members::Members;
use super::{body, if_match, no_csrf, permitted, query};
use crate::form_versions::{Deed, Shown, State, Version, VersionChange};
use crate::publishing::{self, Comparison, Examined, FORM_TEXT_LIMIT, problem_in_words};
use crate::referral::FormVersion;
use crate::stores::{Refusal, Stores};
use crate::who::Caller;

/// The calls about versions of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    List,
    Propose,
    Difference,
    Read,
    Approve,
    Withdraw,
}

pub async fn answer(
    stores: &impl Stores,
    call: Call,
    caller: &Caller,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    match call {
        Call::List => list(stores, caller, request).await,
        Call::Propose => propose(stores, caller, request, now).await,
        Call::Difference => difference(stores, caller, request).await,
        Call::Read => read(stores, caller, request, params).await,
        Call::Approve | Call::Withdraw => change(stores, call, caller, request, params, now).await,
    }
}

/// The version that an address names. What is no number names none.
pub fn named(params: &Params) -> Option<FormVersion> {
    let version = params.get("version").parse().ok()?;
    let id = params.get("form").to_owned();
    Some(FormVersion { id, version })
}

async fn list(stores: &impl Stores, caller: &Caller, request: &Request) -> Result<Reply, Problem> {
    let all = stores.form_versions(&caller.actor).await?;
    query::nothing(&request.query).map_err(Problem::invalid)?;
    let items: Vec<VersionShape> = all.iter().map(VersionShape::of).collect();
    Ok(Reply::json(200, &json!({ "items": items })))
}

async fn propose(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let text = text_of(&permitted(caller, request, Role::ServiceDesigner)?)?;
    let examined = publishing::examine(stores, &text, &caller.actor).await?;
    let form = match examined.form {
        Some(form) if examined.problems.is_empty() => form,
        _ => return Err(not_fit(&examined)),
    };
    let proposed = stores
        .propose_form(&form, &text, &caller.actor, now)
        .await?;
    let shape = json!({"version": VersionShape::of(&proposed),
        "compared_with": examined.comparison.with, "difference": examined.comparison.difference});
    Ok(Reply::json(201, &shape).with_header("etag", &format!("\"{}\"", proposed.etag)))
}

/// What a text would change and what is wrong with it. Nothing is stored.
async fn difference(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
) -> Result<Reply, Problem> {
    let text = text_of(&permitted(caller, request, Role::ServiceDesigner)?)?;
    let examined = publishing::examine(stores, &text, &caller.actor).await?;
    Ok(Reply::json(
        200,
        &json!({
            "form": examined.form.as_ref().map(form_shape),
            "compared_with": examined.comparison.with,
            "difference": examined.comparison.difference,
            "problems": examined.problems.iter().map(|problem| json!({
                "line": problem.line, "message": problem.message, "remedy": problem.remedy,
            })).collect::<Vec<_>>(),
        }),
    ))
}

async fn read(
    stores: &impl Stores,
    caller: &Caller,
    request: &Request,
    params: &Params,
) -> Result<Reply, Problem> {
    let form = named(params).ok_or_else(Problem::not_found)?;
    let shown = stores.form_version(&form, &caller.actor).await?;
    query::nothing(&request.query).map_err(Problem::invalid)?;
    let comparison = publishing::compare(stores, &shown, &caller.actor).await?;
    Ok(Reply::json(200, &shown_shape(&shown, &comparison))
        .with_header("etag", &format!("\"{}\"", shown.version.etag)))
}

async fn change(
    stores: &impl Stores,
    call: Call,
    caller: &Caller,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Result<Reply, Problem> {
    let actor = &caller.actor;
    let form = named(params).ok_or_else(Problem::not_found)?;
    let shown = stores.form_version(&form, actor).await?;
    if !caller.means_it(request) {
        return Err(no_csrf());
    }
    if !actor.has(Role::ServiceDesigner) {
        return Err(Refusal::NotAllowed.into());
    }
    let tag = if_match(request)?;
    match tag.as_deref() {
        None => return Err(Refusal::TagMissing.into()),
        Some(tag) if tag != "*" && tag != shown.version.etag => {
            return Err(Refusal::Stale(shown.version.etag).into());
        }
        Some(_) => {}
    }
    let body = body(request)?;
    let change = match call {
        Call::Approve => approval(&body),
        _ => withdrawal(&body),
    }
    .map_err(Problem::invalid)?;
    if let VersionChange::Approve(_) = change {
        may_be_published(stores, &shown, caller).await?;
    }
    // What was looked at is what is changed, whatever the caller would accept.
    let seen = Some(shown.version.etag.as_str());
    let changed = stores
        .change_form_version(&form, seen, &change, actor, now)
        .await?;
    let etag = format!("\"{}\"", changed.etag);
    Ok(Reply::json(200, &VersionShape::of(&changed)).with_header("etag", &etag))
}

/// Looks at a proposal again: what was right when it was proposed may not be so any more.
async fn may_be_published(
    stores: &impl Stores,
    shown: &Shown,
    caller: &Caller,
) -> Result<(), Refusal> {
    if shown.version.state != State::Proposed {
        return Ok(());
    }
    let examined = publishing::examine(stores, &shown.text, &caller.actor).await?;
    match examined.problems.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Conflict(no_longer_fit(&examined))),
    }
}

/// Why a proposal cannot be published as it stands.
pub fn no_longer_fit(examined: &Examined) -> String {
    let problems: Vec<String> = examined.problems.iter().map(problem_in_words).collect();
    format!(
        "This version cannot be published as it stands. Take it back, put it right and propose it again. {}",
        problems.join(" ")
    )
}

fn approval(body: &Value) -> Result<VersionChange, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["reason"]);
    let reason = members.optional_text("reason");
    members.finish(VersionChange::Approve(reason))
}

fn withdrawal(body: &Value) -> Result<VersionChange, Vec<FieldProblem>> {
    let mut members = Members::of(body, &["reason"]);
    let reason = members.text("reason");
    members.finish(VersionChange::Withdraw(reason))
}

fn text_of(body: &Value) -> Result<String, Problem> {
    let mut members = Members::of(body, &["text"]);
    let text = members.whole_text("text", FORM_TEXT_LIMIT);
    members
        .finish(publishing::as_kept(&text))
        .map_err(Problem::invalid)
}

/// Every problem of a form's text, each by its line.
fn not_fit(examined: &Examined) -> Problem {
    let problems = examined.problems.iter();
    Problem::invalid(
        problems
            .map(|problem| FieldProblem::new("text", problem_in_words(problem)))
            .collect(),
    )
}

fn form_shape(form: &FormVersion) -> Value {
    json!({"id": form.id, "version": form.version})
}

#[derive(Serialize)]
struct DeedShape<'a> {
    who: &'a str,
    at: Instant,
}

impl<'a> DeedShape<'a> {
    fn of(deed: &'a Deed) -> Self {
        Self {
            who: &deed.who,
            at: deed.at,
        }
    }
}

#[derive(Serialize)]
struct VersionShape<'a> {
    form: Value,
    state: &'static str,
    offered: bool,
    proposed: Option<DeedShape<'a>>,
    changed: Option<DeedShape<'a>>,
}

impl<'a> VersionShape<'a> {
    fn of(version: &'a Version) -> Self {
        Self {
            form: form_shape(&version.form),
            state: version.state.id(),
            offered: version.offered,
            proposed: version.proposed.as_ref().map(DeedShape::of),
            changed: version.changed.as_ref().map(DeedShape::of),
        }
    }
}

fn shown_shape(shown: &Shown, comparison: &Comparison) -> Value {
    let history: Vec<Value> = shown
        .history
        .iter()
        .map(|event| {
            json!({"at": event.at, "who": event.who, "what": event.what, "version": event.version,
                "because": event.because})
        })
        .collect();
    json!({"version": VersionShape::of(&shown.version), "text": shown.text,
        "compared_with": comparison.with, "difference": comparison.difference, "history": history})
}
