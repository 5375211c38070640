//! The fields of each form, with what was typed into them and what is wrong with it.

use maud::{Markup, html};
use pages::{
    Button, CheckboxItem, Checkboxes, Question, RadioItem, Radios, Select, Size, Textarea,
};
use vocabulary::{EVENT_OUTCOMES, Priority, QUEUES};

use super::super::{handing_out, words};
use super::Offer;
use crate::referral::Action;

/// The three limbs of section 42(1), as questions.
pub const LIMBS: [(&str, &str); 3] = [
    (
        "a",
        "(a) Does the person have needs for care and support, whether or not we meet any?",
    ),
    (
        "b",
        "(b) Are they experiencing, or at risk of, abuse or neglect?",
    ),
    (
        "c",
        "(c) Because of those needs, are they unable to protect themselves?",
    ),
];
const FINDINGS: [(&str, &str); 3] = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")];
const DECISIONS: [(&str, &str); 2] = [
    ("enquiry", "Make enquiries under section 42"),
    ("no-enquiry", "No enquiry under section 42"),
];

pub fn decision_words(id: &str) -> &str {
    word(&DECISIONS, id)
}

pub fn finding_words(id: &str) -> &str {
    word(&FINDINGS, id)
}

fn word<'a>(known: &[(&'static str, &'static str)], id: &'a str) -> &'a str {
    known
        .iter()
        .find(|(known, _)| *known == id)
        .map_or(id, |(_, words)| words)
}

