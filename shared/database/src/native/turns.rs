//! Writers take turns in the order in which they came. SQLite's own waiting is a lottery, in which
//! somebody waits for seconds while others are served twice.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Whose turn it is.
#[derive(Default)]
pub(super) struct Turns {
    standing: Mutex<Standing>,
    moved_on: Condvar,
}

#[derive(Default)]
struct Standing {
    next_ticket: u64,
    serving: u64,
}

/// The right to write, until it is dropped.
pub(super) struct Turn(Arc<Turns>);

impl Turns {
    pub(super) fn wait(self: &Arc<Self>) -> Turn {
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        let ticket = standing.next_ticket;
        standing.next_ticket += 1;
        while standing.serving != ticket {
            standing = self
                .moved_on
                .wait(standing)
                .unwrap_or_else(PoisonError::into_inner);
        }
        Turn(Arc::clone(self))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut standing = self
            .0
            .standing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        standing.serving += 1;
        drop(standing);
        self.0.moved_on.notify_all();
    }
}
