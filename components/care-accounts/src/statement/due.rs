//! When statements are due, and how they come to be issued: when somebody looks, and in the slice of work.

use account_model::Account;
use vocabulary::{Date, Instant};
use working_calendar::local_date;

use super::compose;
use crate::policy;
use crate::stores::{Drafted, Fault, Settings, Stores};

/// How many statements of one account are issued at once, so that no look takes long. The others follow.
const AT_ONCE: usize = 4;

/// The months that a statement is about, by their first and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

impl Period {
    fn beginning(account: &Account, from: Date) -> Self {
        let progress = policy::meter(account, from).map_or(0, |metering| metering.progress);
        let months = policy::months_to_next_statement(from, progress);
        let next = from.plus_months(i32::try_from(months).unwrap_or(12).max(1));
        Self {
            from,
            to: next.plus_days(-1),
        }
    }

    /// The day after its last: when its statement is due.
    pub fn due_on(self) -> Date {
        self.to.plus_days(1)
    }
}

/// The period of the next statement: from the end of the last one, or from the first week; none before there is one.
pub fn next_period(account: &Account) -> Option<Period> {
    let last = account.statements.first();
    let from = match last {
        Some(last) => last.to.parse::<Date>().ok()?.plus_days(1),
        None => account.weeks.first()?.figures.week_starting,
    };
    Some(Period::beginning(account, from))
}

/// Issues the statements of an account that are due. Answers how many.
///
/// # Errors
/// The store cannot be used.
pub async fn issue_due(
    stores: &impl Stores,
    account: &Account,
    settings: &Settings,
    now: Instant,
) -> Result<u32, Fault> {
    let today = local_date(now);
    let mut account = account.clone();
    let mut issued = 0;
    for _ in 0..AT_ONCE {
        let Some(period) = next_period(&account).filter(|period| period.due_on() <= today) else {
            break;
        };
        let content = compose(&account, period, settings.demonstration);
        let next = Period::beginning(&account, period.due_on());
        let drafted = Drafted {
            from: period.from.to_string(),
            to: period.to.to_string(),
            // Texts and numbers always serialise.
            content: serde_json::to_string(&content).unwrap_or_default(),
            next: next.due_on().to_string(),
            revision: account.revision,
        };
        let id = account.id.clone();
        // Somebody else issued it, or the account has changed: whoever looks next tries again.
        if !stores.issue(&id, drafted, now).await? {
            break;
        }
        issued += 1;
        match stores.prepare(&id, now).await? {
            Some(changed) => account = changed,
            None => break,
        }
    }
    Ok(issued)
}
