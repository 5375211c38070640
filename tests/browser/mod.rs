//! In a real browser: what only a browser can show.

mod accessibility;
pub mod axe;
mod care_accounts;
mod carer_assessment;
mod every_form;
mod keyboard;
mod twelve_carers;
mod whole_journey;
mod workers_morning;
