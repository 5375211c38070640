//! Reads the texts of a rule set, saying everything that is wrong with them.

mod conditions;
mod rules;
mod teams;

use places::Places;
use working_calendar::Calendar;

use crate::ruleset::{Problem, Ruleset, Text, Texts};

/// Reads the three texts.
pub fn read(texts: Texts<'_>) -> Result<Ruleset, Vec<Problem>> {
    let calendar = Calendar::read(texts.calendar).map_err(of(Text::Calendar));
    let places = Places::read(texts.places).map_err(of(Text::Places));
    // Without places there are no locality queues to compare with, so the rules are read for none.
    let localities = places.as_ref().ok().map(|places| {
        places
            .all_localities()
            .map(|locality| locality.id.clone())
            .collect::<Vec<_>>()
    });
    let rules = rules::read(texts.rules, localities.as_deref()).map_err(of(Text::Rules));
    match (rules, places, calendar) {
        (Ok(file), Ok(places), Ok(calendar)) => Ok(Ruleset {
            id: file.id,
            calendar,
            places,
            teams: file.teams,
            advice: file.advice,
            respond_by: file.respond_by,
            bears_on_residence: file.bears_on_residence,
            always: file.always,
            rules: file.rules,
        }),
        (rules, places, calendar) => {
            let mut problems = rules.err().unwrap_or_default();
            problems.extend(places.err().unwrap_or_default());
            problems.extend(calendar.err().unwrap_or_default());
            Err(problems)
        }
    }
}

/// The problems of one text.
fn of(text: Text) -> impl Fn(Vec<toml_reader::Problem>) -> Vec<Problem> {
    move |problems| {
        problems
            .into_iter()
            .map(|problem| Problem {
                text,
                line: problem.line,
                message: problem.message,
                remedy: problem.remedy,
            })
            .collect()
    }
}
