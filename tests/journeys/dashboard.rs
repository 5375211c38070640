//! The dashboard: a manager reads how the service does, and every number is what somebody counts who opens each
//! referral.

use std::collections::BTreeMap;

use super::filling_in::{Answers, HELP_WITH_MEALS, send, until_the_check};
use crate::harness::{Json, Machine, Site, Start, json};

const OUTCOME: &str = "NFA: Information and advice or signposting";

fn figure(machine: &Machine, name: &str) -> Vec<Json> {
    let path = format!("/api/v1/figures/{name}");
    let body = machine.caller.get(&path).expect(200).json();
    body["items"].as_array().expect("items").clone()
}

/// The contacts of each line, by what it is about.
fn counted(machine: &Machine, name: &str, member: &str) -> BTreeMap<String, u64> {
    figure(machine, name)
        .iter()
        .map(|line| {
            let id = line[member].as_str().unwrap_or("not known").to_owned();
            (id, line["contacts"].as_u64().expect("contacts"))
        })
        .filter(|(_, contacts)| *contacts > 0)
        .collect()
}

/// The same, from a list of values.
fn again<'a>(values: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value.to_owned()).or_default() += 1;
    }
    counts
}

fn not_met() -> Json {
    let limb = || json!({"finding": "no", "because": "She told us so."});
    json!({"limbs": {"a": limb(), "b": limb(), "c": limb()}, "decision": "no-enquiry",
        "reasons": "Nobody has harmed her."})
}

