//! `POST /api/v1/carer-assessments/indication`: stores nothing, asks nobody, and decides nothing.

use carers::indication::{indicate, read};
use web::{FieldProblem, Problem, Reply, Request};

/// Answers the call, or says everything that is wrong with its body.
pub fn answer(request: &Request) -> Result<Reply, Problem> {
    let told = read(&request.json()?).map_err(|problems| {
        let problems = problems.into_iter();
        Problem::invalid(
            problems
                .map(|problem| FieldProblem::new(problem.field, problem.message))
                .collect(),
        )
    })?;
    Ok(Reply::json(200, &indicate(&told).to_json()))
}
