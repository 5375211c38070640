//! Decides which team receives a contact, how soon, and why.
