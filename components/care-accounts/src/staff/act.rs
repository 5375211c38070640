//! What can be done with an account: what each is called, when it is possible, and what it says before and after.

use account_model::{DelegateStanding, Held, Online, Power};
use vocabulary::Instant;

use super::Visit;

/// Something that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Suspend,
    LiftSuspension,
    CloseOnline,
    OpenOnline,
    EndSessions,
    ConfirmContact,
    RecordDelegate,
    DecideDelegate,
    EndDelegate,
    Correct,
    RecordDeath,
    Remove,
}

/// Its words.
pub struct Words {
    /// In addresses.
    pub id: &'static str,
    pub title: &'static str,
    /// What happens at once, and what does not.
    pub about: &'static str,
    /// The question that its reason answers.
    pub why: &'static str,
    pub button: &'static str,
    /// What is said once it is done.
    pub done: &'static str,
}

impl Act {
    /// In the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Suspend,
        Self::LiftSuspension,
        Self::CloseOnline,
        Self::OpenOnline,
        Self::EndSessions,
        Self::ConfirmContact,
        Self::RecordDelegate,
        Self::DecideDelegate,
        Self::EndDelegate,
        Self::Correct,
        Self::RecordDeath,
        Self::Remove,
    ];

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.words().id == id)
    }

    pub fn power(self) -> Power {
        match self {
            Self::Suspend => Power::Suspend,
            Self::LiftSuspension => Power::LiftSuspension,
            Self::CloseOnline => Power::CloseOnline,
            Self::OpenOnline => Power::OpenOnline,
            Self::EndSessions => Power::EndSessions,
            Self::ConfirmContact => Power::ConfirmContact,
            Self::RecordDelegate => Power::RecordDelegate,
            Self::DecideDelegate => Power::DecideDelegate,
            Self::EndDelegate => Power::EndDelegate,
            Self::Correct => Power::Correct,
            Self::RecordDeath => Power::RecordDeath,
            Self::Remove => Power::Remove,
        }
    }

    /// Done to one week or one delegate, and so offered beside it.
    pub fn is_about_one(self) -> bool {
        matches!(
            self,
            Self::Correct | Self::DecideDelegate | Self::EndDelegate
        )
    }

    /// Why it cannot be done with this account as it stands.
    pub fn why_not(self, held: &Held, visit: &Visit) -> Option<&'static str> {
        let died = held.account.died_on.is_some();
        let (possible, why_not) = match self {
            Self::Suspend => (held.online != Online::Suspended, "It is suspended already."),
            Self::LiftSuspension => (held.online == Online::Suspended, "It is not suspended."),
            Self::CloseOnline => (held.online == Online::Open, "It is not open online."),
            Self::OpenOnline => (
                held.online == Online::Closed && !died,
                "Only an account that staff closed can be opened, while the person is alive.",
            ),
            Self::EndSessions => (
                held.sessions > 0 || held.linked,
                "Nobody is signed in, and nothing is linked.",
            ),
            Self::ConfirmContact => (
                held.contact
                    .held_until
                    .is_some_and(|until| until > visit.now),
                "The contact on record has not changed lately.",
            ),
            Self::RecordDelegate => (!died, "Authority to act for somebody ends when they die."),
            Self::Correct => (
                !held.account.weeks.is_empty(),
                "There is no week to correct.",
            ),
            Self::DecideDelegate | Self::EndDelegate => (
                !held.delegates.is_empty(),
                "Nobody is recorded who acts for the person.",
            ),
            // A day that was recorded wrongly can be put right.
            Self::RecordDeath => (true, ""),
            Self::Remove => (
                need_not_be_kept(held, visit.now),
                "It must be kept until the time for that has passed.",
            ),
        };
        (!possible).then_some(why_not)
    }

    /// What the link to it says.
    pub fn link(self, held: &Held) -> &'static str {
        match self {
            Self::RecordDeath if held.account.died_on.is_some() => "Correct the day of the death",
            _ => self.words().title,
        }
    }

    /// Offered to this reader, for this account.
    pub fn is_offered(self, held: &Held, visit: &Visit) -> bool {
        visit.may(self.power()) && self.why_not(held, visit).is_none()
    }

    pub fn words(self) -> Words {
        match self {
            Self::Suspend => Words {
                id: "suspend",
                title: "Suspend online access",
                about: "At once, every session ends, and nobody can sign in: neither the person nor anybody who acts for them. \
                        They are not told why. A linked sign-in is taken away. Nothing of the account is lost, and the telephone \
                        works as before.",
                why: "What is the safeguarding sign?",
                button: "Suspend now",
                done: "Online access is suspended, and every session has ended.",
            },
            Self::LiftSuspension => Words {
                id: "lift-suspension",
                title: "Lift the suspension",
                about: "The person, and everybody approved to act for them, can sign in again. Look first whether \
                        anybody’s authority should end, and whether the contact on record is still the person’s own.",
                why: "How was the sign looked into?",
                button: "Lift the suspension",
                done: "The suspension is lifted.",
            },
            Self::CloseOnline => Words {
                id: "close-online",
                title: "Close online access",
                about: "At once, every session ends, and nobody can sign in. The account itself goes on. If somebody may be at \
                        risk, suspend it instead.",
                why: "Why should it be closed?",
                button: "Close online access",
                done: "Online access is closed, and every session has ended.",
            },
            Self::OpenOnline => Words {
                id: "open-online",
                title: "Open online access",
                about: "The person, and everybody approved to act for them, can ask for a code again.",
                why: "Why should it be opened?",
                button: "Open online access",
                done: "Online access is open.",
            },
            Self::EndSessions => Words {
                id: "end-sessions",
                title: "End every session",
                about: "Everybody who is signed in is signed out at once, and a linked sign-in is taken away. They can sign in \
                        again with a new code.",
                why: "Why should they end?",
                button: "End every session",
                done: "Every session has ended.",
            },
            Self::ConfirmContact => Words {
                id: "confirm-contact",
                title: "Confirm the contact on record",
                about: "The contact on record changed, so no code is sent to it for 7 days. If the person confirms the change to you, \
                        codes can be sent now. Speak to the person in a way that was on record before the change, and let them \
                        say the new contact: do not read it out.",
                why: "How did the person confirm it?",
                button: "Confirm the contact",
                done: "The contact on record is confirmed. Codes can be sent to it.",
            },
            Self::RecordDelegate => Words {
                id: "record-delegate",
                title: "Record somebody who acts for the person",
                about: "Nobody is let in by this: a colleague looks at it and approves it first.",
                why: "What did you see that shows it?",
                button: "Record them",
                done: "They are recorded, and wait for a colleague’s approval.",
            },
            Self::DecideDelegate => Words {
                id: "decide-delegate",
                title: "Approve or refuse somebody who acts for the person",
                about: "Once approved, they can ask for a code with their own reference and date of birth. Approve only what the \
                        evidence shows.",
                why: "Why do you decide so?",
                button: "Record the decision",
                done: "The decision is recorded.",
            },
            Self::EndDelegate => Words {
                id: "end-delegate",
                title: "End somebody’s authority to act",
                about: "At once, their sessions end, and they cannot sign in any more. The person’s own access stays as it is.",
                why: "Why does it end?",
                button: "End their authority",
                done: "They can no longer see the account.",
            },
            Self::Correct => Words {
                id: "correct",
                title: "Correct a week",
                about: "The figures that you enter take the place of those that stand. The earlier ones are kept, and the person \
                        sees both with your reason.",
                why: "Why are the figures wrong? The person reads this.",
                button: "Save the correction",
                done: "The week is corrected. The earlier figures are kept beside it.",
            },
            Self::RecordDeath => Words {
                id: "record-death",
                title: "Record that the person has died",
                about: "Online access closes at once, for everybody. What is still to be paid or paid back is sorted out with \
                        whoever looks after the person’s affairs. Please make sure first: a mistake would hurt.",
                why: "How did the council learn of it?",
                button: "Record the death",
                done: "The death is recorded, and online access is closed. Please be gentle with the family.",
            },
            Self::Remove => Words {
                id: "remove",
                title: "Delete this account",
                about: "The account will be gone for ever: its weeks, corrections and statements, everybody who acts for the \
                        person and the evidence for it. Nobody can bring it back. That it was deleted, by whom and why stays written down.",
                why: "Why need it not be kept?",
                button: "Delete for ever",
                done: "The account is deleted.",
            },
        }
    }
}