impl Offer<'_> {
    /// The fields of an action's form, down to its button.
    pub(super) fn fields(&self, action: Action) -> Markup {
        match action {
            Action::Note => self.note(),
            Action::Close => self.close(),
            Action::S42Decision => self.s42(),
            Action::Assign => self.assign(),
            Action::Priority => self.priority(),
            Action::Reroute => self.reroute(),
            Action::Restrict => self.restrict(),
            Action::Work(kind) => self.work(kind),
            Action::Claim | Action::Release | Action::Assess(_) => html! {},
        }
    }

    fn text(&self, action: Action, name: &str, label: &str, rows: u8) -> Markup {
        html! {
            (Textarea::new(name, Question::sized(label, Size::S)).rows(rows)
                .value(self.value(action, name)).error(self.error(action, name)))
        }
    }

    fn radios(&self, action: Action, name: &str, legend: &str, items: &[(&str, &str)]) -> Markup {
        let items = items
            .iter()
            .map(|(value, text)| RadioItem::new(value, *text))
            .collect();
        html! {
            (Radios::new(name, Question::sized(legend, Size::S), items).small()
                .chosen(self.value(action, name)).error(self.error(action, name)))
        }
    }

    fn select(
        &self,
        action: Action,
        name: &str,
        label: &str,
        items: &[(String, String)],
    ) -> Markup {
        let items = items
            .iter()
            .map(|(value, text)| (value.as_str(), text.as_str()))
            .collect();
        html! {
            (Select::new(name, Question::sized(label, Size::S), items)
                .chosen(self.value(action, name)).error(self.error(action, name)))
        }
    }

    fn note(&self) -> Markup {
        let action = Action::Note;
        html! {
            (Textarea::new("text", Question::sized("Add a note", Size::S)).rows(4)
                .hint(Some("Notes are part of the record, and the person may ask to see them."))
                .value(self.value(action, "text")).error(self.error(action, "text")))
            (Button::new("Add note").secondary().once())
        }
    }

    fn close(&self) -> Markup {
        let action = Action::Close;
        let mut outcomes = vec![(String::new(), "Choose an outcome".to_owned())];
        outcomes.extend(
            EVENT_OUTCOMES
                .iter()
                .map(|value| ((*value).to_owned(), vocabulary::outcome_in_words(value))),
        );
        html! {
            (self.select(action, "outcome", "Outcome", &outcomes))
            (self.text(action, "note", "Closing note (optional)", 3))
            (Checkboxes::new("no-reply", Question::new("No reply"), vec![
                CheckboxItem::new("yes", "I close it because nobody could be reached")]).small()
                .chosen(self.value(action, "no-reply").into_iter().collect()).error(self.error(action, "no-reply")))
            (Button::new("Close referral").secondary().once())
        }
    }

    fn s42(&self) -> Markup {
        let action = Action::S42Decision;
        let queues = self.other_queues("It stays where it is");
        html! {
            @for (limb, question) in LIMBS {
                (self.radios(action, &format!("{limb}-finding"), question, &FINDINGS))
                (self.text(action, &format!("{limb}-because"), "Because", 2))
            }
            (self.radios(action, "decision", "What do you decide?", &DECISIONS))
            (self.text(action, "reasons", "Reasons", 4))
            (self.select(action, "queue", "If section 42 is not met: where does it go instead? (optional)", &queues))
            p class="govuk-body desk-small" {
                "The decision and the move are one step. The time to respond does not start again, and the other team \
                 sees your reasons."
            }
            (Button::new("Record decision").once())
        }
    }

    fn assign(&self) -> Markup {
        let action = Action::Assign;
        let held = self.referral.entry.assignee.as_deref();
        let mut people = vec![(String::new(), "Choose a colleague".to_owned())];
        let others = handing_out::people(self.visit)
            .into_iter()
            .filter(|known| Some(known.username.as_str()) != held);
        people.extend(
            others.map(|known| (known.username.clone(), self.visit.name_of(&known.username))),
        );
        html! {
            @if let Some(held) = held {
                p class="govuk-body" { (self.visit.name_of(held)) " holds it now, and it goes from them to whom you choose." }
            }
            (self.select(action, "assignee", "Who should hold it?", &people))
            p class="govuk-body desk-small" { "The time to respond does not start again." }
            (Button::new("Assign").once())
        }
    }

    fn priority(&self) -> Markup {
        let action = Action::Priority;
        let now = self.referral.entry.priority;
        let others: Vec<(&str, &str)> = Priority::MOST_PRESSING_FIRST
            .iter()
            .filter(|priority| **priority != now)
            .map(|priority| (priority.id(), priority.label()))
            .collect();
        html! {
            p class="govuk-body" { "It is " strong { (now.label().to_lowercase()) } " now." }
            (self.radios(action, "priority", "What should it be?", &others))
            (self.text(action, "reason", "Why?", 3))
            p class="govuk-body desk-small" {
                "The time counts from when the person wrote to us. A more pressing priority can bring the time to respond \
                 forward; a less pressing one never moves it back."
            }
            (Button::new("Change priority").once())
        }
    }

    fn reroute(&self) -> Markup {
        let action = Action::Reroute;
        let here = &self.referral.entry.queue;
        let queues = self.other_queues("Choose a queue");
        html! {
            p class="govuk-body" { "It is in " strong { (words::queue(here)) } " now." }
            (self.select(action, "queue", "Which queue should have it?", &queues))
            (self.text(action, "reason", "Why?", 3))
            p class="govuk-body desk-small" {
                "The other team sees your reason. The time to respond does not start again, and nobody holds it until \
                 somebody there claims it."
            }
            (Button::new("Move referral").once())
        }
    }

    /// Every queue but the one that it is in.
    fn other_queues(&self, none: &str) -> Vec<(String, String)> {
        let here = &self.referral.entry.queue;
        let others = QUEUES.iter().filter(|(id, _)| id != here);
        let been_in = |id: &str| self.referral.been_in.iter().any(|queue| queue == id);
        let others = others.map(|(id, name)| {
            let before = if been_in(id) {
                " (it was there before)"
            } else {
                ""
            };
            ((*id).to_owned(), format!("{name}{before}"))
        });
        std::iter::once((String::new(), none.to_owned()))
            .chain(others)
            .collect()
    }

    fn restrict(&self) -> Markup {
        let action = Action::Restrict;
        let named: Vec<(&str, String)> = handing_out::people(self.visit)
            .into_iter()
            .map(|known| (known.username.as_str(), self.visit.name_of(&known.username)))
            .collect();
        let items = named
            .iter()
            .map(|(username, name)| CheckboxItem::new(username, name.as_str()))
            .collect();
        let sent = super::into(self.typed, action);
        let restricted = &self.referral.restricted_to;
        let me = std::slice::from_ref(&self.visit.actor().id);
        let chosen: Vec<&str> = match sent {
            Some(typed) => typed.values("people").collect(),
            None if restricted.is_empty() => me.iter().map(String::as_str).collect(),
            None => restricted.iter().map(String::as_str).collect(),
        };
        html! {
            p class="govuk-body" {
                "For everybody whom you do not choose, this referral does not exist: not in lists, counts, searches or \
                 matches. Leave yourself out only if you mean it. Choose two people or more where you can: if the only one \
                 leaves, nobody can open it until an administrator lets them back in."
            }
            div class="desk-people" {
                (Checkboxes::new("people", Question::sized("Who may see it?", Size::S), items).small()
                    .chosen(chosen).error(self.error(action, "people")))
            }
            (self.text(action, "reason", "Why?", 3))
            div class="govuk-button-group" {
                (Button::new("Restrict").once())
                @if !restricted.is_empty() {
                    (Button::new("Lift the restriction").secondary().sends("lift", "yes").once())
                }
            }
        }
    }
}
