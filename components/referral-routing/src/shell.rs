//! The wall: `front-door:referral-routing`, in the words of `wit/referral-routing`.
//!
//! Only what crosses is turned from one type into the other; everything is decided behind it. A rule
//! set is read once and kept by the caller for as long as its version is current.

use vocabulary::{FactValue, Facts, Instant};

use crate::{Ruleset, Text, Texts, review};

wit_bindgen::generate!({
    path: ["../../wit/types", "../../wit/referral-routing"],
    world: "front-door:referral-routing/referral-routing",
    generate_all,
});

use exports::front_door::referral_routing::{review as review_wall, routing as wall};
use front_door::types::types;

struct Component;

export!(Component);

impl wall::Guest for Component {
    type Ruleset = Ruleset;

    fn built_in() -> wall::RulesetTexts {
        let texts = crate::built_in_texts();
        wall::RulesetTexts {
            rules: texts.rules.to_owned(),
            places: texts.places.to_owned(),
            calendar: texts.calendar.to_owned(),
        }
    }
}

impl wall::GuestRuleset for Ruleset {
    fn read(texts: wall::RulesetTexts) -> Result<wall::Ruleset, Vec<wall::Problem>> {
        Self::read(borrowed(&texts))
            .map(wall::Ruleset::new)
            .map_err(|problems| problems.into_iter().map(problem).collect())
    }

    fn id(&self) -> types::RulesetId {
        types::RulesetId {
            id: Self::id(self).id.clone(),
            version: Self::id(self).version,
        }
    }

    fn decide(&self, facts: Vec<types::Fact>, received_at: types::Instant) -> types::Decision {
        let facts = Facts::from_list(facts.into_iter().map(|fact| (fact.name, value(fact.value))));
        decision(Self::decide(self, &facts, Instant::from_unix(received_at)))
    }
}

impl review_wall::Guest for Component {
    fn examine(texts: wall::RulesetTexts) -> review_wall::Examined {
        let examined = review::examine(borrowed(&texts));
        review_wall::Examined {
            id: examined.id.map(|id| types::RulesetId {
                id: id.id,
                version: id.version,
            }),
            problems: examined.problems.into_iter().map(problem).collect(),
            rules: examined
                .rules
                .into_iter()
                .map(|rule| review_wall::ToldRule {
                    id: rule.id,
                    when: rule.when,
                    then: rule.then,
                    because: rule.because,
                })
                .collect(),
            teams: examined.teams,
            tried: examined.tried,
            never_applied: examined.never_applied,
            unread_facts: examined.unread_facts,
        }
    }

    fn compare(
        before: wall::RulesetTexts,
        after: wall::RulesetTexts,
    ) -> Result<Vec<String>, Vec<wall::Problem>> {
        review::compare(borrowed(&before), borrowed(&after))
            .map_err(|problems| problems.into_iter().map(problem).collect())
    }
}

fn borrowed(texts: &wall::RulesetTexts) -> Texts<'_> {
    Texts {
        rules: &texts.rules,
        places: &texts.places,
        calendar: &texts.calendar,
    }
}

fn problem(problem: crate::Problem) -> wall::Problem {
    wall::Problem {
        text: Text::name(problem.text).to_owned(),
        line: problem.line,
        message: problem.message,
        remedy: problem.remedy,
    }
}

fn value(value: types::FactValue) -> FactValue {
    vocabulary::mirror_fact_value!(value, types => vocabulary)
}

fn decision(decision: vocabulary::Decision) -> types::Decision {
    vocabulary::mirror_decision!(decision, vocabulary => types, Instant::as_unix)
}
