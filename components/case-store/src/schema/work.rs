//! What staff do with a referral besides deciding about it.

pub(super) const STATEMENTS: &[&str] = &[];
