//! The log: one JSON object a line on the error stream. It holds no personal data: routes rather than
//! paths, and nothing of a body, a query or an address.
//!
//! Lines are gathered and written together a few times a second, so that a request does not wait for
//! whoever reads them.

use std::io::{IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

const EVERY: Duration = Duration::from_millis(100);
/// When more than this waits, whoever adds to it writes it.
const MOST: usize = 1024 * 1024;

/// Writes what is left when it is dropped.
pub struct Log(Lines);

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

/// Starts it. On a terminal only what needs attention is shown; `RUST_LOG` says otherwise.
pub fn start() -> Log {
    let usual = if std::io::stderr().is_terminal() {
        "warn"
    } else {
        "info"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let lines = Lines::default();
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(lines.clone())
        .init();
    let written = lines.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(EVERY);
            written.write_out();
        }
    });
    Log(lines)
}

impl Lines {
    fn write_out(&self) {
        let lines = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if !lines.is_empty() {
            // There is nobody left to tell when the error stream is gone.
            let _ = std::io::stderr().write_all(&lines);
        }
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.extend_from_slice(bytes);
        let full = lines.len() > MOST;
        drop(lines);
        if full {
            self.write_out();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.0.write_out();
    }
}
