//! The one-page summary for staff: what a carer told us, strengths first, in their own words, so that the
//! conversation that the law asks for starts from it (Care Act 2014 s10(5) and (6)).
//!
//! - [`summarise`]: the summary of a carer's answers.
//! - [`Summary::to_json`]: the same for other systems.
//!
//! It quotes and counts; it adds no opinion. Names, addresses and everything else that stands at the top
//! of a referral are not repeated.

mod sections;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};
use vocabulary::{CarerOutcome, Indicated};

use crate::answers::{Answers, Quote};
use crate::indication::{Told, indicate};
use crate::suggests::{only_slow, question_of, told, words_of};
use sections::{ASKED, SECTIONS};

/// What one carer told us, on one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// What whoever reads on must know first.
    pub cautions: Vec<&'static str>,
    /// Whether the carer has said that it is safe to contact the person they look after, or to mention
    /// this to them. Anything but a clear yes is a no.
    pub safe_to_mention: bool,
    pub hours: Hours,
    /// What was said under each heading, strengths first. Headings under which nothing was said are
    /// left out.
    pub sections: Vec<Section>,
    /// The outcomes that count under SI 2015/313 reg 3(3), in the order of reg 3(2)(b).
    pub outcomes_counted: Vec<Outcome>,
    /// Those that only take longer, which does not count.
    pub takes_longer_only: Vec<Outcome>,
    /// How far what was said points to each condition of reg 3(1).
    pub conditions: [Condition; 3],
    /// What the assessment has to cover and the answers leave open, in the words of staff.
    pub still_to_ask: Vec<&'static str>,
}

/// How much time caring takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hours {
    /// In a week, as far as was said: the number, or the least of the band that was chosen.
    pub per_week: Option<f64>,
    /// The band of the census that they are in.
    pub band: Option<&'static str>,
    pub fifty_or_more: bool,
}

/// What was said under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// A kebab-case word.
    pub id: &'static str,
    pub heading: &'static str,
    pub quotes: Vec<Quote>,
}

/// An outcome, and what the carer said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub outcome: CarerOutcome,
    pub quotes: Vec<Quote>,
}

/// A condition of reg 3(1), and whether what was said points to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Condition {
    pub id: &'static str,
    pub heading: &'static str,
    /// For staff: its label, never its id.
    pub state: Indicated,
}

/// The summary of a carer's answers.
pub fn summarise(answers: &Answers) -> Summary {
    let told = told(answers);
    let found = indicate(&told);
    let safe_to_mention = answers.text("safe-to-mention") == Some("yes");
    let condition = |id, heading, state| Condition { id, heading, state };
    Summary {
        cautions: cautions(answers, safe_to_mention),
        safe_to_mention,
        hours: Hours::of(answers),
        sections: SECTIONS
            .iter()
            .map(|(id, heading, questions)| Section {
                id,
                heading,
                quotes: answers.quotes(questions),
            })
            .filter(|section| !section.quotes.is_empty())
            .collect(),
        outcomes_counted: outcomes(answers, &found.outcomes_counted),
        takes_longer_only: outcomes(answers, &only_slow(&told)),
        conditions: [
            condition(
                "necessary-care",
                "Necessary care",
                found.necessary_care.state,
            ),
            condition("effect", "Effect on health or outcomes", found.effect.state),
            condition(
                "wellbeing",
                "Significant impact on wellbeing",
                found.wellbeing.state,
            ),
        ],
        still_to_ask: still_to_ask(answers, &told),
    }
}

fn outcomes(answers: &Answers, of: &[CarerOutcome]) -> Vec<Outcome> {
    of.iter()
        .map(|outcome| Outcome {
            outcome: *outcome,
            quotes: answers.quotes(&[&question_of(*outcome), &words_of(*outcome)]),
        })
        .collect()
}

