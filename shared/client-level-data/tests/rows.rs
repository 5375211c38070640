//! Rows of varied contacts, held against what was written down by hand, and what holds for every row.

use client_level_data::{
    Answered, Contact, Heading, Kind, Period, Person, Quality, Requirement, Row, Verdict,
    header_line, list, row,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use vocabulary::{Date, Facts, Instant, Need};

fn period() -> Period {
    Period {
        first: "2026-01-01".parse().unwrap(),
        last: "2026-12-31".parse().unwrap(),
    }
}

fn answered(answers: &Value) -> Vec<Answered> {
    let members = answers.as_object().unwrap();
    members
        .iter()
        .map(|(question, value)| Answered {
            question: question.clone(),
            value: value.clone(),
        })
        .collect()
}

/// Edith asks for help with washing, on a Thursday afternoon, and her referral is closed.
fn contact(facts: &Value) -> Contact {
    Contact {
        reference: "ASC-1111-111N".to_owned(),
        form: "adult-contact".to_owned(),
        received_at: Instant::parse("2026-12-24T16:00:00Z").unwrap(),
        closed_at: Some(Instant::parse("2026-12-29T10:00:00Z").unwrap()),
        outcome: Some("Progress to assessment, review or reassessment".to_owned()),
        facts: Facts::from_json(facts).unwrap(),
        person: Person {
            given_name: Some("Edith".to_owned()),
            family_name: Some("Fennimore".to_owned()),
            date_of_birth: Some("1941-03-07".to_owned()),
            postcode: Some("cm1 1qh".to_owned()),
        },
        answers: Vec::new(),
        equality: None,
    }
}

fn made(contact: &Contact) -> Row {
    row(contact, period(), None).unwrap()
}

/// The headings that differ from one contact to the next.
const TELLING: [Heading; 6] = [
    Heading::ClientType,
    Heading::PrimarySupportReason,
    Heading::RouteOfAccess,
    Heading::EmploymentStatus,
    Heading::HoursCaring,
    Heading::Ethnicity,
];

#[test]
fn the_guide_says_what_each_heading_is_taken_from_and_what_is_not_verified() {
    let guide = include_str!("../../../docs/how-to/export-referrals.md");
    for heading in Heading::ALL {
        let unverified = Some(heading.unverified()).filter(|words| !words.is_empty());
        let line = format!(
            "| {} | {} | {} |\n",
            heading.name(),
            heading.from(),
            unverified.unwrap_or("–")
        );
        assert!(guide.contains(&line), "the guide lacks: {line}");
    }
}

#[test]
fn the_first_line_has_the_50_headings() {
    let line = header_line();
    assert!(
        line.starts_with(
            "LA Code,Reporting Period Start Date,Reporting Period End Date,NHS Number,"
        )
    );
    assert!(line.ends_with(",Cost Frequency (Unit Type),Planned units per week\r\n"));
    assert_eq!(line.matches(',').count(), 49);
}

#[test]
fn a_whole_row_reads_like_this() {
    let edith = contact(&json!({"about": "self", "needs": ["personal-care"]}));
    let line = made(&edith).line();
    let expected = ",2026-01-01,2026-12-31,,,,,,,,,1941-03-07,,Service user,Physical Support: Personal care support,\
        CM1 1QH,,,,,,,,,Request,ASC-1111-111N,2026-12-24,2026-12-29,,\
        \"Progress to assessment, review or reassessment\",Community / Other route,,,,,,,,,,,,,,,,,,,\r\n";
    assert_eq!(line, expected);
}

/// `contacts.json`: forms, facts, answers, what was kept of equality, and the telling cells that they make; a heading
/// that is left out is blank.
#[test]
fn varied_contacts_say_what_leaves_no_doubt_and_no_more() {
    let golden: Vec<Value> = serde_json::from_str(include_str!("contacts.json")).unwrap();
    assert!(golden.len() > 30);
    for case in golden {
        let mut contact = contact(&case["facts"]);
        contact.form = case["form"].as_str().unwrap().to_owned();
        contact.answers = case.get("answers").map(answered).unwrap_or_default();
        contact.equality = case.get("equality").map(answered);
        let row = made(&contact);
        for heading in TELLING {
            let expected = case["cells"].get(heading.name());
            let expected = expected.map_or("", |cell| cell.as_str().unwrap());
            assert_eq!(row.cell(heading), expected, "{} of {case}", heading.name());
        }
    }
}

#[test]
fn every_ethnic_group_of_the_form_is_one_of_the_list() {
    let form = include_str!("../../form-site/forms/equality.toml");
    let mut told = std::collections::BTreeSet::new();
    for group in ["white", "mixed", "asian", "black", "other"] {
        let question = format!("ethnic-background-{group}");
        let (_, asked) = form.split_once(&format!("id = \"{question}\"")).unwrap();
        let (options, _) = asked.split_once("\n]").unwrap();
        for option in options.split("{ id = \"").skip(1) {
            let (id, label) = option.split_once("\", label = \"").unwrap();
            let (label, _) = label.split_once('"').unwrap();
            let kept = json!({"ethnic-group": group, (question.clone()): id});
            let contact = Contact {
                equality: Some(answered(&kept)),
                ..contact(&json!({}))
            };
            let row = made(&contact);
            let cell = row.cell(Heading::Ethnicity).to_owned();
            assert!(list("ethnicity").current.contains(&cell), "{kept}: {cell}");
            if id != "prefer-not-to-say" {
                assert!(
                    cell.ends_with(&format!(": {label}")),
                    "{cell} is not {label}"
                );
                told.insert(cell);
            }
        }
    }
    assert_eq!(told.len(), 19, "{told:#?}");
}

#[test]
fn a_day_is_the_day_in_london() {
    let mut night = contact(&json!({}));
    night.received_at = Instant::parse("2026-06-30T23:30:00Z").unwrap();
    night.closed_at = Some(Instant::parse("2026-07-01T22:59:59Z").unwrap());
    let row = made(&night);
    let days = (
        row.cell(Heading::EventStartDate),
        row.cell(Heading::EventEndDate),
    );
    assert_eq!(days, ("2026-07-01", "2026-07-01"));
}

#[test]
fn what_is_open_or_about_nobody_is_no_request() {
    let edith = contact(&json!({}));
    let open = Contact {
        closed_at: None,
        ..edith.clone()
    };
    assert_eq!(row(&open, period(), None), None);
    let merged = Contact {
        outcome: None,
        ..edith.clone()
    };
    assert_eq!(row(&merged, period(), None), None);
    let nobody = Contact {
        person: Person {
            postcode: Some("CM1 1QH".to_owned()),
            ..Person::default()
        },
        ..edith.clone()
    };
    assert_eq!(row(&nobody, period(), None), None);
    let known = Contact {
        answers: answered(&json!({"nhs-number": "9434765919"})),
        ..nobody
    };
    assert_eq!(made(&known).cell(Heading::NhsNumber), "9434765919");
}

#[test]
fn each_cell_is_judged_in_the_words_of_the_procedure() {
    let mut edith = contact(&json!({"needs": ["personal-care"]}));
    edith.answers = answered(&json!({"nhs-number": "9434765918"}));
    edith.person.postcode = Some("=cmd()".to_owned());
    edith.person.date_of_birth = Some("2027-01-01".to_owned());
    edith.outcome = Some("NFA - Support declined".to_owned());
    let row = row(&edith, period(), Some("999")).unwrap();
    for (heading, requirement, verdict) in [
        (Heading::LaCode, Requirement::Mandatory, Verdict::Valid),
        (
            Heading::PersonIdentifier,
            Requirement::Mandatory,
            Verdict::BlankMandatory,
        ),
        (
            Heading::NhsNumber,
            Requirement::Undetermined,
            Verdict::Invalid,
        ),
        (
            Heading::Postcode,
            Requirement::Undetermined,
            Verdict::Invalid,
        ),
        (
            Heading::DateOfBirth,
            Requirement::Undetermined,
            Verdict::Invalid,
        ),
        (
            Heading::EventOutcome,
            Requirement::Undetermined,
            Verdict::Release1,
        ),
        (
            Heading::RouteOfAccess,
            Requirement::Mandatory,
            Verdict::Release1,
        ),
        (
            Heading::PrimarySupportReason,
            Requirement::Undetermined,
            Verdict::Release1,
        ),
        (
            Heading::Gender,
            Requirement::Undetermined,
            Verdict::Undetermined,
        ),
        (
            Heading::EmploymentStatus,
            Requirement::Applicable,
            Verdict::Blank,
        ),
        (
            Heading::ServiceType,
            Requirement::NotApplicable,
            Verdict::Blank,
        ),
        (
            Heading::HoursCaring,
            Requirement::NotApplicable,
            Verdict::Blank,
        ),
    ] {
        let found = (row.requirement(heading), row.verdict(heading));
        assert_eq!(found, (requirement, verdict), "{}", heading.name());
    }
    assert!(row.line().contains(",'=cmd(),"), "{}", row.line());
}

#[test]
fn employment_must_be_told_of_working_age_with_a_learning_disability() {
    let needs = json!({"needs": ["learning-disability"]});
    for (born, requirement) in [
        (Some("1961-12-25"), Requirement::Mandatory),
        (Some("1961-12-24"), Requirement::Applicable),
        (Some("2008-12-24"), Requirement::Mandatory),
        (Some("2008-12-25"), Requirement::Applicable),
        (None, Requirement::Undetermined),
    ] {
        let mut somebody = contact(&needs);
        somebody.person.date_of_birth = born.map(str::to_owned);
        assert_eq!(
            made(&somebody).requirement(Heading::EmploymentStatus),
            requirement,
            "{born:?}"
        );
    }
}

#[test]
fn a_report_names_a_few_references_of_each_verdict_that_fails() {
    let mut quality = Quality::default();
    for number in 0..9 {
        let somebody = Contact {
            reference: format!("ASC-{number}"),
            ..contact(&json!({"needs": ["memory"]}))
        };
        quality.add(&made(&somebody));
    }
    let of = |heading: Heading| &quality.headings[heading.place()];
    let code = of(Heading::LaCode);
    assert_eq!(
        (
            code.cells(Verdict::BlankMandatory),
            code.required(Requirement::Mandatory)
        ),
        (9, 9)
    );
    let named: Vec<&str> = code
        .examples
        .iter()
        .map(|(_, reference)| reference.as_str())
        .collect();
    assert_eq!(named, ["ASC-0", "ASC-1", "ASC-2", "ASC-3", "ASC-4"]);
    assert!(of(Heading::Gender).examples.is_empty());
    assert!(!of(Heading::Gender).is_failed() && code.is_failed());
}

fn any_contact() -> impl Strategy<Value = Contact> {
    let words = |ids: Vec<&'static str>| prop::collection::vec(prop::sample::select(ids), 0..4);
    let needs = words(Need::ALL.iter().map(|need| need.id()).collect());
    let circumstances = words(
        vocabulary::Circumstance::ALL
            .iter()
            .map(|c| c.id())
            .collect(),
    );
    let forms = vec![
        "adult-contact",
        "carer-assessment",
        "professional-referral",
        "safeguarding-concern",
    ];
    let typed = prop::option::of("[=+@a-zA-Z0-9 \"',\r\n-]{0,12}");
    (
        (prop::sample::select(forms), needs, circumstances, prop::sample::select(vec!["self", "someone-else"])),
        (typed.clone(), typed.clone(), typed.clone(), typed),
        (0_i64..4_000_000_000, 0_i64..1_000_000),
        prop::sample::select(vocabulary::EVENT_OUTCOMES.to_vec()),
    )
        .prop_map(|((form, needs, circumstances, about), typed, (received, open), outcome)| Contact {
            reference: "ASC-1111-111N".to_owned(),
            form: form.to_owned(),
            received_at: Instant::from_unix(received),
            closed_at: Some(Instant::from_unix(received + open)),
            outcome: Some(outcome.to_owned()),
            facts: Facts::from_json(&json!({"about": about, "needs": unique(needs), "circumstances": unique(circumstances)}))
                .unwrap(),
            person: Person {
                given_name: Some("Edith".to_owned()),
                family_name: typed.0,
                date_of_birth: typed.1,
                postcode: typed.2,
            },
            answers: answered(&json!({"nhs-number": typed.3, "work-now": ["working"]})),
            equality: Some(answered(&json!({"ethnic-group": "other", "ethnic-background-other": "arab"}))),
        })
}

fn unique(mut words: Vec<&str>) -> Vec<&str> {
    words.sort_unstable();
    words.dedup();
    words
}

/// How many cells a line has, by RFC 4180.
fn cells_of(line: &str) -> usize {
    let mut quoted = false;
    let mut commas = 0;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => commas += 1,
            _ => {}
        }
    }
    assert!(!quoted && line.ends_with("\r\n"));
    commas + 1
}

