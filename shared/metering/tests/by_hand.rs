//! Thirty-eight accounts worked by hand, each with its working, apart from the vectors.

mod account;
#[path = "by_hand/indexing.rs"]
mod indexing;
#[path = "by_hand/reaching.rs"]
mod reaching;
#[path = "by_hand/weeks.rs"]
mod weeks;
