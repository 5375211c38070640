//! The store's promises, on SQLite in the same process, through the same code that runs in the component.

mod fixtures;
mod keeping;
mod opening;
mod receiving;
mod scanning;
