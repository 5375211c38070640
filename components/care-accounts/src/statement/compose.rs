//! What a statement says, from an account as it is now.

use account_model::Account;
use metering::{Because, Entry, Metering, Pence};
use vocabulary::Instant;

use super::{
    Adjustment, Cap, Content, Days, FORMAT, Figures, NotCounted, Period, Sums, Version, Week,
};
use crate::costs::Totals;
use crate::policy;

impl From<&metering::Week> for Figures {
    fn from(week: &metering::Week) -> Self {
        Self {
            arranged_by: week.arranged_by.id().to_owned(),
            setting: week.setting.id().to_owned(),
            budget: week.budget.map(Pence::unsigned),
            charged: week.charged.unsigned(),
            paid: week.paid.unsigned(),
        }
    }
}

/// The statement of a period.
pub fn compose(account: &Account, period: Period, demonstration: bool) -> Content {
    let status = policy::status(period.to, demonstration);
    let metering = match status.shows_figures() {
        true => policy::meter(account, period.to),
        false => None,
    };
    let of_period: Vec<&account_model::Week> = account
        .weeks
        .iter()
        .filter(|week| {
            let monday = week.figures.week_starting;
            monday >= period.from && monday <= period.to
        })
        .collect();
    let weeks: Vec<Week> = of_period
        .iter()
        .map(|week| said(week, metering.as_ref()))
        .collect();
    let totals = Totals::of(of_period.iter().copied());
    Content {
        format: FORMAT,
        given_name: account.given_name.clone(),
        family_name: account.family_name.clone(),
        period: Days {
            from: period.from.to_string(),
            to: period.to.to_string(),
        },
        scheme_status: status.id().to_owned(),
        policy: policy::on(period.to).map(|policy| Version {
            id: policy.id.clone(),
            version: policy.version,
            name: policy.name.clone(),
        }),
        totals: Sums {
            budget: totals.budget,
            charged: totals.charged,
            paid: totals.paid,
            counted: metering
                .as_ref()
                .map(|_| weeks.iter().filter_map(|week| week.counted).sum()),
            daily_living: metering.as_ref().map(|_| daily_living(&weeks)),
        },
        weeks,
        adjustments: adjustments(account, period),
        cap: metering.map(|metering| cap(&metering, period)),
    }
}

/// The entry of a week.
pub fn entry_of<'m>(metering: &'m Metering, week: &metering::Week) -> Option<&'m Entry> {
    let mut entries = metering.entries.iter();
    entries.find(|entry| entry.week_starting == week.week_starting)
}

fn said(week: &account_model::Week, metering: Option<&Metering>) -> Week {
    let entry = metering.and_then(|metering| entry_of(metering, &week.figures));
    let not_counted = entry.map(|entry| entry.not_counted.as_slice());
    Week {
        week_starting: week.figures.week_starting.to_string(),
        figures: Figures::from(&week.figures),
        counted: entry.map(|entry| entry.counted.unsigned()),
        not_counted: not_counted
            .unwrap_or_default()
            .iter()
            .map(|part| NotCounted {
                amount: part.amount.unsigned(),
                because: part.because.sentence().to_owned(),
            })
            .collect(),
    }
}

fn daily_living(weeks: &[Week]) -> u64 {
    let parts = weeks.iter().flat_map(|week| &week.not_counted);
    parts
        .filter(|part| part.because == Because::DailyLiving.sentence())
        .map(|part| part.amount)
        .sum()
}

fn cap(metering: &Metering, period: Period) -> Cap {
    let daily_living = policy::on(period.to).map(|policy| policy.counts.daily_living_weekly);
    Cap {
        level: metering.cap.unsigned(),
        accrued: metering.accrued.unsigned(),
        remaining: metering.remaining.unsigned(),
        progress_percent: metering.progress_percent(),
        daily_living_weekly: daily_living.map(Pence::unsigned).unwrap_or_default(),
        reaches_cap_on: metering.reaches_cap_on.map(|day| day.to_string()),
    }
}

/// What came in since the last statement about weeks from before this period.
fn adjustments(account: &Account, period: Period) -> Vec<Adjustment> {
    let Some(last) = account.statements.first() else {
        return Vec::new();
    };
    account
        .weeks
        .iter()
        .filter(|week| week.figures.week_starting < period.from)
        .filter_map(|week| since(week, last.issued_at))
        .collect()
}

fn since(week: &account_model::Week, issued_at: Instant) -> Option<Adjustment> {
    let adjustment = |at: Instant, because: Option<String>, before: Option<Figures>| Adjustment {
        week_starting: week.figures.week_starting.to_string(),
        at: at.to_string(),
        because,
        before,
        after: Figures::from(&week.figures),
    };
    let mut corrections = week.earlier.iter();
    // What the last statement said is what stood before the first correction after it.
    if let Some(first) = corrections.find(|earlier| earlier.corrected_at > issued_at) {
        let latest = week.earlier.last().unwrap_or(first);
        return Some(adjustment(
            latest.corrected_at,
            Some(latest.because.clone()),
            Some(Figures::from(&first.figures)),
        ));
    }
    let came_late = week.earlier.is_empty() && week.entered_at > issued_at;
    came_late.then(|| adjustment(week.entered_at, None, None))
}
