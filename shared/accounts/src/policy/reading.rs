//! Reads versions of a policy from TOML: everything that is wrong at once, with its line and what to do.

use std::collections::BTreeSet;

use metering::{Indexation, Pence, Percent};
use toml_reader::{Ledger, Noted, Problem, Section};
use vocabulary::{Date, Rounding, Word};

use super::{NearCap, Policies, Policy};

/// The versions that ship: name of the file and text.
pub const BUILT_IN: &[(&str, &str)] = &[(
    "england-2023.toml",
    include_str!("../../policies/england-2023.toml"),
)];

const MEMBERS: &[&str] = &[
    "id",
    "version",
    "name",
    "from",
    "status",
    "cap",
    "daily_living_weekly",
    "daily_living_settings",
    "round",
    "dlc_against_charge",
    "scheme_start",
    "indexation",
    "statement_interval_months",
    "near_cap",
    "retention_years",
];
const FIGURE: &[&str] = &["is", "source", "confidence"];
const CONFIDENCE: [&str; 3] = ["high", "medium", "low"];
const STATUS: [&str; 2] = ["not_in_force", "in_force"];

/// What is wrong with a file, by its name.
type Problems = Vec<(String, Problem)>;

impl Policies {
    /// The versions that ship.
    ///
    /// # Errors
    /// As [`Policies::read`].
    pub fn built_in() -> Result<Self, Problems> {
        Self::read(BUILT_IN)
    }

    /// Reads every version of one policy, each a file's name and text.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn read(texts: &[(&str, &str)]) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        let mut policies: Vec<Policy> = Vec::new();
        for (file, text) in texts {
            let ledger = Ledger::new(text);
            let tree = ledger.parse();
            let policy = policy(&ledger.root(&tree, MEMBERS), &policies);
            policies.extend(policy);
            let wrong = ledger.into_problems().into_iter();
            problems.extend(wrong.map(|problem| ((*file).to_owned(), problem)));
        }
        // Of the versions from one day only the highest number applies.
        policies.sort_by_key(|policy| (policy.from, std::cmp::Reverse(policy.version)));
        policies.dedup_by_key(|policy| policy.from);
        let mut policies = policies.into_iter();
        match policies.next() {
            Some(first) if problems.is_empty() => Ok(Self {
                first,
                later: policies.collect(),
            }),
            None if problems.is_empty() => Err(vec![(
                "policies".to_owned(),
                Problem {
                    line: 1,
                    message: "There is no version of a policy".to_owned(),
                    remedy: "Add the file of one.".to_owned(),
                },
            )]),
            _ => Err(problems),
        }
    }
}

/// One version; none when anything that it needs is missing or wrong, which the ledger says.
fn policy(root: &Section<'_, '_>, others: &[Policy]) -> Option<Policy> {
    let id = root.needed_text("id");
    let version = root.needed_whole("version");
    let name = root.needed_text("name");
    let from = needed_day(root, "from");
    let in_force = word(root, "status", &STATUS).map(|status| status == "in_force");
    let cap = figure(root, "cap").and_then(|cap| pence(&cap));
    let weekly = figure(root, "daily_living_weekly").and_then(|weekly| pence(&weekly));
    let settings = figure(root, "daily_living_settings").map(|settings| words(&settings));
    let round = figure(root, "round").and_then(|round| vocabulary_word::<Rounding>(&round));
    let against_charge = figure(root, "dlc_against_charge").and_then(|d| vocabulary_word(&d));
    let scheme_start = match root.has("scheme_start") {
        true => figure(root, "scheme_start").and_then(|start| needed_day(&start, "is")),
        false => None,
    };
    let indexations = indexations(root);
    let interval = figure(root, "statement_interval_months");
    let interval = interval.and_then(|interval| at_least_one(&interval, "is"));
    let near_cap = near_cap(root);
    let retention = figure(root, "retention_years");
    let retention = retention.and_then(|retention| at_least_one(&retention, "is"));

    if let (Some(id), Some(version)) = (&id, &version) {
        compare(root, id, version, others);
    }
    if in_force == Some(true) && !root.has("scheme_start") {
        root.ledger().note(
            root.line(),
            "The scheme is in force, and `scheme_start` is missing",
            "Add the table [scheme_start]: nothing from before it counts.",
        );
    }
    if let (Some(cap), Some(round)) = (cap, round) {
        index(root, cap, round, &indexations);
    }
    Some(Policy {
        id: id?.value,
        version: version?.value,
        name: name?.value,
        from: from?,
        in_force: in_force?,
        counts: metering::Policy {
            cap: cap?,
            daily_living_weekly: weekly?,
            daily_living_settings: settings?,
            round: round?,
            dlc_against_charge: against_charge?,
            scheme_start,
        },
        indexations,
        statement_interval_months: interval?,
        near_cap,
        retention_years: retention?,
    })
}

/// Versions of one policy have its name and a number each.
fn compare(root: &Section<'_, '_>, id: &Noted<String>, version: &Noted<u32>, others: &[Policy]) {
    let ledger = root.ledger();
    if let Some(other) = others.iter().find(|other| other.id != id.value) {
        ledger.note(
            id.line,
            format!("`id` is not that of the other versions, {}", other.id),
            "Give every version the same `id`.",
        );
    }
    if version.value == 0 || others.iter().any(|other| other.version == version.value) {
        ledger.note(
            version.line,
            "`version` is 0, or the number of another version",
            "Give each version the next number, from 1.",
        );
    }
}

