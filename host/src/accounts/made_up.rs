//! Made-up care accounts, for demonstrations and measurements.
//!
//! The same number always makes the same person, and the same Monday the same figures, so that nothing changes when
//! it is done again. None of them exists; telephone numbers are of the range that Ofcom keeps free for drama.

use super::{Taker, Takes, wall};
use crate::progress::Work;
use crate::seed::{FAMILY, GIVEN};
use accounts::{AccountLine, BroughtForward, Line, WeekLine};
use anyhow::{Context, Result};
use metering::{Pence, Week};
use runtime::App;
use runtime::care_accounts::importing;
use sha2::{Digest, Sha256};
use vocabulary::{ArrangedBy, CareSetting, Date};

/// The most lines of one transaction.
const AT_ONCE: usize = 500;

/// Who shows what a care account is: a person in a care home who arranges their own care and has nearly reached the
/// cap of the demonstration, one whose care at home the council arranges, and one who moved here from another council.
const DEMONSTRATION: [Demonstration; 3] = [
    Demonstration {
        reference: "DEMO-0001",
        names: ("Ada", "Example"),
        born: (1941, 3, 9),
        phone: None,
        weeks: 104,
        arranged_by: ArrangedBy::Adult,
        setting: CareSetting::CareHome,
        brought_forward: None,
    },
    Demonstration {
        reference: "DEMO-0002",
        names: ("Bram", "Sample"),
        born: (1956, 7, 21),
        phone: Some("01632 960002"),
        weeks: 60,
        arranged_by: ArrangedBy::Council,
        setting: CareSetting::Home,
        brought_forward: None,
    },
    Demonstration {
        reference: "DEMO-0003",
        names: ("Dilys", "Pattern"),
        born: (1938, 11, 30),
        phone: None,
        weeks: 40,
        arranged_by: ArrangedBy::Adult,
        setting: CareSetting::Home,
        brought_forward: Some(2_450_000),
    },
];

struct Demonstration {
    reference: &'static str,
    names: (&'static str, &'static str),
    born: (i16, u8, u8),
    /// Codes go there, and else to an email address.
    phone: Option<&'static str>,
    weeks: u32,
    arranged_by: ArrangedBy,
    setting: CareSetting,
    /// In pence.
    brought_forward: Option<i64>,
}

/// The reference and date of birth of each demonstration account.
pub fn demonstration() -> impl Iterator<Item = (String, String)> {
    DEMONSTRATION.iter().map(|account| {
        let (year, month, day) = account.born;
        let born = format!("{year:04}-{month:02}-{day:02}");
        (account.reference.to_owned(), born)
    })
}

/// Puts the demonstration accounts into the store, unless that was done before.
pub async fn demonstrate(app: &App, clock_offset_seconds: i64) -> Result<()> {
    let mut taker = Taker::open(app, clock_offset_seconds).await?;
    let source = importing::Source {
        digest: Sha256::digest(b"demonstration accounts").to_vec(),
        reached: 1,
    };
    if taker.progress(source.digest.clone()).await? > 0 {
        return Ok(());
    }
    let today = today(clock_offset_seconds)?;
    let mut lines = Vec::new();
    for (number, account) in (0..).zip(&DEMONSTRATION) {
        lines.extend(account.lines(number, today)?);
    }
    take(&mut taker, lines, Some(source)).await
}

/// Fills the store with so many accounts of so many weeks each.
pub async fn seed(app: &App, accounts: u32, weeks: u32) -> Result<()> {
    let mut taker = Taker::open(app, 0).await?;
    let today = today(0)?;
    let mut work = Work::begin("seeding care accounts");
    let mut waiting = Vec::new();
    for number in 0..accounts {
        waiting.extend(made_up(number, weeks, today)?);
        while waiting.len() >= AT_ONCE {
            let rest = waiting.split_off(AT_ONCE);
            take(&mut taker, std::mem::replace(&mut waiting, rest), None).await?;
            work.now(&format!("{} of {accounts}", number + 1));
        }
    }
    take(&mut taker, waiting, None).await?;
    work.end(&format!("{accounts} accounts of {weeks} weeks"));
    Ok(())
}

