//! What has been asked for: every request of every actor, for the count at the end.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// One kind of request, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Visit {
    pub method: String,
    /// Without the query.
    pub path: String,
    pub status: u16,
    /// The component that answered, as it names itself in its reply.
    pub component: Option<String>,
}

static VISITS: Mutex<BTreeSet<Visit>> = Mutex::new(BTreeSet::new());
static AT_WORK: Mutex<usize> = Mutex::new(0);
static DONE: Condvar = Condvar::new();

/// Writes a visit down.
pub fn record(visit: Visit) {
    lock(&VISITS).insert(visit);
}

/// Everything that has been asked for until now.
pub fn so_far() -> Vec<Visit> {
    lock(&VISITS).iter().cloned().collect()
}

/// Somebody who is still making requests. While one lives, the count has to wait.
#[derive(Debug)]
pub struct AtWork;

impl AtWork {
    pub fn begin() -> Self {
        *lock(&AT_WORK) += 1;
        Self
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        *lock(&AT_WORK) -= 1;
        DONE.notify_all();
    }
}

/// Waits until nobody has made requests for a while.
pub fn wait_until_all_is_done(limit: Duration) {
    // Long enough for a test to go from one person to the next, far shorter than a test.
    let quiet = Duration::from_secs(3);
    let began = Instant::now();
    let mut at_work = lock(&AT_WORK);
    loop {
        assert!(
            began.elapsed() < limit,
            "other tests did not end within {limit:?}"
        );
        let (after, waited) = DONE
            .wait_timeout(at_work, quiet)
            .unwrap_or_else(PoisonError::into_inner);
        at_work = after;
        if *at_work == 0 && waited.timed_out() {
            return;
        }
    }
}

/// A failed assertion elsewhere must not hide what was counted.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
