//! Lines as they cross the wall of the store.

use accounts::{AccountLine, BroughtForward, Line, WeekLine};
use metering::Pence;
use runtime::care_accounts::{accounts as kept, importing};
use vocabulary::{ArrangedBy, CareSetting};

pub fn numbered(number: u64, line: Line) -> importing::Numbered {
    let line = match line {
        Line::Account(account) => importing::Line::Account(account_line(account)),
        Line::Week(week) => importing::Line::Week(week_line(week)),
    };
    importing::Numbered { number, line }
}

fn account_line(line: AccountLine) -> importing::AccountLine {
    importing::AccountLine {
        account_reference: line.account_reference.to_string(),
        given_name: line.given_name,
        family_name: line.family_name,
        date_of_birth: line.date_of_birth.to_string(),
        email: line.email,
        phone: line.phone,
        requested_on: line.requested_on.map(|day| day.to_string()),
        brought_forward: line.brought_forward.map(brought_forward),
        died_on: line.died_on.map(|day| day.to_string()),
    }
}

fn brought_forward(figure: BroughtForward) -> kept::BroughtForward {
    kept::BroughtForward {
        date: figure.date.to_string(),
        accrued: pence(figure.accrued),
        authority: figure.authority,
    }
}

fn week_line(line: WeekLine) -> importing::WeekLine {
    let week = line.week;
    importing::WeekLine {
        account_reference: line.account_reference.to_string(),
        week_starting: week.week_starting.to_string(),
        figures: kept::Figures {
            arranged_by: match week.arranged_by {
                ArrangedBy::Adult => kept::ArrangedBy::Adult,
                ArrangedBy::Council => kept::ArrangedBy::Council,
            },
            setting: match week.setting {
                CareSetting::Home => kept::Setting::Home,
                CareSetting::CareHome => kept::Setting::CareHome,
            },
            budget: week.budget.map(pence),
            charged: pence(week.charged),
            paid: pence(week.paid),
        },
        correction: line.correction,
    }
}

/// An amount is never negative.
fn pence(amount: Pence) -> u64 {
    amount.get().unsigned_abs()
}
