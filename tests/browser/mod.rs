//! In a real browser: what only a browser can show.

mod accessibility;
mod whole_journey;