proptest! {
    #[test]
    fn every_row_has_50_cells_and_every_code_is_in_its_list(contact in any_contact()) {
        let row = made(&contact);
        prop_assert_eq!(cells_of(&row.line()), 50);
        for heading in Heading::ALL {
            let cell = row.cell(heading);
            if let Kind::Code(name) = heading.kind() {
                prop_assert!(cell.is_empty() || list(name).has(cell), "{}: {}", heading.name(), cell);
                prop_assert!(row.verdict(heading) != Verdict::Invalid);
            }
            if heading.from().starts_with("Blank") {
                prop_assert_eq!(cell, "", "{}", heading.name());
            }
            if heading.kind() == Kind::Day && row.verdict(heading) == Verdict::Valid {
                prop_assert!(cell.parse::<Date>().is_ok());
            }
        }
    }

    #[test]
    fn a_report_counts_every_cell_once(contacts in prop::collection::vec(any_contact(), 0..12)) {
        let mut quality = Quality::default();
        for contact in &contacts {
            quality.add(&made(contact));
        }
        let rows = u64::try_from(contacts.len()).unwrap();
        let counted: u64 = Verdict::ALL.iter().map(|verdict| quality.cells(*verdict)).sum();
        prop_assert_eq!(counted, rows * 50);
        for of in &quality.headings {
            let verdicts: u32 = Verdict::ALL.iter().map(|verdict| of.cells(*verdict)).sum();
            let requirements: u32 = Requirement::ALL.iter().map(|r| of.required(*r)).sum();
            prop_assert_eq!(u64::from(verdicts), rows);
            prop_assert_eq!(u64::from(requirements), rows);
        }
    }
}
