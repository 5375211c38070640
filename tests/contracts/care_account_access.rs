//! Care accounts through the API: a code, a session, what is one's own, importing and suspending.

use crate::harness::{Machine, Site, json};
use crate::journeys::care_accounts::{BORN_ON, Holder, IMPORT, import, mondays};

const ACCESS: &str = "/api/v1/care-accounts/access";
const SESSIONS: &str = "/api/v1/care-accounts/sessions";
const CURRENT: &str = "/api/v1/care-accounts/sessions/current";
const MINE: &str = "/api/v1/care-accounts/mine";
const SUSPENSIONS: &str = "/api/v1/care-accounts/suspensions";

/// Somebody whose session was begun through the API.
#[track_caller]
fn signed_in(site: &Site, holder: &Holder) -> Machine {
    let nobody = site.nobody();
    let asked = json!({"account_reference": holder.reference, "date_of_birth": BORN_ON});
    nobody.caller.post(ACCESS, &asked).expect(202);
    let body = json!({"account_reference": holder.reference, "code": holder.code(site)});
    let begun = nobody.caller.post(SESSIONS, &body).expect(201).json();
    assert!(begun["expires_at"].is_string());
    // A code is good for one session.
    nobody.caller.post(SESSIONS, &body).problem(401);
    site.machine("", begun["token"].as_str())
}

#[test]
fn a_person_looks_reads_a_statement_and_leaves() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let holder = Holder::new(site, "Hail");
    let ada = signed_in(site, &holder);
    let mine = ada.caller.get(MINE).expect(200).json();
    assert_eq!(mine["account"]["account_reference"], holder.reference);
    assert_eq!(mine["scheme_status"], "not_in_force");
    assert_eq!(mine["metering"], json!(null));
    assert_eq!(mine["charges"].as_array().map(Vec::len), Some(60));
    let id = mine["statements"][0]["id"].as_str().expect("a statement");
    let at = format!("{MINE}/statements/{id}");
    let statement = ada.caller.get(&at).expect(200).json();
    assert_eq!(statement["content"]["format"], 1);
    assert_eq!(statement, ada.caller.get(&at).expect(200).json());
    ada.caller
        .get(&format!("{MINE}/statements/nothing"))
        .problem(404);
    site.nobody().caller.get(&at).problem(401);
    ada.caller.send("DELETE", CURRENT, &[], None).expect(204);
    ada.caller.get(MINE).problem(401);
    site.nobody()
        .caller
        .send("DELETE", CURRENT, &[], None)
        .problem(401);
}

#[test]
fn the_same_file_again_changes_nothing_and_a_bad_line_is_named() {
    let site = Site::shared();
    let reference = format!("CA/again-{}", std::process::id());
    let monday = mondays(1)[0];
    let lines = [
        json!({"kind": "account", "account_reference": reference, "given_name": "Ada", "family_name": "Rain",
            "date_of_birth": BORN_ON}),
        json!({"kind": "week", "account_reference": reference, "week_starting": monday.to_string(), "arranged_by": "self",
            "setting": "home", "budget": null, "charged": 0, "paid": 100}),
        json!({"kind": "week", "account_reference": reference, "week_starting": monday.plus_days(1).to_string(),
            "arranged_by": "self", "setting": "home", "budget": -1, "charged": 0, "paid": 100}),
    ];
    let first = import(site, &lines);
    assert_eq!(
        (&first["accounts"]["added"], &first["weeks"]["added"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(first["rejected"].as_array().map(Vec::len), Some(1));
    assert_eq!(first["rejected"][0]["line"], 3);
    let again = import(site, &lines);
    assert_eq!(
        (
            &again["accounts"]["unchanged"],
            &again["weeks"]["unchanged"]
        ),
        (&json!(1), &json!(1))
    );
}

#[test]
fn an_import_of_four_mebibytes_is_read_and_more_is_refused() {
    let site = Site::shared();
    let machine = site.with_roles(&["manager"]);
    let headers = [("content-type", "application/x-ndjson")];
    let send = |path: &str, body: &[u8]| machine.caller.send("POST", path, &headers, Some(body));
    // Lines that nothing is kept of, so that this test leaves nothing behind.
    let line = json!({"kind": "account", "account_reference": "CA/dry", "given_name": "Dry", "family_name": "Run",
        "date_of_birth": BORN_ON}).to_string() + "\n";
    let most = 4 * 1024 * 1024 / line.len();
    let dry = format!("{IMPORT}?dry_run=yes");
    let taken = send(&dry, line.repeat(most).as_bytes()).expect(200).json();
    assert_eq!(
        (&taken["lines"], &taken["dry_run"]),
        (&json!(most), &json!(true))
    );
    send(&dry, line.repeat(most + 1).as_bytes()).problem(413);
    machine.caller.post(IMPORT, &json!({})).problem(415);
    let adviser = site.with_roles(&["adviser"]).caller;
    adviser
        .send("POST", IMPORT, &headers, Some(line.as_bytes()))
        .problem(403);
    site.nobody()
        .caller
        .send("POST", IMPORT, &headers, Some(line.as_bytes()))
        .problem(401);
}

#[test]
fn a_safeguarding_sign_ends_a_session_at_once() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let name = format!("Storm-{}", std::process::id());
    let holder = Holder::new(site, "Storm");
    let ada = signed_in(site, &holder);
    ada.caller.get(MINE).expect(200);
    let sign = |family_name: &str| {
        json!({"given_name": "Ada", "family_name": family_name,
        "date_of_birth": BORN_ON, "because": "A safeguarding sign came in."})
    };
    let worker = site.with_roles(&["worker"]);
    let nobody_else = worker
        .caller
        .post(SUSPENSIONS, &sign(&name))
        .expect(200)
        .json();
    assert_eq!(nobody_else["suspended"], 0);
    let suspended = worker
        .caller
        .post(SUSPENSIONS, &sign("Storm"))
        .expect(200)
        .json();
    assert_eq!(suspended["suspended"], 1);
    ada.caller.get(MINE).problem(401);
    site.with_roles(&["auditor"])
        .caller
        .post(SUSPENSIONS, &sign("Storm"))
        .problem(403);
}
