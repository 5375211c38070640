//! What every page for staff has around it: menu, stylesheet, the session that it is for, and how a page keeps
//! what was typed when it was not stored.
//!
//! Staff move between pages of several components without seeing where one ends, so the frame is one. It knows
//! which part of the menu is for which role; who may see or do what is enforced behind the stores. Nothing is
//! kept here.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod assets;
mod caller;
pub mod chosen;
mod frame;
mod menu;
pub mod numbered;
mod refused;
mod session;
mod signed_out;
mod typed;

pub use assets::{asset, files};
pub use caller::{Caller, caller, meant, no_csrf, permitted};
pub use frame::{Frame, Head, outside};
pub use menu::{
    ACCOUNTS, CHANGE_PASSWORD, DASHBOARD, EQUALITY, EXPORTS, FORMS, NEW_CONTACT, PEOPLE, QUEUES,
    RULES, SIGN_IN, SIGN_OUT, accounts_are_for, dashboard_is_for, equality_is_for, exports_are_for,
    figures_are_for, home, sees_referrals,
};
pub use refused::{
    Said, fault, from_an_earlier_session, not_done, not_here, not_possible, not_stored,
    plain_refusal, posted, put_right, role_does_not_allow, try_again, typed_by, typed_words,
    unread,
};
pub use session::{COOKIE, NOBODY, Session, Sessions, cookie, same, session};
pub use signed_out::{signed_in, signed_out};
pub use typed::Typed;
