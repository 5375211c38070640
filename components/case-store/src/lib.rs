//! The only code that knows how cases are kept.
//!
//! Everything here is written once, against [`database::Connection`]. The component (`shell`, Wasm
//! only) exports it through `wit/case-store`; tests and the native baseline of the bench call it
//! directly:
//!
//! ```ignore
//! let keys = Arc::new(Keys::read(sealing_key, sealing_keys_old, index_key)?);
//! let pool = database::native::Pool::new("cases.db");
//! // Once per process: migrates, and checks that the keys are those of the database.
//! finish(Store::open(pool.connect()?, Arc::clone(&keys), SystemRandomness))??;
//! // Per request, on a thread that may block:
//! let store = Store::on(pool.connect()?, Arc::clone(&keys), SystemRandomness);
//! let receipt = finish(store.submit(&submission, now))??;
//! let draft = finish(store.load_draft(&cookie, now))??;
//! ```
//!
//! What holds here, and where:
//! - A contact is one statement ([`Store::submit`]): the triggers of `schema` write the case, its
//!   sealed record, look-ups, outbox, receipt, audit event and counts, and end its draft, together or
//!   not at all.
//! - What people told us is sealed before it reaches a statement (`keys`, `records`).
//! - Who may do what stands in one table (`permissions`).
//! - A draft opens with its browser's cookie; after 20 idle minutes, or by its link, with its words
//!   too (`drafts`).
//! - The browser that sent a contact can open a copy of it until nobody has looked for 20 minutes
//!   (`afterwards`), and answer questions about equality, which are counted apart from every case or
//!   sealed with it (`equality`).
//! - What staff and people do is counted as it happens, or where it stands, and the numbers lead to nobody
//!   (`figures`).
//! - Every read and change of a referral extends the referral's audit chain (`audit`), and every change
//!   of what is published the form's or the rule set's (`publications`).
//!
//! There is no clock in here: the time is handed in. Nothing in here knows HTTP or a rule of routing.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

mod afterwards;
mod audit;
mod cursor;
mod decided;
mod drafts;
mod equality;
mod fault;
mod figures;
mod form_versions;
mod forms;
mod keys;
mod look_ups;
mod maintenance;
pub mod model;
mod permissions;
mod publications;
mod receipts;
mod records;
mod referrals;
mod rule_versions;
mod rules;
mod schema;
#[cfg(target_family = "wasm")]
mod shell;
mod store;
mod submit;
mod tallies;
mod tracking;

pub use decided::{DecidedContact, DecidedPage};
pub use equality::{EqualityGroup, EqualityNumber, EqualityRecord, EqualityRecords};
pub use fault::Fault;
pub use form_versions::{
    Deed, FormEvent, ShownVersion, StandingVersion, VersionChange, VersionRefusal, VersionState,
};
pub use keys::Keys;
pub use maintenance::{Delivery, Sent, Verified, Worked};
pub use permissions::{Action, allows};
pub use referrals::{
    ExportPage, ExportPeriod, ExportPurpose, Exported, Refusal, unclaimed_after_seconds,
};
pub use rule_versions::{
    RulesChange, RulesEvent, RulesState, RulesTexts, ShownRules, StandingRules,
};
pub use store::Store;