fn sent(site: &Site, channel: &str, answers: &Json) -> String {
    let body = json!({"answers": answers, "channel": channel});
    let path = "/api/v1/forms/adult-contact/submissions";
    let receipt = site
        .administrator()
        .caller
        .post(path, &body)
        .expect(201)
        .json();
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

#[test]
fn every_number_is_what_somebody_counts_who_opens_each_referral() {
    let site = Start::named("dashboard").begin();
    let everybody = site.administrator();
    let manager = site.with_roles(&["manager"]);
    let mut references = Vec::new();
    for (channel, postcode, needs) in [
        ("web", "CM2 6AA", json!(["meals-nutrition"])),
        ("phone", "CM2 6AA", json!(["meals-nutrition", "memory"])),
        ("phone", "CO1 1AA", json!(["memory"])),
        ("email", "CO1 1AA", json!(["loneliness"])),
    ] {
        let answers = json!({"about": "self", "given-name": "Winifred", "needs": needs,
            "postcode": postcode, "phone": "01632 960101"});
        references.push(sent(&site, channel, &answers));
    }
    let concern = json!({"about": "someone-else", "reporter": "neighbour-or-public",
        "given-name": "Ada", "risks": ["abuse-or-neglect"]});
    references.extend([sent(&site, "web", &concern), sent(&site, "web", &concern)]);
    everybody
        .change_now(&references[0], "claim", &json!({}))
        .expect(200);
    everybody
        .change_now(&references[0], "close", &json!({"outcome": OUTCOME}))
        .expect(200);
    everybody
        .change_now(&references[4], "s42-decision", &not_met())
        .expect(200);

    let all = everybody.list("", 200);
    assert_eq!(all.len(), references.len());
    let total: u64 = counted(&manager, "contacts-by-day", "day").values().sum();
    assert_eq!(total, all.len() as u64);
    let opened: Vec<Json> = all
        .iter()
        .map(|entry| {
            everybody
                .referral(entry["reference"].as_str().expect("a reference"))
                .0
        })
        .collect();
    let channels = opened
        .iter()
        .map(|one| one["channel"].as_str().expect("a channel"));
    assert_eq!(
        counted(&manager, "contacts-by-channel", "channel"),
        again(channels)
    );
    let localities = opened
        .iter()
        .map(|one| one["decision"]["locality"].as_str().unwrap_or("not known"));
    assert_eq!(
        counted(&manager, "contacts-by-locality", "locality"),
        again(localities)
    );
    let outcomes = opened
        .iter()
        .map(|one| one["outcome"].as_str().unwrap_or("open"));
    assert_eq!(
        counted(&manager, "contacts-by-outcome", "outcome"),
        again(outcomes)
    );
    let needs = all.iter().flat_map(|one| {
        let needs = one["needs"].as_array().expect("needs");
        match needs.is_empty() {
            true => vec!["not known"],
            false => needs.iter().filter_map(Json::as_str).collect(),
        }
    });
    assert_eq!(counted(&manager, "contacts-by-need", "need"), again(needs));
    let told = [
        ("neighbour-or-public".to_owned(), 2),
        ("self".to_owned(), 4),
    ];
    assert_eq!(
        counted(&manager, "contacts-by-reporter", "reporter"),
        BTreeMap::from(told)
    );
    let source = json!({"reporter": "neighbour-or-public", "concerns": 2, "decided": 1, "not_met": 1,
        "percent_not_met": "100.00"});
    assert_eq!(figure(&manager, "section-42-by-source"), [source]);
    let response = figure(&manager, "time-to-first-response").remove(0);
    assert_eq!(
        (&response["contacts"], &response["done"]),
        (&json!(6), &json!(2))
    );
    assert_eq!(figure(&manager, "time-to-close")[0]["done"], 1);
    assert_eq!(figure(&manager, "overdue-now"), [] as [Json; 0]);
    // One need and one locality: every number is small.
    for line in figure(&manager, "needs-by-locality") {
        let members = line.as_object().expect("a line").iter();
        let mut numbers = members
            .filter(|(name, _)| *name != "need")
            .map(|(_, number)| number);
        assert!(
            numbers.all(|number| number.is_null() || *number == 0),
            "{line}"
        );
    }

    // Whoever subtracts what they may see from a total finds nobody.
    let colleague = site.worker(&["senior"]).username;
    let restriction = json!({"people": [colleague], "reason": "She works here."});
    everybody
        .change_now(&references[2], "restrict", &restriction)
        .expect(200);
    assert_eq!(
        counted(&manager, "contacts-by-day", "day")
            .values()
            .sum::<u64>(),
        5
    );
    assert_eq!(
        counted(&manager, "contacts-by-need", "need").get("memory"),
        Some(&1)
    );
    assert_eq!(
        counted(&manager, "contacts-by-channel", "channel").get("phone"),
        Some(&1)
    );

    let table = manager
        .caller
        .get("/api/v1/figures/contacts-by-channel.csv")
        .expect(200);
    assert_eq!(
        table.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(table.text().lines().count(), 1 + 3, "{}", table.text());
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn how_far_people_get_in_a_form_is_counted_once_for_each_of_them() {
    let site = Start::named("dashboard-forms").begin();
    let auditor = site.with_roles(&["auditor"]);
    let mut resident = site.resident();
    resident.open("/");
    resident.follow("Ask for help");
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let begun = || figure(&auditor, "form-completion").remove(0);
    assert_eq!(
        (&begun()["begun"], &begun()["sent"]),
        (&json!(1), &json!(0))
    );
    let pages = figure(&auditor, "form-pages");
    let stopped: Vec<&str> = pages
        .iter()
        .filter(|page| page["stopped"] != 0)
        .filter_map(|page| page["page"].as_str())
        .collect();
    assert_eq!(stopped, ["check-answers"], "{pages:?}");
    assert!(pages.iter().all(|page| page["came"] == 1), "{pages:?}");
    send(&mut resident);
    assert_eq!(begun()["percent_sent"], "100.00");
    let pages = figure(&auditor, "form-pages");
    assert!(pages.iter().all(|page| page["stopped"] == 0), "{pages:?}");
    // People read each page by its heading, as the form has it.
    let form = auditor
        .caller
        .get("/api/v1/forms/adult-contact")
        .expect(200);
    let form = form.json();
    let table = auditor
        .caller
        .get("/api/v1/figures/form-pages.csv")
        .expect(200);
    for page in &pages {
        let mut of_form = form["page"].as_array().expect("pages").iter();
        let heading = match of_form.find(|one| one["id"] == page["page"]) {
            Some(page) => page["heading"].as_str().expect("a heading"),
            None => "Check your answers",
        };
        assert!(
            table.text().contains(heading),
            "{heading}: {}",
            table.text()
        );
    }
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn a_manager_reads_the_dashboard_and_an_adviser_does_not() {
    let site = Site::shared();
    let mut manager = site.worker(&["manager"]);
    manager.sign_in();
    manager.browser.follow("Dashboard");
    let page = manager.browser.page();
    assert_eq!(page.heading, "Dashboard");
    for words in [
        "Contacts by day",
        "Time until somebody took it on",
        "Concerns where section 42 was not met, by who told us",
        "How far people get in each form",
        "in no number on this page",
    ] {
        assert!(
            page.main.contains(words),
            "{words} is missing: {}",
            page.main
        );
    }
    manager.browser.follow("Last year");
    assert!(
        manager.browser.at.contains("from="),
        "{}",
        manager.browser.at
    );
    manager
        .browser
        .fill("from", &["2026-13-01"])
        .press("Show these days");
    assert_eq!(manager.browser.status, 422);
    assert!(manager.browser.page().main.contains("Must be a day"));
    let mut adviser = site.worker(&["adviser"]);
    adviser.sign_in();
    adviser.browser.open("/staff/dashboard");
    assert_eq!(adviser.browser.status, 403);
    site.nobody()
        .caller
        .get("/api/v1/figures/contacts-by-day")
        .expect(401);
    let refused = site
        .with_roles(&["adviser"])
        .caller
        .get("/api/v1/figures/contacts-by-day");
    refused.expect(403);
    let nothing = site.with_roles(&["manager"]);
    nothing
        .caller
        .get("/api/v1/figures/contacts-by-name")
        .expect(404);
    nothing
        .caller
        .get("/api/v1/figures/contacts-by-day?from=soon&to=now")
        .expect(422);
}

/// How many people are asked about themselves, and one in so many gives no sex.
const ASKED: usize = 24;
const SILENT: usize = 3;
/// Two months, after which the month of today has ended.
const TWO_MONTHS: &str = "5356800";

/// What one of them answers.
fn about_themselves(person: usize) -> Vec<(&'static str, &'static str)> {
    let mut answers = match person % 2 {
        0 => vec![("health-condition", "yes"), ("health-impact", "a-lot")],
        _ => vec![("health-condition", "no")],
    };
    if !person.is_multiple_of(SILENT) {
        answers.push(("sex", "female"));
    }
    answers
}

/// Somebody asks for help, and then answers questions about themselves.
fn is_counted(site: &Site, person: usize) {
    let mut resident = site.resident();
    resident.open("/");
    resident.follow("Ask for help");
    until_the_check(&mut resident, HELP_WITH_MEALS);
    send(&mut resident);
    resident.follow("See what we ask and why");
    resident.follow("Answer and be counted");
    let given = about_themselves(person);
    let given: Vec<(&str, &[&str])> = given
        .iter()
        .map(|(question, answer)| (*question, std::slice::from_ref(answer)))
        .collect();
    let given: Answers<'_> = &given;
    until_the_check(&mut resident, given);
    resident.press("Send my answers");
    assert!(resident.at.ends_with("/thank-you"), "{}", resident.at);
}

#[test]
fn answers_about_equality_are_told_by_question_and_every_look_is_written_down() {
    let start = Start::named("dashboard-equality");
    let site = start.begin();
    for person in 0..ASKED {
        is_counted(&site, person);
    }
    assert_eq!(site.stop(), Some(0));

    let site = start
        .argument("--clock-offset-seconds")
        .argument(TWO_MONTHS)
        .begin();
    let auditor = site.with_roles(&["auditor"]);
    let told = |question: &str| {
        let path = format!("/api/v1/equality/questions/{question}");
        let body = auditor.caller.get(&path).expect(200).json();
        let items = body["items"].as_array().expect("items").clone();
        let people: BTreeMap<String, u64> = items
            .iter()
            .filter_map(|line| {
                let answer = line["answer"].as_str().unwrap_or("none");
                let people = line["people"].as_u64().filter(|people| *people > 0)?;
                Some((answer.to_owned(), people))
            })
            .collect();
        (body["asked"].as_u64().expect("asked"), people)
    };
    // The same, counted from what each of them answered.
    let asked_of = |question: &str| {
        let everybody = (0..ASKED).map(about_themselves);
        let mut given = BTreeMap::new();
        for answers in everybody {
            let is_asked =
                question != "health-impact" || answers.contains(&("health-condition", "yes"));
            if is_asked {
                let answer = answers.iter().find(|(asked, _)| *asked == question);
                let answer = answer.map_or("none", |(_, answer)| answer);
                *given.entry(answer.to_owned()).or_insert(0) += 1;
            }
        }
        (given.values().sum(), given)
    };
    for question in ["health-condition", "health-impact", "sex"] {
        assert_eq!(told(question), asked_of(question), "{question}");
    }
    let mut manager = site.worker(&["manager"]);
    manager.sign_in();
    let page = manager.browser.open("/staff/equality");
    for words in [
        "What is your sex?",
        "24 people were asked.",
        "12 people were asked, who had answered “Yes” to",
        "Did not answer",
        "this service has no shares of the population",
    ] {
        assert!(
            page.main.contains(words),
            "{words} is missing: {}",
            page.main
        );
    }
    site.nobody()
        .caller
        .get("/api/v1/equality/questions/sex")
        .expect(401);
    let adviser = site.with_roles(&["adviser"]);
    adviser
        .caller
        .get("/api/v1/equality/questions/sex")
        .expect(403);
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn a_manager_finds_the_numbers_about_equality_and_an_adviser_does_not() {
    let site = Site::shared();
    let mut manager = site.worker(&["manager"]);
    manager.sign_in();
    manager.browser.open("/staff/dashboard");
    manager.browser.follow("Answers about equality");
    let page = manager.browser.page();
    assert_eq!(page.heading, "Answers about equality");
    assert!(
        page.main
            .contains("It is written down who looked at the numbers")
    );
    let mut adviser = site.worker(&["adviser"]);
    adviser.sign_in();
    adviser.browser.open("/staff/equality");
    assert_eq!(adviser.browser.status, 403);
}
