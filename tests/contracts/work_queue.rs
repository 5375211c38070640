//! What staff do with referrals between taking them on and closing them, through the API, and what they may not.

use std::time::{SystemTime, UNIX_EPOCH};

use vocabulary::Date;

use super::{help_with_meals, one_answer};
use crate::harness::{Json, Machine, Site, json};

fn submitted(form: &str, answers: &Json) -> String {
    let receipt = Site::shared().nobody().submit(form, answers);
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

fn referral() -> String {
    submitted("adult-contact", &help_with_meals())
}

fn with_role(role: &str) -> Machine {
    Site::shared().with_roles(&[role])
}

/// The day so many days from now.
fn in_days(days: i64) -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let today = since.expect("a clock after 1970").as_secs() / 86_400;
    let today = i64::try_from(today).expect("a day");
    Date::from_days_since_1970(today + days).to_string()
}

fn nobody_answers() -> Json {
    json!({"how": "phone", "answered": "nobody", "safe_to_talk": "not-asked"})
}

fn closing(no_reply: bool) -> Json {
    json!({"outcome": "NFA: Other", "no_reply": no_reply})
}

fn decided(queue: Option<&str>) -> Json {
    let limb = |finding: &str| json!({"finding": finding, "because": "As she told us."});
    json!({
        "limbs": {"a": limb("yes"), "b": limb("no"), "c": limb("unknown")},
        "decision": "no-enquiry", "reasons": "The bank has changed the card.", "queue": queue,
    })
}

#[test]
fn waiting_takes_a_referral_out_of_the_list_and_never_stops_its_clock() {
    let (reference, adviser) = (referral(), with_role("adviser"));
    let (before, _) = adviser.referral(&reference);
    let body = json!({"what_for": "Her daughter rings back.", "until": in_days(3)});
    let waits = adviser
        .change_now(&reference, "wait", &body)
        .expect(200)
        .json();
    assert_eq!(waits["status"], "waiting-for-you");
    assert_eq!(waits["respond_by"], before["respond_by"]);
    assert!(waits["waiting_until"].is_string());
    let listed = |query: &str| {
        let query = format!("&{query}&q={reference}");
        adviser.list(&query, 50).len()
    };
    assert_eq!((listed("waiting=true"), listed("waiting=false")), (1, 0));
    let too_long = json!({"what_for": "Spring.", "until": in_days(200)});
    let fields = adviser
        .change_now(&reference, "wait", &too_long)
        .invalid_fields();
    assert_eq!(fields, ["until"]);
    let ended = adviser.change_now(&reference, "end-wait", &json!({"reason": "She rang."}));
    assert_eq!(ended.expect(200).json()["waiting_until"], json!(null));
    assert_eq!(listed("waiting=true"), 0);
    adviser
        .change_now(&reference, "end-wait", &json!({"reason": "Again."}))
        .problem(409);
}

#[test]
fn a_concern_is_not_closed_by_any_side_door() {
    let concern = submitted("safeguarding-concern", &one_answer());
    let other = referral();
    let everyone = Site::shared().administrator();
    let reason = "Not so bad.";
    for (action, body) in [
        ("close", closing(false)),
        ("close", closing(true)),
        ("reroute", json!({"queue": "out-of-area", "reason": reason})),
        (
            "priority",
            json!({"priority": "standard", "reason": reason}),
        ),
        ("merge", json!({"into": other, "reason": reason})),
    ] {
        everyone.change_now(&concern, action, &body).problem(409);
    }
    for role in ["adviser", "senior", "manager"] {
        let by = with_role(role);
        by.change_now(&concern, "s42-decision", &decided(None))
            .problem(403);
        by.change_now(&concern, "close", &closing(false))
            .problem(409);
    }
    let safeguarding = with_role("safeguarding");
    let (before, _) = safeguarding.referral(&concern);
    let after = safeguarding
        .change_now(&concern, "s42-decision", &decided(Some("carers")))
        .expect(200)
        .json();
    assert_eq!(
        (&after["queue"], &after["status"], &after["been_in"]),
        (
            &json!("carers"),
            &json!("passed-on"),
            &json!(["safeguarding-triage"])
        )
    );
    assert_eq!(after["respond_by"], before["respond_by"], "the first clock");
    assert_eq!(after["s42_decision"]["queue"], "carers");
    everyone
        .change_now(&concern, "close", &closing(false))
        .expect(200);
    everyone
        .change_now(&concern, "close", &closing(false))
        .problem(409);
}

