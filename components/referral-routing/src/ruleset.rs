//! A rule set that was read and checked, ready to decide.

use std::collections::{BTreeMap, BTreeSet};

use places::Places;
use vocabulary::{Circumstance, Destination, DestinationKind, Priority, RulesetId};
use working_calendar::{Calendar, RespondBy};

use crate::condition::Condition;

/// The texts that a rule set is made of.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'t> {
    /// Rules, teams, advice, policies.
    pub rules: &'t str,
    /// Localities, districts, outcodes, other authorities.
    pub places: &'t str,
    /// Working periods and bank holidays.
    pub calendar: &'t str,
}

/// One of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    Rules,
    Places,
    Calendar,
}

impl Text {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Places => "places",
            Self::Calendar => "calendar",
        }
    }
}

/// Something that keeps a rule set from being used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub text: Text,
    /// From 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// A rule set, ready to decide.
#[derive(Clone, Debug)]
pub struct Ruleset {
    pub(crate) id: RulesetId,
    pub(crate) calendar: Calendar,
    pub(crate) places: Places,
    pub(crate) teams: Teams,
    pub(crate) advice: BTreeMap<String, AdviceText>,
    pub(crate) respond_by: RespondBy,
    /// Circumstances under which a person decides which council is responsible.
    pub(crate) bears_on_residence: BTreeSet<Circumstance>,
    /// The words of what always holds, by the id of [`crate::law::LAWS`].
    pub(crate) always: BTreeMap<&'static str, String>,
    pub(crate) rules: Vec<Rule>,
}

/// A queue and those who work it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    pub id: String,
    pub name: String,
    pub kind: DestinationKind,
}

impl Team {
    pub(crate) fn destination(&self) -> Destination {
        Destination {
            kind: self.kind,
            id: self.id.clone(),
            name: self.name.clone(),
        }
    }
}

/// The teams. Those that law names are there for certain.
#[derive(Clone, Debug)]
pub(crate) struct Teams {
    pub general: Team,
    pub safeguarding: Team,
    pub organisational_safeguarding: Team,
    pub emergency_duty: Team,
    pub carers: Team,
    pub transitions: Team,
    pub childrens_services: Team,
    pub out_of_area: Team,
    /// Every team by its id, those above included.
    pub by_id: BTreeMap<String, Team>,
}

/// Something to say to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviceText {
    pub title: String,
    /// May name `{authority}`, where law gives it.
    pub text: String,
    /// What to say instead where the other authority's phone number is known: names `{phone}` too.
    pub text_with_phone: Option<String>,
}

/// One rule. Of the rules that apply, the first that names a queue gives it, and the most pressing
/// priority holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub id: String,
    pub when: Condition,
    /// Plain English.
    pub because: String,
    pub(crate) queue: Option<Queue>,
    pub(crate) priority: Option<Priority>,
    pub(crate) also_tell: Vec<String>,
    pub(crate) advice: Vec<String>,
}

/// Where a rule sends a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Queue {
    /// To the team of this id.
    Team(String),
    /// To the team of the person's locality, or to this one when the locality is not certain.
    Locality { otherwise: String },
}

impl Ruleset {
    /// Reads a rule set, or says everything that is wrong with it.
    ///
    /// # Errors
    /// Every problem of the three texts, with its line and what to do about it.
    pub fn read(texts: Texts<'_>) -> Result<Self, Vec<Problem>> {
        crate::reading::read(texts)
    }

    /// The id and version that every decision of this rule set carries.
    #[must_use]
    pub fn id(&self) -> &RulesetId {
        &self.id
    }

    /// The rules, in the order in which they outweigh each other.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    #[must_use]
    pub fn places(&self) -> &Places {
        &self.places
    }

    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}
