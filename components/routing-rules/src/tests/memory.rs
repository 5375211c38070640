//! A store in memory that keeps versions as the real one does, and the real routing.

use std::cell::{Cell, RefCell};

use referral_routing::{Ruleset, review};
use vocabulary::{FactValue, Facts, Instant, Priority, Role, RulesetId};

use crate::stores::{Actor, Decides, Fault, Refusal, Routing, Session, Sessions, Stores};
use crate::versions::{
    Change, Decided, DecidedPage, Deed, Examined, Outcome, Problem, Redecided, Shown, State, Texts,
    ToldRule, Version,
};

/// Versions, and contacts that are kept. The first came with the program.
pub struct Memory {
    versions: RefCell<Vec<Shown>>,
    contacts: Vec<Decided>,
    /// How many pages of contacts were read.
    pub pages_read: Cell<u32>,
    pub fails: Cell<Option<Fault>>,
}

pub fn built_in() -> Texts {
    let texts = referral_routing::built_in_texts();
    Texts {
        rules: texts.rules.to_owned(),
        places: texts.places.to_owned(),
        calendar: texts.calendar.to_owned(),
    }
}

/// `essex/1`: the version that came with the program, as addresses name it.
pub fn first() -> String {
    let ruleset = referral_routing::built_in().unwrap();
    format!("{}/{}", ruleset.id().id, ruleset.id().version)
}

impl Default for Memory {
    fn default() -> Self {
        let id = referral_routing::built_in().unwrap().id().clone();
        let version = Version {
            id,
            state: State::Published,
            in_use: true,
            takes_effect: None,
            etag: "built-in-0".to_owned(),
            proposed: None,
            changed: None,
        };
        Self {
            versions: RefCell::new(vec![Shown {
                version,
                texts: built_in(),
                history: Vec::new(),
            }]),
            contacts: Vec::new(),
            pages_read: Cell::new(0),
            fails: Cell::new(None),
        }
    }
}

impl Memory {
    /// With contacts that were decided as the rules that ship decide them.
    pub fn with_contacts(facts: &[&[(&str, &str)]]) -> Self {
        let memory = Self::default();
        let rules = memory.read(&built_in()).unwrap();
        let contacts = facts.iter().map(|facts| {
            let facts = facts.iter().map(|(name, value)| {
                let value = match *name {
                    "needs" | "risks" => FactValue::Several(vec![(*value).to_owned()]),
                    "caring-hours-per-week" => FactValue::Number(value.parse().unwrap()),
                    _ => FactValue::Text((*value).to_owned()),
                };
                ((*name).to_owned(), value)
            });
            let mut contact = Decided {
                facts: facts.collect(),
                received_at: super::now(),
                outcome: Outcome {
                    queue: String::new(),
                    priority: Priority::Standard,
                    locality: None,
                },
            };
            contact.outcome = rules.decide(&contact).outcome;
            contact
        });
        Self {
            contacts: contacts.collect(),
            ..memory
        }
    }

    /// The number that comes next.
    pub fn next(&self) -> u32 {
        let versions = self.versions.borrow();
        let released = versions.iter().filter(|v| v.version.state.is_released());
        released.map(|v| v.version.id.version).max().unwrap() + 1
    }

    fn look(&self) -> Result<(), Fault> {
        match self.fails.take() {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }
}

fn sees(by: &Actor) -> bool {
    by.is_any_of(&[Role::ServiceDesigner, Role::Auditor, Role::Manager])
}

impl Sessions for Memory {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok("http://127.0.0.1:3000".to_owned())
    }

    async fn service(&self, _token: &str, _now: Instant) -> Result<Option<Actor>, Fault> {
        Ok(None)
    }

    async fn session(&self, cookie: &str, _now: Instant) -> Result<Option<Session>, Fault> {
        Ok(cookie.split_once(':').map(|(name, roles)| Session {
            actor: Actor {
                id: name.to_owned(),
                roles: roles.split('+').map(str::to_owned).collect(),
            },
            display_name: name.to_owned(),
            csrf: "csrf".to_owned(),
        }))
    }
}

impl Stores for Memory {
    async fn ready(&self) -> Result<(), Fault> {
        self.look()
    }

    async fn versions(&self, by: &Actor, _now: Instant) -> Result<Vec<Version>, Refusal> {
        self.look()?;
        if !sees(by) {
            return Err(Refusal::NotAllowed);
        }
        let versions = self.versions.borrow();
        Ok(versions.iter().rev().map(|v| v.version.clone()).collect())
    }

    async fn version(&self, id: &RulesetId, by: &Actor, _now: Instant) -> Result<Shown, Refusal> {
        self.look()?;
        let versions = self.versions.borrow();
        let found = versions.iter().rev().find(|v| v.version.id == *id);
        found.filter(|_| sees(by)).cloned().ok_or(Refusal::NotFound)
    }

