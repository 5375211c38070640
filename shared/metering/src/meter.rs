//! The rules: what of each week counts towards the cap, and what does not.

use serde_json::{Value, json};
use vocabulary::{AgainstCharge, ArrangedBy, Date, FieldProblem, Rounding};

use crate::pence::divided;
use crate::{Account, Because, BroughtForward, Indexation, Pence, Policy, Week, reaches_cap_on};

/// An amount of a week that does not count, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCounted {
    /// Nothing where a whole week does not count and nothing was paid.
    pub amount: Pence,
    pub because: Because,
}

/// What became of one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub week_starting: Date,
    pub counted: Pence,
    pub not_counted: Vec<NotCounted>,
}

/// How far an account has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metering {
    /// Every week, the earliest first. Each has the pence of its own time.
    pub entries: Vec<Entry>,
    /// What has counted, after every indexation. Never more than `cap`.
    pub accrued: Pence,
    /// The cap after every indexation.
    pub cap: Pence,
    /// How far `accrued` is on the way to `cap`, in hundredths of a per cent, rounded as the policy says.
    pub progress: i64,
    /// What is left to the cap.
    pub remaining: Pence,
    /// When the cap would be reached, if that is soon; see [`reaches_cap_on`].
    pub reaches_cap_on: Option<Date>,
}

/// The indexations take the cap past [`Pence::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBounds;

impl From<OutOfBounds> for FieldProblem {
    fn from(_: OutOfBounds) -> Self {
        Self::new(
            "indexations",
            format!("must not take the cap past {} pence", Pence::MOST.get()),
        )
    }
}

/// The cap and what has counted towards it, at one time.
#[derive(Clone, Copy)]
struct Level {
    cap: Pence,
    accrued: Pence,
}

/// What happens to a level, in the order of the days.
#[derive(Clone, Copy)]
enum Event<'a> {
    Brought(BroughtForward),
    Indexed(Indexation),
    Week(&'a Week),
}

/// Meters an account as at its day.
///
/// A week accrues on its Monday. An indexation of that day applies first, and what was brought forward on that
/// day before it. Whatever comes after `as_at` is ignored.
///
/// # Errors
/// [`OutOfBounds`] when the indexations make the cap larger than any amount may be.
pub fn meter(account: &Account) -> Result<Metering, OutOfBounds> {
    let Account { policy, as_at, .. } = account;
    let mut level = Level {
        cap: policy.cap,
        accrued: Pence::NOTHING,
    };
    let mut entries = Vec::with_capacity(account.weeks.len());
    for event in events(account) {
        match event {
            Event::Brought(figure) => level.accrued = figure.accrued.min(level.cap),
            Event::Indexed(indexation) => level = index(level, indexation, policy.round)?,
            Event::Week(week) => {
                let (after, entry) = accrue(level, account, week);
                level = after;
                entries.push(entry);
            }
        }
    }

    let mut metering = Metering {
        entries,
        accrued: level.accrued,
        cap: level.cap,
        progress: progress(level, policy.round),
        remaining: level.cap.less(level.accrued),
        reaches_cap_on: None,
    };
    metering.reaches_cap_on = reaches_cap_on(metering.remaining, metering.latest_counted(), *as_at);
    Ok(metering)
}

/// Everything up to `as_at`, in the order of the days and, within a day, as [`meter`] says. Indexations of one day
/// follow each other by size, so that the order in which they were given means nothing.
fn events(account: &Account) -> Vec<Event<'_>> {
    let mut indexations = account.indexations.clone();
    indexations.sort();
    let brought = account.brought_forward.iter();
    let brought = brought.map(|figure| (figure.date, 0, Event::Brought(*figure)));
    let indexed = indexations
        .into_iter()
        .map(|indexation| (indexation.date, 1, Event::Indexed(indexation)));
    let weeks = account.weeks.iter();
    let weeks = weeks.map(|week| (week.week_starting, 2, Event::Week(week)));
    let mut events: Vec<_> = brought.chain(indexed).chain(weeks).collect();
    events.retain(|(date, ..)| *date <= account.as_at);
    // A stable sort: what is equal stays in the order that it has.
    events.sort_by_key(|(date, rank, _)| (*date, *rank));
    events.into_iter().map(|(.., event)| event).collect()
}

/// Care Act 2014 s16: cap and accrued amount change by the same percentage, each rounded to pence, so that
/// progress is kept within a penny.
fn index(level: Level, indexation: Indexation, how: Rounding) -> Result<Level, OutOfBounds> {
    let changed = |amount| {
        indexation
            .percent
            .applied_to(amount, how)
            .ok_or(OutOfBounds)
    };
    Ok(Level {
        cap: changed(level.cap)?,
        accrued: changed(level.accrued)?,
    })
}

/// Counts one week. The week that reaches the cap counts only what remains (s15(1)).
fn accrue(level: Level, account: &Account, week: &Week) -> (Level, Entry) {
    let (countable, mut not_counted) = countable(account, week);
    let remaining = level.cap.less(level.accrued);
    let counted = countable.min(remaining);
    if countable > counted {
        not_counted.push(NotCounted {
            amount: countable.less(counted),
            because: Because::CapReached,
        });
    }
    let after = Level {
        accrued: level.cap.less(remaining.less(counted)),
        ..level
    };
    let entry = Entry {
        week_starting: week.week_starting,
        counted,
        not_counted,
    };
    (after, entry)
}

