//! `GET /api/v1/figures/{figure}`, as JSON or, with `.csv` behind it, as a table.

use figures::Period;
use vocabulary::Instant;
use web::{Attachment, FieldProblem, Problem, Reply, Request};

use crate::sheets::{Figure, gather};
use crate::stores::{Actor, Refusal, Stores};
use working_calendar::local_date;

/// The days that are told where nobody says which.
pub const USUAL_DAYS: i64 = 28;
const MEMBERS: [&str; 2] = ["from", "to"];

/// Answers a figure by its name in the address.
///
/// # Errors
/// There is no such figure, the caller may not see it, or the query is not valid.
pub async fn answer(
    stores: &impl Stores,
    name: &str,
    asked_by: &Actor,
    request: &Request,
    now: Instant,
) -> Result<Reply, Problem> {
    let (id, is_table) = match name.strip_suffix(".csv") {
        Some(id) => (id, true),
        None => (name, false),
    };
    let figure = Figure::from_id(id).ok_or_else(Problem::not_found)?;
    // Whether the caller may comes before whether the query is valid; the store looks at it again.
    if !staff_pages::figures_are_for(&asked_by.roles) {
        return Err(Refusal::NotAllowed.into());
    }
    let period = period(&request.query, now).map_err(Problem::invalid)?;
    let sheet = gather(stores, figure, period, asked_by, now).await?;
    if is_table {
        let csv = sheet.as_csv().into_bytes();
        let name = match figure.has_period() {
            true => format!("{id}-{}-to-{}.csv", period.from(), period.to()),
            false => format!("{id}-{}.csv", local_date(now)),
        };
        let file = Attachment {
            name: &name,
            media_type: "text/csv; charset=utf-8",
            size: Some(csv.len() as u64),
        };
        return Ok(Reply::attachment(file, csv, None));
    }
    let mut body = sheet.as_json();
    if let Some(members) = body.as_object_mut()
        && figure.has_period()
    {
        members.insert("from".to_owned(), period.from().to_string().into());
        members.insert("to".to_owned(), period.to().to_string().into());
    }
    Ok(Reply::json(200, &body))
}

/// The days that a query asks for; without any the last 28, with today.
///
/// # Errors
/// Every problem of the query.
pub fn period(query: &[(String, String)], now: Instant) -> Result<Period, Vec<FieldProblem>> {
    let mut problems: Vec<FieldProblem> = query
        .iter()
        .filter(|(name, _)| !MEMBERS.contains(&name.as_str()))
        .map(|(name, _)| FieldProblem::new(name, "Is not known here. Known are from and to."))
        .collect();
    let given = |name: &str| {
        let values = query.iter().filter(|(key, _)| key == name);
        let values: Vec<&str> = values.map(|(_, value)| value.as_str()).collect();
        values
    };
    let (from, to) = (given("from"), given("to"));
    let period = match (from.as_slice(), to.as_slice()) {
        ([], []) => Ok(Period::last_days(USUAL_DAYS, local_date(now))),
        ([from], [to]) => Period::parse(from, to).map_err(|problems| {
            let problems = problems.into_iter();
            problems
                .map(|problem| FieldProblem::new(problem.field, problem.message))
                .collect()
        }),
        _ => Err(vec![FieldProblem::new(
            if from.len() == 1 { "to" } else { "from" },
            "Say from and to, once each.",
        )]),
    };
    match period {
        Ok(period) if problems.is_empty() => Ok(period),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            Err(problems)
        }
    }
}
