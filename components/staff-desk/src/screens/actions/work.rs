//! The forms of what staff do between taking a referral on and closing it: one table says what each asks, from which
//! come the page, the body that the API reads, and the words for what was left empty.

use casework::{ANSWERED, FINDINGS, HOW, Kind, RELATIONS, SAFE_TO_TALK};
use maud::{Markup, html};
use pages::{Button, DateInput, Input, Question, RadioItem, Radios, Size, Textarea, WarningText};
use serde_json::{Map, Value};
use web::FormPost;

use super::super::filled::{Filled, value};
use super::Offer;
use crate::possible_match::WARNING;
use crate::referral::Action;

/// How a field is filled in.
#[derive(Clone, Copy)]
enum Asked {
    Line,
    Text,
    One(&'static [(&'static str, &'static str)]),
    Day,
}

/// One field of a form.
#[derive(Clone, Copy)]
struct Field {
    /// The member of the API's body.
    member: &'static str,
    asked: Asked,
    label: &'static str,
    hint: Option<&'static str>,
    /// What to do about it when it was left empty; nothing for one that may be.
    missing: Option<&'static str>,
}

impl Field {
    const fn new(member: &'static str, asked: Asked, label: &'static str) -> Self {
        Self {
            member,
            asked,
            label,
            hint: None,
            missing: None,
        }
    }

    const fn hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    const fn or(self, missing: &'static str) -> Self {
        Self {
            missing: Some(missing),
            ..self
        }
    }

    /// The id on the page: `safe_to_talk` is `safe-to-talk`.
    fn id(self) -> String {
        self.member.replace('_', "-")
    }

    fn filled(self) -> Filled {
        match self.asked {
            Asked::Day => Filled::Date,
            _ => Filled::Text,
        }
    }
}

const WHY: Field = Field::new("reason", Asked::Text, "Why?").or("Say why");
const OTHER: Field = Field::new("other", Asked::Line, "Reference of the other contact")
    .hint("Such as ASC-1234-5678.")
    .or("Enter the reference of the other contact");
const RELATION: Field = Field::new(
    "relation",
    Asked::One(&RELATIONS),
    "How do they belong together?",
)
.or("Choose how they belong together");

/// What the form of a step asks, in order.
const fn asked(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::ContactAttempt => {
            const {
                &[
                    Field::new("how", Asked::One(&HOW), "How did you try?")
                        .or("Choose how you tried"),
                    Field::new("answered", Asked::One(&ANSWERED), "Who answered?")
                        .or("Choose who answered"),
                    Field::new(
                        "safe_to_talk",
                        Asked::One(&SAFE_TO_TALK),
                        "Was it safe to talk?",
                    )
                    .hint("Leave this open if nobody answered.")
                    .or("Choose whether it was safe to talk"),
                    Field::new("note", Asked::Text, "What was said or left (optional)"),
                ]
            }
        }
        Kind::Wait => {
            const {
                &[
                    Field::new("what_for", Asked::Text, "What are you waiting for?").or("Say what you are waiting for"),
                    Field::new("until", Asked::Day, "Until which day?")
                        .hint("It stands in the queue again on that day. The time to respond runs on.")
                        .or("Enter the day on which it should come back, such as 24 12 2026"),
                ]
            }
        }
        Kind::DecideWelfareCheck => {
            const {
                &[
                    Field::new("decision", Asked::One(&FINDINGS), "What do you decide?")
                        .or("Choose what you decide"),
                    Field::new("reasons", Asked::Text, "Reasons")
                        .or("Give the reasons for the decision"),
                ]
            }
        }
        Kind::SetCaseNumber => {
            const {
                &[
                    Field::new("number", Asked::Line, "Number in the case system")
                        .or("Enter the number"),
                ]
            }
        }
        Kind::Allocate => {
            const {
                &[
                    Field::new("worker", Asked::Line, "Name of the worker who has the case")
                        .or("Enter the name"),
                ]
            }
        }
        Kind::NoteVisitorSafety => {
            const {
                &[
                    Field::new("what", Asked::Text, "What must visitors know?")
                        .hint("What somebody saw or said, not a judgement of the person, who may ask to see it.")
                        .or("Write what visitors must know"),
                    Field::new("source", Asked::Line, "Who said so, or where was it written?").or("Say who said so, or where it was written"),
                    Field::new("dated", Asked::Day, "When was it seen or said?")
                        .or("Enter the day on which it was seen or said, such as 24 12 2026"),
                    Field::new("review_on", Asked::Day, "When should somebody look at it again?")
                        .or("Enter the day on which somebody should look at it again, such as 24 6 2027"),
                ]
            }
        }
        Kind::Link | Kind::Unlink => const { &[OTHER, RELATION, WHY] },
        Kind::Merge => {
            const {
                &[
                    Field::new(
                        "into",
                        Asked::Line,
                        "Reference of the contact as part of which this one goes on",
                    )
                    .hint("Such as ASC-1234-5678.")
                    .or("Enter the reference of the other contact"),
                    WHY,
                ]
            }
        }
        Kind::EndWait | Kind::Escalate | Kind::EndVisitorSafety | Kind::Unmerge => const { &[WHY] },
    }
}

/// What the step is called: its heading, and its link in the menu.
pub const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::ContactAttempt => "Record a contact attempt",
        Kind::Wait => "Wait for the person",
        Kind::EndWait => "Stop waiting",
        Kind::DecideWelfareCheck => "Decide on a welfare check",
        Kind::Escalate => "Ask a senior to look",
        Kind::SetCaseNumber => "Case system number",
        Kind::Allocate => "Allocated worker",
        Kind::NoteVisitorSafety => "Safety of visitors",
        Kind::EndVisitorSafety => "End what visitors are told",
        Kind::Link => "Link with another contact",
        Kind::Unlink => "Take a link away",
        Kind::Merge => "Merge into another contact",
        Kind::Unmerge => "Take apart what was merged",
    }
}

