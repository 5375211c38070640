//! Doing something with an account, each on a page of its own: either it is stored, or the page comes back with
//! what was typed, how the account stands now, and words that say what to do.

use account_model::{Change, Held};
use maud::{Markup, html};
use pages::ErrorLink;
use staff_pages::Said;
use web::{Reply, Request};

use super::act::{Act, changed_before};
use super::act_page::{ActPage, checked};
use super::fields::{Fields, Mistakes, Typed, because, required_day, text, typed};
use super::frame::{self, address};
use super::{PREFIX, Sent, Visit, asking, correcting, recording, wanted};
use crate::stores::{Refusal, Stores};

/// What must be typed before an account is deleted.
const DELETE: &str = "delete";

/// What a form asks for.
pub enum Wanted {
    Done(Change),
    /// To be looked at once more.
    Checked(Markup),
    /// The form again, to change it.
    Again,
}

/// The page, before anything is typed.
pub async fn show(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
    id: &str,
    act: &str,
) -> Result<Reply, Refusal> {
    let act = Act::from_id(act).ok_or(Refusal::NotFound)?;
    let held = match stores.read(id, None, visit.actor(), visit.now).await {
        Err(Refusal::ReasonMissing) => return Ok(Reply::see_other(&address(id))),
        held => held?,
    };
    if !visit.may(act.power()) {
        return Err(Refusal::NotAllowed);
    }
    if let Some(why_not) = act.why_not(&held, visit) {
        return Err(Refusal::Conflict(why_not.to_owned()));
    }
    let page = ActPage {
        visit,
        held: &held,
        act,
        about: request.query_value("about").unwrap_or_default(),
        fields: Fields::default(),
        refused: None,
    };
    match page.is_about_something() {
        true => Ok(page.page(200)),
        false => Err(Refusal::NotFound),
    }
}

/// Does it.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    sent: &Sent,
    id: &str,
    act: &str,
) -> Result<Reply, Refusal> {
    let act = Act::from_id(act).ok_or(Refusal::NotFound)?;
    let mut kept = typed(sent);
    let tag = Some(sent.typed("etag")).filter(|tag| !tag.is_empty());
    let mut mistakes = Mistakes::default();
    // Its reason may have run out meanwhile. A new one comes with what was typed.
    let asked = sent.fresh && sent.post.first("reason-words").is_some();
    let reason = asked.then(|| wanted::read(sent, &mut mistakes)).flatten();
    let read = match mistakes.0.is_empty() {
        true => {
            stores
                .read(id, reason.as_deref(), visit.actor(), visit.now)
                .await
        }
        false => Err(Refusal::ReasonMissing),
    };
    let held = match read {
        Err(Refusal::ReasonMissing) => {
            kept.errors = mistakes.0;
            let action = format!("{}/{}", address(id), act.words().id);
            return Ok(asking::ask_again(visit, &action, tag, &kept));
        }
        held => held?,
    };
    if !visit.may(act.power()) {
        return Err(Refusal::NotAllowed);
    }
    let page = |held: &Held, kept: &Typed, refused: Option<Said>| {
        let status = refused.as_ref().map_or(200, |said| said.status);
        let page = ActPage {
            visit,
            held,
            act,
            about: sent.typed("about"),
            fields: Fields(Some(kept)),
            refused,
        };
        page.page(status)
    };
    let before = match tag {
        _ if !sent.fresh => Some(staff_pages::from_an_earlier_session()),
        None => Some(frame::said(&Refusal::TagMissing)),
        Some(tag) if tag != held.tag => Some(frame::said(&Refusal::Stale(held.tag.clone()))),
        Some(_) => None,
    };
    if before.is_some() {
        return Ok(page(&held, &kept, before));
    }
    let change = match change(visit, act, sent, &held) {
        Ok(Wanted::Done(change)) => change,
        Ok(Wanted::Checked(main)) => return Ok(checked(visit, &held, act, &main)),
        Ok(Wanted::Again) => return Ok(page(&held, &kept, None)),
        Err(mistakes) => {
            kept.errors = mistakes;
            let said = frame::said(&Refusal::Invalid(Vec::new()));
            return Ok(page(&held, &kept, Some(said)));
        }
    };
    let done = act.words().id;
    match stores
        .change(id, tag, &change, visit.actor(), visit.now)
        .await
    {
        Ok(Some(_)) => Ok(Reply::see_other(&format!("{}?done={done}", address(id)))),
        Ok(None) => Ok(Reply::see_other(&format!("{PREFIX}?done={done}"))),
        Err(Refusal::Failed(fault)) => Err(Refusal::Failed(fault)),
        Err(refusal) => {
            if let Refusal::Invalid(fields) = &refusal {
                kept.errors = of_store(fields);
            }
            let now = stores.read(id, None, visit.actor(), visit.now).await?;
            Ok(page(&now, &kept, Some(frame::said(&refusal))))
        }
    }
}

