//! In a real browser: what only a browser can show.

mod accessibility;
pub mod axe;
mod carer_assessment;
mod every_form;
mod keyboard;
mod whole_journey;
