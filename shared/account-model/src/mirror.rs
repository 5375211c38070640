//! The words of this crate and those that a WIT wall makes of `wit/accounts-store`: one mapping, both ways and
//! on both sides of the wall.

use std::fmt;

/// A day or an amount crossed the wall that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotMirrored;

impl fmt::Display for NotMirrored {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a day or an amount crossed the wall that is none")
    }
}

impl std::error::Error for NotMirrored {}

/// What the mapping needs of other crates.
#[doc(hidden)]
pub mod words {
    pub use metering::{Pence, Week};
    pub use vocabulary::{Actor, ArrangedBy, CareSetting, Instant};
}

/// Conversions between this crate and the modules `types`, `accounts`, `importing`, `mine` and `desk` of a wall,
/// which must be in scope under these names. `From` where every value has its like, `TryFrom` where a day or an
/// amount must be one.
#[macro_export]
macro_rules! mirror {
    ($types:ident, $accounts:ident, $importing:ident, $mine:ident, $desk:ident) => {
        $crate::mirror_accounts!($accounts, $mine);
        $crate::mirror_importing!($accounts, $importing);
        $crate::mirror_desk!($accounts, $desk);

        impl From<$types::Actor> for $crate::words::Actor {
            fn from(actor: $types::Actor) -> Self {
                Self {
                    id: actor.id,
                    roles: actor.roles,
                }
            }
        }

        impl From<$crate::words::Actor> for $types::Actor {
            fn from(actor: $crate::words::Actor) -> Self {
                Self {
                    id: actor.id,
                    roles: actor.roles,
                }
            }
        }
    };
}

/// Records whose members have the same names and fit each other, both ways.
#[doc(hidden)]
#[macro_export]
macro_rules! mirror_members {
    ($($wall:path = $own:path { $($member:ident),+ $(,)? })+) => {$(
        impl From<$wall> for $own {
            fn from(value: $wall) -> Self {
                Self { $($member: value.$member.into()),+ }
            }
        }

        impl From<$own> for $wall {
            fn from(value: $own) -> Self {
                Self { $($member: value.$member.into()),+ }
            }
        }
    )+};
}

/// Words of the same names, both ways.
#[doc(hidden)]
#[macro_export]
macro_rules! mirror_words {
    ($($wall:path = $own:path { $($word:ident),+ $(,)? })+) => {$(
        impl From<$wall> for $own {
            fn from(word: $wall) -> Self {
                match word { $(<$wall>::$word => Self::$word),+ }
            }
        }

        impl From<$own> for $wall {
            fn from(word: $own) -> Self {
                match word { $(<$own>::$word => Self::$word),+ }
            }
        }
    )+};
}

