//! What can go wrong with the database of cases.

database::fault!("the cases");
