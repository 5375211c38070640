//! A contact as a request of the national client level data of adult social care (CLD, Release 2), and how good
//! such rows are before anybody sends them.
//!
//! The specification itself could not be had. Headings and code lists are those of `data/cld-codes.json`, each with
//! where it was read and how sure that is. What is not held is blank, and what could not be verified is said: at
//! each heading ([`Heading::unverified`]), in the quality report, and in `docs/how-to/export-referrals.md`.
//!
//! - `headings` has the 50 headings in their order, and what each is taken from.
//! - `codes` reads the code lists.
//! - `mapping` has one function for each heading that is filled.
//! - `verdict` says of a cell whether it would pass, in the labels of the Department's data quality procedure.
//! - `quality` counts verdicts over many rows.
//!
//! Nothing in here decides anything about a person, keeps anything or knows a database, HTTP or HTML.

mod codes;
mod contact;
mod headings;
mod mapping;
mod quality;
mod row;
mod verdict;

pub use codes::{CodeList, list};
pub use contact::{Answered, Contact, Period, Person};
pub use headings::{Heading, Kind, Module};
pub use quality::{HeadingQuality, MOST_EXAMPLES, Quality};
pub use row::{Row, header_line, row};
pub use verdict::{Requirement, Verdict};
