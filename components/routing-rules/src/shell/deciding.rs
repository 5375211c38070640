//! Routing, asked through its walls.

use vocabulary::{FactValue, Instant};

use super::convert;
use super::walls::Walls;
use super::wit::front_door::referral_routing::{review, routing};
use super::wit::front_door::types::types;
use crate::stores::{Decides, Routing};
use crate::versions::{Decided, Examined, Outcome, Problem, Redecided, Texts, ToldRule};

/// A rule set that is ready to decide.
pub struct Rules(routing::Ruleset);

fn texts(texts: &Texts) -> routing::RulesetTexts {
    routing::RulesetTexts {
        rules: texts.rules.clone(),
        places: texts.places.clone(),
        calendar: texts.calendar.clone(),
    }
}

fn problem(problem: routing::Problem) -> Problem {
    Problem {
        text: problem.text,
        line: problem.line,
        message: problem.message,
        remedy: problem.remedy,
    }
}

fn problems(problems: Vec<routing::Problem>) -> Vec<Problem> {
    problems.into_iter().map(problem).collect()
}

impl Routing for Walls {
    type Rules = Rules;

    fn read(&self, sent: &Texts) -> Result<Rules, Vec<Problem>> {
        routing::Ruleset::read(&texts(sent))
            .map(Rules)
            .map_err(problems)
    }

    fn examine(&self, sent: &Texts) -> Examined {
        let examined = review::examine(&texts(sent));
        let told = |rule: review::ToldRule| ToldRule {
            id: rule.id,
            when: rule.when,
            then: rule.then,
            because: rule.because,
        };
        Examined {
            id: examined.id.map(convert::id),
            problems: problems(examined.problems),
            rules: examined.rules.into_iter().map(told).collect(),
            teams: examined.teams,
            tried: examined.tried,
            never_applied: examined.never_applied,
            unread_facts: examined.unread_facts,
        }
    }

    fn compare(&self, before: &Texts, after: &Texts) -> Result<Vec<String>, Vec<Problem>> {
        review::compare(&texts(before), &texts(after)).map_err(problems)
    }
}

impl Decides for Rules {
    fn decide(&self, contact: &Decided) -> Redecided {
        let fact = |(name, value): &(String, FactValue)| types::Fact {
            name: name.clone(),
            value: vocabulary::mirror_fact_value!(value.clone(), vocabulary => types),
        };
        let facts: Vec<types::Fact> = contact.facts.iter().map(fact).collect();
        let decision = self.0.decide(&facts, contact.received_at.as_unix());
        let outcome = Outcome {
            queue: decision.queue,
            priority: convert::priority(decision.priority),
            locality: decision.locality,
        };
        let applied = decision.reasons.into_iter().map(|reason| reason.rule);
        Redecided {
            outcome,
            respond_by: Instant::from_unix(decision.respond_by),
            applied: applied.collect(),
        }
    }
}
