//! Why an amount does not count, in plain words to the person whose account it is.

/// Why an amount of a week does not count towards the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    BeforeTheScheme,
    /// The council before has counted it, or not.
    BroughtForward,
    NoBudget,
    DailyLiving,
    AboveTheBudget,
    AboveTheCharge,
    CapReached,
}

impl Because {
    /// The sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::BeforeTheScheme => {
                "This week began before the scheme did, so nothing in it counts."
            }
            Self::BroughtForward => {
                "This week is part of the figure that the council before gave, so it does not count again."
            }
            Self::NoBudget => {
                "There was no personal budget for this week, so nothing in it counts."
            }
            Self::DailyLiving => {
                "Daily living costs, such as food and heating, do not count towards the cap."
            }
            Self::AboveTheBudget => {
                "This was paid on top of the budget. Only what the care would have cost the council counts."
            }
            Self::AboveTheCharge => {
                "This was paid on top of what the council charged. Only the charge counts."
            }
            Self::CapReached => "The cap was reached, so no more counts.",
        }
    }
}
