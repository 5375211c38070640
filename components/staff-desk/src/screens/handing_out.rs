//! Several referrals at once: each that was ticked is assigned by itself, against the version that stands, and
//! says by itself what became of it. What somebody else took meanwhile is left to them.

use maud::{Markup, html};
use pages::{CheckboxItem, Checkboxes, ErrorLink, Question, Select, Size, Tag};
use vocabulary::Role;
use web::{FormPost, Reply, Request};

use super::filters::ON_A_PAGE;
use super::{Visit, frame};
use crate::api;
use crate::referral::Change;
use crate::stores::{Colleague, Refusal, Stores};
use crate::who::sees_referrals;

/// The address to which a list sends what was ticked.
pub const ADDRESS: &str = "/staff/queues/assign";

/// The field for whom they go to. The filters of the list have one for who holds them.
const TO: &str = "assign-to";

/// Whether somebody may hand out referrals. The store decides.
pub fn is_for(visit: &Visit) -> bool {
    let leads = [Role::Senior, Role::Safeguarding, Role::Manager];
    leads.iter().any(|role| visit.actor().has(*role))
}

/// What a box of a list sends: the reference, and who held it when the list was made.
pub fn picked(reference: &str, holder: Option<&str>) -> String {
    format!("{reference} {}", holder.unwrap_or_default())
}

/// A referral that was ticked.
struct Picked<'a> {
    reference: String,
    holder: Option<&'a str>,
    sent: &'a str,
}

fn all_picked(post: &FormPost) -> Vec<Picked<'_>> {
    let boxes = post.pairs.iter().filter(|(name, _)| name == "pick");
    boxes
        .take(ON_A_PAGE as usize)
        .map(|(_, sent)| {
            let (reference, holder) = sent.split_once(' ').unwrap_or((sent, ""));
            Picked {
                reference: api::canonical(reference),
                holder: Some(holder).filter(|holder| !holder.is_empty()),
                sent,
            }
        })
        .collect()
}

/// Where to go back to: a list of ours, or the queues.
fn back(post: &FormPost) -> &str {
    let list = format!("{}?", staff_pages::QUEUES);
    post.first("back")
        .filter(|back| back.starts_with(&list))
        .unwrap_or(staff_pages::QUEUES)
}

pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    request: &Request,
) -> Result<Reply, Refusal> {
    let post = match frame::posted(request) {
        Ok(post) => post,
        Err(refused) => return Ok(refused),
    };
    if !is_for(visit) {
        return Err(Refusal::NotAllowed);
    }
    let picked = all_picked(&post);
    let to = post.first(TO).unwrap_or_default();
    let mut errors = Vec::new();
    if picked.is_empty() {
        errors.push(ErrorLink::new(
            "pick",
            "Go back to the list and tick at least one referral",
        ));
    }
    if !people(visit).iter().any(|known| known.username == to) {
        errors.push(ErrorLink::new(TO, "Choose who should hold them"));
    }
    if !visit.session.sent(&post) {
        return Ok(ask(visit, &post, &picked, &[], 403));
    }
    if !errors.is_empty() {
        return Ok(ask(visit, &post, &picked, &errors, 422));
    }
    let mut told = Vec::new();
    for one in &picked {
        told.push((one, assign(stores, visit, one, to).await));
    }
    Ok(tell(visit, &post, to, &told))
}

/// What became of one of them.
enum Outcome {
    Assigned,
    /// They held it already.
    Theirs,
    /// Somebody else has taken it since the list was made, or nobody holds it any more.
    HeldBy(Option<String>),
    Refused(Refusal),
}

async fn assign(stores: &impl Stores, visit: &Visit, one: &Picked<'_>, to: &str) -> Outcome {
    let referral = match stores.read(&one.reference, visit.actor(), visit.now).await {
        Ok(referral) => referral,
        Err(refusal) => return Outcome::Refused(refusal),
    };
    let holder = referral.entry.assignee.as_deref();
    if holder == Some(to) {
        return Outcome::Theirs;
    }
    if holder != one.holder {
        return Outcome::HeldBy(holder.map(str::to_owned));
    }
    let change = Change::Assign {
        assignee: to.to_owned(),
    };
    let tag = Some(referral.etag.as_str());
    let changed = stores
        .change(&one.reference, tag, &change, visit.actor(), visit.now)
        .await;
    match changed {
        Ok(_) => Outcome::Assigned,
        Err(refusal) => Outcome::Refused(refusal),
    }
}

