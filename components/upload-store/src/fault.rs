//! What can go wrong with the database of files.

database::fault!("the files");
