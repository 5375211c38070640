//! Care accounts through the API: a code, a session, what is one's own, importing and suspending.

use crate::harness::accounts::{Holder, import};
use crate::harness::{Site, json};
use crate::journeys::care_accounts::looked_after;

const IMPORT: &str = "/api/v1/care-accounts/import";
const CURRENT: &str = "/api/v1/care-accounts/sessions/current";
const MINE: &str = "/api/v1/care-accounts/mine";
const SUSPENSIONS: &str = "/api/v1/care-accounts/suspensions";

#[test]
fn a_person_looks_reads_a_statement_and_leaves() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let holder = looked_after(site, "hail");
    let ada = site.machine("", Some(&holder.sign_in(site)));
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
fn an_import_of_four_mebibytes_is_read_and_more_is_refused() {
    let site = Site::shared();
    let machine = site.with_roles(&["manager"]);
    let headers = [("content-type", "application/x-ndjson")];
    let send = |path: &str, body: &[u8]| machine.caller.send("POST", path, &headers, Some(body));
    // A dry run, so that this test leaves nothing behind.
    let line = Holder::named("dry-run").line().to_string() + "\n";
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
    let holder = Holder::named(&format!("storm-{}", std::process::id()));
    let mut line = holder.line();
    // Nobody else is called so.
    line["family_name"] = json!(holder.email);
    assert_eq!(import(site, &[line])["accounts"]["added"], 1);
    let ada = site.machine("", Some(&holder.sign_in(site)));
    ada.caller.get(MINE).expect(200);
    let sign = |family_name: &str| {
        json!({"given_name": "Ann", "family_name": family_name, "date_of_birth": holder.date_of_birth,
            "because": "A safeguarding sign came in."})
    };
    let suspend = |roles: &[&str], family_name: &str| {
        let machine = site.with_roles(roles);
        machine.caller.post(SUSPENSIONS, &sign(family_name))
    };
    let nobody_else = suspend(&["worker"], "Nobody").expect(200).json();
    assert_eq!(nobody_else["suspended"], 0);
    let suspended = suspend(&["worker"], &holder.email).expect(200).json();
    assert_eq!(suspended["suspended"], 1);
    ada.caller.get(MINE).problem(401);
    suspend(&["auditor"], "Nobody").problem(403);
}