/// How many years an account is kept where no policy could say (Care Act 2014 s29(2), not commenced).
const YEARS_KEPT: u32 = 99;

/// Accounts that were last changed before this moment need not be kept.
pub fn changed_before(now: Instant) -> Instant {
    let today = working_calendar::local_date(now);
    let years = crate::policy::on(today).map_or(YEARS_KEPT, |policy| policy.retention_years);
    // A day that not every month has is taken as the 28th: then it is kept a few days longer.
    let day = i16::try_from(years).ok().and_then(|years| {
        let year = today.year().checked_sub(years)?;
        vocabulary::Date::new(year, today.month(), today.day().min(28))
    });
    Instant::from_unix(day.map_or(i64::MIN, |day| day.days_since_1970() * 86_400))
}

/// The council has learnt of the death, or the time has passed.
fn need_not_be_kept(held: &Held, now: Instant) -> bool {
    held.account.died_on.is_some() || held.account.updated_at < changed_before(now)
}

/// Whether a delegate can be approved or refused by this reader, or ended.
pub fn fits_delegate(act: Act, delegate: &account_model::Delegate, visit: &Visit) -> bool {
    match act {
        Act::DecideDelegate => {
            delegate.standing == DelegateStanding::Waiting
                && delegate.recorded_by != visit.actor().id
        }
        Act::EndDelegate => matches!(
            delegate.standing,
            DelegateStanding::Waiting | DelegateStanding::Approved
        ),
        _ => false,
    }
}
