//! What a change must say.

use vocabulary::Date;
pub use vocabulary::written::Wrong;
use vocabulary::written::{one_of, optional, past_day as date, short, text};

use crate::change::{Change, ChangedAnswer, Conversation, Decision, Finding, HOW, JointAnswer};

impl Change {
    /// The change without spaces around its texts.
    ///
    /// # Errors
    /// Everything that is wrong with it. Fields are named as the API names them.
    pub fn checked(self, today: Date) -> Result<Self, Wrong> {
        let mut wrong = Wrong::new();
        let checked = match self {
            Self::Begin | Self::Agree => self,
            Self::Conversation(held) => Self::Conversation(conversation(&held, today, &mut wrong)),
            Self::AskAboutJoint(answer) => {
                Self::AskAboutJoint(joint_answer(&answer, today, &mut wrong))
            }
            Self::ChangeAnswer(changed) => Self::ChangeAnswer(changed_answer(changed, &mut wrong)),
            Self::Decide(decision) => Self::Decide(decided(&decision, &mut wrong)),
            Self::GiveRecord(given) => {
                date("on", &given.on, today, &mut wrong);
                one_of("how", &given.how, &HOW, &mut wrong);
                Self::GiveRecord(given)
            }
            Self::Decline(said) => Self::Decline(text("reason", &said, &mut wrong)),
            Self::Resume(said) => Self::Resume(text("reason", &said, &mut wrong)),
        };
        match wrong.is_empty() {
            true => Ok(checked),
            false => Err(wrong),
        }
    }
}

fn conversation(held: &Conversation, today: Date, wrong: &mut Wrong) -> Conversation {
    date("held_on", &held.held_on, today, wrong);
    one_of("how", &held.how, &HOW, wrong);
    Conversation {
        who_was_there: text("who_was_there", &held.who_was_there, wrong),
        notes: text("notes", &held.notes, wrong),
        ..held.clone()
    }
}

fn joint_answer(answer: &JointAnswer, today: Date, wrong: &mut Wrong) -> JointAnswer {
    date("asked_on", &answer.asked_on, today, wrong);
    if !answer.asked_alone {
        let sentence = "Ask each of them alone, and record what they said then.";
        wrong.push(("asked_alone".to_owned(), sentence.to_owned()));
    }
    JointAnswer {
        cared_for: answer
            .cared_for
            .as_ref()
            .map(|name| short("cared_for", name, wrong)),
        note: optional("note", answer.note.as_deref(), wrong),
        ..answer.clone()
    }
}

fn changed_answer(changed: ChangedAnswer, wrong: &mut Wrong) -> ChangedAnswer {
    if !changed.carer_agrees {
        let sentence =
            "An answer is changed only when the carer agrees. If they do not, write a note.";
        wrong.push(("carer_agrees".to_owned(), sentence.to_owned()));
    }
    ChangedAnswer {
        question: short("question", &changed.question, wrong),
        asked: Some(text(
            "asked",
            changed.asked.as_deref().unwrap_or_default(),
            wrong,
        )),
        said: text("said", &changed.said, wrong),
        because: text("because", &changed.because, wrong),
        ..changed
    }
}

fn decided(decision: &Decision, wrong: &mut Wrong) -> Decision {
    let found = |field: &str, finding: &Finding, wrong: &mut Wrong| Finding {
        because: text(
            &format!("conditions.{field}.because"),
            &finding.because,
            wrong,
        ),
        ..finding.clone()
    };
    let all_met = decision.necessary_care.met && decision.effect.met && decision.wellbeing.met;
    if decision.eligible != all_met {
        let sentence = match all_met {
            true => {
                "All three conditions are recorded as met, so this does not fit. Change one of them."
            }
            false => "All three conditions must be met for this, and one is recorded as not met.",
        };
        wrong.push(("decision".to_owned(), sentence.to_owned()));
    }
    let advice = optional("advice", decision.advice.as_deref(), wrong);
    if !decision.eligible
        && decision
            .advice
            .as_deref()
            .is_none_or(|given| given.trim().is_empty())
    {
        let sentence = "Write which advice and information you gave: section 24(2) asks for it.";
        wrong.push(("advice".to_owned(), sentence.to_owned()));
    }
    Decision {
        necessary_care: found("necessary_care", &decision.necessary_care, wrong),
        effect: found("effect", &decision.effect, wrong),
        wellbeing: found("wellbeing", &decision.wellbeing, wrong),
        eligible: decision.eligible,
        reasons: text("reasons", &decision.reasons, wrong),
        advice,
    }
}
