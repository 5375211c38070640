//! Things that are looked for every few seconds and kept in between. Nothing personal is kept.

use std::time::{Duration, Instant};

/// How long something counts as current.
const CURRENT: Duration = Duration::from_secs(5);

/// Something, and when it was last seen to be current.
pub struct Fresh<T> {
    pub what: T,
    seen: Instant,
}

impl<T> Fresh<T> {
    pub fn new(what: T) -> Self {
        Self {
            what,
            seen: Instant::now(),
        }
    }

    pub fn is_current(&self) -> bool {
        self.seen.elapsed() < CURRENT
    }
}
