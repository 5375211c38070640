//! The store on SQLite, as the component has it on Spin's.

mod desk;
mod fixtures;
mod importing;
mod looking;
mod removing;
mod statements;
mod suspending;
mod verifying;
