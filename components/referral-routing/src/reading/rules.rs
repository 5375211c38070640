//! Reads the text of the rules: teams, advice, policies, what always holds in words, and the rules.

use std::collections::{BTreeMap, BTreeSet};

use toml_reader::{Ledger, Noted, Problem, Section};
use vocabulary::{Circumstance, Priority, RulesetId, queue};
use working_calendar::RespondBy;

use crate::law;
use crate::reading::{conditions, teams};
use crate::ruleset::{AdviceText, Queue, Rule, Teams};

/// What the text of the rules holds.
pub struct RulesFile {
    pub id: RulesetId,
    pub teams: Teams,
    pub advice: BTreeMap<String, AdviceText>,
    pub respond_by: RespondBy,
    pub bears_on_residence: BTreeSet<Circumstance>,
    pub always: BTreeMap<&'static str, String>,
    pub rules: Vec<Rule>,
}

const MEMBERS: [&str; 8] = [
    "id",
    "version",
    "respond-by",
    "residence",
    "always",
    "team",
    "advice",
    "rule",
];
const RULE_MEMBERS: [&str; 8] = [
    "id",
    "when",
    "because",
    "queue",
    "or-queue",
    "priority",
    "also-tell",
    "advice",
];

/// The queue of the person's locality, in a rule.
const LOCALITY: &str = "locality";

pub fn read(text: &str, localities: Option<&[String]>) -> Result<RulesFile, Vec<Problem>> {
    let ledger = Ledger::new(text);
    let tree = ledger.parse();
    let root = ledger.root(&tree, &MEMBERS);
    let id = root.needed_text("id");
    let version = root.needed_whole("version");
    let respond_by = RespondBy::of(&root);
    let bears_on_residence = read_residence(&root);
    let always = read_always(&root);
    let teams = teams::read(&root, localities);
    let advice = read_advice(&root);
    let team_ids: Vec<&str> = teams
        .iter()
        .flat_map(|teams| teams.by_id.keys().map(String::as_str))
        .collect();
    let rules = read_rules(&root, &team_ids, &advice);
    let problems = ledger.into_problems();
    match (id, version, respond_by, teams) {
        (Some(id), Some(version), Some(respond_by), Some(teams)) if problems.is_empty() => {
            Ok(RulesFile {
                id: RulesetId {
                    id: id.value,
                    version: version.value,
                },
                teams,
                advice,
                respond_by,
                bears_on_residence,
                always,
                rules,
            })
        }
        _ => Err(problems),
    }
}

fn needed_table<'a, 't>(
    root: &Section<'a, 't>,
    name: &str,
    known: &[&str],
) -> Option<Section<'a, 't>> {
    if !root.has(name) {
        let message = format!("`{name}` is missing");
        root.ledger()
            .note(root.line(), message, format!("Add the table [{name}]."));
    }
    root.section(name, known)
}

fn read_residence(root: &Section<'_, '_>) -> BTreeSet<Circumstance> {
    let Some(section) = needed_table(root, "residence", &["circumstances"]) else {
        return BTreeSet::new();
    };
    let known = || Circumstance::ALL.iter().map(|word| word.id());
    let mut bearing = BTreeSet::new();
    for word in section.texts("circumstances") {
        match Circumstance::from_id(&word.value) {
            Some(circumstance) => {
                bearing.insert(circumstance);
            }
            None => root
                .ledger()
                .note_unknown(word.line, "The word", &word.value, known()),
        }
    }
    bearing
}

fn read_always(root: &Section<'_, '_>) -> BTreeMap<&'static str, String> {
    let later = law::LATER_WORDS.map(|(law, _)| law);
    let known = [law::LAWS.as_slice(), later.as_slice()].concat();
    let Some(section) = needed_table(root, "always", &known) else {
        return BTreeMap::new();
    };
    let needed = law::LAWS
        .into_iter()
        .filter_map(|law| Some((law, section.needed_text(law)?.value)));
    let later = law::LATER_WORDS.into_iter().map(|(law, words)| {
        let own = section.text(law).map(|words| words.value);
        (law, own.unwrap_or_else(|| words.to_owned()))
    });
    needed.chain(later).collect()
}

fn read_advice(root: &Section<'_, '_>) -> BTreeMap<String, AdviceText> {
    let mut advice = BTreeMap::new();
    let ledger = root.ledger();
    for section in root.sections("advice", &["id", "title", "text", "text-with-phone"]) {
        let (id, title) = (section.needed_text("id"), section.needed_text("title"));
        let (Some(id), Some(title), Some(text)) = (id, title, section.needed_text("text")) else {
            continue;
        };
        let with_phone = section.text("text-with-phone");
        let names = |words: &Noted<String>, needed: &str, why: &str| {
            if !words.value.contains(needed) {
                let message = format!("The advice `{}` does not say {needed}", id.value);
                ledger.note(words.line, message, format!("Put {needed} into it: {why}."));
            }
        };
        if id.value == law::CALL_999 {
            names(
                &text,
                "999",
                "it is the first advice when somebody is in danger",
            );
        }
        if [law::ANOTHER_COUNCIL, law::ANOTHER_COUNCIL_TOO].contains(&id.value.as_str()) {
            names(&text, "{authority}", "the other council's name");
            if let Some(with_phone) = &with_phone {
                names(with_phone, "{authority}", "the other council's name");
                names(with_phone, "{phone}", "the other council's phone number");
            }
        }
        let words = AdviceText {
            title: title.value,
            text: text.value,
            text_with_phone: with_phone.map(|text| text.value),
        };
        if advice.insert(id.value.clone(), words).is_some() {
            ledger.note(
                id.line,
                format!("The advice `{}` stands twice", id.value),
                "Keep one of them.",
            );
        }
    }
    for id in [
        law::CALL_999,
        law::ANOTHER_COUNCIL,
        law::ANOTHER_COUNCIL_TOO,
    ] {
        if !advice.contains_key(id) {
            let message = format!("What always holds gives the advice `{id}`, and it is missing");
            ledger.note(
                root.line(),
                message,
                format!("Add an [[advice]] with id = \"{id}\"."),
            );
        }
    }
    advice
}