#[test]
fn no_reply_closes_nothing_where_somebody_may_be_in_danger() {
    let mut answers = help_with_meals();
    answers["risks"] = json!(["no-food-heat-medication"]);
    let reference = submitted("adult-contact", &answers);
    let (adviser, senior) = (with_role("adviser"), with_role("senior"));
    senior
        .change_now(&reference, "close", &closing(true))
        .problem(409);
    adviser
        .change_now(&reference, "claim", &json!({}))
        .expect(200);
    for _ in 0..2 {
        adviser
            .change_now(&reference, "contact-attempt", &nobody_answers())
            .expect(200);
    }
    let (tried, _) = adviser.referral(&reference);
    assert_eq!(
        (
            &tried["unanswered"],
            &tried["needs_welfare_check"],
            &tried["assignee"]
        ),
        (&json!(2), &json!(true), &json!(null)),
        "it goes to somebody who leads"
    );
    let query = format!("&attention=welfare-check&q={reference}");
    assert_eq!(senior.list(&query, 50).len(), 1);
    senior
        .change_now(&reference, "close", &closing(false))
        .problem(409);
    let check = json!({"decision": "visit", "reasons": "Nobody has seen her since Monday."});
    adviser
        .change_now(&reference, "welfare-check", &check)
        .problem(403);
    senior
        .change_now(&reference, "welfare-check", &check)
        .expect(200);
    senior
        .change_now(&reference, "close", &closing(true))
        .expect(200);
}

#[test]
fn a_cycle_of_reroutes_is_settled_by_somebody_who_leads() {
    let (reference, adviser) = (referral(), with_role("adviser"));
    let (first, _) = adviser.referral(&reference);
    let home = first["queue"].as_str().expect("a queue").to_owned();
    let go = |by: &Machine, queue: &str| {
        let body = json!({"queue": queue, "reason": "Not ours."});
        by.change_now(&reference, "reroute", &body)
    };
    go(&adviser, "sensory").expect(200);
    go(&adviser, &home).expect(200);
    go(&adviser, "sensory").expect(200);
    go(&adviser, &home).problem(409);
    let settled = go(&with_role("senior"), &home).expect(200).json();
    assert_eq!(settled["been_in"].as_array().map(Vec::len), Some(4));
    assert_eq!(settled["respond_by"], first["respond_by"]);
}

#[test]
fn the_same_person_is_told_with_reasons_and_joined_by_people_alone() {
    let mut answers = help_with_meals();
    // Names that no other test uses.
    answers["given-name"] = json!("Philippa");
    answers["family-name"] = json!("Quartermaine");
    answers["date-of-birth"] = json!("1938-04-12");
    let one = submitted("adult-contact", &answers);
    answers["given-name"] = json!("Quartermaine");
    answers["family-name"] = json!("Philippa");
    let other = submitted("adult-contact", &answers);
    let (adviser, senior) = (with_role("adviser"), with_role("senior"));
    let path = format!("/api/v1/referrals/{one}/possible-matches");
    let found = adviser.caller.get(&path).expect(200).json();
    let found = found["items"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|item| item["referral"]["reference"] == other.as_str())
        .expect("the other one")
        .clone();
    assert_eq!(
        (&found["relation"], &found["score"]),
        (&json!("same-person"), &json!("strong"))
    );
    let because = found["because"].to_string();
    assert!(because.contains("names-swapped") && because.contains("date-of-birth"));

    let body = json!({"into": other, "reason": "She wrote twice."});
    adviser.change_now(&one, "merge", &body).problem(403);
    let merged = senior.change_now(&one, "merge", &body).expect(200).json();
    assert_eq!(merged["merged_into"], other.as_str());
    let (survivor, _) = adviser.referral(&other);
    assert_eq!(survivor["merged_here"], json!([one]));
    adviser.change_now(&one, "claim", &json!({})).problem(409);
    assert_eq!(
        adviser.list(&format!("&q={one}"), 50).len(),
        1,
        "never lost"
    );
    let apart = senior.change_now(&one, "unmerge", &json!({"reason": "Sisters."}));
    assert_eq!(apart.expect(200).json()["merged_into"], json!(null));

    let itself = json!({"into": one, "reason": "Why not."});
    let fields = senior.change_now(&one, "merge", &itself).invalid_fields();
    assert_eq!(fields, ["into"]);
}

