//! The working time of the current rules, kept by their version.

use std::cell::RefCell;
use std::rc::Rc;

use working_calendar::{Calendar, RespondBy};

use super::wit::front_door::case_store::rules;
use super::wit::front_door::types::types::RulesetId;
use crate::stores::WorkingTime;

/// Working time and the rules that it stands in; none is the built-in calendar.
type Kept = (Option<RulesetId>, WorkingTime);

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// The working time of the current rules; the built-in calendar where no rules were published yet or they
/// cannot be read now, because a page is worth more than its words for time.
pub async fn current() -> Option<WorkingTime> {
    let current = rules::current(web::now().as_unix()).await.ok().flatten();
    if let Some(kept) = kept(current.as_ref()) {
        return Some(kept);
    }
    let text = match &current {
        Some(id) => rules::load(id.clone()).await.ok().flatten(),
        None => None,
    };
    let read = text.and_then(|published| {
        let calendar = Calendar::read(&published.calendar).ok()?;
        Some((calendar, RespondBy::of_published(&published.rules)))
    });
    let (id, (calendar, given)) = match read {
        Some(read) => (current, read),
        None => (
            None,
            (Calendar::read(working_calendar::BUILT_IN).ok()?, None),
        ),
    };
    let working = WorkingTime {
        calendar: Rc::new(calendar),
        given,
    };
    KEPT.replace(Some((id, working.clone())));
    Some(working)
}

fn kept(current: Option<&RulesetId>) -> Option<WorkingTime> {
    KEPT.with_borrow(|kept| {
        let (id, working) = kept.as_ref()?;
        let same = match (id, current) {
            (None, None) => true,
            (Some(kept), Some(current)) => kept.id == current.id && kept.version == current.version,
            _ => false,
        };
        same.then(|| working.clone())
    })
}
