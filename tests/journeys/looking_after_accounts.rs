//! What staff do with care accounts, and what the person sees of it.

use crate::harness::accounts::{Holder, import};
use crate::harness::{Json, Page, Site, Worker, json};

const ACCOUNTS: &str = "/staff/accounts";
const MINE: &str = "/api/v1/care-accounts/mine";

/// Somebody whose name no other test uses, with two weeks.
fn somebody(site: &Site, given_name: &str) -> Holder {
    let holder = Holder::named(&format!("looked-after-{given_name}"));
    let mut line = holder.line();
    line["given_name"] = json!(given_name);
    import(
        site,
        &[line, holder.week("2026-01-05"), holder.week("2026-01-12")],
    );
    holder
}

/// A worker who goes to care accounts, signs in on the way and arrives there.
fn worker(site: &Site, role: &str) -> Worker {
    let mut worker = site.worker(&[role]);
    let (username, password) = (worker.username.clone(), worker.password.clone());
    let browser = &mut worker.browser;
    browser.open(ACCOUNTS);
    browser
        .fill("username", &[&username])
        .fill("password", &[&password])
        .press("Sign in");
    assert_eq!(browser.at, ACCOUNTS, "{}", browser.page().main);
    worker
}

/// Finds the account and opens it.
#[track_caller]
fn open<'a>(worker: &'a mut Worker, holder: &Holder, given_name: &str) -> &'a Page {
    let browser = &mut worker.browser;
    browser.open(ACCOUNTS);
    browser
        .fill("account-reference", &[&holder.reference])
        .fill("reason", &["person-asked"])
        .press("Search");
    assert!(
        browser.page().main.contains("1 account found"),
        "{}",
        browser.page().main
    );
    browser.follow(&format!("{given_name} Made-Up"));
    for said in [holder.reference.as_str(), given_name, "Made-Up", "1941"] {
        assert!(!browser.at.contains(said), "{}", browser.at);
    }
    browser.page()
}

/// What the person is answered who holds this token.
fn mine(site: &Site, token: &str) -> u16 {
    let machine = site.machine("account holder", Some(token));
    machine.caller.get(MINE).status
}

/// Presses a button and answers what the page says then.
#[track_caller]
fn press(worker: &mut Worker, button: &str, said: &str) {
    let page = worker.browser.press(button);
    assert!(page.main.contains(said), "no \"{said}\": {}", page.main);
}

/// Why something is done, and the button for it.
#[track_caller]
fn because(worker: &mut Worker, why: &str, button: &str, said: &str) {
    worker.browser.fill("because", &[why]);
    press(worker, button, said);
}

#[test]
fn an_adviser_finds_an_account_for_a_reason_and_reads_it() {
    let site = Site::shared();
    let holder = somebody(site, "Rosalind");
    let mut kim = worker(site, "adviser");
    let page = open(&mut kim, &holder, "Rosalind");
    for said in [
        "Rosalind Made-Up",
        "£1,200.00 paid",
        "5 January 2026",
        "No statement has been issued yet.",
        "Nobody is recorded who acts for the person.",
    ] {
        assert!(page.main.contains(said), "no \"{said}\": {}", page.main);
    }
    assert!(
        !page.html.contains(&holder.email),
        "the contact on record is never shown"
    );
    // Nobody else can open it for that reason.
    let account = kim.browser.at.clone();
    let mut sue = worker(site, "senior");
    let asked = sue.browser.open(&account);
    assert!(
        asked.main.contains("Why do you need this account?"),
        "{}",
        asked.main
    );
    sue.browser
        .fill("reason", &["something-else"])
        .fill("reason-words", &["Her sister rang about a bill."])
        .press("Open the account");
    assert!(sue.browser.page().main.contains("Rosalind Made-Up"));
    // Who looked and why is there for an auditor, who does not see the account.
    let mut ash = worker(site, "auditor");
    let id = account.rsplit('/').next().expect("an id");
    ash.browser
        .fill("account", &[id])
        .press("See what was done");
    let audit = &ash.browser.page().main;
    for said in [
        kim.username.as_str(),
        sue.username.as_str(),
        "The person asked about their account.",
        "Her sister rang about a bill.",
    ] {
        assert!(audit.contains(said), "no \"{said}\": {audit}");
    }
    ash.browser.open(&account);
    assert_eq!(ash.browser.status, 403);
}

#[test]
fn suspending_an_account_ends_the_session_of_the_person_at_once() {
    let site = Site::shared();
    let holder = somebody(site, "Philippa");
    let token = holder.sign_in(site);
    assert_eq!(mine(site, &token), 200);
    let mut kim = worker(site, "adviser");
    open(&mut kim, &holder, "Philippa");
    kim.browser.follow("Suspend online access");
    let why = "Her son reads over her shoulder.";
    because(&mut kim, why, "Suspend now", "every session has ended");
    assert_eq!(mine(site, &token), 401);
    // She may ask for a code, and none comes.
    let before = holder.code(site);
    holder.ask(&site.nobody()).expect(202);
    assert_eq!(holder.code(site), before);
    // Only safeguarding and managers lift it, once they have looked into it.
    assert!(
        kim.browser
            .page()
            .find_link("Lift the suspension")
            .is_none()
    );
    let mut sam = worker(site, "safeguarding");
    open(&mut sam, &holder, "Philippa");
    sam.browser.follow("Lift the suspension");
    because(
        &mut sam,
        "We saw her alone; he has moved out.",
        "Lift the suspension",
        "The suspension is lifted.",
    );
    assert_eq!(mine(site, &holder.sign_in(site)), 200);
}

