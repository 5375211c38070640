//! An assessment, and what follows from the steps that were taken.

use vocabulary::Instant;

use crate::change::{
    Change, ChangedAnswer, Conversation, Decision, GivenRecord, JointAnswer, Step,
};

/// Where an assessment stands, in the order in which it gets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// From the moment of submission.
    Submitted,
    /// A worker checks it with the carer.
    BeingChecked,
    /// Carer and worker agree on what it says.
    Agreed,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Submitted, Self::BeingChecked, Self::Agreed];

    /// The word of the contract.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::BeingChecked => "being-checked-with-you",
            Self::Agreed => "agreed",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

/// An assessment: what was done to it, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    pub submitted_at: Instant,
    pub steps: Vec<Step>,
}

/// How the answer to one question came to read as it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerVersions<'a> {
    /// The question's id.
    pub question: &'a str,
    /// Each change with who made it and when; the last one stands. Never empty.
    pub changes: Vec<(&'a Step, &'a ChangedAnswer)>,
}

impl Assessment {
    pub fn new(submitted_at: Instant, steps: Vec<Step>) -> Self {
        Self {
            submitted_at,
            steps,
        }
    }

    /// Each state that it came to, and when. The first is the submission, the last one stands.
    pub fn states(&self) -> Vec<(State, Instant)> {
        let mut states = vec![(State::Submitted, self.submitted_at)];
        let mut stands = State::Submitted;
        for step in &self.steps {
            let reached = match step.change {
                Change::Begin => State::BeingChecked,
                Change::Conversation(_) if stands == State::Submitted => State::BeingChecked,
                Change::Agree => State::Agreed,
                _ => stands,
            };
            if reached != stands {
                stands = reached;
                states.push((reached, step.at));
            }
        }
        states
    }

    /// Where it stands, and since when.
    pub fn state(&self) -> (State, Instant) {
        self.states()
            .last()
            .copied()
            .unwrap_or((State::Submitted, self.submitted_at))
    }

    /// Since when the carer has declined it; none when they have not, or have taken it back.
    pub fn declined(&self) -> Option<Instant> {
        self.steps
            .iter()
            .fold(None, |declined, step| match step.change {
                Change::Decline(_) => Some(step.at),
                Change::Resume(_) => None,
                _ => declined,
            })
    }

    /// The conversations, oldest first.
    pub fn conversations(&self) -> impl Iterator<Item = (&Step, &Conversation)> {
        self.steps.iter().filter_map(|step| match &step.change {
            Change::Conversation(held) => Some((step, held)),
            _ => None,
        })
    }

    /// Whether the carer was told in any of them how an assessment goes.
    pub fn process_was_explained(&self) -> bool {
        self.conversations()
            .any(|(_, held)| held.told_about_process)
    }

    /// What carer and person cared for said about a joint assessment, oldest first.
    pub fn joint_answers(&self) -> impl Iterator<Item = (&Step, &JointAnswer)> {
        self.steps.iter().filter_map(|step| match &step.change {
            Change::AskAboutJoint(answer) => Some((step, answer)),
            _ => None,
        })
    }

    /// With whom it may be done together: people cared for who agree, as the carer does. What somebody
    /// said last counts.
    pub fn may_be_joint_with(&self) -> Vec<&str> {
        let mut carer = false;
        let mut agree: Vec<&str> = Vec::new();
        for (_, answer) in self.joint_answers() {
            match &answer.cared_for {
                None => carer = answer.agrees,
                Some(name) => {
                    agree.retain(|known| known != name);
                    if answer.agrees {
                        agree.push(name);
                    }
                }
            }
        }
        if carer { agree } else { Vec::new() }
    }

    /// The answers that were changed, in the order of their first change.
    pub fn changed_answers(&self) -> Vec<AnswerVersions<'_>> {
        let mut versions: Vec<AnswerVersions> = Vec::new();
        for step in &self.steps {
            let Change::ChangeAnswer(changed) = &step.change else {
                continue;
            };
            let known = versions
                .iter_mut()
                .find(|known| known.question == changed.question);
            match known {
                Some(known) => known.changes.push((step, changed)),
                None => versions.push(AnswerVersions {
                    question: &changed.question,
                    changes: vec![(step, changed)],
                }),
            }
        }
        versions
    }

    /// How an answer reads now, where it was changed.
    pub fn changed_answer(&self, question: &str) -> Option<&ChangedAnswer> {
        self.steps.iter().rev().find_map(|step| match &step.change {
            Change::ChangeAnswer(changed) if changed.question == question => Some(changed),
            _ => None,
        })
    }

    /// The decision that stands.
    pub fn decision(&self) -> Option<(&Step, &Decision)> {
        self.steps.iter().rev().find_map(|step| match &step.change {
            Change::Decide(decision) => Some((step, decision)),
            _ => None,
        })
    }

    /// When the written record of that decision was given.
    pub fn record_given(&self) -> Option<(&Step, &GivenRecord)> {
        let since = self.steps.iter().rev();
        let mut after_decision = since.take_while(|step| !matches!(step.change, Change::Decide(_)));
        after_decision.find_map(|step| match &step.change {
            Change::GiveRecord(given) => Some((step, given)),
            _ => None,
        })
    }
}
