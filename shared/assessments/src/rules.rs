//! What may follow what.

use crate::assessment::{Assessment, State};
use crate::change::Kind;

/// More steps than any assessment needs, so that it can always be read whole.
const MOST_STEPS: usize = 400;

impl Assessment {
    /// Whether this may be done as things stand, whatever else it says.
    ///
    /// # Errors
    /// A sentence for staff that says what to do first.
    pub fn may(&self, kind: Kind) -> Result<(), &'static str> {
        let (state, _) = self.state();
        let decided = self.decision().is_some();
        let refused = if self.steps.len() >= MOST_STEPS {
            "So much was recorded on this assessment that no more fits. Write a note."
        } else if self.declined().is_some() && kind != Kind::Resume {
            "The carer has declined the assessment. If they want it after all, record that first."
        } else {
            match (kind, state) {
                (Kind::Begin, State::BeingChecked) => {
                    "This assessment is being checked with the carer already."
                }
                (Kind::Begin, _) if decided => {
                    "There is a decision on this assessment. What has changed since is a new assessment."
                }
                (Kind::Conversation, State::Agreed) => {
                    "This assessment is agreed. To check it once more, begin that first; else write a note."
                }
                (Kind::ChangeAnswer | Kind::Agree, State::Submitted) => {
                    "Check the assessment with the carer first: record the conversation."
                }
                (Kind::ChangeAnswer | Kind::Agree, State::Agreed) => {
                    "This assessment is agreed already. To check it once more, begin that first."
                }
                (Kind::Agree, State::BeingChecked) if !self.process_was_explained() => {
                    "Record a conversation in which the carer was told how an assessment goes. Only then can it be agreed."
                }
                (Kind::Decide, State::Submitted | State::BeingChecked) => {
                    "Agree with the carer on what the assessment says first. Only then can it be decided."
                }
                (Kind::GiveRecord, _) if !decided => {
                    "There is no decision yet whose record could be given."
                }
                (Kind::Decline, _) if decided => {
                    "There is a decision on this assessment. What the carer declines now is support: write a note."
                }
                (Kind::Resume, _) if self.declined().is_none() => {
                    "The carer has not declined the assessment."
                }
                _ => return Ok(()),
            }
        };
        Err(refused)
    }
}
