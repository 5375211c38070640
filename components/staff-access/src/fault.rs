//! What can go wrong with the database of staff.

database::fault!("the staff");
