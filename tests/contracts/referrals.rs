//! The staff API on one referral.

use std::collections::BTreeSet;

use super::{help_with_meals, one_answer};
use crate::harness::{Json, Machine, Site, json};

/// A new referral.
fn referral() -> String {
    let receipt = Site::shared()
        .nobody()
        .submit("adult-contact", &help_with_meals());
    receipt["reference"]
        .as_str()
        .expect("a reference")
        .to_owned()
}

fn adviser() -> Machine {
    Site::shared().with_roles(&["adviser"])
}

#[test]
fn a_worker_reads_what_was_said_and_why_it_came_to_them() {
    let (reference, adviser) = (referral(), adviser());
    let (read, tag) = adviser.referral(&reference);
    assert!(
        tag.starts_with('"') && tag.ends_with('"'),
        "{tag} is not a strong tag"
    );
    for member in [
        "reference",
        "status",
        "form",
        "answers",
        "decision",
        "assignee",
        "timeline",
    ] {
        assert!(read.get(member).is_some(), "no {member} in {read}");
    }
    let answers = read["answers"].as_array().expect("answers");
    let needs = answers
        .iter()
        .find(|answer| answer["id"] == "needs")
        .expect("the needs");
    assert_eq!(needs["answer"], json!(["meals-nutrition"]));
    assert_eq!(
        adviser.referral(&reference).1,
        tag,
        "reading changes nothing"
    );
}

#[test]
fn a_referral_is_claimed_noted_released_and_closed() {
    let (reference, adviser) = (referral(), adviser());
    let (_, fresh) = adviser.referral(&reference);
    let claimed = adviser
        .change(&reference, "claim", &json!({}), Some(&fresh))
        .expect(200);
    let tag = claimed.header("etag").expect("an ETag").to_owned();
    assert_ne!(tag, fresh);
    assert_eq!(claimed.json()["assignee"], adviser.name.as_str());
    assert_eq!(claimed.json()["status"], "being-looked-at");

    let noted = adviser
        .change(
            &reference,
            "note",
            &json!({"text": "She prefers mornings."}),
            Some(&tag),
        )
        .expect(200);
    let tag = noted.header("etag").expect("an ETag").to_owned();
    assert!(
        noted.json()["timeline"]
            .to_string()
            .contains("She prefers mornings.")
    );

    let released = adviser
        .change(&reference, "release", &json!({}), Some(&tag))
        .expect(200);
    let tag = released.header("etag").expect("an ETag").to_owned();
    assert_eq!(released.json()["assignee"], json!(null));

    let outcome = json!({"outcome": "Progress to assessment, review or reassessment"});
    let closed = adviser
        .change(&reference, "close", &outcome, Some(&tag))
        .expect(200);
    assert_eq!(closed.json()["status"], "closed");
    let (read, tag) = adviser.referral(&reference);
    assert_eq!(Some(tag.as_str()), closed.header("etag"));
    assert_eq!(read, closed.json());
    adviser
        .change(&reference, "close", &outcome, Some(&tag))
        .problem(409);
    adviser
        .change(&reference, "claim", &json!({}), Some(&tag))
        .problem(409);
}

#[test]
fn of_thirty_two_claims_at_once_exactly_one_wins() {
    let (site, reference) = (Site::shared(), referral());
    let (_, tag) = site.administrator().referral(&reference);
    let workers: Vec<Machine> = (0..32).map(|_| adviser()).collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let claims: Vec<_> = workers
            .into_iter()
            .map(|worker| {
                scope.spawn({
                    let (reference, tag) = (&reference, &tag);
                    move || {
                        let status = worker
                            .change(reference, "claim", &json!({}), Some(tag))
                            .status;
                        (status == 200, worker.name, status)
                    }
                })
            })
            .collect();
        let ended: Vec<(bool, String, u16)> = claims
            .into_iter()
            .map(|claim| claim.join().expect("an answer"))
            .collect();
        let winner: Vec<&str> = ended
            .iter()
            .filter(|(won, ..)| *won)
            .map(|(_, name, _)| name.as_str())
            .collect();
        assert_eq!(winner.len(), 1, "{winner:?}");
        assert_eq!(
            site.administrator().referral(&reference).0["assignee"],
            winner[0]
        );
        ended.iter().map(|(.., status)| *status).collect()
    });
    let others: BTreeSet<u16> = statuses
        .into_iter()
        .filter(|status| *status != 200)
        .collect();
    assert!(others.is_subset(&BTreeSet::from([409, 412])), "{others:?}");
}

