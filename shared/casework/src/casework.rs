//! What follows from the steps.

use crate::change::{Attempt, Change, Link, Merge, Step, VisitorSafety, Wait, WelfareCheck};

/// Everything that staff did with a referral besides deciding about it, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Casework {
    pub steps: Vec<Step>,
}

/// Another contact that somebody linked with this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linked<'a> {
    pub step: &'a Step,
    pub link: &'a Link,
}

impl Casework {
    /// The tries to reach the person, oldest first.
    pub fn attempts(&self) -> impl DoubleEndedIterator<Item = (&Step, &Attempt)> {
        self.steps.iter().filter_map(|step| match &step.change {
            Change::ContactAttempt(attempt) => Some((step, attempt)),
            _ => None,
        })
    }

    /// How many tries in a row, up to the last one, nobody answered.
    pub fn unanswered(&self) -> usize {
        let last_ones = self.attempts().rev();
        last_ones
            .take_while(|(_, attempt)| !attempt.was_answered())
            .count()
    }

    /// What is being waited for, whether or not its day has come.
    pub fn waiting(&self) -> Option<(&Step, &Wait)> {
        let ended = |step: &&Step| matches!(step.change, Change::EndWait(_));
        let last_ones = self.steps.iter().rev();
        last_ones
            .take_while(|step| !ended(step))
            .find_map(|step| match &step.change {
                Change::Wait(wait) => Some((step, wait)),
                _ => None,
            })
    }

    /// What was decided about a welfare check since somebody last answered.
    pub fn welfare_check(&self) -> Option<(&Step, &WelfareCheck)> {
        let answered = |step: &&Step| matches!(&step.change, Change::ContactAttempt(attempt) if attempt.was_answered());
        let last_ones = self.steps.iter().rev();
        last_ones
            .take_while(|step| !answered(step))
            .find_map(|step| match &step.change {
                Change::DecideWelfareCheck(check) => Some((step, check)),
                _ => None,
            })
    }

    /// Every time that a worker asked a senior to look, oldest first, and why.
    pub fn escalations(&self) -> impl Iterator<Item = (&Step, &str)> {
        self.steps.iter().filter_map(|step| match &step.change {
            Change::Escalate(why) => Some((step, why.as_str())),
            _ => None,
        })
    }

    /// The number under which the case system knows the person.
    pub fn case_number(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|step| match &step.change {
            Change::SetCaseNumber(number) => Some(number.as_str()),
            _ => None,
        })
    }

    /// The worker of the case system to whom the person was given.
    pub fn allocated_worker(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|step| match &step.change {
            Change::Allocate(worker) => Some(worker.as_str()),
            _ => None,
        })
    }

    /// What visitors must know, as it was noted last, unless it no longer holds.
    pub fn visitor_safety(&self) -> Option<(&Step, &VisitorSafety)> {
        let last = self.steps.iter().rev().find(|step| {
            matches!(
                step.change,
                Change::NoteVisitorSafety(_) | Change::EndVisitorSafety(_)
            )
        })?;
        match &last.change {
            Change::NoteVisitorSafety(noted) => Some((last, noted)),
            _ => None,
        }
    }

    /// The contacts that belong to this one, in the order in which they were linked.
    pub fn links(&self) -> Vec<Linked<'_>> {
        let mut links: Vec<Linked> = Vec::new();
        for step in &self.steps {
            match &step.change {
                Change::Link(link) => {
                    links.retain(|known| known.link.other != link.other);
                    links.push(Linked { step, link });
                }
                Change::Unlink(link) => links.retain(|known| known.link.other != link.other),
                _ => {}
            }
        }
        links
    }

    /// The contact as part of which this one goes on.
    pub fn merged(&self) -> Option<(&Step, &Merge)> {
        let last = self
            .steps
            .iter()
            .rev()
            .find(|step| matches!(step.change, Change::Merge(_) | Change::Unmerge(_)))?;
        match &last.change {
            Change::Merge(merge) => Some((last, merge)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Instant;

    fn casework(changes: Vec<Change>) -> Casework {
        let steps = changes.into_iter().zip(1..).map(|(change, at)| Step {
            at: Instant::from_unix(at),
            who: "kim".into(),
            change,
        });
        Casework {
            steps: steps.collect(),
        }
    }

    fn tried(answered: &str) -> Change {
        Change::ContactAttempt(Attempt {
            how: "phone".into(),
            answered: answered.into(),
            safe_to_talk: "not-asked".into(),
            note: None,
        })
    }

    #[test]
    fn a_machine_that_answers_is_nobody() {
        let nobody = casework(vec![tried("nobody"), tried("voicemail")]);
        assert_eq!(nobody.unanswered(), 2);
        let reached = casework(vec![tried("nobody"), tried("person"), tried("nobody")]);
        assert_eq!(reached.unanswered(), 1);
    }

    #[test]
    fn a_welfare_check_counts_until_somebody_answers() {
        let check = Change::DecideWelfareCheck(WelfareCheck {
            decision: "visit".into(),
            reasons: "No reply for a day.".into(),
        });
        let mut changes = vec![tried("nobody"), tried("nobody"), check];
        assert!(casework(changes.clone()).welfare_check().is_some());
        changes.push(tried("nobody"));
        assert!(casework(changes.clone()).welfare_check().is_some());
        changes.push(tried("person"));
        assert!(casework(changes).welfare_check().is_none());
    }

    #[test]
    fn what_was_linked_or_merged_can_be_taken_apart() {
        let link = |other: &str| Link {
            other: other.into(),
            relation: "same-person".into(),
            because: "Same birth date.".into(),
        };
        let steps = vec![
            Change::Link(link("A")),
            Change::Link(link("B")),
            Change::Unlink(link("A")),
        ];
        let linked = casework(steps);
        let others: Vec<&str> = linked
            .links()
            .iter()
            .map(|l| l.link.other.as_str())
            .collect();
        assert_eq!(others, ["B"]);
        let merge = Change::Merge(Merge {
            into: "B".into(),
            because: "The same call twice.".into(),
        });
        assert!(casework(vec![merge.clone()]).merged().is_some());
        let apart = vec![merge, Change::Unmerge("Two people.".into())];
        assert!(casework(apart).merged().is_none());
    }

    #[test]
    fn what_no_longer_holds_is_not_shown_to_visitors() {
        let noted = Change::NoteVisitorSafety(VisitorSafety {
            what: "A dog.".into(),
            source: "District nurse".into(),
            dated: "2026-11-01".into(),
            review_on: "2027-05-01".into(),
        });
        let mut changes = vec![noted];
        assert!(casework(changes.clone()).visitor_safety().is_some());
        changes.push(Change::EndVisitorSafety("The dog has died.".into()));
        assert!(casework(changes).visitor_safety().is_none());
    }
}
