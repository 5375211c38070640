//! The forms to go on with an assessment: only those that the role and the state allow. The store enforces
//! both, whatever a page offers.

use ::assessments::{Assessment, HOW, Kind};
use maud::{Markup, html};
use pages::{Button, DateInput, Input, Question, RadioItem, Radios, Select, Size, Textarea};
use vocabulary::Role;

use super::super::actions;
use super::super::referral::View;
use super::super::typed::into;
use super::record::CONDITIONS;
use super::sent::OTHER_QUESTION;
use crate::api::DECISIONS;
use crate::referral::Action;

/// Who records decisions, and who everything else.
const DECIDERS: [Role; 3] = [Role::Senior, Role::Safeguarding, Role::Manager];
const WORKERS: [Role; 4] = [
    Role::Adviser,
    Role::Senior,
    Role::Safeguarding,
    Role::Manager,
];

/// Every form that is offered, in the order of the work.
pub fn offered(view: &View, assessment: &Assessment) -> Markup {
    let open = view.referral.entry.is_open();
    html! {
        @for kind in Kind::ALL {
            @if may(view, kind) && assessment.may(kind).is_ok() && (open || kind == Kind::Resume) {
                (Offer { view, kind }.shown())
            }
        }
    }
}

fn may(view: &View, kind: Kind) -> bool {
    let roles: &[Role] = match kind {
        Kind::Decide => &DECIDERS,
        _ => &WORKERS,
    };
    roles.iter().any(|role| view.visit.actor().has(*role))
}

/// One form.
struct Offer<'a> {
    view: &'a View<'a>,
    kind: Kind,
}

impl<'a> Offer<'a> {
    fn action(&self) -> Action {
        Action::Assess(self.kind)
    }

    fn shown(&self) -> Markup {
        let (summary, fields, button) = match self.kind {
            Kind::Begin => (
                "Begin to check it with the carer",
                html! {},
                "Begin checking",
            ),
            Kind::Conversation => (
                "Record a conversation",
                self.conversation(),
                "Record conversation",
            ),
            Kind::AskAboutJoint => (
                "Record what somebody said about a joint assessment",
                self.joint(),
                "Record answer",
            ),
            Kind::ChangeAnswer => ("Change an answer", self.answer(), "Change answer"),
            Kind::Agree => (
                "Record that you both agree on what it says",
                html! {
                    p class="govuk-body" { "The carer was told how an assessment goes, and agrees that this is complete and right." }
                },
                "We agree",
            ),
            Kind::Decide => ("Record a decision", self.decision(), "Record decision"),
            Kind::GiveRecord => (
                "Record that the carer was given the written record",
                self.given(),
                "Record it",
            ),
            Kind::Decline => (
                "The carer does not want the assessment",
                self.said("decline-reason", "What did the carer say?"),
                "Record that they decline",
            ),
            Kind::Resume => (
                "The carer wants the assessment after all",
                self.said("resume-reason", "What did the carer say?"),
                "Record that they want it",
            ),
        };
        let sent = into(self.view.typed, self.action()).is_some();
        html! {
            details class="govuk-details desk-action" id=(actions::id(self.action())) open[sent] {
                summary class="govuk-details__summary" { span class="govuk-details__summary-text" { (summary) } }
                (actions::form(self.view.visit, self.view.referral, self.action(), &html! {
                    (fields)
                    (Button::new(button).once())
                }))
            }
        }
    }

