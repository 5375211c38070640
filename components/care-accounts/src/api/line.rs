//! A line as it was read, as the store takes it.

use account_model::{AccountLine, BroughtForward, Line, WeekLine};

/// The same line in the words of the store's wall.
pub fn kept(line: accounts::Line) -> Line {
    match line {
        accounts::Line::Account(account) => Line::Account(AccountLine {
            account_reference: account.account_reference.as_str().to_owned(),
            given_name: account.given_name,
            family_name: account.family_name,
            date_of_birth: account.date_of_birth.to_string(),
            email: account.email,
            phone: account.phone,
            requested_on: account.requested_on.map(|day| day.to_string()),
            brought_forward: account.brought_forward.map(|figure| BroughtForward {
                date: figure.date.to_string(),
                accrued: figure.accrued.unsigned(),
                authority: figure.authority,
            }),
            died_on: account.died_on.map(|day| day.to_string()),
        }),
        accounts::Line::Week(week) => Line::Week(WeekLine {
            account_reference: week.account_reference.as_str().to_owned(),
            figures: week.week,
            correction: week.correction,
        }),
    }
}