async fn take(
    taker: &mut Taker,
    lines: Vec<Line>,
    source: Option<importing::Source>,
) -> Result<()> {
    let lines = (1..).zip(lines);
    let lines = lines.map(|(number, line)| wall::numbered(number, line));
    let taken = taker.take(lines.collect(), source, false).await?;
    if let Some(rejected) = taken.rejected.first() {
        anyhow::bail!("a made-up line was not taken: {}", rejected.reason);
    }
    Ok(())
}

fn today(clock_offset_seconds: i64) -> Result<Date> {
    let now = super::now()? + clock_offset_seconds;
    Ok(Date::from_days_since_1970(now.div_euclid(86_400)))
}

/// The last Monday whose week is over.
fn last_monday(today: Date) -> Date {
    let monday = i64::try_from(today.days_after_monday()).unwrap_or(0);
    today.plus_days(-monday - 7)
}

impl Demonstration {
    fn lines(&self, number: u32, today: Date) -> Result<Vec<Line>> {
        let last = last_monday(today);
        let (year, month, day) = self.born;
        let (given, family) = self.names;
        let email = format!("{given}.{family}@example.org").to_ascii_lowercase();
        let first = last.plus_days(-7 * i64::from(self.weeks - 1));
        let brought_forward = self.brought_forward.and_then(Pence::new);
        let account = AccountLine {
            account_reference: self.reference.parse().ok().context("no reference")?,
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            date_of_birth: Date::new(year, month, day).context("no such day")?,
            email: self.phone.is_none().then_some(email),
            phone: self.phone.map(str::to_owned),
            requested_on: Some(first.plus_days(-30)),
            brought_forward: brought_forward.map(|accrued| BroughtForward {
                date: first,
                accrued,
                authority: "Example Borough Council".to_owned(),
            }),
            died_on: None,
        };
        let kind = (self.arranged_by, self.setting);
        Ok(lines(account, number, kind, self.weeks, last))
    }
}

/// A made-up account with its weeks.
fn made_up(number: u32, weeks: u32, today: Date) -> Result<Vec<Line>> {
    let pick = |count: usize, step: u32| {
        (number.wrapping_mul(2_654_435_761).rotate_left(step) as usize) % count
    };
    let small = |number: usize| u8::try_from(number).unwrap_or(0);
    let reference = format!("MADE-UP/{:06}", number + 1);
    let (given, family) = (GIVEN[pick(GIVEN.len(), 3)], FAMILY[pick(FAMILY.len(), 7)]);
    let born = Date::new(
        1930 + i16::from(small(pick(50, 5))),
        1 + small(pick(12, 9)),
        1 + small(pick(28, 15)),
    );
    let kind = (
        ArrangedBy::ALL[pick(ArrangedBy::ALL.len(), 11)],
        CareSetting::ALL[pick(CareSetting::ALL.len(), 13)],
    );
    let by_email = number.is_multiple_of(2);
    let account = AccountLine {
        account_reference: reference.parse().ok().context("no reference")?,
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        date_of_birth: born.context("no such day")?,
        email: by_email.then(|| format!("person{number}@example.org")),
        phone: (!by_email).then(|| format!("01632 960{:03}", number % 1000)),
        requested_on: None,
        brought_forward: None,
        died_on: None,
    };
    Ok(lines(account, number, kind, weeks, last_monday(today)))
}

/// An account and its weeks, the earliest first.
fn lines(
    account: AccountLine,
    number: u32,
    kind: (ArrangedBy, CareSetting),
    weeks: u32,
    last: Date,
) -> Vec<Line> {
    let reference = account.account_reference.clone();
    let weeks = (0..weeks).rev().map(|ago| WeekLine {
        account_reference: reference.clone(),
        week: week(number, kind, last.plus_days(-7 * i64::from(ago))),
        correction: None,
    });
    let weeks: Vec<Line> = weeks.map(Line::Week).collect();
    std::iter::once(Line::Account(account))
        .chain(weeks)
        .collect()
}