    fn value(&self, name: &str) -> Option<&'a str> {
        into(self.view.typed, self.action())?.value(name)
    }

    fn error(&self, name: &str) -> Option<&'a str> {
        into(self.view.typed, self.action())?.error(name)
    }

    fn date(&self, id: &str, legend: &str) -> Markup {
        let part = |part: &str| self.value(&format!("{id}-{part}")).unwrap_or_default();
        html! {
            (DateInput::new(id, Question::sized(legend, Size::S))
                .values([part("day"), part("month"), part("year")]).error(self.error(id)))
        }
    }

    fn radios(&self, name: &str, legend: &str, items: &[(&str, &str)]) -> Markup {
        let items = items
            .iter()
            .map(|(value, text)| RadioItem::new(value, *text))
            .collect();
        html! {
            (Radios::new(name, Question::sized(legend, Size::S), items).small()
                .chosen(self.value(name)).error(self.error(name)))
        }
    }

    fn yes_or_no(&self, name: &str, legend: &str) -> Markup {
        self.radios(name, legend, &[("yes", "Yes"), ("no", "No")])
    }

    fn text(&self, name: &str, label: &str, rows: u8) -> Markup {
        html! {
            (Textarea::new(name, Question::sized(label, Size::S)).rows(rows)
                .value(self.value(name)).error(self.error(name)))
        }
    }

    fn line(&self, name: &str, label: &str) -> Markup {
        html! {
            (Input::new(name, Question::sized(label, Size::S)).autocomplete("off")
                .value(self.value(name)).error(self.error(name)))
        }
    }

    fn conversation(&self) -> Markup {
        html! {
            (self.date("conversation-held-on", "When did you talk?"))
            (self.radios("conversation-how", "How?", &HOW))
            (self.line("conversation-who-was-there", "Who was there?"))
            (self.yes_or_no("conversation-told-about-process",
                "Was the carer told how an assessment goes, in a way that suits them?"))
            (self.text("conversation-notes", "What was said?", 6))
        }
    }

    fn joint(&self) -> Markup {
        let warning = match super::said(self.view.referral, "safe-to-mention") {
            Some("yes") => None,
            Some("no") => Some(
                "The carer said that it is not safe to mention this to the person they look after. Do not ask that person.",
            ),
            _ => Some(
                "The carer has not said that it is safe to mention this to the person they look after. Ask the carer \
                 first; until then, do not ask that person.",
            ),
        };
        html! {
            p class="govuk-body" { "Ask each of them alone. Only what was said alone is recorded." }
            @if let Some(warning) = warning { p class="govuk-body" { strong { (warning) } } }
            (self.line("joint-cared-for", "Name of the person cared for; leave this empty for what the carer said"))
            (self.yes_or_no("joint-agrees", "Do they agree to a joint assessment?"))
            (self.date("joint-asked-on", "When did you ask?"))
            (self.yes_or_no("joint-asked-alone", "Was the other one out of hearing?"))
            (self.text("joint-note", "Note (optional)", 2))
        }
    }

    fn answer(&self) -> Markup {
        let answered = self.view.referral.answers.iter();
        let questions = answered.map(|answer| (answer.question.as_str(), answer.asked.as_str()));
        let choices: Vec<(&str, &str)> = std::iter::once(("", "Choose a question"))
            .chain(questions)
            .chain([(OTHER_QUESTION, "Another question, which was not answered")])
            .collect();
        html! {
            (Select::new("answer-question", Question::sized("Which answer?", Size::S), choices)
                .chosen(self.value("answer-question")).error(self.error("answer-question")))
            (self.line("answer-asked", "For another question: the question as you asked it"))
            (self.text("answer-said", "What should the answer say now?", 3))
            (self.text("answer-because", "Why?", 2))
            (self.yes_or_no("answer-carer-agrees", "Does the carer agree to this change?"))
        }
    }

    fn decision(&self) -> Markup {
        html! {
            p class="govuk-body" { "It is you who decides, not the form. The carer gets what you write here." }
            @for (id, words) in CONDITIONS {
                (self.yes_or_no(&format!("decision-{id}-met"), words))
                (self.text(&format!("decision-{id}-because"), "What did you find?", 2))
            }
            (self.radios("decision-decision", "What do you decide?", &DECISIONS))
            (self.text("decision-reasons", "Reasons", 4))
            (self.text("decision-advice", "Advice and information that you gave (needed where not eligible)", 3))
        }
    }

    fn given(&self) -> Markup {
        html! {
            (self.date("record-on", "When?"))
            (self.radios("record-how", "How?", &HOW))
        }
    }

    fn said(&self, name: &str, label: &str) -> Markup {
        self.text(name, label, 3)
    }
}
