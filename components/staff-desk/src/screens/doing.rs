//! A form of a referral's page that was sent: either it is stored, or the page comes back with what
//! was typed and words that say what to do.

use pages::ErrorLink;
use serde_json::{Value, json};
use web::{FieldProblem, FormPost, Reply, Request};

use super::Visit;
use super::actions::work;
use super::assessment;
use super::frame::{self, Said};
use super::referral::{self, View};
use super::typed::Typed;
use crate::api;
use crate::files;
use crate::referral::Action;
use crate::stores::{Refusal, Stores};

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    reference: &str,
    action: Action,
) -> Result<Reply, Refusal> {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    let mut typed = Typed::of(action, &post);
    let field = |name| post.first(name).unwrap_or_default();
    if !visit.session.sent(&post) {
        let said = staff_pages::from_an_earlier_session();
        return Ok(back(stores, visit, reference, &typed, &said, &post).await);
    }
    let tag = Some(field("etag")).filter(|tag| !tag.is_empty());
    let body = body(action, &post);
    let read = match api::change(action, &body) {
        Ok(change) => {
            api::may_be_named(stores, &visit.colleagues, reference, visit.actor(), change).await
        }
        wrong => wrong,
    };
    let change = match read {
        Ok(change) => change,
        Err(problems) => {
            let refusal = match stores
                .may_change(
                    reference,
                    action,
                    api::wanted_priority(action, &body),
                    tag,
                    visit.actor(),
                )
                .await
            {
                Err(refusal) => refusal,
                Ok(()) => {
                    typed.errors = problems
                        .iter()
                        .map(|problem| in_words(action, problem, &post))
                        .collect();
                    Refusal::Invalid(Vec::new())
                }
            };
            let said = frame::said(visit, &refusal);
            return Ok(back(stores, visit, reference, &typed, &said, &post).await);
        }
    };
    let changed = stores
        .change(reference, tag, &change, visit.actor(), visit.now)
        .await;
    match changed {
        Ok(_) => Ok(Reply::see_other(&after(reference, action))),
        Err(Refusal::Failed(fault)) => Ok(frame::fault(&fault, request)),
        Err(refusal) => {
            if let Refusal::Invalid(fields) = &refusal {
                typed.errors = fields
                    .iter()
                    .map(|(field, message)| match action {
                        Action::Assess(kind) => assessment::of_store(kind, field, message),
                        _ => ErrorLink::new(id_of(field), message),
                    })
                    .collect();
            }
            let said = frame::said(visit, &refusal);
            Ok(back(stores, visit, reference, &typed, &said, &post).await)
        }
    }
}

/// The referral as it now is, with what was typed and why it was not stored.
async fn back(
    stores: &impl Stores,
    visit: &Visit,
    reference: &str,
    typed: &Typed,
    said: &Said,
    post: &FormPost,
) -> Reply {
    let referral = match stores.read(reference, visit.actor(), visit.now).await {
        Ok(referral) if said.status != 404 => referral,
        Ok(_) => return referral::kept(visit, said, typed),
        Err(refusal) => return referral::kept(visit, &frame::said(visit, &refusal), typed),
    };
    let seen: usize = post
        .first("seen")
        .and_then(|seen| seen.parse().ok())
        .unwrap_or(usize::MAX);
    let files = files::of(stores, &referral).await;
    let view = View {
        typed: Some(typed),
        refused: Some(said),
        since: referral.timeline.get(seen..).unwrap_or_default(),
        ..View::of(visit, &referral, &files)
    };
    view.where_it_was_sent(said.status)
}

/// Where somebody is after it was stored.
fn after(reference: &str, action: Action) -> String {
    let page = match action {
        Action::Assess(_) => assessment::address(reference),
        _ => format!("/staff/referrals/{reference}"),
    };
    format!("{page}?done={}", action.id())
}

