//! What can go wrong with the database of care accounts.

database::fault!("the care accounts");
