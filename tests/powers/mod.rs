//! Powers: every one is a line in `spin.toml`, and without its line a component does not start.

mod accounts;
mod alone;
mod refused;
