//! The store on SQLite, as the component has it on Spin's.

mod fixtures;
mod importing;
mod statements;
mod verifying;