/// What the store found wrong, by the fields of the page.
pub fn of_store(fields: &[(String, String)]) -> Vec<ErrorLink> {
    fields
        .iter()
        .map(|(field, text)| ErrorLink::new(field.replace(['_', '.'], "-"), text))
        .collect()
}

/// What was asked for, or everything that is wrong with it.
fn change(visit: &Visit, act: Act, sent: &Sent, held: &Held) -> Result<Wanted, Vec<ErrorLink>> {
    let mut mistakes = Mistakes::default();
    let wanted = match act {
        Act::Correct => correcting::wanted(visit, sent, held, &mut mistakes),
        Act::RecordDelegate => recording::wanted(sent, &mut mistakes),
        _ => plain_change(visit, act, sent, &mut mistakes).map(Wanted::Done),
    };
    match wanted {
        Some(wanted) if mistakes.0.is_empty() => Ok(wanted),
        _ => Err(mistakes.0),
    }
}

/// A change that needs little more than a reason.
fn plain_change(visit: &Visit, act: Act, sent: &Sent, mistakes: &mut Mistakes) -> Option<Change> {
    let number = || sent.typed("about").parse().unwrap_or_default();
    let approve = match (act, sent.typed("decision")) {
        (Act::DecideDelegate, "approve") => Some(true),
        (Act::DecideDelegate, "refuse") => Some(false),
        (Act::DecideDelegate, _) => {
            mistakes.add("decision", "Choose whether you approve or refuse");
            None
        }
        _ => None,
    };
    let died_on = match act {
        Act::RecordDeath => mistakes.take(
            "died-on",
            required_day(sent, "died-on", "the day of the death"),
        ),
        _ => None,
    };
    let today = working_calendar::local_date(visit.now);
    if died_on.is_some_and(|day| day > today) {
        mistakes.add("died-on", "The day of the death must be today or earlier");
    }
    let because = mistakes.take("because", because(sent, "because"));
    if act == Act::Remove && !sent.typed("confirm").eq_ignore_ascii_case(DELETE) {
        mistakes.add("confirm", format!("Type the word {DELETE} if you are sure"));
    }
    let because = because?;
    Some(match act {
        Act::CloseOnline => Change::CloseOnline(because),
        Act::OpenOnline => Change::OpenOnline(because),
        Act::Suspend => Change::Suspend(because),
        Act::LiftSuspension => Change::LiftSuspension(because),
        Act::ConfirmContact => Change::ConfirmContact(because),
        Act::EndSessions => Change::EndSessions(because),
        Act::DecideDelegate => Change::DecideDelegate {
            number: number(),
            approve: approve?,
            because,
        },
        Act::EndDelegate => Change::EndDelegate {
            number: number(),
            because,
        },
        Act::RecordDeath => Change::RecordDeath {
            died_on: died_on?.to_string(),
            because,
        },
        Act::Remove => Change::Remove {
            because,
            changed_before: changed_before(visit.now),
        },
        Act::Correct | Act::RecordDelegate => return None,
    })
}

/// Text of a field that a page of several steps carries on.
pub fn carried(sent: &Sent, names: &[&str]) -> Markup {
    html! {
        @for name in names { input type="hidden" name=(name) value=(sent.typed(name)); }
    }
}

/// Text that may be left out.
pub fn optional(sent: &Sent, name: &str, mistakes: &mut Mistakes) -> Option<String> {
    match sent.typed(name).is_empty() {
        true => None,
        false => mistakes.take(name, text(sent, name, "")),
    }
}
