//! Files for other systems: a manager takes them on a page, a machine by a call.

use crate::harness::{Answer, Json, Machine, Site, Start, json, run, said};
use vocabulary::Date;

const CSV: &str = "/api/v1/exports/referrals.csv";
const LINES: &str = "/api/v1/exports/referrals.jsonl";
const NATIONAL: &str = "/api/v1/exports/client-level-data.csv";
const QUALITY: &str = "/api/v1/exports/client-level-data/quality";

/// More than leave in one piece.
const REFERRALS: usize = 450;

/// The days around today, half a year each way: whatever the clock of the site shows, its contacts are among them.
fn half_a_year_each_way() -> (Date, Date) {
    let since_1970 = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a clock after 1970");
    let days = i64::try_from(since_1970.as_secs() / 86_400).expect("days");
    let today = Date::from_days_since_1970(days);
    (today.plus_days(-182), today.plus_days(182))
}

fn body(reason: &str) -> Json {
    let (from, to) = half_a_year_each_way();
    json!({"from": from.to_string(), "to": to.to_string(), "reason": reason})
}

fn taken(machine: &Machine, path: &str) -> Answer {
    machine
        .caller
        .post(path, &body("A test of exports"))
        .expect(200)
}

/// The cells of every line (RFC 4180).
fn cells(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = table.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().expect("a row");
        let cell = row.last_mut().expect("a cell");
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    assert_eq!(
        rows.pop(),
        Some(vec![String::new()]),
        "the last line is cut off"
    );
    rows
}

fn column<'a>(rows: &'a [Vec<String>], heading: &str) -> Vec<&'a str> {
    let place = rows[0].iter().position(|cell| cell == heading);
    let place = place.unwrap_or_else(|| panic!("no column {heading}"));
    rows[1..].iter().map(|row| row[place].as_str()).collect()
}

