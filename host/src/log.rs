//! The log: one JSON object a line on the error stream. It holds no personal data: routes rather than
//! paths, and nothing of a body, a query or an address.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Starts it. On a terminal only what needs attention is shown; `RUST_LOG` says otherwise.
pub fn start() {
    let usual = if std::io::stderr().is_terminal() {
        "warn"
    } else {
        "info"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
