//! What the dashboard counts, kept up with every change.

pub(super) const STATEMENTS: &[&str] = &[];
