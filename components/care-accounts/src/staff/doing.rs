//! Doing something with an account, each on a page of its own: either it is stored, or the page comes back with
//! what was typed, how the account stands now, and words that say what to do.

use account_model::{Change, Held};
use maud::{Markup, html};
use pages::{Button, ErrorLink, Input, Question, RadioItem, Radios, Size, WarningText};
use staff_pages::Said;
use web::{Reply, Request};

use super::act::{Act, changed_before, fits_delegate};
use super::fields::{Fields, Mistakes, Typed, because, required_day, text, typed};
use super::frame::{self, address, guards};
use super::{PREFIX, Sent, Visit, asking, correcting, delegates, recording, standing, wanted};
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

/// The page of something that can be done.
pub struct ActPage<'a> {
    pub visit: &'a Visit,
    pub held: &'a Held,
    pub act: Act,
    /// The week or the delegate that it is about.
    pub about: &'a str,
    pub fields: Fields<'a>,
    /// Why it was not stored.
    pub refused: Option<Said>,
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
    let again = |held: &Held, kept: &Typed, said: Said| {
        let page = ActPage {
            visit,
            held,
            act,
            about: sent.typed("about"),
            fields: Fields(Some(kept)),
            refused: Some(said),
        };
        page.page(page.refused.as_ref().map_or(200, |said| said.status))
    };
    if !sent.fresh {
        return Ok(again(&held, &kept, frame::from_an_earlier_session()));
    }
    let before = match tag {
        None => Some(Refusal::TagMissing),
        Some(tag) if tag != held.tag => Some(Refusal::Stale(held.tag.clone())),
        Some(_) => None,
    };
    if let Some(refusal) = before {
        return Ok(again(&held, &kept, frame::said(&refusal)));
    }
    let change = match change(visit, act, sent, &held) {
        Ok(Wanted::Done(change)) => change,
        Ok(Wanted::Checked(page)) => return Ok(checked(visit, &held, act, &page)),
        Ok(Wanted::Again) => {
            let page = ActPage {
                visit,
                held: &held,
                act,
                about: sent.typed("about"),
                fields: Fields(Some(&kept)),
                refused: None,
            };
            return Ok(page.page(200));
        }
        Err(mistakes) => {
            kept.errors = mistakes;
            let said = frame::said(&Refusal::Invalid(Vec::new()));
            return Ok(again(&held, &kept, said));
        }
    };
    match stores
        .change(id, tag, &change, visit.actor(), visit.now)
        .await
    {
        Ok(Some(_)) => Ok(Reply::see_other(&format!(
            "{}?done={}",
            address(id),
            act.words().id
        ))),
        Ok(None) => Ok(Reply::see_other(&format!(
            "{PREFIX}?done={}",
            act.words().id
        ))),
        Err(Refusal::Failed(fault)) => Err(Refusal::Failed(fault)),
        Err(refusal) => {
            let said = frame::said(&refusal);
            if let Refusal::Invalid(fields) = &refusal {
                let link = |(field, text): &(String, String)| {
                    ErrorLink::new(field.replace(['_', '.'], "-"), text)
                };
                kept.errors = fields.iter().map(link).collect();
            }
            let now = stores.read(id, None, visit.actor(), visit.now).await?;
            Ok(again(&now, &kept, said))
        }
    }
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

/// A page on which a change is looked at once more.
fn checked(visit: &Visit, held: &Held, act: Act, main: &Markup) -> Reply {
    let back = address(&held.account.id);
    frame::page(visit, 200, act.words().title, Some(&back), &[], main)
}

impl ActPage<'_> {
    /// The delegate that it is about.
    pub fn delegate(&self) -> Option<&account_model::Delegate> {
        let number: u32 = self.about.parse().ok()?;
        let mut delegates = self.held.delegates.iter();
        delegates.find(|delegate| delegate.number == number)
    }

    fn is_about_something(&self) -> bool {
        match self.act {
            Act::DecideDelegate | Act::EndDelegate => self
                .delegate()
                .is_some_and(|delegate| fits_delegate(self.act, delegate, self.visit)),
            Act::Correct => correcting::week(self.held, self.about).is_some(),
            _ => true,
        }
    }

    fn page(&self, status: u16) -> Reply {
        let words = self.act.words();
        let errors = self.fields.errors();
        let account = address(&self.held.account.id);
        let typed_at = self
            .fields
            .0
            .filter(|typed| typed.says_something())
            .map(|_| "typed");
        let main = html! {
            @if let Some(said) = &self.refused {
                @if errors.is_empty() { (staff_pages::not_stored(said, None, typed_at)) }
            }
            h1 class="govuk-heading-l" { (words.title) }
            (standing::summary(self.held))
            @if let Some(delegate) = self.delegate() { (delegates::card(self.visit, self.held, delegate, false)) }
            @if self.act == Act::Remove { (WarningText(words.about)) }
            @else { p class="govuk-body" { (words.about) } }
            form method="post" action={ (account) "/" (words.id) } id="typed" novalidate {
                (guards(self.visit, Some(&self.held.tag)))
                @if self.act.is_about_one() { input type="hidden" name="about" value=(self.about); }
                (self.own_fields())
                @if self.act != Act::RecordDelegate { (self.fields.words("because", words.why, None)) }
                @if self.act == Act::Remove {
                    (Input::new("confirm", Question::sized("Type the word delete if you are sure", Size::S))
                        .class("govuk-input--width-10").no_spellcheck().autocomplete("off")
                        .value(self.fields.value("confirm")).error(self.fields.error("confirm")))
                }
                div class="govuk-button-group" {
                    @match self.act {
                        Act::Suspend | Act::Remove => (Button::new(words.button).warning().once()),
                        Act::Correct => (Button::new("Check the correction").once()),
                        _ => (Button::new(words.button).once()),
                    }
                    a class="govuk-link" href=(account) { "Leave it as it is" }
                }
            }
        };
        frame::page(
            self.visit,
            status,
            words.title,
            Some(&account),
            errors,
            &main,
        )
    }

    fn own_fields(&self) -> Markup {
        match self.act {
            Act::Correct => correcting::fields(self),
            Act::RecordDelegate => recording::fields(self.fields),
            Act::DecideDelegate => {
                let items = vec![
                    RadioItem::new(
                        "approve",
                        "Approve: they may see what their authority covers",
                    ),
                    RadioItem::new("refuse", "Refuse"),
                ];
                html! {
                    (Radios::new("decision", Question::sized("What do you decide?", Size::S), items).small()
                        .chosen(self.fields.value("decision")).error(self.fields.error("decision")))
                }
            }
            Act::RecordDeath => self.fields.day("died-on", "When did the person die?", None),
            _ => html! {},
        }
    }
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
