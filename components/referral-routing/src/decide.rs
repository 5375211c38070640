//! From a contact to a decision: what always holds first, then the rules in their order.

use places::OtherAuthority;
use vocabulary::{
    Advice, Decision, Destination, DestinationKind, Facts, Instant, Priority, RECEIVED_AT, Reason,
};

use crate::Ruleset;
use crate::case::Case;
use crate::fact::FactSet;
use crate::law;
use crate::ruleset::{Queue, Rule, Team};

/// A decision that is being made.
#[derive(Debug)]
pub struct Draft<'a> {
    ruleset: &'a Ruleset,
    goes_to: Option<GoesTo<'a>>,
    priority: Priority,
    also_tell: Vec<Destination>,
    /// Told by a rule, which need not be told when the contact goes to them.
    told_by_rules: Vec<&'a Team>,
    advice: Vec<Advice>,
    reasons: Vec<Reason>,
}

#[derive(Clone, Copy, Debug)]
struct GoesTo<'a> {
    team: &'a Team,
    elsewhere: Option<&'a OtherAuthority>,
}

impl Ruleset {
    /// Decides. Total: every set of facts gets a decision, and exactly one.
    #[must_use]
    pub fn decide(&self, facts: &Facts, received: Instant) -> Decision {
        let case = Case::read(self, facts, received);
        let mut draft = Draft {
            ruleset: self,
            goes_to: None,
            priority: Priority::Standard,
            also_tell: Vec::new(),
            told_by_rules: Vec::new(),
            advice: Vec::new(),
            reasons: Vec::new(),
        };
        law::apply(self, &case, &mut draft);
        for rule in &self.rules {
            if let Some(read) = rule.when.holds(&case) {
                draft.apply(rule, read, &case);
            }
        }
        draft.finish(&case)
    }
}

impl<'a> Draft<'a> {
    /// Names the team, unless something that outweighs this has named one.
    pub fn send_to(&mut self, team: &'a Team) {
        self.goes_to.get_or_insert(GoesTo {
            team,
            elsewhere: None,
        });
    }

    /// Names another authority, unless something that outweighs this has named a team.
    pub fn send_elsewhere(&mut self, team: &'a Team, other: &'a OtherAuthority) {
        self.goes_to.get_or_insert(GoesTo {
            team,
            elsewhere: Some(other),
        });
    }

    /// Whether nothing has named a team yet.
    pub fn may_be_sent(&self) -> bool {
        self.goes_to.is_none()
    }

    pub fn at_least(&mut self, priority: Priority) {
        self.priority = self.priority.max(priority);
    }

    /// Somebody who must be told whatever the queue is.
    pub fn always_tell(&mut self, team: &Team) {
        if !self.also_tell.iter().any(|told| told.id == team.id) {
            self.also_tell.push(team.destination());
        }
    }

    /// Gives a piece of advice once, with another authority's name where it is about one.
    pub fn advise(&mut self, id: &str, other: Option<&OtherAuthority>) {
        let Some(words) = self.ruleset.advice.get(id) else {
            return;
        };
        if self.advice.iter().any(|given| given.id == id) {
            return;
        }
        let phone = other.and_then(|other| other.phone.as_deref());
        let mut text = match (phone, &words.text_with_phone) {
            (Some(phone), Some(text)) => text.replace("{phone}", phone),
            _ => words.text.clone(),
        };
        if let Some(web) = other.and_then(|other| other.web.as_deref()) {
            text.push_str(&format!(" Their website is {web}."));
        }
        self.advice.push(Advice {
            id: id.to_owned(),
            title: named(&words.title, other),
            text: named(&text, other),
        });
    }

    /// Says why, in the rule file's words.
    pub fn because(&mut self, law: &str, other: Option<&OtherAuthority>, facts: FactSet) {
        let words = self.ruleset.always.get(law).map_or("", String::as_str);
        let because = named(words, other);
        self.reasons.push(Reason {
            rule: law.to_owned(),
            because,
            facts: facts.names(),
        });
    }

    fn apply(&mut self, rule: &'a Rule, read: FactSet, case: &Case<'a>) {
        let mut facts = read;
        if let Some(queue) = &rule.queue {
            let (id, told) = queue_of(queue, case);
            if let Some(team) = self.ruleset.teams.by_id.get(&id) {
                self.send_to(team);
            }
            facts = facts.and(told);
        }
        if let Some(priority) = rule.priority {
            self.at_least(priority);
        }
        let teams = &self.ruleset.teams.by_id;
        self.told_by_rules
            .extend(rule.also_tell.iter().filter_map(|id| teams.get(id)));
        for id in &rule.advice {
            self.advise(id, None);
        }
        let because = rule.because.clone();
        self.reasons.push(Reason {
            rule: rule.id.clone(),
            because,
            facts: facts.names(),
        });
    }

    fn finish(mut self, case: &Case<'_>) -> Decision {
        if self.goes_to.is_none() {
            self.because(
                law::EVERYTHING_IS_LOOKED_AT,
                None,
                FactSet::named(&[RECEIVED_AT]),
            );
        }
        let general = GoesTo {
            team: &self.ruleset.teams.general,
            elsewhere: None,
        };
        let goes_to = self.goes_to.unwrap_or(general);
        for team in std::mem::take(&mut self.told_by_rules) {
            if team.id != goes_to.team.id {
                self.always_tell(team);
            }
        }
        let destination = match goes_to.elsewhere {
            None => goes_to.team.destination(),
            Some(other) => Destination {
                kind: DestinationKind::OtherAuthority,
                id: other.id.clone(),
                name: other.name.clone(),
            },
        };
        let allowance = self.ruleset.respond_by.allowance(self.priority);
        let place = case.shown_place();
        Decision {
            queue: goes_to.team.id.clone(),
            priority: self.priority,
            respond_by: self.ruleset.calendar.respond_by(case.received, allowance),
            locality: place.locality.map(str::to_owned),
            district: place.district.map(str::to_owned),
            destination,
            also_tell: self.also_tell,
            advice: self.advice,
            reasons: self.reasons,
            ruleset: self.ruleset.id.clone(),
        }
    }
}

/// The id of the team that a rule names, and the facts that told its locality.
fn queue_of(queue: &Queue, case: &Case<'_>) -> (String, FactSet) {
    match queue {
        Queue::Team(id) => (id.clone(), FactSet::NONE),
        Queue::Locality { otherwise } => match case.shown_place().locality {
            Some(locality) if case.is_carers_own_request() => {
                (locality_queue(locality), case.cared_for_place_facts())
            }
            Some(locality) => (locality_queue(locality), case.place_facts()),
            None => (otherwise.clone(), FactSet::NONE),
        },
    }
}

/// The id of a locality's queue.
pub fn locality_queue(locality: &str) -> String {
    format!("locality-{locality}")
}

/// Words with the other authority's name in them.
fn named(words: &str, other: Option<&OtherAuthority>) -> String {
    match other {
        Some(other) => words.replace("{authority}", &other.name),
        None => words.to_owned(),
    }
}