/// What a week would count if the cap were far away, and what of it never counts.
fn countable(account: &Account, week: &Week) -> (Pence, Vec<NotCounted>) {
    let policy = &account.policy;
    let Some(base) = base(week) else {
        let charged = if week.arranged_by == ArrangedBy::Council {
            week.charged
        } else {
            Pence::NOTHING
        };
        return whole_week(charged.max(week.paid), Because::NoBudget);
    };
    if is_before_scheme(policy, week) {
        return whole_week(base.max(week.paid), Because::BeforeTheScheme);
    }
    if is_brought_forward(account, week) {
        return whole_week(base.max(week.paid), Because::BroughtForward);
    }
    let daily_living = daily_living(policy, week).min(base);
    let above = match week.arranged_by {
        ArrangedBy::Adult => Because::AboveTheBudget,
        ArrangedBy::Council => Because::AboveTheCharge,
    };
    let not_counted = [
        (daily_living, Because::DailyLiving),
        (week.paid.less(base), above),
    ]
    .into_iter()
    .filter(|(amount, _)| *amount > Pence::NOTHING)
    .map(|(amount, because)| NotCounted { amount, because })
    .collect();
    (base.less(daily_living), not_counted)
}

fn whole_week(amount: Pence, because: Because) -> (Pence, Vec<NotCounted>) {
    (Pence::NOTHING, vec![NotCounted { amount, because }])
}

/// What the law counts before anything is taken off: of care that the council arranged, what the adult is charged
/// (Care Act 2014 s15(2)(a), as the Health and Care Act 2022 s166 would have it); of care that the adult
/// arranged, what it would have cost the council (s15(2)(b)). Never what was paid. None in a week with neither
/// a personal budget nor an independent one (s15(3) and (3A)).
fn base(week: &Week) -> Option<Pence> {
    let budget = week.budget?;
    Some(match week.arranged_by {
        ArrangedBy::Council => week.charged,
        ArrangedBy::Adult => budget,
    })
}

/// Nothing from before the scheme counts. A week belongs to the day that it begins on.
fn is_before_scheme(policy: &Policy, week: &Week) -> bool {
    policy
        .scheme_start
        .is_some_and(|start| week.week_starting < start)
}

/// What came before the figure of another council is in that figure, as far as that council counted it.
fn is_brought_forward(account: &Account, week: &Week) -> bool {
    let figure = account.brought_forward;
    figure.is_some_and(|figure| week.week_starting < figure.date)
}

/// The daily living costs of a week, which never count (s15(3)): where the policy takes them off, and, of what the
/// council charges, only if it takes them off that too.
fn daily_living(policy: &Policy, week: &Week) -> Pence {
    let off_this = match week.arranged_by {
        ArrangedBy::Adult => true,
        ArrangedBy::Council => policy.dlc_against_charge == AgainstCharge::Deduct,
    };
    if off_this && policy.daily_living_settings.contains(&week.setting) {
        policy.daily_living_weekly
    } else {
        Pence::NOTHING
    }
}

/// Hundredths of a per cent. A cap of nothing is reached from the beginning.
fn progress(level: Level, how: Rounding) -> i64 {
    const WHOLE: i64 = 10_000;
    let (accrued, cap) = (i128::from(level.accrued.get()), i128::from(level.cap.get()));
    divided(accrued * i128::from(WHOLE), cap, how)
        .and_then(|hundredths| i64::try_from(hundredths).ok())
        .unwrap_or(WHOLE)
}

impl Metering {
    /// What the latest week that counted at all has counted.
    #[must_use]
    pub fn latest_counted(&self) -> Pence {
        let mut counted = self.entries.iter().rev().map(|entry| entry.counted);
        counted
            .find(|counted| *counted > Pence::NOTHING)
            .unwrap_or_default()
    }

    /// `progress` with two decimal places, such as `50.00`.
    #[must_use]
    pub fn progress_percent(&self) -> String {
        format!("{}.{:02}", self.progress / 100, self.progress % 100)
    }

    /// The contract's answer.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let entries: Vec<Value> = self.entries.iter().map(Entry::to_json).collect();
        json!({
            "entries": entries,
            "accrued": self.accrued.get(),
            "cap": self.cap.get(),
            "progress_percent": self.progress_percent(),
            "remaining": self.remaining.get(),
            "reaches_cap_on": self.reaches_cap_on.map(|date| date.to_string()),
        })
    }
}

impl Entry {
    fn to_json(&self) -> Value {
        let not_counted: Vec<Value> = self
            .not_counted
            .iter()
            .map(|part| json!({"amount": part.amount.get(), "because": part.because.sentence()}))
            .collect();
        json!({
            "week_starting": self.week_starting.to_string(),
            "counted": self.counted.get(),
            "not_counted": not_counted,
        })
    }
}
