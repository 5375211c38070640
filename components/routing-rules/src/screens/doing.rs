//! Somebody approves a version, or ends it.

use pages::ErrorLink;
use staff_pages::Said;
use web::{FormPost, Params, Reply, Request, wrong_with_text};

use super::later::Chosen;
use super::list::HOME;
use super::version::{APPROVE, View, WITHDRAW, find};
use super::words::address;
use super::{Page, Visit, frame};
use crate::stores::{Refusal, Stores};
use crate::versions::{Change, State};

pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    post: &FormPost,
    params: &Params,
    page: Page,
) -> Result<Reply, Refusal> {
    let shown = find(stores, visit, params).await?;
    let approves = page == Page::Approve;
    let field = if approves { APPROVE } else { WITHDRAW };
    let reason = post.first(field).unwrap_or_default().trim();
    let mut view = View::of(stores, visit, &shown).await?;
    view.typed = Some((field, reason.to_owned()));
    view.chosen = Chosen::of(post);
    if !visit.session.sent(post) {
        return Ok(view.refuse(staff_pages::from_an_earlier_session()));
    }
    let change = match change(&view, approves, reason) {
        _ if !visit.writes_rules() => return Err(Refusal::NotAllowed),
        Ok(change) => change,
        Err(error) => {
            view.error = Some(error);
            return Ok(view.page(422));
        }
    };
    if approves && !view.problems.is_empty() {
        let said = Said::new(
            409,
            "This version cannot be published as it stands",
            "Its problems are below. Take it back, put them right and propose it again.",
        );
        return Ok(view.refuse(said));
    }
    let seen = post.first("etag").filter(|tag| !tag.is_empty());
    let id = &shown.version.id;
    let changed = stores
        .change(id, seen, &change, visit.actor(), visit.now)
        .await;
    match changed {
        Ok(version) => Ok(Reply::see_other(&match version.state {
            State::TakenBack => format!("{HOME}?done=taken-back"),
            State::Withdrawn => format!("{}?done=withdrawn", address(id)),
            State::Scheduled => format!("{}?done=scheduled", address(id)),
            _ => format!("{}?done=approved", address(id)),
        })),
        Err(Refusal::Failed(fault)) => Ok(frame::fault(&fault, request)),
        Err(refusal) => Ok(view.refuse(frame::said(&refusal))),
    }
}

/// What was asked for, or what is wrong with it.
fn change(view: &View<'_>, approves: bool, reason: &str) -> Result<Change, ErrorLink> {
    let field = if approves { APPROVE } else { WITHDRAW };
    if !approves && reason.is_empty() {
        return Err(ErrorLink::new(
            field,
            "Say why, for whoever looks at it later",
        ));
    }
    if !reason.is_empty()
        && let Some(wrong) = wrong_with_text(reason)
    {
        return Err(ErrorLink::new(field, wrong));
    }
    if !approves {
        return Ok(Change::Withdraw(reason.to_owned()));
    }
    Ok(Change::Approve {
        takes_effect: view.chosen.read()?,
        because: (!reason.is_empty()).then(|| reason.to_owned()),
    })
}
