//! Versions of rule sets that people propose, publish, schedule and withdraw.

pub(super) const STATEMENTS: &[&str] = &[];