#[test]
fn what_is_held_cannot_be_claimed_even_by_the_holder() {
    let (reference, adviser) = (referral(), adviser());
    adviser
        .change_now(&reference, "claim", &json!({}))
        .expect(200);
    adviser
        .change_now(&reference, "claim", &json!({}))
        .problem(409);
    Site::shared()
        .administrator()
        .change_now(&reference, "claim", &json!({}))
        .problem(409);
}

/// 401, 404, 403, 428, 412, 409, 422: each request is wrong in every later way too.
#[test]
fn what_is_wrong_is_looked_at_in_the_order_of_the_contract() {
    let (site, reference) = (Site::shared(), referral());
    let invalid = json!({"colour": "green"});
    let stale = Some("\"stale\"");
    let (adviser, auditor) = (adviser(), site.with_roles(&["auditor"]));
    site.nobody()
        .change("ASC-0000-0000", "claim", &invalid, stale)
        .problem(401);
    site.nobody()
        .caller
        .get(&format!("/api/v1/referrals/{reference}"))
        .problem(401);
    site.machine("x", Some(""))
        .change(&reference, "claim", &invalid, stale)
        .problem(401);
    auditor
        .change("ASC-0000-0000", "claim", &invalid, None)
        .problem(404);
    auditor
        .change(&reference, "claim", &invalid, None)
        .problem(403);
    adviser
        .change(&reference, "claim", &invalid, None)
        .problem(428);
    adviser
        .change(&reference, "claim", &invalid, stale)
        .problem(412);
    adviser
        .change_now(&reference, "claim", &json!({}))
        .expect(200);
    adviser
        .change_now(&reference, "claim", &invalid)
        .problem(409);
    let fields = adviser
        .change_now(&reference, "note", &invalid)
        .invalid_fields();
    assert_eq!(fields, ["colour", "text"]);
}

#[test]
fn a_change_that_crossed_with_another_is_not_made() {
    let (reference, adviser) = (referral(), adviser());
    let (_, tag) = adviser.referral(&reference);
    adviser
        .change(&reference, "note", &json!({"text": "First."}), Some(&tag))
        .expect(200);
    adviser
        .change(&reference, "note", &json!({"text": "Second."}), Some(&tag))
        .problem(412);
    let (read, _) = adviser.referral(&reference);
    assert!(!read["timeline"].to_string().contains("Second."));
    for wrong in ["W/\"1\"", "\"\""] {
        adviser
            .change(&reference, "note", &json!({"text": "Third."}), Some(wrong))
            .problem(412);
    }
    adviser
        .change(
            &reference,
            "note",
            &json!({"text": "Third."}),
            Some("\"a\", \"b\""),
        )
        .problem(400);
}

#[test]
fn a_senior_hands_a_referral_to_somebody_and_moves_it() {
    let (site, reference) = (Site::shared(), referral());
    let senior = site.with_roles(&["senior"]);
    let worker = site.worker(&["adviser"]);
    let assigned = senior
        .change_now(&reference, "assign", &json!({"assignee": worker.username}))
        .expect(200);
    assert_eq!(assigned.json()["assignee"], worker.username.as_str());
    senior
        .change_now(
            &reference,
            "assign",
            &json!({"assignee": "nobody-of-that-name"}),
        )
        .problem(422);
    let body = json!({"queue": "occupational-therapy", "reason": "She needs a rail first."});
    let moved = senior
        .change_now(&reference, "reroute", &body)
        .expect(200)
        .json();
    assert_eq!(moved["queue"], "occupational-therapy");
    assert_eq!(
        moved["decision"]["queue"], "locality-mid",
        "the decision on arrival stands"
    );
    let body = json!({"priority": "soon", "reason": "She fell again."});
    let raised = senior
        .change_now(&reference, "priority", &body)
        .expect(200)
        .json();
    assert_eq!(raised["priority"], "soon");
    let respond_by = |referral: &Json| referral["respond_by"].as_str().map(str::to_owned);
    assert!(
        respond_by(&raised) < respond_by(&moved),
        "two working days from when it was sent, and not five"
    );
    senior
        .change_now(
            &reference,
            "reroute",
            &json!({"queue": "the-bin", "reason": "No."}),
        )
        .problem(422);
    senior
        .change_now(
            &reference,
            "priority",
            &json!({"priority": "high", "reason": "No."}),
        )
        .problem(422);
    senior
        .change_now(&reference, "close", &json!({"outcome": "Done"}))
        .problem(422);
}

