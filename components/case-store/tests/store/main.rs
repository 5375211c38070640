//! The store's promises, on SQLite in the same process, through the same code that runs in the
//! component.

mod afterwards;
mod arriving;
mod assessing;
mod auditing;
mod clock;
mod coming_back;
mod counting;
mod decided;
mod drafting;
mod equality;
mod equality_exports;
mod exporting;
mod fixtures;
mod growing;
mod keeping;
mod link_messages;
mod listing;
mod loading;
mod matching;
mod publishing;
mod restricting;
mod tracking;
mod versions_of_forms;
mod versions_of_rules;
mod working;
