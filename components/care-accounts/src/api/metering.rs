//! `POST /api/v1/care-accounts/metering`: stores nothing, asks nobody, and entitles nobody.

use web::{FieldProblem, Problem, Reply, Request};

/// Answers the call, or says everything that is wrong with its body.
pub fn answer(request: &Request) -> Result<Reply, Problem> {
    let account = metering::read(&request.json()?).map_err(invalid)?;
    let metering = metering::meter(&account).map_err(|wrong| invalid(vec![wrong.into()]))?;
    Ok(Reply::json(200, &metering.to_json()))
}

fn invalid(problems: Vec<vocabulary::FieldProblem>) -> Problem {
    let named =
        |problem: vocabulary::FieldProblem| FieldProblem::new(problem.field, problem.message);
    Problem::invalid(problems.into_iter().map(named).collect())
}