#[test]
fn every_read_and_every_change_is_written_down() {
    let (site, reference) = (Site::shared(), referral());
    let (adviser, auditor) = (adviser(), site.with_roles(&["auditor"]));
    adviser.referral(&reference);
    adviser
        .change_now(&reference, "claim", &json!({}))
        .expect(200);
    let path = format!("/api/v1/referrals/{reference}/audit");
    let audit = auditor.caller.get(&path).expect(200).json();
    let events = audit["items"].as_array().expect("items");
    let by_adviser: Vec<&str> = events
        .iter()
        .filter(|event| event["who"] == adviser.name.as_str())
        .filter_map(|event| event["what"].as_str())
        .collect();
    assert_eq!(by_adviser.len(), 3, "two reads and a claim: {events:?}");
    let sequences: Vec<u64> = events
        .iter()
        .filter_map(|event| event["sequence"].as_u64())
        .collect();
    assert!(
        sequences.is_sorted() && sequences.len() == events.len(),
        "{events:?}"
    );
    let mut hashes: Vec<&str> = events
        .iter()
        .filter_map(|event| event["hash"].as_str())
        .collect();
    assert_eq!(hashes.len(), events.len());
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(
        hashes.len(),
        events.len(),
        "a link of the chain stands twice"
    );
    // A list is one read of everything that it showed.
    adviser.list(&format!("&q={reference}"), 50);
    let after = auditor.caller.get(&path).expect(200).json();
    assert!(after["items"].as_array().expect("items").len() > events.len());
    site.nobody().caller.get(&path).problem(401);
    auditor
        .caller
        .get("/api/v1/referrals/ASC-0000-0000/audit")
        .problem(404);
}

#[test]
fn a_browser_changes_nothing_without_its_token_against_forgery() {
    let (site, reference) = (Site::shared(), referral());
    let mut worker = site.worker(&["adviser"]);
    worker.sign_in();
    let caller = &worker.browser.caller;
    let path = format!("/api/v1/referrals/{reference}");
    let read = caller.get(&path).expect(200);
    let tag = read.header("etag").expect("an ETag").to_owned();
    let claim = format!("{path}/claim");
    caller
        .post_with(&claim, &json!({}), &[("if-match", &tag)])
        .problem(403);
    caller
        .post_with(
            &claim,
            &json!({}),
            &[("if-match", &tag), ("x-csrf-token", "guessed")],
        )
        .problem(403);
}

#[test]
fn a_concern_and_a_request_of_the_same_person_are_found_by_name_and_the_reason_is_kept() {
    let site = Site::shared();
    let adviser = adviser();
    let family_name = format!("Quillfeather{}", std::process::id());
    let mut answers = help_with_meals();
    answers["family-name"] = json!(family_name);
    let request = site.nobody().submit("adult-contact", &answers);
    let mut concern = one_answer();
    concern["family-name"] = json!(family_name.to_uppercase());
    let concern = site.nobody().submit("safeguarding-concern", &concern);
    let search = "/api/v1/referrals/search";
    let body =
        json!({"family_name": family_name, "reason": "She rang and had lost her reference."});
    let found = adviser.caller.post(search, &body).expect(200).json();
    let found: BTreeSet<&str> = found["items"]
        .as_array()
        .expect("items")
        .iter()
        .filter_map(|item| item["reference"].as_str())
        .collect();
    assert!(
        found.contains(request["reference"].as_str().expect("a reference")),
        "{found:?}"
    );
    assert!(
        found.contains(concern["reference"].as_str().expect("a reference")),
        "{found:?}"
    );
    let audit = format!(
        "/api/v1/referrals/{}/audit",
        request["reference"].as_str().expect("a reference")
    );
    let audit = site
        .with_roles(&["auditor"])
        .caller
        .get(&audit)
        .expect(200)
        .text();
    assert!(
        audit.contains("She rang and had lost her reference."),
        "{audit}"
    );
    assert_eq!(
        adviser
            .caller
            .post(search, &json!({"family_name": family_name}))
            .invalid_fields(),
        ["reason"]
    );
    adviser
        .caller
        .post(
            search,
            &json!({"date_of_birth": "1941-03-09", "reason": "Curious."}),
        )
        .problem(422);
    site.nobody().caller.post(search, &body).problem(401);
}
