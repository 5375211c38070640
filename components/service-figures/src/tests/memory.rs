//! Stores that stand in memory. A cookie or a token is the roles that it stands for, with `+` between them.

use std::cell::{Cell, RefCell};

use figures::{By, NeedTally, Overdue, Pace, Period, Source, Step, Tally, Told, Until};
use vocabulary::Instant;

use crate::equality::{Group, Kept, KeptPage};
use crate::exports::{Asked, ExportPage, Exported};
use crate::stores::{Actor, Fault, Refusal, Session, Sessions, Stores};

/// The form of the steps. It has lost a page that people once went through.
const ASK_FOR_HELP: &str = r#"
id = "adult-contact"
version = 2
title = "Ask for help"
summary = "For adults."

[[page]]
id = "about"
heading = "Who needs help?"

[[page.question]]
id = "about"
label = "Who needs help?"
what = "who needs help"
answer.choose-one = [{ id = "self", label = "Me" }, { id = "someone-else", label = "Somebody else" }]
"#;

#[derive(Default)]
pub struct Memory {
    /// What can be exported, two at a time.
    pub referrals: Vec<Exported>,
    /// What was asked for, and by whom, page by page.
    pub exported: RefCell<Vec<(Asked, Actor)>>,
    /// After so many pages the store cannot be used.
    pub breaks_after: Option<usize>,
    /// Contacts of each day; where there are none, nothing was ever counted.
    pub contacts: u32,
    /// What was counted of answers about equality, and what was kept with records.
    pub groups: Vec<Group>,
    pub kept: Vec<Kept>,
    /// How often somebody looked at the numbers about equality.
    pub looks: Cell<u32>,
    /// The days that were asked about.
    pub periods: RefCell<Vec<Period>>,
}

fn known(value: &str, contacts: u32) -> Tally {
    Tally {
        value: Some(value.to_owned()),
        contacts,
    }
}

impl Memory {
    fn asked(&self, period: Period) -> u32 {
        self.periods.borrow_mut().push(period);
        self.contacts
    }
}

fn actor(roles: &str) -> Actor {
    Actor {
        id: "kim".to_owned(),
        roles: roles.split('+').map(str::to_owned).collect(),
    }
}

impl Sessions for Memory {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok("http://127.0.0.1:3000".to_owned())
    }

    async fn service(&self, token: &str, _now: Instant) -> Result<Option<Actor>, Fault> {
        Ok((token != "nobody").then(|| actor(token)))
    }

    async fn session(&self, cookie: &str, _now: Instant) -> Result<Option<Session>, Fault> {
        Ok((cookie != "nobody").then(|| Session {
            actor: actor(cookie),
            display_name: "Kim Adeyemi".to_owned(),
            csrf: "csrf".to_owned(),
        }))
    }
}

