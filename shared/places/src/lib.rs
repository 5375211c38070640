//! Where a contact belongs: districts, localities and the authorities beyond them.
//!
//! Places are data, dated and sourced, because councils change. A postcode tells less than people
//! think: this says only what it tells for certain, and otherwise leaves the question to a person.
//! Nothing here looks anything up outside, and no address is kept.

mod place;
mod postcode;
mod reading;
mod units;

pub use place::{Belongs, District, Locality, OtherAuthority, Place, Places, Standing, ToldBy};
pub use postcode::Postcode;
pub use toml_reader::Problem;
pub use units::Units;

/// The places that ship, as TOML.
pub const BUILT_IN: &str = include_str!("../places.toml");