fn read_rules(
    root: &Section<'_, '_>,
    teams: &[&str],
    advice: &BTreeMap<String, AdviceText>,
) -> Vec<Rule> {
    let mut ids = BTreeSet::new();
    let mut rules = Vec::new();
    for section in root.sections("rule", &RULE_MEMBERS) {
        let ledger = section.ledger();
        let id = section.needed_text("id");
        if let Some(id) = &id {
            if law::is_law(&id.value) {
                let message = format!("`{}` is the name of something that always holds", id.value);
                ledger.note(id.line, message, "Give the rule another id.");
            } else if !ids.insert(id.value.clone()) {
                ledger.note(
                    id.line,
                    format!("The rule `{}` stands twice", id.value),
                    "Give it another id.",
                );
            }
        }
        let because = section.needed_text("because");
        let when = needed_table(&section, "when", &conditions::MEMBERS)
            .and_then(|when| conditions::read(&when));
        let rule = Effects::read(&section, teams, advice);
        if let (Some(id), Some(because), Some(when)) = (id, because, when) {
            rules.push(Rule {
                id: id.value,
                when,
                because: because.value,
                queue: rule.queue,
                priority: rule.priority,
                also_tell: rule.also_tell,
                advice: rule.advice,
            });
        }
    }
    rules
}

/// What a rule does when it applies.
struct Effects {
    queue: Option<Queue>,
    priority: Option<Priority>,
    also_tell: Vec<String>,
    advice: Vec<String>,
}

impl Effects {
    fn read(
        section: &Section<'_, '_>,
        teams: &[&str],
        advice: &BTreeMap<String, AdviceText>,
    ) -> Self {
        let ledger = section.ledger();
        let queue = read_queue(section, teams);
        let priority = section.text("priority").and_then(|word| {
            let priority = Priority::from_id(&word.value);
            if priority.is_none() {
                let known = Priority::ALL.iter().map(|word| word.id());
                ledger.note_unknown(word.line, "The priority", &word.value, known);
            }
            priority
        });
        let mut also_tell = Vec::new();
        for team in section.one_or_more_texts("also-tell") {
            if let Some(id) = known_team(section, team, teams) {
                also_tell.push(id);
            }
        }
        let mut given = Vec::new();
        for id in section.one_or_more_texts("advice") {
            if [law::ANOTHER_COUNCIL, law::ANOTHER_COUNCIL_TOO].contains(&id.value.as_str()) {
                let message = format!("Only what always holds gives the advice `{}`", id.value);
                ledger.note(id.line, message, "Leave it out.");
            } else if advice.contains_key(&id.value) {
                given.push(id.value);
            } else {
                ledger.note_unknown(
                    id.line,
                    "The advice",
                    &id.value,
                    advice.keys().map(String::as_str),
                );
            }
        }
        let members = ["queue", "priority", "also-tell", "advice"];
        if !members.iter().any(|member| section.has(member)) {
            let message = "The rule does nothing";
            ledger.note(
                section.line(),
                message,
                format!("Add one of: {}.", members.join(", ")),
            );
        }
        Self {
            queue,
            priority,
            also_tell,
            advice: given,
        }
    }
}

fn read_queue(section: &Section<'_, '_>, teams: &[&str]) -> Option<Queue> {
    let named = section.text("queue")?;
    if named.value != LOCALITY {
        if section.has("or-queue") {
            section.ledger().note(
                section.line(),
                "`or-queue` goes with queue = \"locality\" only",
                "Leave it out.",
            );
        }
        return known_team(section, named, teams).map(Queue::Team);
    }
    let otherwise = section.needed_text("or-queue")?;
    known_team(section, otherwise, teams).map(|otherwise| Queue::Locality { otherwise })
}

/// The team, if it is one that a rule may name.
fn known_team(section: &Section<'_, '_>, named: Noted<String>, teams: &[&str]) -> Option<String> {
    let id = named.value;
    if id == queue::OUT_OF_AREA {
        section.ledger().note(
            named.line,
            "No rule of a file sends anybody to another council",
            "Leave it out: what always holds does so when the place is certain.",
        );
        return None;
    }
    if teams.contains(&id.as_str()) {
        return Some(id);
    }
    // Where the teams themselves could not be read, their own problems are told instead.
    if !teams.is_empty() {
        section
            .ledger()
            .note_unknown(named.line, "The team", &id, teams.iter().copied());
    }
    None
}