fn sent(site: &Site, answers: &Json) -> String {
    let receipt = site.nobody().submit("adult-contact", answers);
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

fn closed(manager: &Machine, reference: &str) {
    let closing = json!({"outcome": "NFA: Support declined"});
    manager.change_now(reference, "close", &closing).expect(200);
}

fn edith() -> Json {
    json!({
        "about": "self", "given-name": "Edith", "family-name": "Exportworthy", "needs": ["memory"],
        "postcode": "CM2 6AA", "phone": "01632 960101", "date-of-birth": "1941-03-07",
        "narrative": "=HYPERLINK(\"http://example.org\")",
    })
}

#[test]
fn a_machine_takes_every_referral_of_a_period_as_a_table_and_as_lines_of_json() {
    if !Site::is_ours() {
        return println!("only a site of our own can be filled");
    }
    let start = Start::named("exports");
    assert_eq!(start.begin().stop(), Some(0));
    let data = start.data().display().to_string();
    let referrals = REFERRALS.to_string();
    let seeded = run(&["seed", "--referrals", &referrals, "--data", &data]);
    assert!(seeded.status.success(), "{}", said(&seeded));
    let site = start.begin();
    let manager = site.with_roles(&["manager"]);
    for _ in 0..3 {
        closed(&manager, &sent(&site, &edith()));
    }
    let everybody = manager.list("", 200);
    let machine = site.with_roles(&["worker"]);

    let table = taken(&machine, CSV);
    assert_eq!(
        table.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert_eq!(table.header("cache-control"), Some("no-store"));
    let rows = cells(&table.text());
    assert_eq!(rows[0], service_figures::exports::lines::COLUMNS);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let received = column(&rows, "received_at");
    assert!(received.is_sorted(), "in the order of arrival");
    let (from, to) = half_a_year_each_way();
    let within = |item: &&Json| {
        let day = &item["submitted_at"].as_str().expect("a time")[..10];
        (from.to_string().as_str()..=to.to_string().as_str()).contains(&day)
    };
    let mut expected: Vec<&str> = everybody
        .iter()
        .filter(within)
        .map(|item| item["reference"].as_str().expect("a reference"))
        .collect();
    assert!(
        expected.len() > 200,
        "{} leave in one piece",
        expected.len()
    );
    let mut told = column(&rows, "reference");
    expected.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, expected);

    let lines = taken(&machine, LINES).text();
    let mut of_lines = Vec::new();
    for line in lines.lines() {
        let object: Json = serde_json::from_str(line).expect("JSON");
        assert!(object["answers"].is_array() && object["decision"]["reasons"][0].is_object());
        of_lines.push(
            object["reference"]
                .as_str()
                .expect("a reference")
                .to_owned(),
        );
    }
    of_lines.sort_unstable();
    assert_eq!(of_lines, expected);

    let national = cells(&taken(&machine, NATIONAL).text());
    let report = taken(&machine, QUALITY).json();
    agree(&national, &report);
    assert!(report["rows"].as_u64() >= Some(3), "{report}");
    assert_eq!(site.stop(), Some(0));
    let verified = run(&["audit", "verify", "--data", &data]);
    assert!(verified.status.success(), "{}", said(&verified));
    half_a_file_is_not_taken_for_the_whole(&start);
}

/// The last record cannot be opened any more, which shows when most of the file has left.
fn half_a_file_is_not_taken_for_the_whole(start: &Start) {
    let database = rusqlite::Connection::open(start.data().join("cases.db")).expect("the cases");
    let sql = "UPDATE referral_record SET sealed = zeroblob(100) WHERE referral =
        (SELECT id FROM referral ORDER BY received_at DESC, id DESC LIMIT 1)";
    assert_eq!(database.execute(sql, []).expect("a broken record"), 1);
    drop(database);
    let site = start.begin();
    let machine = site.with_roles(&["worker"]);
    let body = body("A test of a fault").to_string();
    let headers = [("content-type", "application/json")];
    for path in [CSV, LINES] {
        let answer = machine
            .caller
            .try_send("POST", path, &headers, Some(body.as_bytes()));
        // What is small is whole before its head leaves, and what is large breaks off.
        let is_seen = answer.as_ref().map_or(true, |answer| answer.status >= 500);
        assert!(is_seen, "{path}: {:?}", answer.map(|answer| answer.status));
    }
}

/// The 50 headings, and a report that counts the cells of these rows.
fn agree(rows: &[Vec<String>], report: &Json) {
    assert_eq!(rows[0].len(), 50);
    assert_eq!(
        (rows[0][0].as_str(), rows[0][49].as_str()),
        ("LA Code", "Planned units per week")
    );
    assert!(rows.iter().all(|row| row.len() == 50));
    let count = rows.len() as u64 - 1;
    assert_eq!(report["rows"], count);
    let headings = report["headings"].as_array().expect("headings");
    for (place, heading) in rows[0].iter().enumerate() {
        let told = &headings[place];
        assert_eq!(told["heading"], heading.as_str());
        let of = |label: &str| told["verdicts"][label].as_u64().expect(label);
        let blank = of("Passed: Blank (Not Mandatory)")
            + of("Failed: Blank (Mandatory)")
            + of("Undetermined");
        let filled = of("Passed: Valid") + of("Failed: Invalid") + of("Failed: Release 1");
        let blank_cells = rows[1..].iter().filter(|row| row[place].is_empty()).count() as u64;
        assert_eq!(
            (blank, filled),
            (blank_cells, count - blank_cells),
            "{heading}"
        );
        for example in told["examples"].as_array().expect("examples") {
            assert!(
                column(rows, "Event Reference")
                    .contains(&example["reference"].as_str().expect("text"))
            );
        }
    }
}

#[test]
fn a_closed_contact_is_a_request_of_the_national_data_and_what_was_typed_is_no_formula() {
    let site = Site::shared();
    let reference = sent(site, &edith());
    let manager = site.with_roles(&["manager"]);
    closed(&manager, &reference);
    let rows = cells(&taken(&manager, NATIONAL).text());
    let at = column(&rows, "Event Reference")
        .iter()
        .position(|told| *told == reference);
    let at = at.expect("the request is in the file");
    for (heading, expected) in [
        ("LA Code", ""),
        ("Date of Birth", "1941-03-07"),
        ("Postcode", "CM2 6AA"),
        ("Client Type", "Service user"),
        ("Primary Support Reason", "Support with Memory & Cognition"),
        ("Event Type", "Request"),
        ("Event Outcome", "NFA: Support declined"),
        ("Request: Route of Access", "Community / Other route"),
        ("Ethnicity", ""),
        ("First Name", ""),
        ("Service Type", ""),
    ] {
        assert_eq!(column(&rows, heading)[at], expected, "{heading}");
    }
    let start = column(&rows, "Event Start Date")[at];
    assert!(start.parse::<Date>().is_ok() && start <= column(&rows, "Event End Date")[at]);

    // A decision under section 42 is written freely.
    let concern = json!({"risks": ["exploitation"], "given-name": "Maud", "narrative": "Her nephew has her card."});
    let receipt = site.nobody().submit("safeguarding-concern", &concern);
    let concern = receipt["reference"].as_str().expect("a reference");
    let limb = json!({"finding": "yes", "because": "She told us."});
    let decision = json!({"limbs": {"a": limb, "b": limb, "c": limb},
        "decision": "=cmd|' /C calc'!A0", "reasons": "All three are met."});
    let safeguarding = site.with_roles(&["safeguarding"]);
    safeguarding
        .change_now(concern, "s42-decision", &decision)
        .expect(200);
    let table = taken(&manager, CSV).text();
    let rows = cells(&table);
    let at = column(&rows, "reference")
        .iter()
        .position(|told| *told == concern);
    let decided = column(&rows, "s42_decision")[at.expect("the concern is in the file")];
    assert_eq!(decided, "'=cmd|' /C calc'!A0");
    let formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t']);
    assert!(!rows.iter().flatten().any(formula));
    // The table has nobody's name and nobody's words; the lines of JSON have.
    assert!(!table.contains("Exportworthy") && !table.contains("HYPERLINK"));
    let lines = taken(&manager, LINES).text();
    assert!(lines.contains("Exportworthy") && lines.contains("HYPERLINK"));

    // Who took it, and why, is written down for each.
    let audit = manager
        .caller
        .get(&format!("/api/v1/referrals/{reference}/audit"))
        .expect(200)
        .text();
    assert!(
        audit.contains("exported") && audit.contains("A test of exports"),
        "{audit}"
    );
    let shown = manager.referral(&reference).0.to_string();
    assert!(!shown.contains("exported"), "no part of the work: {shown}");
}

#[test]
fn a_restricted_referral_is_in_nobody_s_file_but_theirs_who_may_see_it() {
    let site = Site::shared();
    let (hidden, open) = (sent(site, &edith()), sent(site, &edith()));
    let manager = site.with_roles(&["manager"]);
    let other = site.with_roles(&["worker"]);
    let restriction = json!({"people": [manager.name], "reason": "She works here."});
    manager
        .change_now(&hidden, "restrict", &restriction)
        .expect(200);
    let of = |machine: &Machine| {
        let rows = cells(&taken(machine, CSV).text());
        let told: Vec<String> = column(&rows, "reference")
            .iter()
            .map(ToString::to_string)
            .collect();
        (told.contains(&hidden), told.contains(&open))
    };
    assert_eq!(of(&manager), (true, true));
    assert_eq!(of(&other), (false, true));
}

#[test]
fn files_are_for_managers_and_machines_and_for_a_year_at_the_most() {
    let site = Site::shared();
    for role in [
        "adviser",
        "senior",
        "safeguarding",
        "service-designer",
        "auditor",
        "administrator",
    ] {
        let machine = site.with_roles(&[role]);
        for path in [CSV, LINES, NATIONAL, QUALITY] {
            machine.caller.post(path, &body("No")).problem(403);
        }
    }
    site.nobody().caller.post(CSV, &body("No")).problem(401);
    let manager = site.with_roles(&["manager"]);
    for path in [CSV, LINES, NATIONAL, QUALITY] {
        let wrong = |body: Json| manager.caller.post(path, &body).invalid_fields();
        assert_eq!(
            wrong(json!({"from": "2026-04-01", "to": "2027-04-02", "reason": "x"})),
            ["to"]
        );
        assert_eq!(
            wrong(json!({"from": "2026-04-01", "to": "2026-03-31", "reason": "x"})),
            ["to"]
        );
        assert_eq!(
            wrong(json!({"from": "April", "to": "2026-03-31", "reason": " "})),
            ["from", "reason"]
        );
    }
    let mut adviser = site.worker(&["adviser"]);
    adviser.sign_in();
    adviser.browser.open("/staff/exports");
    assert_eq!(adviser.browser.status, 403);
}

#[test]
fn a_manager_sees_how_good_the_data_is_before_the_file() {
    let site = Site::shared();
    let reference = sent(site, &edith());
    closed(&site.with_roles(&["manager"]), &reference);
    let mut manager = site.worker(&["manager"]);
    manager.sign_in();
    let browser = &mut manager.browser;
    browser.follow("Exports");
    browser.press("Continue");
    assert_eq!(browser.status, 422);
    for said in [
        "Choose what you need",
        "Enter the first day",
        "Say what it is needed for",
    ] {
        assert!(
            browser.page().main.contains(said),
            "{said}: {}",
            browser.page().main
        );
    }
    let (from, to) = half_a_year_each_way();
    for (name, day) in [("from", from), ("to", to)] {
        browser.fill(&format!("{name}-day"), &[&day.day().to_string()]);
        browser.fill(&format!("{name}-month"), &[&day.month().to_string()]);
        browser.fill(&format!("{name}-year"), &[&day.year().to_string()]);
    }
    browser.fill("what", &["client-level-data"]);
    browser.fill("reason", &["The return of the quarter"]);
    let page = browser.press("Continue").clone();
    for said in [
        "How good the data is",
        "LA Person Unique Identifier",
        "Failed: Blank (Mandatory)",
        "Not verified",
    ] {
        assert!(page.main.contains(said), "{said}: {}", page.main);
    }
    assert!(!page.main.contains("Exportworthy"));
    let form = page.form_with("Save the file (CSV)").clone();
    let (_, pairs) = form.pressed("Save the file (CSV)");
    let file = browser.caller.post_form(&form.action, &pairs).expect(200);
    let saved = file
        .header("content-disposition")
        .expect("a file to be saved");
    assert!(saved.contains("client-level-data-requests-"), "{saved}");
    let rows = cells(&file.text());
    assert_eq!(rows[0].len(), 50);
    assert!(column(&rows, "Event Reference").contains(&reference.as_str()));
}