const fn button(kind: Kind) -> &'static str {
    match kind {
        Kind::ContactAttempt => "Record attempt",
        Kind::Wait => "Wait until then",
        Kind::EndWait => "Stop waiting",
        Kind::DecideWelfareCheck => "Record decision",
        Kind::Escalate => "Ask a senior",
        Kind::SetCaseNumber => "Save number",
        Kind::Allocate => "Save worker",
        Kind::NoteVisitorSafety => "Save for visitors",
        Kind::EndVisitorSafety => "End it",
        Kind::Link => "Link them",
        Kind::Unlink => "Take the link away",
        Kind::Merge => "Merge",
        Kind::Unmerge => "Take apart",
    }
}

/// What has just been done.
pub const fn done(kind: Kind) -> &'static str {
    match kind {
        Kind::ContactAttempt => "The contact attempt has been recorded.",
        Kind::Wait => "It comes back on that day. The time to respond runs on.",
        Kind::EndWait => "It is worked on again.",
        Kind::DecideWelfareCheck => {
            "The decision on a welfare check has been recorded. Now see that it is done."
        }
        Kind::Escalate => "Seniors see now that you asked them to look.",
        Kind::SetCaseNumber => "The number in the case system has been saved.",
        Kind::Allocate => "The worker who has the case has been saved.",
        Kind::NoteVisitorSafety => "What visitors must know stands at the top of the referral.",
        Kind::EndVisitorSafety => "Visitors are no longer told this.",
        Kind::Link => "The two contacts are linked.",
        Kind::Unlink => "The two contacts are no longer linked.",
        Kind::Merge => "This contact goes on as part of the other. Both stay as they were sent.",
        Kind::Unmerge => "This contact stands alone again.",
    }
}

/// The fields that were sent, as the body that the API reads. Where nobody answered nobody was asked whether it was
/// safe to talk.
pub fn body(kind: Kind, post: &FormPost) -> Value {
    let mut members: Map<String, Value> = asked(kind)
        .iter()
        .map(|field| {
            (
                field.member.to_owned(),
                value(post, &field.id(), field.filled()),
            )
        })
        .collect();
    let unanswered = ["nobody", "voicemail"].map(Value::from);
    let says = |member: &str| members.get(member).unwrap_or(&Value::Null);
    if unanswered.contains(says("answered")) && says("safe_to_talk").is_null() {
        members.insert("safe_to_talk".to_owned(), "not-asked".into());
    }
    Value::Object(members)
}

/// What to do about a field that was left empty.
pub fn missing(kind: Kind, id: &str) -> Option<&'static str> {
    asked(kind).iter().find(|field| field.id() == id)?.missing
}

impl<'a> Offer<'a> {
    /// The fields of a step's form, down to its button. What the referral has already stands in them.
    pub(super) fn work(&self, kind: Kind) -> Markup {
        html! {
            (self.before(kind))
            @for field in asked(kind) { (self.field(kind, *field)) }
            (Button::new(button(kind)).once())
        }
    }

    /// What to know before filling in.
    fn before(&self, kind: Kind) -> Markup {
        let words = match kind {
            Kind::ContactAttempt => {
                "Ask first whether they can talk now. Until they say yes, do not say why you call."
            }
            Kind::Wait => "The time to respond runs on while you wait: nothing stops it.",
            Kind::DecideWelfareCheck => {
                "Nobody could be reached who may be in danger. It is you who decides, and your reasons are kept."
            }
            Kind::Escalate => "Whoever leads sees it at the top of the referral, with your reason.",
            Kind::NoteVisitorSafety => {
                "It is shown to everybody who opens this referral, with its source and its date, until somebody ends it."
            }
            Kind::Merge => {
                "For the same contact that came twice. A person who writes again because nothing happened is a sign, and not a repeat: do not merge it away. Nothing is lost, and a colleague can take it apart again."
            }
            _ => "",
        };
        html! {
            @if matches!(kind, Kind::Link | Kind::Merge) { (WarningText(WARNING)) }
            @if !words.is_empty() { p class="govuk-body" { (words) } }
        }
    }

    fn field(&self, kind: Kind, field: Field) -> Markup {
        let action = Action::Work(kind);
        let id = &field.id();
        let label = || Question::sized(field.label, Size::S);
        let value = match super::into(self.typed, action) {
            Some(_) => self.value(action, id),
            None => self.known(kind),
        };
        let error = self.error(action, id);
        match field.asked {
            Asked::Line => html! {
                (Input::new(id, label()).autocomplete("off").hint(field.hint).value(value).error(error))
            },
            Asked::Text => html! {
                (Textarea::new(id, label()).rows(3).hint(field.hint).value(value).error(error))
            },
            Asked::One(choices) => {
                let items = choices
                    .iter()
                    .map(|(value, text)| RadioItem::new(value, *text))
                    .collect();
                html! { (Radios::new(id, label(), items).small().hint(field.hint).chosen(value).error(error)) }
            }
            Asked::Day => {
                let part = |part: &str| {
                    self.value(action, &format!("{id}-{part}"))
                        .unwrap_or_default()
                };
                let values = [part("day"), part("month"), part("year")];
                html! { (DateInput::new(id, label()).hint(field.hint).values(values).error(error)) }
            }
        }
    }

    /// What the referral has in a field's place already.
    fn known(&self, kind: Kind) -> Option<&'a str> {
        let casework = &self.referral.casework;
        match kind {
            Kind::SetCaseNumber => casework.case_number(),
            Kind::Allocate => casework.allocated_worker(),
            _ => None,
        }
    }
}