/// A week's figures follow from its Monday: costs rise each April, and now and then there is no budget.
fn week(number: u32, (arranged_by, setting): (ArrangedBy, CareSetting), monday: Date) -> Week {
    let april = Date::new(monday.year(), 4, 1).is_some_and(|april| monday >= april);
    let rises = i64::from(monday.year()) - 2023 + i64::from(april);
    let weekly = match setting {
        CareSetting::Home => 28_000,
        CareSetting::CareHome => 90_000,
    };
    let budget = (weekly + i64::from(number % 40) * 250) * (100 + 4 * rises) / 100;
    let (charged, paid) = match arranged_by {
        ArrangedBy::Council => (budget / 3, budget / 3),
        // A room that costs more than the council would pay.
        ArrangedBy::Adult if setting == CareSetting::CareHome => (0, budget + 25_000),
        ArrangedBy::Adult => (0, budget),
    };
    let pence = |amount: i64| Pence::new(amount.max(0)).unwrap_or_default();
    let weeks = monday.days_since_1970() / 7 + i64::from(number);
    Week {
        week_starting: monday,
        arranged_by,
        setting,
        budget: (weeks % 23 != 0).then(|| pence(budget)),
        charged: pence(charged),
        paid: pence(paid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accounts::Lines;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn all(today: Date) -> Vec<Line> {
        let mut all = Vec::new();
        for (number, account) in (0..).zip(&DEMONSTRATION) {
            all.extend(account.lines(number, today).unwrap());
        }
        for number in 0..50 {
            all.extend(made_up(number, 30, today).unwrap());
        }
        all
    }

    #[test]
    fn what_is_made_up_could_have_come_in_a_file() {
        let made = all(date("2026-11-22"));
        let file: String = made
            .iter()
            .map(|line| format!("{}\n", line.to_json()))
            .collect();
        let mut lines = Lines::ndjson();
        let read: Vec<Line> = lines
            .of(file.as_bytes())
            .map(|line| line.unwrap().1)
            .collect();
        assert_eq!(read, made);
    }

    #[test]
    fn the_three_demonstrations_fit_one_transaction_and_are_those_of_the_credentials() {
        let today = date("2026-11-22");
        let lines: usize = (0..)
            .zip(&DEMONSTRATION)
            .map(|(number, account)| account.lines(number, today).unwrap().len())
            .sum();
        assert!(lines <= AT_ONCE, "{lines}");
        let told: Vec<_> = demonstration().collect();
        let accounts = all(today).into_iter().filter_map(|line| match line {
            Line::Account(account) => Some((
                account.account_reference.to_string(),
                account.date_of_birth.to_string(),
            )),
            Line::Week(_) => None,
        });
        assert_eq!(accounts.take(3).collect::<Vec<_>>(), told);
    }

    #[test]
    fn the_first_demonstration_is_near_the_cap_and_the_day_of_it_is_named() {
        let today = date("2026-11-22");
        let weeks: Vec<Week> = DEMONSTRATION[0]
            .lines(0, today)
            .unwrap()
            .into_iter()
            .filter_map(|line| match line {
                Line::Week(week) => Some(week.week),
                Line::Account(_) => None,
            })
            .collect();
        let policies = accounts::policy::Policies::built_in().unwrap();
        let metered = policies.meter(&weeks, None, today).unwrap();
        assert!(
            (8_000..10_000).contains(&metered.progress),
            "{}",
            metered.progress_percent()
        );
        assert!(metered.reaches_cap_on.is_some());
    }

    #[test]
    fn a_week_that_is_not_over_is_not_made_up() {
        assert_eq!(last_monday(date("2026-11-22")), date("2026-11-09"));
        assert_eq!(last_monday(date("2026-11-23")), date("2026-11-16"));
    }

    #[test]
    fn the_same_monday_has_the_same_figures_whenever_it_is_made_up() {
        let weeks = |today: &str| {
            let lines = made_up(7, 20, date(today)).unwrap();
            lines.into_iter().skip(1).collect::<Vec<_>>()
        };
        let (now, later) = (weeks("2026-11-22"), weeks("2026-11-29"));
        assert_eq!(now[1..], later[..19]);
    }
}