#[test]
fn a_correction_reaches_the_person_with_its_reason() {
    let site = Site::shared();
    let holder = somebody(site, "Henrietta");
    let mut sue = worker(site, "senior");
    open(&mut sue, &holder, "Henrietta");
    sue.browser.follow("Correct the week from 5 January 2026");
    let why = "The home billed six days only.";
    sue.browser.fill("paid", &["1,028.57"]);
    because(
        &mut sue,
        why,
        "Check the correction",
        "Nothing is stored yet.",
    );
    press(&mut sue, "Save the correction", "The week is corrected.");
    assert!(
        sue.browser
            .page()
            .main
            .contains("Before: £0.00 charged, £1,200.00 paid"),
        "the earlier figures stay"
    );
    let mut henrietta = site.resident();
    let [year, month, day] = [0, 1, 2].map(|part| {
        let part = holder.date_of_birth.split('-').nth(part);
        part.expect("a part of a date").to_owned()
    });
    henrietta.open("/care-account");
    henrietta
        .fill("account-reference", &[&holder.reference])
        .fill("date-of-birth-day", &[&day])
        .fill("date-of-birth-month", &[&month])
        .fill("date-of-birth-year", &[&year])
        .press("Continue");
    let code = holder.code(site).expect("a code came");
    henrietta.fill("code", &[&code]).press("Continue");
    let page = henrietta.open("/care-account/weeks/2026-01");
    for said in [why, "£1,028.57", "£1,200.00"] {
        assert!(page.main.contains(said), "no \"{said}\": {}", page.main);
    }
}

#[test]
fn somebody_who_acts_for_a_person_is_recorded_by_one_and_approved_by_another_and_signs_in() {
    let site = Site::shared();
    let holder = somebody(site, "Georgiana");
    let mut kim = worker(site, "adviser");
    open(&mut kim, &holder, "Georgiana");
    let account = kim.browser.at.clone();
    kim.browser
        .follow("Record somebody who acts for the person");
    kim.browser
        .fill("name", &["Bertram Made-Up"])
        .fill("date-of-birth-day", &["21"])
        .fill("date-of-birth-month", &["7"])
        .fill("date-of-birth-year", &["1968"])
        .fill("authority", &["property-attorney"])
        .fill("email", &["bertram.made-up@example.org"])
        .fill(
            "evidence",
            &["Registered power of attorney, seen at the office."],
        );
    press(&mut kim, "Record them", "Hand this reference over to them");
    let bertram = Holder {
        reference: reference_to_hand_over(&kim),
        date_of_birth: "1968-07-21".to_owned(),
        email: "bertram.made-up@example.org".to_owned(),
    };
    // Recorded is not approved.
    bertram.ask(&site.nobody()).expect(202);
    assert_eq!(bertram.code(site), None);
    assert!(kim.browser.page().find_link("Approve or refuse").is_none());
    let mut sue = worker(site, "senior");
    assert!(
        sue.browser.page().main.contains("Georgiana Made-Up"),
        "it waits for approval"
    );
    sue.browser.open(&account);
    sue.browser
        .fill("reason", &["delegate-asked"])
        .press("Open the account");
    sue.browser.follow("Approve or refuse");
    sue.browser.fill("decision", &["approve"]);
    because(
        &mut sue,
        "The registration was confirmed.",
        "Record the decision",
        "The decision is recorded.",
    );
    let token = bertram.sign_in(site);
    assert_eq!(mine(site, &token), 200);
    // Ended, he is out at once.
    kim.browser.open(&account);
    kim.browser.follow("End their authority");
    because(
        &mut kim,
        "Georgiana revoked the power.",
        "End their authority",
        "They can no longer see the account.",
    );
    assert_eq!(mine(site, &token), 401);
}

/// What stands on the page in bold, as a reference.
#[track_caller]
fn reference_to_hand_over(worker: &Worker) -> String {
    let html = &worker.browser.page().html;
    let after = html.split("<strong class=\"app-reference\">").nth(1);
    let reference = after.and_then(|rest| rest.split('<').next());
    reference.expect("a reference").to_owned()
}

/// A concern about somebody, as a machine sends it.
fn concern(site: &Site, given_name: &str) -> String {
    let answers: Json = json!({
        "given-name": given_name, "family-name": "Made-Up", "date-of-birth": "1941-03-09",
        "narrative": "Her nephew takes her pension every week.",
    });
    let receipt = site.nobody().submit("safeguarding-concern", &answers);
    let reference = receipt["reference"].as_str();
    reference.expect("a reference").to_owned()
}

#[test]
fn a_sign_on_a_referral_suspends_the_care_account_of_the_person() {
    let site = Site::shared();
    let holder = somebody(site, "Wilhelmina");
    let token = holder.sign_in(site);
    let reference = concern(site, "Wilhelmina");
    let mut kim = worker(site, "adviser");
    kim.browser.open(&format!("/staff/referrals/{reference}"));
    press(
        &mut kim,
        "Suspend this person’s online care account",
        "Nothing has been done yet",
    );
    assert_eq!(mine(site, &token), 200);
    assert_eq!(kim.browser.at, "/staff/accounts/suspend");
    because(
        &mut kim,
        "Her nephew may see her account.",
        "Suspend now",
        "1 care account is suspended",
    );
    assert_eq!(mine(site, &token), 401);
    kim.browser.follow("Go back to the referral");
    assert!(kim.browser.at.ends_with(&reference));
    // It is said too when there is none.
    let reference = concern(site, "Nobody-At-All");
    kim.browser.open(&format!("/staff/referrals/{reference}"));
    kim.browser
        .press("Suspend this person’s online care account");
    because(
        &mut kim,
        "Her nephew may see her account.",
        "Suspend now",
        "No care account was suspended",
    );
}
