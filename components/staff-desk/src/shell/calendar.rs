//! The working calendar of the current rules, kept by their version.

use std::cell::RefCell;
use std::rc::Rc;

use working_calendar::Calendar;

use super::wit::front_door::case_store::rules;
use super::wit::front_door::types::types::RulesetId;

/// A calendar and the rules that it stands in; none is the built-in one.
type Kept = (Option<RulesetId>, Rc<Calendar>);

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// The calendar of the current rules; the built-in one where no rules were published yet or they
/// cannot be read now, because a page is worth more than its words for time.
pub async fn current() -> Option<Rc<Calendar>> {
    let current = rules::current(super::now()).await.ok().flatten();
    if let Some(kept) = kept(current.as_ref()) {
        return Some(kept);
    }
    let text = match &current {
        Some(id) => rules::load(id.clone()).await.ok().flatten(),
        None => None,
    };
    let read = text.and_then(|published| Calendar::read(&published.calendar).ok());
    let (id, calendar) = match read {
        Some(calendar) => (current, calendar),
        None => (None, Calendar::read(working_calendar::BUILT_IN).ok()?),
    };
    let calendar = Rc::new(calendar);
    KEPT.replace(Some((id, Rc::clone(&calendar))));
    Some(calendar)
}

fn kept(current: Option<&RulesetId>) -> Option<Rc<Calendar>> {
    KEPT.with_borrow(|kept| {
        let (id, calendar) = kept.as_ref()?;
        let same = match (id, current) {
            (None, None) => true,
            (Some(kept), Some(current)) => kept.id == current.id && kept.version == current.version,
            _ => false,
        };
        same.then(|| Rc::clone(calendar))
    })
}
