//! One row: a contact that was closed, as a request.

use places::Postcode;
use serde_json::Value;
use working_calendar::local_date;

use crate::contact::{Contact, Period};
use crate::headings::Heading;
use crate::mapping;
use crate::verdict::{Requirement, Verdict, requirement, verdict};

/// A row: one cell for each heading, blank where nothing is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    cells: [String; 50],
}

/// The row of a contact; none while it has no outcome, because a request counts once it is completed, and none for one
/// that says of nobody whom it is about.
#[must_use]
pub fn row(contact: &Contact, period: Period, la_code: Option<&str>) -> Option<Row> {
    let closed_at = contact.closed_at?;
    if contact.outcome.is_none() || !contact.names_somebody() {
        return None;
    }
    let mut row = Row {
        cells: std::array::from_fn(|_| String::new()),
    };
    let client_type = mapping::client_type(contact);
    let reason = mapping::primary_support_reason(client_type, &contact.facts);
    let is_carer = client_type == Some(mapping::UNPAID_CARER);
    let hours = is_carer.then(|| mapping::hours_caring(contact)).flatten();
    let ethnicity = contact.equality.as_deref().and_then(mapping::ethnicity);
    row.set(Heading::LaCode, la_code);
    row.set(
        Heading::ReportingPeriodStart,
        Some(period.first.to_string()),
    );
    row.set(Heading::ReportingPeriodEnd, Some(period.last.to_string()));
    row.set(
        Heading::NhsNumber,
        contact.answer("nhs-number").and_then(Value::as_str),
    );
    row.set(Heading::Ethnicity, ethnicity);
    row.set(
        Heading::DateOfBirth,
        contact.person.date_of_birth.as_deref(),
    );
    row.set(Heading::ClientType, client_type);
    row.set(Heading::PrimarySupportReason, reason);
    row.set(
        Heading::Postcode,
        contact.person.postcode.as_deref().map(postcode),
    );
    row.set(
        Heading::EmploymentStatus,
        mapping::employment_status(contact),
    );
    row.set(Heading::EventType, Some(mapping::REQUEST));
    row.set(Heading::EventReference, Some(contact.reference.as_str()));
    row.set(
        Heading::EventStartDate,
        Some(local_date(contact.received_at).to_string()),
    );
    row.set(
        Heading::EventEndDate,
        Some(local_date(closed_at).to_string()),
    );
    row.set(Heading::EventOutcome, contact.outcome.as_deref());
    row.set(
        Heading::RouteOfAccess,
        mapping::route_of_access(client_type, &contact.facts),
    );
    row.set(Heading::HoursCaring, hours);
    Some(row)
}

/// A postcode as letters have it; one that is none stays as it was typed, and fails.
fn postcode(typed: &str) -> String {
    Postcode::parse(typed).map_or_else(|| typed.trim().to_owned(), |postcode| postcode.to_string())
}

impl Row {
    fn set(&mut self, heading: Heading, value: Option<impl Into<String>>) {
        if let (Some(cell), Some(value)) = (self.cells.get_mut(heading.place()), value) {
            *cell = value.into();
        }
    }

    /// What stands under a heading; empty where it is blank.
    #[must_use]
    pub fn cell(&self, heading: Heading) -> &str {
        self.cells.get(heading.place()).map_or("", String::as_str)
    }

    /// The line of the file. A cell that a spreadsheet would run gets an apostrophe: no valid value is one, so only
    /// a cell that fails anyway is changed.
    #[must_use]
    pub fn line(&self) -> String {
        csv_lines::line(&self.cells)
    }

    /// Whether a heading must be filled in this row.
    #[must_use]
    pub fn requirement(&self, heading: Heading) -> Requirement {
        requirement(self, heading)
    }

    /// Whether the cell of a heading would pass.
    #[must_use]
    pub fn verdict(&self, heading: Heading) -> Verdict {
        verdict(self, heading)
    }
}

/// The first line of the file.
#[must_use]
pub fn header_line() -> String {
    csv_lines::line(Heading::ALL.map(Heading::name))
}
