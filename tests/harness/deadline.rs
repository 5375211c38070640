//! Waiting for something that will happen, and saying what it was when it does not; and reading what
//! another program says, meanwhile.

use std::time::{Duration, Instant};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);

/// Looks until `look` finds something, at most for `limit`. Panics with `what` after that.
pub fn until<T>(what: &str, limit: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            began.elapsed() < limit,
            "waited {limit:?} in vain for {what}"
        );
        std::thread::sleep(PAUSE);
    }
}

/// A thread that reads another program's output, perhaps beyond the end of the test that began it. With
/// a name of its own it is not taken for that test.
pub fn reader(read: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .name("reader".to_owned())
        .spawn(read)
        .expect("a thread");
}