impl Stores for Memory {
    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }

    async fn export(
        &self,
        asked: &Asked,
        cursor: Option<&str>,
        by: &Actor,
        _now: Instant,
    ) -> Result<ExportPage, Refusal> {
        let mut exported = self.exported.borrow_mut();
        if self.breaks_after == Some(exported.len()) {
            return Err(Fault::Unavailable.into());
        }
        exported.push((asked.clone(), by.clone()));
        let from: usize = cursor.map_or(0, |cursor| cursor.parse().unwrap());
        let to = (from + 2).min(self.referrals.len());
        Ok(ExportPage {
            referrals: self.referrals[from..to].to_vec(),
            next_cursor: (to < self.referrals.len()).then(|| to.to_string()),
        })
    }

    async fn contacts(
        &self,
        period: Period,
        by: By,
        _asked_by: &Actor,
    ) -> Result<Vec<Tally>, Refusal> {
        let each = self.asked(period);
        let days: Vec<Tally> = period
            .days()
            .map(|day| known(&day.to_string(), each))
            .collect();
        let all = days.iter().map(|day| day.contacts).sum();
        Ok(match by {
            By::Day => days,
            _ if all == 0 => Vec::new(),
            By::Channel => vec![known("web", all - 1), known("post", 1)],
            By::Form => vec![known("adult-contact", all)],
            By::Locality => vec![
                known("south-east", all - 2),
                Tally {
                    value: None,
                    contacts: 2,
                },
            ],
            By::Outcome => vec![known("open", all - 1), known("NFA: Support declined", 1)],
        })
    }

    async fn told(&self, period: Period, _asked_by: &Actor) -> Result<Told, Refusal> {
        let each = self.asked(period);
        if each == 0 {
            return Ok(Told::default());
        }
        Ok(Told {
            contacts: 20,
            reporters: vec![
                known("police", 17),
                Tally {
                    value: None,
                    contacts: 3,
                },
            ],
            localities: vec![Some("south-east".to_owned()), None],
            needs: vec![
                NeedTally {
                    need: Some("meals-nutrition".to_owned()),
                    contacts: 12,
                    by_locality: vec![Some(12), Some(0)],
                },
                NeedTally {
                    need: None,
                    contacts: 6,
                    by_locality: vec![None, None],
                },
            ],
            sources: vec![Source {
                reporter: Some("police".to_owned()),
                concerns: 9,
                enquiry: 2,
                not_met: 6,
                other: 0,
            }],
        })
    }

    async fn pace(
        &self,
        period: Period,
        until: Until,
        _asked_by: &Actor,
        _now: Instant,
    ) -> Result<Vec<Pace>, Refusal> {
        let each = self.asked(period);
        let pace = |priority| Pace {
            priority,
            contacts: each,
            done: 3,
            in_time: 2,
            late: 1,
            median: (until == Until::FirstResponse).then_some(5_400),
            ninetieth: Some(90_000),
        };
        Ok(match each {
            0 => Vec::new(),
            _ => vec![pace(None), pace(Some(1))],
        })
    }

    async fn overdue(&self, _asked_by: &Actor, now: Instant) -> Result<Vec<Overdue>, Refusal> {
        Ok(match self.contacts {
            0 => Vec::new(),
            contacts => vec![Overdue {
                queue: "carers".to_owned(),
                contacts,
                since: now.as_unix() - 86_400,
            }],
        })
    }

    async fn steps(&self, period: Period, _asked_by: &Actor) -> Result<Vec<Step>, Refusal> {
        let each = self.asked(period);
        let step = |passed: &str, reached: &str, begun: bool, drafts: u32| Step {
            form: "adult-contact".to_owned(),
            version: 2,
            passed: Some(passed.to_owned()),
            reached: Some(reached.to_owned()),
            begun,
            drafts,
        };
        Ok(match each {
            0 => Vec::new(),
            _ => vec![
                step("danger", "about", true, 10),
                step("about", "check-answers", false, 7),
                step("check-answers", "sent", false, 5),
            ],
        })
    }

    async fn form(&self, id: &str, version: u32) -> Result<Option<String>, Fault> {
        let known = id == "adult-contact" && version == 2;
        Ok(known.then(|| ASK_FOR_HELP.to_owned()))
    }

    async fn equality_groups(&self, _by: &Actor, _now: Instant) -> Result<Vec<Group>, Refusal> {
        self.looks.set(self.looks.get() + 1);
        Ok(self.groups.clone())
    }

    async fn equality_records(
        &self,
        cursor: Option<&str>,
        _by: &Actor,
        _now: Instant,
    ) -> Result<KeptPage, Refusal> {
        let start = match cursor {
            None => 0,
            Some(cursor) => match self.kept.iter().position(|kept| kept.reference == cursor) {
                Some(place) => place + 1,
                None => {
                    let sentence = "Must be the next_cursor of the page before.";
                    let field = ("cursor".to_owned(), sentence.to_owned());
                    return Err(Refusal::Invalid(vec![field]));
                }
            },
        };
        Ok(KeptPage {
            records: self.kept[start..].to_vec(),
            next_cursor: None,
        })
    }
}