/// The fields of a form as the body that the API reads, so that there is one set of checks.
fn body(action: Action, post: &FormPost) -> Value {
    let field = |name: &str| post.first(name).unwrap_or_default();
    match action {
        Action::Note => json!({"text": field("text")}),
        Action::Close => {
            let note = Some(field("note")).filter(|note| !note.trim().is_empty());
            let no_reply = post.first("no-reply").is_some();
            json!({"outcome": field("outcome"), "note": note, "no_reply": no_reply})
        }
        Action::S42Decision => {
            let limb = |limb: &str| json!({"finding": field(&format!("{limb}-finding")), "because": field(&format!("{limb}-because"))});
            let queue = Some(field("queue")).filter(|queue| !queue.is_empty());
            json!({"limbs": {"a": limb("a"), "b": limb("b"), "c": limb("c")},
                "decision": field("decision"), "reasons": field("reasons"), "queue": queue})
        }
        Action::Assign => json!({"assignee": field("assignee")}),
        Action::Priority => json!({"priority": field("priority"), "reason": field("reason")}),
        Action::Reroute => json!({"queue": field("queue"), "reason": field("reason")}),
        Action::Restrict => json!({"people": people(post), "reason": field("reason")}),
        Action::Assess(kind) => assessment::body(kind, post),
        Action::Work(kind) => work::body(kind, post),
        Action::Claim | Action::Release => json!({}),
    }
}

/// Who alone may see it. Nobody chosen is no list at all: only the button that says so lifts a restriction.
fn people(post: &FormPost) -> Value {
    let chosen: Vec<&str> = post
        .pairs
        .iter()
        .filter(|(name, _)| name == "people")
        .map(|(_, value)| value.as_str())
        .collect();
    match (post.first("lift").is_some(), chosen.is_empty()) {
        (true, _) => json!([]),
        (false, true) => Value::Null,
        (false, false) => json!(chosen),
    }
}

/// The id of the field on the page: `limbs.a.finding` is `a-finding`.
fn id_of(field: &str) -> String {
    field
        .strip_prefix("limbs.")
        .unwrap_or(field)
        .replace(['.', '_'], "-")
}

/// A problem of the API in the words of the page.
fn in_words(action: Action, problem: &FieldProblem, post: &FormPost) -> ErrorLink {
    if let Action::Assess(kind) = action {
        return assessment::in_words(kind, problem, post);
    }
    let id = id_of(&problem.field);
    let typed = post.first(&id).unwrap_or_default();
    let words = if let (Action::Work(kind), true) = (action, typed.trim().is_empty()) {
        work::missing(kind, &id)
            .unwrap_or("Fill this in")
            .to_owned()
    } else if typed.trim().is_empty() {
        missing(&id)
    } else if typed.chars().count() > api::TEXT_LIMIT {
        TOO_LONG.to_owned()
    } else if typed.contains('\0') {
        "Take out the character that cannot be stored, and type it again".to_owned()
    } else if action == Action::Restrict && id == "people" {
        problem.message.clone()
    } else {
        "Choose one from the list".to_owned()
    };
    ErrorLink::new(id, words)
}

/// What to do about a text that is longer than [`api::TEXT_LIMIT`].
pub const TOO_LONG: &str = "Make this shorter: 10,000 characters at most";
const _: () = assert!(api::TEXT_LIMIT == 10_000);

/// What to do about a field that was left empty.
fn missing(id: &str) -> String {
    match id {
        "text" => "Write the note before you add it".to_owned(),
        "outcome" => "Choose an outcome".to_owned(),
        "decision" => "Choose what you decide".to_owned(),
        "reasons" => "Give the reasons for the decision".to_owned(),
        "assignee" => "Choose who should hold it".to_owned(),
        "priority" => "Choose a priority".to_owned(),
        "queue" => "Choose a queue".to_owned(),
        "people" => "Choose who may see it".to_owned(),
        "reason" => "Say why".to_owned(),
        _ => match id.split_once('-') {
            Some((limb, "finding")) => format!("Choose yes, no or not known for limb ({limb})"),
            Some((limb, "because")) => format!("Say why, for limb ({limb})"),
            _ => "Fill this in".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::actions;

    #[test]
    fn every_field_that_may_be_left_empty_by_mistake_has_words() {
        for (limb, _) in actions::LIMBS {
            assert!(missing(&format!("{limb}-finding")).contains(&format!("({limb})")));
            assert!(missing(&format!("{limb}-because")).contains(&format!("({limb})")));
        }
        assert_eq!(id_of("limbs.a.finding"), "a-finding");
        assert_eq!(id_of("text"), "text");
    }
}
