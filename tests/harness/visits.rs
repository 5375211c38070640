//! What has been asked for: every request of every actor, for the count at the end.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::until;

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

/// Writes a visit down.
pub fn record(visit: Visit) {
    lock(&VISITS).insert(visit);
}

/// Everything that has been asked for until now.
pub fn so_far() -> Vec<Visit> {
    lock(&VISITS).iter().cloned().collect()
}

/// Waits until every test of another module has ended. Each runs in a thread that has its name, and so
/// do the threads that it begins, unless they are given another.
pub fn wait_until_all_is_done(limit: Duration, counting: &str) {
    // A thread that has just begun takes its name within that time.
    std::thread::sleep(Duration::from_secs(1));
    until("the other tests to end", limit, || {
        let others = std::fs::read_dir("/proc/self/task")
            .expect("the threads of this run")
            .flatten()
            .filter_map(|thread| std::fs::read_to_string(thread.path().join("comm")).ok())
            .filter(|name| name.contains("::") && !name.starts_with(counting));
        (others.count() == 0).then_some(())
    });
}

/// A failed assertion elsewhere must not hide what was counted.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
