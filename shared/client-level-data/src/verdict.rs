//! Whether a cell would pass, in the labels of the Department's data quality procedure.
//!
//! Which headings must be filled in is not in any source that could be read. Known are two things: the headings by
//! which the Department tells one event from another, and one rule of Release 1 about employment. Everything else that
//! a request may have is `Undetermined`, and a blank cell there is neither passed nor failed.

use places::Postcode;
use vocabulary::{Date, is_nhs_number};

use crate::codes::list;
use crate::headings::{Heading, Kind, Module};
use crate::mapping::{LEARNING_DISABILITY, SERVICE_USER};
use crate::row::Row;

/// Whether a heading must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Requirement {
    Mandatory,
    Applicable,
    NotApplicable,
    Undetermined,
}

impl Requirement {
    pub const ALL: [Self; 4] = [
        Self::Mandatory,
        Self::Applicable,
        Self::NotApplicable,
        Self::Undetermined,
    ];

    /// As the procedure has it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mandatory => "Mandatory",
            Self::Applicable => "Applicable but not mandatory",
            Self::NotApplicable => "Not applicable",
            Self::Undetermined => "Undetermined",
        }
    }
}

/// What becomes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Valid,
    Blank,
    BlankMandatory,
    Invalid,
    /// The value is of Release 1, and is not known to be of Release 2.
    Release1,
    /// Blank where nobody could find out whether it must be filled in.
    Undetermined,
}

impl Verdict {
    pub const ALL: [Self; 6] = [
        Self::Valid,
        Self::Blank,
        Self::BlankMandatory,
        Self::Invalid,
        Self::Release1,
        Self::Undetermined,
    ];

    /// As the procedure has it; the last is its label for a requirement.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Valid => "Passed: Valid",
            Self::Blank => "Passed: Blank (Not Mandatory)",
            Self::BlankMandatory => "Failed: Blank (Mandatory)",
            Self::Invalid => "Failed: Invalid",
            Self::Release1 => "Failed: Release 1",
            Self::Undetermined => "Undetermined",
        }
    }

    /// Whether somebody has to look at it before the file is sent.
    #[must_use]
    pub const fn is_failed(self) -> bool {
        matches!(self, Self::BlankMandatory | Self::Invalid | Self::Release1)
    }
}

pub(crate) fn requirement(row: &Row, heading: Heading) -> Requirement {
    match heading {
        // By these the Department tells one event from another.
        Heading::LaCode
        | Heading::PersonIdentifier
        | Heading::ClientType
        | Heading::EventType
        | Heading::EventStartDate
        | Heading::EventEndDate
        | Heading::RouteOfAccess => Requirement::Mandatory,
        Heading::EmploymentStatus => of_employment_status(row),
        _ if heading.module().is_of_other_events() => Requirement::NotApplicable,
        _ if heading.module() == Module::Carers
            && row.cell(Heading::ClientType) == SERVICE_USER =>
        {
            Requirement::NotApplicable
        }
        _ => Requirement::Undetermined,
    }
}

/// Mandatory for service users of 18 to 64 with a learning disability (rule of Release 1).
fn of_employment_status(row: &Row) -> Requirement {
    let day = |heading| row.cell(heading).parse::<Date>().ok();
    let concerns = row.cell(Heading::ClientType) == SERVICE_USER
        && row.cell(Heading::PrimarySupportReason) == LEARNING_DISABILITY;
    let age = day(Heading::DateOfBirth)
        .zip(day(Heading::EventStartDate))
        .map(|(born, then)| born.whole_years_until(then));
    match (concerns, age) {
        (false, _) => Requirement::Applicable,
        (true, None) => Requirement::Undetermined,
        (true, Some(18..=64)) => Requirement::Mandatory,
        (true, Some(_)) => Requirement::Applicable,
    }
}

pub(crate) fn verdict(row: &Row, heading: Heading) -> Verdict {
    let cell = row.cell(heading);
    match (cell.is_empty(), requirement(row, heading)) {
        (true, Requirement::Mandatory) => Verdict::BlankMandatory,
        (true, Requirement::Applicable | Requirement::NotApplicable) => Verdict::Blank,
        (true, Requirement::Undetermined) => Verdict::Undetermined,
        (false, Requirement::NotApplicable) => Verdict::Invalid,
        (false, _) => of_value(row, heading, cell),
    }
}

fn of_value(row: &Row, heading: Heading, cell: &str) -> Verdict {
    let valid = match heading.kind() {
        Kind::Code(name) => {
            let list = list(name);
            if list.release_1.iter().any(|value| value == cell) {
                return Verdict::Release1;
            }
            list.current.iter().any(|value| value == cell)
        }
        Kind::Day => is_day_in_order(row, heading, cell),
        Kind::NhsNumber => is_nhs_number(cell),
        Kind::Postcode => {
            Postcode::parse(cell).is_some_and(|postcode| postcode.to_string() == cell)
        }
        Kind::Hours => cell
            .parse()
            .is_ok_and(|hours: f64| (0.0..=168.0).contains(&hours)),
        Kind::Text => true,
    };
    match valid {
        true => Verdict::Valid,
        false => Verdict::Invalid,
    }
}

/// A day; nobody is born after their request, and nothing ends before it begins.
fn is_day_in_order(row: &Row, heading: Heading, cell: &str) -> bool {
    let Ok(day) = cell.parse::<Date>() else {
        return false;
    };
    let start = row.cell(Heading::EventStartDate).parse::<Date>();
    match (heading, start) {
        (Heading::DateOfBirth, Ok(start)) => day <= start,
        (Heading::EventEndDate, Ok(start)) => day >= start,
        _ => true,
    }
}