#[test]
fn two_workers_see_each_other_and_never_overwrite() {
    let reference = referral();
    let mut person = Site::shared().worker(&["adviser"]);
    person.sign_in();
    person
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    let (one, other) = (with_role("adviser"), with_role("adviser"));
    let (_, tag) = one.referral(&reference);
    let (seen, _) = other.referral(&reference);
    let here = seen["also_here"].to_string();
    assert!(here.contains(&person.username), "{here}");
    assert!(
        !here.contains(&one.name),
        "a machine looks at nothing: {here}"
    );
    let note = json!({"text": "Rang her."});
    one.change(&reference, "note", &note, Some(&tag))
        .expect(200);
    other
        .change(&reference, "contact-attempt", &nobody_answers(), Some(&tag))
        .problem(412);
    other
        .change(&reference, "contact-attempt", &nobody_answers(), None)
        .problem(428);
}

#[test]
fn what_is_not_valid_is_named_and_changes_nothing() {
    let (reference, adviser) = (referral(), with_role("adviser"));
    let (_, tag) = adviser.referral(&reference);
    let megabyte = json!({"text": "a".repeat(1_000_000)});
    adviser
        .change(&reference, "note", &megabyte, Some(&tag))
        .problem(413);
    let long = json!({"text": "a".repeat(10_001)});
    let fields = adviser
        .change(&reference, "note", &long, Some(&tag))
        .invalid_fields();
    assert_eq!(fields, ["text"]);
    for query in [
        "attention=now",
        "sort=name",
        "sign=bad",
        "waiting=2",
        "unassigned=yes",
        "form=essay",
        "channel=pigeon",
    ] {
        let path = format!("/api/v1/referrals?{query}");
        let name = query.split('=').next().expect("a name");
        assert_eq!(adviser.caller.get(&path).invalid_fields(), [name]);
    }
    assert_eq!(adviser.referral(&reference).1, tag);
}

#[test]
fn a_cursor_fits_one_list_in_one_order_and_bears_no_change() {
    for _ in 0..3 {
        referral();
    }
    let adviser = with_role("adviser");
    let page = |query: &str| {
        adviser
            .caller
            .get(&format!("/api/v1/referrals?limit=1{query}"))
    };
    for sort in ["most-pressing", "due-first", "oldest-first"] {
        let first = page(&format!("&sort={sort}")).expect(200).json();
        let cursor = first["next_cursor"].as_str().expect("more").to_owned();
        page(&format!("&sort={sort}&cursor={cursor}")).expect(200);
        let other = match sort {
            "due-first" => "oldest-first",
            _ => "due-first",
        };
        let turned: String = cursor.chars().rev().collect();
        for query in [
            format!("&sort={other}&cursor={cursor}"),
            format!("&sort={sort}&attention=overdue&cursor={cursor}"),
            format!("&sort={sort}&cursor={turned}"),
            format!("&sort={sort}&cursor={cursor}A"),
        ] {
            assert_eq!(page(&query).invalid_fields(), ["cursor"], "{query}");
        }
    }
}

#[test]
fn who_asks_for_work_is_handed_none_that_is_not_theirs() {
    let adviser = with_role("adviser");
    let next = |by: &Machine, body: Json| by.caller.post("/api/v1/referrals/next", &body);
    for queue in [
        "safeguarding-triage",
        "organisational-safeguarding",
        "emergency-duty",
    ] {
        next(&adviser, json!({"queues": [queue]})).problem(403);
    }
    next(&with_role("auditor"), json!({})).problem(403);
    next(&with_role("service-designer"), json!({})).problem(403);
    let fields = next(&adviser, json!({"queues": ["nowhere"]})).invalid_fields();
    assert_eq!(fields, ["queues"]);
}
