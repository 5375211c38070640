//! The two things that a person takes away from a contact: a reference that can be read out over a
//! telephone, and a tracking code that is a secret.
//!
//! Both are written in Crockford's base 32, which leaves out I, L, O and U, and both are read
//! leniently: lower case, spaces, missing dashes, and the letters that people write for 0 and 1.
//! Randomness is always handed in, so everything here is a pure function.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod alphabet;
mod reference;
mod tracking_code;

pub use reference::Reference;
pub use tracking_code::TrackingCode;
