//! The native baseline: axum and rusqlite, the same work, the same durability.
fn main() {}
