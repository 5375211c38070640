//! Figures as sheets: columns and rows, from which a page, a table for spreadsheets and JSON are made. So whatever
//! somebody reads, saves or fetches is the same numbers.

mod cells;
mod gathering;
mod words;

pub use cells::{Cell, Sheet};
pub use gathering::gather;
pub use words::plain;

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    ByDay,
    ByChannel,
    ByNeed,
    ByLocality,
    ByOutcome,
    ByReporter,
    NeedsByLocality,
    FirstResponse,
    Close,
    Overdue,
    Section42,
    Completion,
    Pages,
}

impl Figure {
    /// In the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Overdue,
        Self::ByDay,
        Self::ByChannel,
        Self::ByNeed,
        Self::ByReporter,
        Self::ByLocality,
        Self::NeedsByLocality,
        Self::ByOutcome,
        Self::FirstResponse,
        Self::Close,
        Self::Section42,
        Self::Completion,
        Self::Pages,
    ];

    /// As addresses name it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ByDay => "contacts-by-day",
            Self::ByChannel => "contacts-by-channel",
            Self::ByNeed => "contacts-by-need",
            Self::ByLocality => "contacts-by-locality",
            Self::ByOutcome => "contacts-by-outcome",
            Self::ByReporter => "contacts-by-reporter",
            Self::NeedsByLocality => "needs-by-locality",
            Self::FirstResponse => "time-to-first-response",
            Self::Close => "time-to-close",
            Self::Overdue => "overdue-now",
            Self::Section42 => "section-42-by-source",
            Self::Completion => "form-completion",
            Self::Pages => "form-pages",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.id() == id)
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::ByDay => "Contacts by day",
            Self::ByChannel => "Contacts by how they came",
            Self::ByNeed => "Contacts by need",
            Self::ByLocality => "Contacts by locality",
            Self::ByOutcome => "Contacts by outcome",
            Self::ByReporter => "Contacts by who told us",
            Self::NeedsByLocality => "Needs in each locality",
            Self::FirstResponse => "Time until somebody took it on",
            Self::Close => "Time until it was closed",
            Self::Overdue => "Overdue now",
            Self::Section42 => "Concerns where section 42 was not met, by who told us",
            Self::Completion => "Forms that were begun and sent",
            Self::Pages => "How far people get in each form",
        }
    }

    /// What the numbers are, and what they are not.
    pub const fn about(self) -> &'static str {
        match self {
            Self::ByDay => "The day on which somebody pressed send, or their call began.",
            Self::ByChannel => "How the contact reached us.",
            Self::ByNeed => "A contact with several needs is in several lines, once in each.",
            Self::ByLocality => "The locality that the rules found on arrival.",
            Self::ByOutcome => "With what contacts of these days have been closed up to now.",
            Self::ByReporter => "Who filled in the form, or called.",
            Self::NeedsByLocality => {
                "Numbers from 1 to 4 are left out, with the next smallest of the line, so that nobody can be found in a \
                 table that is passed on."
            }
            Self::FirstResponse => {
                "From when it was sent until a colleague claimed it, was given it, noted something, tried to reach the \
                 person, decided or closed it. Moving it to another team or changing its priority does not count. Hours \
                 by the clock, as long as somebody waited. In time is by the respond-by that stood then; who still waits \
                 after it counts as late."
            }
            Self::Close => {
                "From when it was sent until it was closed, in hours by the clock. The respond-by is for the first response; \
                 closing by it is told here for comparison."
            }
            Self::Overdue => "Open and past the respond-by at this moment, whenever it came.",
            Self::Section42 => {
                "Contacts with a safeguarding sign, what has been decided about them up to now, and how many of the \
                 decisions were that section 42 of the Care Act was not met."
            }
            Self::Completion => {
                "Forms begun in the months of these days: whole months, by the first page that was sent. Who only looked \
                 is not counted. A form can be sent up to 28 days after it was last used."
            }
            Self::Pages => {
                "Of the same forms: how many came to each page, how many answered it, and how many left the form there or \
                 are still at it."
            }
        }
    }

    /// Whether it is of contacts that came on the days of a period.
    pub const fn has_period(self) -> bool {
        !matches!(self, Self::Overdue)
    }
}
