//! The calls: a draft is looked at, tried, proposed, approved by somebody else, and withdrawn.

use serde_json::{Value, json};

use super::memory::{built_in, first};
use super::{Memory, call, get, json};

const DARA: &str = "dara:service-designer";
const DEV: &str = "dev:service-designer";

/// The rules that ship with the number that comes next, and something else in one place.
pub fn edited(stores: &Memory, from: &str, to: &str) -> String {
    let rules = built_in().rules;
    assert_eq!(rules.matches(from).count(), 1, "{from}");
    staff_pages::numbered::with_number(&rules.replace(from, to), stores.next())
}

fn sooner(stores: &Memory) -> String {
    edited(
        stores,
        "{ fact = \"caring-hours-per-week\", at-least = 50 }",
        "{ fact = \"caring-hours-per-week\", at-least = 35 }",
    )
}

fn typo(stores: &Memory) -> String {
    edited(
        stores,
        "{ fact = \"caring-hours-per-week\", at-least",
        "{ fact = \"caring-hours\", at-least",
    )
}

#[test]
fn a_typo_in_a_fact_is_told_with_its_line_and_the_facts_that_there_are() {
    let stores = Memory::default();
    let rules = typo(&stores);
    let line = 1 + rules
        .lines()
        .position(|line| line.contains("\"caring-hours\""))
        .unwrap();
    let body = json!({ "rules": rules });
    let looked = json(&call(
        &stores,
        DARA,
        "/api/v1/rulesets/difference",
        None,
        &body,
    ));
    let problem = &looked["problems"][0];
    assert_eq!(
        (&problem["text"], &problem["line"]),
        (&json!("rules"), &json!(line))
    );
    assert!(
        problem["message"]
            .as_str()
            .unwrap()
            .contains("caring-hours")
    );
    assert!(
        problem["remedy"]
            .as_str()
            .unwrap()
            .contains("caring-hours-per-week")
    );
    assert_eq!(looked["ruleset"], Value::Null);
    for target in ["/api/v1/rulesets", "/api/v1/rulesets/simulate"] {
        let refused = call(&stores, DARA, target, None, &body);
        assert_eq!(refused.status, 422, "{target}");
        let message = json(&refused)["errors"][0]["message"].to_string();
        assert!(message.contains(&format!("Line {line}")), "{message}");
    }
}

#[test]
fn every_problem_is_told_at_once_a_wrong_number_too() {
    let stores = Memory::default();
    let rules = built_in().rules;
    let looked = json(&call(
        &stores,
        DARA,
        "/api/v1/rulesets/difference",
        None,
        &json!({ "rules": rules }),
    ));
    let problem = &looked["problems"][0];
    let remedy = format!("Write version = {}.", stores.next());
    assert_eq!(problem["remedy"], json!(remedy));
    let kent = edited(&stores, "id = \"essex\"\n", "id = \"kent\"\n");
    let looked = json(&call(
        &stores,
        DARA,
        "/api/v1/rulesets/difference",
        None,
        &json!({ "rules": kent }),
    ));
    assert!(
        looked["problems"][0]["remedy"]
            .to_string()
            .contains("essex")
    );
    let nothing = call(
        &stores,
        DARA,
        "/api/v1/rulesets/difference",
        None,
        &json!({}),
    );
    assert_eq!(nothing.status, 422);
    let unknown = call(
        &stores,
        DARA,
        "/api/v1/rulesets",
        None,
        &json!({"rules": "x", "colour": "red"}),
    );
    assert_eq!(json(&unknown)["errors"][0]["field"], "colour");
}

#[test]
fn a_draft_of_one_text_takes_the_others_from_what_is_in_use() {
    let stores = Memory::default();
    let calendar = built_in()
        .calendar
        .replace("closes = \"16:30\"", "closes = \"16:00\"");
    let body = json!({ "calendar": calendar });
    let looked = json(&call(
        &stores,
        DARA,
        "/api/v1/rulesets/difference",
        None,
        &body,
    ));
    assert_eq!(looked["problems"], json!([]));
    assert_eq!(looked["ruleset"]["version"], json!(stores.next()));
    assert_eq!(
        looked["difference"],
        json!(["Calendar: In the working period “friday”, closes was “16:30”. Now it is “16:00”."])
    );
}

#[test]
fn somebody_else_approves_and_every_step_needs_the_version_that_was_read() {
    let stores = Memory::default();
    let number = stores.next();
    let body = json!({ "rules": sooner(&stores) });
    let proposed = call(&stores, DARA, "/api/v1/rulesets", None, &body);
    assert_eq!(proposed.status, 201);
    let tag = proposed.header("etag").unwrap().to_owned();
    let shape = json(&proposed);
    assert_eq!(shape["version"]["state"], "proposed");
    assert_eq!(shape["difference"].as_array().unwrap().len(), 1);
    let at = format!("/api/v1/rulesets/essex/{number}");
    let approve = format!("{at}/approve");
    let later = json!({"takes_effect": "2027-01-04T08:45:00Z", "reason": "Agreed."});
    assert_eq!(call(&stores, DEV, &approve, None, &later).status, 428);
    assert_eq!(
        call(&stores, DEV, &approve, Some("\"old\""), &later).status,
        412
    );
    assert_eq!(
        call(&stores, DARA, &approve, Some(&tag), &later).status,
        409
    );
    let wrong = json!({"takes_effect": "next Tuesday"});
    assert_eq!(call(&stores, DEV, &approve, Some(&tag), &wrong).status, 422);
    let approved = call(&stores, DEV, &approve, Some(&tag), &later);
    assert_eq!(approved.status, 200);
    assert_eq!(json(&approved)["state"], "scheduled");
    assert_eq!(json(&approved)["takes_effect"], "2027-01-04T08:45:00Z");
    let read = get(&stores, "mo:auditor", &at);
    let tag = read.header("etag").unwrap().to_owned();
    assert_eq!(json(&read)["texts"]["rules"], json!(sooner_text(&body)));
    let withdraw = format!("{at}/withdraw");
    assert_eq!(
        call(&stores, DEV, &withdraw, Some(&tag), &json!({})).status,
        422
    );
    let withdrawn = call(
        &stores,
        DEV,
        &withdraw,
        Some(&tag),
        &json!({"reason": "Not yet."}),
    );
    assert_eq!(json(&withdrawn)["state"], "withdrawn");
    assert_eq!(
        call(&stores, "mo:auditor", &withdraw, Some(&tag), &json!({})).status,
        403
    );
}