/// A figure: a table with its source and how sure it is.
fn figure<'a, 't>(root: &Section<'a, 't>, name: &str) -> Option<Section<'a, 't>> {
    sourced(needed_section(root, name, FIGURE)?)
}

fn needed_section<'a, 't>(
    root: &Section<'a, 't>,
    name: &str,
    known: &[&str],
) -> Option<Section<'a, 't>> {
    if !root.has(name) {
        root.ledger().note(
            root.line(),
            format!("`{name}` is missing"),
            format!("Add the table [{name}]."),
        );
    }
    root.section(name, known)
}

fn sourced<'a, 't>(section: Section<'a, 't>) -> Option<Section<'a, 't>> {
    section.needed_text("source");
    word(&section, "confidence", &CONFIDENCE);
    Some(section)
}

fn word(section: &Section<'_, '_>, name: &str, known: &[&'static str]) -> Option<&'static str> {
    let text = section.needed_text(name)?;
    let found = known.iter().copied().find(|word| *word == text.value);
    if found.is_none() {
        let what = format!("As `{name}`,");
        let known = known.iter().copied();
        section
            .ledger()
            .note_unknown(text.line, &what, &text.value, known);
    }
    found
}

fn known_word<W: Word>(section: &Section<'_, '_>, text: &Noted<String>) -> Option<W> {
    let found = W::from_id(&text.value);
    if found.is_none() {
        let known = W::ALL.iter().map(|word| word.id());
        section
            .ledger()
            .note_unknown(text.line, "The word", &text.value, known);
    }
    found
}

fn vocabulary_word<W: Word>(figure: &Section<'_, '_>) -> Option<W> {
    known_word(figure, &figure.needed_text("is")?)
}

fn words<W: Word>(figure: &Section<'_, '_>) -> Vec<W> {
    if !figure.has("is") {
        figure.ledger().note(
            figure.line(),
            "`is` is missing",
            "Add `is`, an empty list when there is none.",
        );
    }
    let texts = figure.texts("is");
    let words = texts.iter().filter_map(|text| known_word(figure, text));
    words.collect()
}

fn pence(figure: &Section<'_, '_>) -> Option<Pence> {
    Pence::new(i64::from(figure.needed_whole("is")?.value))
}

fn at_least_one(section: &Section<'_, '_>, name: &str) -> Option<u32> {
    let number = section.needed_whole(name)?;
    if number.value == 0 {
        section.ledger().note(
            number.line,
            format!("`{name}` is 0"),
            "Write a whole number from 1.",
        );
    }
    (number.value > 0).then_some(number.value)
}

fn needed_day(section: &Section<'_, '_>, name: &str) -> Option<Date> {
    if !section.has(name) {
        section.ledger().note(
            section.line(),
            format!("`{name}` is missing"),
            format!("Add `{name}`, a date such as 2023-10-01."),
        );
    }
    section.date(name).map(|date| date.value)
}

fn near_cap(root: &Section<'_, '_>) -> Option<NearCap> {
    let known = ["percent", "interval_months", "source", "confidence"];
    let section = sourced(root.section("near_cap", &known)?)?;
    let percent = section.needed_whole("percent");
    let interval_months = at_least_one(&section, "interval_months");
    if let Some(percent) = percent.as_ref().filter(|percent| percent.value > 100) {
        section.ledger().note(
            percent.line,
            "`percent` is more than 100",
            "Write a whole number from 0 to 100.",
        );
    }
    Some(NearCap {
        percent: percent?.value,
        interval_months: interval_months?,
    })
}

fn indexations(root: &Section<'_, '_>) -> Vec<Indexation> {
    let known = ["date", "percent", "source", "confidence"];
    let mut dates = BTreeSet::new();
    let mut indexations = Vec::new();
    for section in root.sections("indexation", &known) {
        sourced(section);
        let date = needed_day(&section, "date");
        let percent = section.needed_text("percent");
        let percent = percent.and_then(|text| {
            let read = text.value.parse::<Percent>();
            if let Err(wrong) = read {
                let what = format!("`percent` {}", wrong.message());
                section.ledger().note(text.line, what, "Correct it.");
            }
            read.ok()
        });
        if date.is_some_and(|date| !dates.insert(date)) {
            section.ledger().note(
                section.line(),
                "Two indexations have the same date",
                "Keep one of them.",
            );
        }
        if let (Some(date), Some(percent)) = (date, percent) {
            indexations.push(Indexation { date, percent });
        }
    }
    indexations
}

/// The cap stays an amount through every indexation.
fn index(root: &Section<'_, '_>, cap: Pence, round: Rounding, indexations: &[Indexation]) {
    let mut ordered = indexations.to_vec();
    ordered.sort();
    let last = ordered.iter().try_fold(cap, |cap, indexation| {
        indexation.percent.applied_to(cap, round)
    });
    if last.is_none() {
        root.ledger().note(
            root.line(),
            format!(
                "The indexations take the cap past {} pence",
                Pence::MOST.get()
            ),
            "Correct their percentages.",
        );
    }
}