#[doc(hidden)]
#[macro_export]
macro_rules! mirror_accounts {
    ($accounts:ident, $mine:ident) => {
        $crate::mirror_words! {
            $accounts::ArrangedBy = $crate::words::ArrangedBy { Adult, Council }
            $accounts::Setting = $crate::words::CareSetting { Home, CareHome }
        }
        $crate::mirror_members! {
            $accounts::BroughtForward = $crate::BroughtForward { date, accrued, authority }
        }

        impl From<$crate::words::Week> for $accounts::Figures {
            fn from(week: $crate::words::Week) -> Self {
                let amount = |pence: $crate::words::Pence| pence.get().unsigned_abs();
                Self {
                    arranged_by: week.arranged_by.into(),
                    setting: week.setting.into(),
                    budget: week.budget.map(amount),
                    charged: amount(week.charged),
                    paid: amount(week.paid),
                }
            }
        }

        impl $accounts::Figures {
            /// The week of these figures that begins on this day.
            pub fn of_week(
                self,
                week_starting: &str,
            ) -> ::core::result::Result<$crate::words::Week, $crate::NotMirrored> {
                let amount = |pence: u64| {
                    let pence = i64::try_from(pence).ok();
                    pence
                        .and_then($crate::words::Pence::new)
                        .ok_or($crate::NotMirrored)
                };
                Ok($crate::words::Week {
                    week_starting: week_starting.parse().map_err(|_| $crate::NotMirrored)?,
                    arranged_by: self.arranged_by.into(),
                    setting: self.setting.into(),
                    budget: self.budget.map(amount).transpose()?,
                    charged: amount(self.charged)?,
                    paid: amount(self.paid)?,
                })
            }
        }

        impl From<$crate::Week> for $accounts::Week {
            fn from(week: $crate::Week) -> Self {
                Self {
                    week_starting: week.figures.week_starting.to_string(),
                    figures: week.figures.into(),
                    entered_at: week.entered_at.as_unix(),
                    earlier: week
                        .earlier
                        .into_iter()
                        .map(|earlier| $accounts::Earlier {
                            figures: earlier.figures.into(),
                            corrected_at: earlier.corrected_at.as_unix(),
                            because: earlier.because,
                        })
                        .collect(),
                }
            }
        }

        impl TryFrom<$accounts::Week> for $crate::Week {
            type Error = $crate::NotMirrored;

            fn try_from(week: $accounts::Week) -> ::core::result::Result<Self, Self::Error> {
                let day = &week.week_starting;
                let earlier = week.earlier.into_iter().map(|earlier| {
                    Ok($crate::Earlier {
                        figures: earlier.figures.of_week(day)?,
                        corrected_at: $crate::words::Instant::from_unix(earlier.corrected_at),
                        because: earlier.because,
                    })
                });
                Ok(Self {
                    figures: week.figures.of_week(day)?,
                    entered_at: $crate::words::Instant::from_unix(week.entered_at),
                    earlier: earlier.collect::<::core::result::Result<_, Self::Error>>()?,
                })
            }
        }

        impl From<$crate::StatementHead> for $accounts::StatementHead {
            fn from(head: $crate::StatementHead) -> Self {
                Self {
                    id: head.id,
                    number: head.number,
                    from: head.from,
                    to: head.to,
                    issued_at: head.issued_at.as_unix(),
                }
            }
        }

        impl From<$accounts::StatementHead> for $crate::StatementHead {
            fn from(head: $accounts::StatementHead) -> Self {
                Self {
                    id: head.id,
                    number: head.number,
                    from: head.from,
                    to: head.to,
                    issued_at: $crate::words::Instant::from_unix(head.issued_at),
                }
            }
        }

        $crate::mirror_members! {
            $accounts::Statement = $crate::Statement { head, content }
        }

        impl From<$crate::Account> for $accounts::Account {
            fn from(account: $crate::Account) -> Self {
                Self {
                    id: account.id,
                    account_reference: account.account_reference,
                    given_name: account.given_name,
                    family_name: account.family_name,
                    date_of_birth: account.date_of_birth,
                    requested_on: account.requested_on,
                    brought_forward: account.brought_forward.map(Into::into),
                    died_on: account.died_on,
                    weeks: account.weeks.into_iter().map(Into::into).collect(),
                    statements: account.statements.into_iter().map(Into::into).collect(),
                    updated_at: account.updated_at.as_unix(),
                    revision: account.revision,
                }
            }
        }

        impl TryFrom<$accounts::Account> for $crate::Account {
            type Error = $crate::NotMirrored;

            fn try_from(account: $accounts::Account) -> ::core::result::Result<Self, Self::Error> {
                let weeks = account.weeks.into_iter().map(TryInto::try_into);
                Ok(Self {
                    id: account.id,
                    account_reference: account.account_reference,
                    given_name: account.given_name,
                    family_name: account.family_name,
                    date_of_birth: account.date_of_birth,
                    requested_on: account.requested_on,
                    brought_forward: account.brought_forward.map(Into::into),
                    died_on: account.died_on,
                    weeks: weeks.collect::<::core::result::Result<_, Self::Error>>()?,
                    statements: account.statements.into_iter().map(Into::into).collect(),
                    updated_at: $crate::words::Instant::from_unix(account.updated_at),
                    revision: account.revision,
                })
            }
        }

        impl From<$crate::Seen> for $mine::Seen {
            fn from(seen: $crate::Seen) -> Self {
                Self {
                    account: seen.account.into(),
                    delegate: seen.delegate,
                }
            }
        }

        impl TryFrom<$mine::Seen> for $crate::Seen {
            type Error = $crate::NotMirrored;

            fn try_from(seen: $mine::Seen) -> ::core::result::Result<Self, Self::Error> {
                Ok(Self {
                    account: seen.account.try_into()?,
                    delegate: seen.delegate,
                })
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! mirror_importing {
    ($accounts:ident, $importing:ident) => {
        impl From<$crate::AccountLine> for $importing::AccountLine {
            fn from(line: $crate::AccountLine) -> Self {
                Self {
                    account_reference: line.account_reference,
                    given_name: line.given_name,
                    family_name: line.family_name,
                    date_of_birth: line.date_of_birth,
                    email: line.email,
                    phone: line.phone,
                    requested_on: line.requested_on,
                    brought_forward: line.brought_forward.map(Into::into),
                    died_on: line.died_on,
                }
            }
        }

        impl From<$importing::AccountLine> for $crate::AccountLine {
            fn from(line: $importing::AccountLine) -> Self {
                Self {
                    account_reference: line.account_reference,
                    given_name: line.given_name,
                    family_name: line.family_name,
                    date_of_birth: line.date_of_birth,
                    email: line.email,
                    phone: line.phone,
                    requested_on: line.requested_on,
                    brought_forward: line.brought_forward.map(Into::into),
                    died_on: line.died_on,
                }
            }
        }

        impl From<$crate::Numbered> for $importing::Numbered {
            fn from(numbered: $crate::Numbered) -> Self {
                Self {
                    number: numbered.number,
                    line: match numbered.line {
                        $crate::Line::Account(line) => $importing::Line::Account(line.into()),
                        $crate::Line::Week(line) => $importing::Line::Week($importing::WeekLine {
                            account_reference: line.account_reference,
                            week_starting: line.figures.week_starting.to_string(),
                            figures: line.figures.into(),
                            correction: line.correction,
                        }),
                    },
                }
            }
        }

        impl TryFrom<$importing::Numbered> for $crate::Numbered {
            type Error = $crate::NotMirrored;

            fn try_from(
                numbered: $importing::Numbered,
            ) -> ::core::result::Result<Self, Self::Error> {
                Ok(Self {
                    number: numbered.number,
                    line: match numbered.line {
                        $importing::Line::Account(line) => $crate::Line::Account(line.into()),
                        $importing::Line::Week(line) => $crate::Line::Week($crate::WeekLine {
                            account_reference: line.account_reference,
                            figures: line.figures.of_week(&line.week_starting)?,
                            correction: line.correction,
                        }),
                    },
                })
            }
        }

        $crate::mirror_members! {
            $importing::Rejected = $crate::Rejected { number, reason, account_unknown }
            $importing::Counts = $crate::Counts { added, changed, unchanged }
            $importing::Source = $crate::Source { digest, reached }
        }

        impl From<$crate::Taken> for $importing::Taken {
            fn from(taken: $crate::Taken) -> Self {
                Self {
                    accounts: taken.accounts.into(),
                    weeks: taken.weeks.into(),
                    rejected: taken.rejected.into_iter().map(Into::into).collect(),
                }
            }
        }

        impl From<$importing::Taken> for $crate::Taken {
            fn from(taken: $importing::Taken) -> Self {
                Self {
                    accounts: taken.accounts.into(),
                    weeks: taken.weeks.into(),
                    rejected: taken.rejected.into_iter().map(Into::into).collect(),
                }
            }
        }
    };
}
