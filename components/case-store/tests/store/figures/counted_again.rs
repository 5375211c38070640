//! What somebody counts who opens each contact and reads its audit.

use super::{CLOCKS_GO_BACK, LOOKED_AT};
use crate::fixtures::*;
use case_store::model::Submission;
use figures::{Pace, Source, Tally, Told, Until, without_small};
use std::collections::{BTreeMap, BTreeSet};
use vocabulary::{FactValue, Priority};

/// What somebody finds who opens a contact and reads its audit.
#[derive(Debug)]
pub struct Opened {
    pub sent: Submission,
    pub day: String,
    pub queue: String,
    pub priority: Priority,
    pub respond_by: i64,
    pub open: bool,
    pub outcome: Option<String>,
    pub s42: Option<String>,
    pub first_response: Option<i64>,
    /// Whether somebody took it on by the respond-by that stood then.
    pub answered_in_time: bool,
    pub closed: Option<i64>,
}

/// `in_time` says of each contact that somebody took on whether that was by the respond-by that stood then.
pub fn opened(
    cases: &Cases,
    (sent, reference): &(Submission, String),
    in_time: &BTreeMap<String, bool>,
) -> Option<Opened> {
    let referral = cases.read(reference, &machine()).unwrap();
    if !referral.restricted_to.is_empty() {
        return None;
    }
    let audit = done(cases.store().audit(reference, 0, &machine(), at(LOOKED_AT))).unwrap();
    let taken_on = [
        "claimed",
        "assigned",
        "noted",
        "s42-decided",
        "closed",
        "contact-attempted",
        "merged",
    ];
    let ended = audit
        .iter()
        .rfind(|event| ["closed", "merged"].contains(&event.what.as_str()));
    let first = |words: &[&str]| {
        let mut events = audit.iter();
        let found = events.find(|event| words.contains(&event.what.as_str()));
        found.map(|event| event.at.as_unix())
    };
    let is_closed = referral.entry.status == "closed";
    let received = sent.received_at.as_unix();
    let shown = received + if received < CLOCKS_GO_BACK { 3_600 } else { 0 };
    Some(Opened {
        day: at(shown).to_string()[..10].to_owned(),
        sent: sent.clone(),
        queue: referral.entry.queue,
        priority: referral.entry.priority,
        respond_by: referral.entry.respond_by.as_unix(),
        open: !is_closed,
        outcome: referral.outcome,
        s42: referral.s42.map(|decision| decision.decision),
        first_response: first(&taken_on),
        answered_in_time: in_time.get(reference).is_some_and(|in_time| *in_time),
        closed: ended.filter(|_| is_closed).map(|event| event.at.as_unix()),
    })
}

impl Opened {
    fn fact(&self, name: &str) -> Option<&FactValue> {
        let mut facts = self.sent.facts.iter();
        facts
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    pub fn reporter(&self) -> Option<String> {
        match self.fact("reporter") {
            Some(FactValue::Text(word)) => Some(word.clone()),
            _ => None,
        }
    }

    pub fn needs(&self) -> BTreeSet<Option<String>> {
        let several = match self.fact("needs") {
            Some(FactValue::Several(words)) => words.clone(),
            _ => Vec::new(),
        };
        match several.is_empty() {
            true => BTreeSet::from([None]),
            false => several.into_iter().map(Some).collect(),
        }
    }

    pub fn locality(&self) -> Option<String> {
        self.sent.decision.locality.clone()
    }
}

/// How many have each value.
pub fn counted<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeMap<T, u32> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

pub fn as_map(tallies: Vec<Tally>) -> BTreeMap<Option<String>, u32> {
    let known = tallies
        .into_iter()
        .map(|tally| (tally.value, tally.contacts));
    known.filter(|(_, contacts)| *contacts > 0).collect()
}

pub fn told_again(all: &[&Opened]) -> Told {
    let mut localities: Vec<Option<String>> = counted(all.iter().map(|one| one.locality()))
        .into_keys()
        .collect();
    localities.sort_by_key(|locality| (locality.is_none(), locality.clone()));
    let mut needs = Vec::new();
    for (need, contacts) in counted(all.iter().flat_map(|one| one.needs())) {
        let row: Vec<u32> = localities
            .iter()
            .map(|locality| {
                let here =
                    |one: &&&Opened| one.locality() == *locality && one.needs().contains(&need);
                all.iter().filter(here).count() as u32
            })
            .collect();
        needs.push(figures::NeedTally {
            need,
            contacts,
            by_locality: without_small(&row),
        });
    }
    let concerns: Vec<&&Opened> = all
        .iter()
        .filter(|one| one.sent.safeguarding_sign)
        .collect();
    let mut sources = Vec::new();
    for reporter in counted(all.iter().map(|one| one.reporter())).into_keys() {
        let decided = |wanted: &dyn Fn(&str) -> bool| {
            let theirs = all.iter().filter(|one| one.reporter() == reporter);
            theirs
                .filter(|one| one.s42.as_deref().is_some_and(wanted))
                .count() as u32
        };
        let source = Source {
            concerns: concerns
                .iter()
                .filter(|one| one.reporter() == reporter)
                .count() as u32,
            enquiry: decided(&|said| said == "enquiry"),
            not_met: decided(&|said| said == "no-enquiry"),
            other: decided(&|said| !said.ends_with("enquiry")),
            reporter,
        };
        if source.concerns + source.enquiry + source.not_met + source.other > 0 {
            sources.push(source);
        }
    }
    Told {
        contacts: all.len() as u32,
        reporters: counted(all.iter().map(|one| one.reporter()))
            .into_iter()
            .map(|(value, contacts)| Tally { value, contacts })
            .collect(),
        localities,
        needs,
        sources,
    }
}

/// The same in an order of its own.
pub fn sorted(mut told: Told) -> Told {
    told.reporters
        .sort_by(|one, other| one.value.cmp(&other.value));
    told.needs.sort_by(|one, other| one.need.cmp(&other.need));
    told.sources
        .sort_by(|one, other| one.reporter.cmp(&other.reporter));
    told
}

pub fn pace_again(all: &[&Opened], until: Until, priority: Option<Priority>) -> Pace {
    let ours: Vec<&&Opened> = all
        .iter()
        .filter(|one| priority.is_none_or(|priority| one.priority == priority))
        .collect();
    let when = |one: &Opened| match until {
        Until::FirstResponse => one.first_response,
        Until::Closed => one.closed,
    };
    let mut took: Vec<u64> = ours
        .iter()
        .filter_map(|one| Some((when(one)? - one.sent.received_at.as_unix()).unsigned_abs()))
        .collect();
    took.sort_unstable();
    // The smallest that so many hundredths of all do not exceed.
    let rank = |hundredths: usize| {
        let place = (took.len() * hundredths).div_ceil(100);
        place.checked_sub(1).map(|place| took[place])
    };
    Pace {
        priority: priority.map(Priority::rank),
        contacts: ours.len() as u32,
        done: took.len() as u32,
        in_time: ours
            .iter()
            .filter(|one| match until {
                Until::FirstResponse => one.answered_in_time,
                Until::Closed => one.closed.is_some_and(|closed| closed <= one.respond_by),
            })
            .count() as u32,
        late: ours
            .iter()
            .filter(|one| when(one).is_none() && one.respond_by < LOOKED_AT)
            .count() as u32,
        median: rank(50),
        ninetieth: rank(90),
    }
}