impl Outcome {
    fn words(&self, visit: &Visit) -> String {
        match self {
            Self::Assigned => "Assigned".to_owned(),
            Self::Theirs => "Already held by them".to_owned(),
            Self::HeldBy(Some(who)) => {
                format!("Left alone: {} has taken it meanwhile", visit.name_of(who))
            }
            Self::HeldBy(None) => {
                "Left alone: whoever held it has released it meanwhile".to_owned()
            }
            Self::Refused(refusal) => {
                let said = frame::said(visit, refusal);
                format!("Not assigned. {}. {}", said.heading, said.words)
            }
        }
    }

    const fn stands(&self) -> bool {
        matches!(self, Self::Assigned | Self::Theirs)
    }
}

fn tell(visit: &Visit, post: &FormPost, to: &str, told: &[(&Picked<'_>, Outcome)]) -> Reply {
    let done = told.iter().filter(|(_, outcome)| outcome.stands()).count();
    let title = format!("{done} of {} assigned to {}", told.len(), visit.name_of(to));
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        @if done < told.len() {
            p class="govuk-body" { strong { "Not all of them: read below what to do about the others." } }
        }
        ul class="govuk-list desk-outcomes" {
            @for (one, outcome) in told {
                li {
                    a class="govuk-link app-reference" href={ "/staff/referrals/" (one.reference) } { (one.reference) }
                    " " (tag(outcome.stands())) " " (outcome.words(visit)) "."
                }
            }
        }
        p class="govuk-body" { a class="govuk-link" href=(back(post)) { "Go back to the list" } }
    };
    page(visit, post, &title, 200, &[], &main)
}

fn tag(stands: bool) -> Tag<'static> {
    match stands {
        true => Tag::coloured("Done", "green"),
        false => Tag::coloured("Not done", "red"),
    }
}

/// What was ticked, once more, with what is missing.
fn ask(
    visit: &Visit,
    post: &FormPost,
    picked: &[Picked<'_>],
    errors: &[ErrorLink],
    status: u16,
) -> Reply {
    let title = "Assign to a colleague";
    let error = |id: &str| {
        errors
            .iter()
            .find(|error| error.id == id)
            .map(|error| error.text.as_str())
    };
    let items = picked
        .iter()
        .map(|one| CheckboxItem::new(one.sent, one.reference.as_str()))
        .collect();
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        @if status == 403 {
            p class="govuk-body" { strong { "Nothing was assigned, because this page was opened before you last signed in. Check it, then send it again." } }
        }
        @if picked.is_empty() {
            p class="govuk-body" id="pick" { "No referral was ticked." }
        } @else {
            form method="post" action=(ADDRESS) class="desk-act" novalidate {
                input type="hidden" name="csrf" value=(visit.session.csrf);
                input type="hidden" name="back" value=(back(post));
                (Checkboxes::new("pick", Question::sized("Which referrals?", Size::S), items).small()
                    .chosen(picked.iter().map(|one| one.sent).collect()))
                (choose(visit, post.first(TO), error(TO)))
            }
        }
        p class="govuk-body" { a class="govuk-link" href=(back(post)) { "Go back to the list" } }
    };
    page(visit, post, title, status, errors, &main)
}

fn page(
    visit: &Visit,
    post: &FormPost,
    title: &str,
    status: u16,
    errors: &[ErrorLink],
    main: &Markup,
) -> Reply {
    let head = frame::Head {
        title,
        back: Some(back(post)),
        errors,
        current: staff_pages::QUEUES,
    };
    frame::page(visit, status, &head, main)
}

/// Whom to give them to, and the button.
pub fn choose(visit: &Visit, chosen: Option<&str>, error: Option<&str>) -> Markup {
    let named: Vec<(&str, String)> = people(visit)
        .iter()
        .map(|known| (known.username.as_str(), visit.name_of(&known.username)))
        .collect();
    let items = std::iter::once(("", "Choose a colleague"))
        .chain(
            named
                .iter()
                .map(|(username, name)| (*username, name.as_str())),
        )
        .collect();
    html! {
        (Select::new(TO, "Assign what is ticked to", items).chosen(chosen).error(error))
        (pages::Button::new("Assign").secondary().once())
    }
}

/// Those to whom a referral can be given, by name.
pub fn people(visit: &Visit) -> Vec<&Colleague> {
    let mut known: Vec<&Colleague> = visit
        .colleagues
        .iter()
        .filter(|known| sees_referrals(&known.roles))
        .collect();
    known.sort_by_key(|known| known.display_name.to_lowercase());
    known
}