fn sooner_text(body: &Value) -> String {
    body["rules"].as_str().unwrap().to_owned()
}

fn carer(hours: &'static str) -> [(&'static str, &'static str); 2] {
    [("needs", "caring-role"), ("caring-hours-per-week", hours)]
}

#[test]
fn a_trial_tells_who_would_go_elsewhere_by_queue_priority_and_locality() {
    let hours = [carer("20"), carer("40"), carer("49"), carer("60")];
    let contacts: Vec<&[(&str, &str)]> = hours.iter().map(|facts| &facts[..]).collect();
    let stores = Memory::with_contacts(&contacts);
    let body = json!({ "rules": sooner(&stores), "limit": 3 });
    let first = json(&call(
        &stores,
        DARA,
        "/api/v1/rulesets/simulate",
        None,
        &body,
    ));
    assert_eq!(
        (&first["contacts"], &first["changed"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(
        first["priority"],
        json!([
            {"before": "standard", "after": "soon", "contacts": 2},
            {"before": "standard", "after": "standard", "contacts": 1},
        ])
    );
    assert_eq!(
        first["queue"],
        json!([{"before": "carers", "after": "carers", "contacts": 3}])
    );
    assert_eq!(
        first["locality"],
        json!([{"before": null, "after": null, "contacts": 3}])
    );
    assert_eq!(first["applied"]["fifty-hours-of-caring"], json!(2));
    assert_eq!(first["decided_otherwise"], json!(0));
    assert_eq!((&first["sooner"], &first["later"]), (&json!(2), &json!(0)));
    let body = json!({ "rules": sooner(&stores), "cursor": first["next_cursor"] });
    let last = json(&call(
        &stores,
        DARA,
        "/api/v1/rulesets/simulate",
        None,
        &body,
    ));
    assert_eq!(
        (&last["contacts"], &last["changed"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(last["next_cursor"], Value::Null);
    for (wrong, field) in [
        (json!({"rules": sooner(&stores), "limit": 0}), "limit"),
        (json!({"rules": sooner(&stores), "limit": 501}), "limit"),
        (
            json!({"rules": sooner(&stores), "cursor": "made-up"}),
            "cursor",
        ),
    ] {
        let refused = call(&stores, DARA, "/api/v1/rulesets/simulate", None, &wrong);
        assert_eq!(json(&refused)["errors"][0]["field"], field);
    }
}

#[test]
fn a_proposal_is_tried_by_its_number_and_no_contact_comes_back() {
    let stores =
        Memory::with_contacts(&[&[("district", "chelmsford"), ("date-of-birth", "1941-03-07")]]);
    let number = stores.next();
    call(
        &stores,
        DARA,
        "/api/v1/rulesets",
        None,
        &json!({ "rules": sooner(&stores) }),
    );
    let target = format!("/api/v1/rulesets/essex/{number}/simulate");
    let tried = json(&call(&stores, DEV, &target, None, &json!({})));
    assert_eq!(
        (&tried["contacts"], &tried["changed"]),
        (&json!(1), &json!(0))
    );
    assert!(!tried.to_string().contains("1941"), "{tried}");
    assert_eq!(
        call(&stores, "mo:auditor", &target, None, &json!({})).status,
        403
    );
}

#[test]
fn a_version_says_its_rules_what_is_wrong_and_what_nothing_reads() {
    let stores = Memory::default();
    let read = json(&get(
        &stores,
        "mo:auditor",
        &format!("/api/v1/rulesets/{}", first()),
    ));
    let rules = read["rules"].as_array().unwrap();
    let homeless = rules.iter().find(|rule| rule["id"] == "homeless").unwrap();
    assert_eq!(homeless["then"], json!(["its priority is at least soon"]));
    assert_eq!(
        (&read["problems"], &read["never_applied"]),
        (&json!([]), &json!([]))
    );
    assert!(
        read["unread_facts"]
            .to_string()
            .contains("cannot-protect-self")
    );
    assert_eq!(read["compared_with"], Value::Null);
    let list = json(&get(&stores, "mo:auditor", "/api/v1/rulesets"));
    assert_eq!(list["items"][0]["in_use"], json!(true));
    let asked = get(&stores, "mo:auditor", "/api/v1/rulesets?all=yes");
    assert_eq!(asked.status, 422);
}