    async fn propose(
        &self,
        id: &RulesetId,
        texts: &Texts,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let version = Version {
            id: id.clone(),
            state: State::Proposed,
            in_use: false,
            takes_effect: None,
            etag: format!("proposed-{}", self.versions.borrow().len()),
            proposed: Some(Deed {
                who: by.id.clone(),
                at: now,
            }),
            changed: None,
        };
        self.versions.borrow_mut().push(Shown {
            version: version.clone(),
            texts: texts.clone(),
            history: Vec::new(),
        });
        Ok(version)
    }

    async fn change(
        &self,
        id: &RulesetId,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        self.look()?;
        if !by.has(Role::ServiceDesigner) {
            return Err(Refusal::NotAllowed);
        }
        let mut versions = self.versions.borrow_mut();
        let shown = versions.iter_mut().rev().find(|v| v.version.id == *id);
        let version = &mut shown.ok_or(Refusal::NotFound)?.version;
        match tag {
            None => return Err(Refusal::TagMissing),
            Some(tag) if tag != version.etag => return Err(Refusal::Stale(version.etag.clone())),
            Some(_) => {}
        }
        let own = version.proposed.as_ref().is_some_and(|d| d.who == by.id);
        match change {
            Change::Approve { .. } if own => {
                return Err(Refusal::Conflict(
                    "Somebody else must approve it.".to_owned(),
                ));
            }
            Change::Approve { takes_effect, .. } => {
                let from = takes_effect.unwrap_or(now);
                version.takes_effect = Some(from);
                version.state = if from > now {
                    State::Scheduled
                } else {
                    State::Published
                };
            }
            Change::Withdraw(_) if version.state == State::Proposed => {
                version.state = State::TakenBack;
            }
            Change::Withdraw(_) => version.state = State::Withdrawn,
        }
        version.etag = format!("{}-1", version.state.id());
        version.changed = Some(Deed {
            who: by.id.clone(),
            at: now,
        });
        let changed = version.clone();
        let newest = versions
            .iter()
            .filter(|v| v.version.state == State::Published)
            .map(|v| v.version.id.version)
            .max();
        for shown in versions.iter_mut() {
            shown.version.in_use =
                shown.version.state == State::Published && Some(shown.version.id.version) == newest;
        }
        Ok(changed)
    }

    async fn decided(
        &self,
        cursor: Option<&str>,
        limit: u32,
        by: &Actor,
        _now: Instant,
    ) -> Result<DecidedPage, Refusal> {
        if !by.has(Role::ServiceDesigner) {
            return Err(Refusal::NotAllowed);
        }
        self.pages_read.set(self.pages_read.get() + 1);
        let from: usize = match cursor {
            None => 0,
            Some(cursor) => cursor
                .parse()
                .map_err(|_| Refusal::Conflict("This is not a cursor.".to_owned()))?,
        };
        let to = (from + limit as usize).min(self.contacts.len());
        Ok(DecidedPage {
            contacts: self.contacts[from..to].to_vec(),
            next_cursor: (to < self.contacts.len()).then(|| to.to_string()),
        })
    }
}

fn borrowed(texts: &Texts) -> referral_routing::Texts<'_> {
    referral_routing::Texts {
        rules: &texts.rules,
        places: &texts.places,
        calendar: &texts.calendar,
    }
}

fn problems(problems: Vec<referral_routing::Problem>) -> Vec<Problem> {
    let problem = |problem: referral_routing::Problem| Problem {
        text: problem.text.name().to_owned(),
        line: problem.line,
        message: problem.message,
        remedy: problem.remedy,
    };
    problems.into_iter().map(problem).collect()
}

pub struct Rules(Ruleset);

impl Routing for Memory {
    type Rules = Rules;

    fn read(&self, texts: &Texts) -> Result<Rules, Vec<Problem>> {
        Ruleset::read(borrowed(texts)).map(Rules).map_err(problems)
    }

    fn examine(&self, texts: &Texts) -> Examined {
        let examined = review::examine(borrowed(texts));
        Examined {
            id: examined.id,
            problems: problems(examined.problems),
            rules: examined
                .rules
                .into_iter()
                .map(|rule| ToldRule {
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

    fn compare(&self, before: &Texts, after: &Texts) -> Result<Vec<String>, Vec<Problem>> {
        review::compare(borrowed(before), borrowed(after)).map_err(problems)
    }
}

impl Decides for Rules {
    fn decide(&self, contact: &Decided) -> Redecided {
        let facts = Facts::from_list(contact.facts.iter().cloned());
        let decision = self.0.decide(&facts, contact.received_at);
        let applied = decision.reasons.into_iter().map(|reason| reason.rule);
        let outcome = Outcome {
            queue: decision.queue,
            priority: decision.priority,
            locality: decision.locality,
        };
        Redecided {
            outcome,
            respond_by: decision.respond_by,
            applied: applied.collect(),
        }
    }
}