fn cautions(answers: &Answers, safe_to_mention: bool) -> Vec<&'static str> {
    let mut cautions = Vec::new();
    if !safe_to_mention {
        cautions.push(
            "Do not contact the person they look after, and do not mention this to them: the carer has not said that it \
             is safe.",
        );
        if answers.text("joint-or-separate") == Some("joint") {
            cautions.push(
                "The carer would like a joint assessment. Ask the carer first, alone, whether it is safe to mention it.",
            );
        }
    }
    if answers.looks_after_a_child() || answers.looks_after_another_child() {
        cautions
            .push("Somebody they look after is under 18. Children's services may have to be told.");
    }
    cautions
}

/// What has to be asked still, because nothing was said or the carer was not sure.
fn still_to_ask(answers: &Answers, told: &Told) -> Vec<&'static str> {
    let open = |question: &str| {
        let chosen = answers.chosen(question);
        answers.find(question).is_none()
            || chosen.iter().any(|id| ["unknown", "not-sure"].contains(id))
    };
    let mut ask: Vec<&str> = ASKED
        .iter()
        .filter(|(question, _)| open(question))
        .map(|(_, words)| *words)
        .collect();
    ask.extend(
        CarerOutcome::ALL
            .iter()
            .filter(|outcome| !told.outcomes.contains_key(outcome))
            .map(|outcome| outcome.label()),
    );
    ask
}

impl Hours {
    fn of(answers: &Answers) -> Self {
        let least = answers.text("hours-band").and_then(|band| match band {
            "none-yet" => Some(0.0),
            "1-to-9" => Some(1.0),
            "10-to-19" => Some(10.0),
            "20-to-34" => Some(20.0),
            "35-to-49" => Some(35.0),
            "50-or-more" => Some(50.0),
            _ => None,
        });
        let typed = answers.number("caring-hours-per-week");
        let per_week = [typed, least].into_iter().flatten().reduce(f64::max);
        Self {
            per_week,
            band: per_week.map(band),
            fifty_or_more: per_week.is_some_and(|hours| hours >= 50.0),
        }
    }
}

/// The bands of the census of 2021.
fn band(hours: f64) -> &'static str {
    match hours {
        hours if hours >= 50.0 => "50 hours or more",
        hours if hours >= 35.0 => "35 to 49 hours",
        hours if hours >= 20.0 => "20 to 34 hours",
        hours if hours >= 10.0 => "10 to 19 hours",
        _ => "9 hours or less",
    }
}

impl Summary {
    /// What was said under the heading of this id; nothing where nothing was.
    pub fn section(&self, id: &str) -> &[Quote] {
        self.sections
            .iter()
            .find(|section| section.id == id)
            .map_or(&[], |section| &section.quotes)
    }

    /// The summary as an object: each section by its id, as a list of `{question, asked, said}`.
    pub fn to_json(&self) -> Value {
        let sections: serde_json::Map<String, Value> = SECTIONS
            .iter()
            .map(|(id, ..)| ((*id).to_owned(), quotes(self.section(id))))
            .collect();
        let outcomes = |of: &[Outcome]| -> Vec<Value> {
            of.iter()
                .map(|one| json!({"outcome": one.outcome.id(), "quotes": quotes(&one.quotes)}))
                .collect()
        };
        let conditions: Vec<Value> = self
            .conditions
            .iter()
            .map(|one| json!({"id": one.id, "heading": one.heading, "says": one.state.label()}))
            .collect();
        json!({
            "cautions": self.cautions,
            "safe_to_mention": self.safe_to_mention,
            "hours": {
                "per_week": self.hours.per_week,
                "band": self.hours.band,
                "fifty_or_more": self.hours.fifty_or_more,
            },
            "sections": sections,
            "outcomes_counted": outcomes(&self.outcomes_counted),
            "takes_longer_only": outcomes(&self.takes_longer_only),
            "conditions": conditions,
            "still_to_ask": self.still_to_ask,
        })
    }
}

fn quotes(of: &[Quote]) -> Value {
    of.iter()
        .map(|quote| json!({"question": quote.question, "asked": quote.asked, "said": quote.said}))
        .collect()
}
