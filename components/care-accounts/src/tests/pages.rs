//! What people see: from the start page to signing out.

use super::memory::{CODE, CSRF, Memory};
use super::people::{ADA, ADA_ID, BEN, OMAR_ID, council_week};
use super::{Asking, page};
use crate::stores::Fault;

const START: &str = "/care-account";
const CODE_PAGE: &str = "/care-account/code";

fn ask(stores: &Memory, reference: &str, born: [&str; 3]) -> web::Reply {
    let [day, month, year] = born;
    Asking::post(START)
        .form(&[
            ("account-reference", reference),
            ("date-of-birth-day", day),
            ("date-of-birth-month", month),
            ("date-of-birth-year", year),
        ])
        .of(stores)
}

fn enter(stores: &Memory, reference: &str, code: &str) -> web::Reply {
    Asking::post(CODE_PAGE)
        .form(&[("account-reference", reference), ("code", code)])
        .of(stores)
}

/// Ada's account, open in a browser.
fn ada(stores: Memory) -> Memory {
    stores.with_session("ada", ADA_ID, None)
}

fn see(stores: &Memory, target: &str) -> String {
    let reply = Asking::get(target).signed_in("ada").of(stores);
    assert_eq!(reply.status, 200, "{target}");
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
    page(&reply)
}

#[test]
fn ada_signs_in_with_a_code_looks_and_signs_out() {
    let stores = Memory::new();
    let start = page(&Asking::get(START).of(&stores));
    assert!(start.contains("Account reference") && start.contains("Date of birth"));
    assert!(start.contains("If you would rather telephone"));
    let asked = ask(&stores, ADA, ["9", "3", "1941"]);
    assert_eq!(asked.status, 200);
    assert!(page(&asked).contains("we have sent a code of 6 digits"));
    assert_eq!(
        stores.asked.borrow()[0],
        (ADA.to_owned(), "1941-03-09".to_owned())
    );
    let entered = enter(&stores, ADA, "428 157");
    assert_eq!(entered.header("location"), Some("/care-account/summary"));
    assert_eq!(
        entered.header("set-cookie"),
        Some("care-account=session-1; Path=/; HttpOnly; SameSite=Lax")
    );
    let signed_in = |target: &str| Asking::get(target).signed_in("session-1").of(&stores);
    assert!(page(&signed_in("/care-account/summary")).contains("Your care account"));
    assert!(page(&signed_in(START)).contains("You have signed in already"));
    let out = page(&signed_in("/care-account/sign-out"));
    assert!(out.contains(&format!("value=\"{CSRF}\"")));
    let left = Asking::post("/care-account/sign-out")
        .signed_in("session-1")
        .form(&[("csrf", CSRF)])
        .of(&stores);
    assert!(page(&left).contains("You have signed out"));
    assert!(left.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(signed_in("/care-account/summary").status, 401);
}

#[test]
fn the_same_page_follows_whatever_was_entered() {
    let stores = Memory::new();
    let known = page(&ask(&stores, ADA, ["9", "3", "1941"]));
    let unknown = page(&ask(&stores, "CA-0000-0000", ["9", "3", "1941"]));
    assert_eq!(
        known.replace(ADA, "it"),
        unknown.replace("CA-0000-0000", "it")
    );
    let wrong = enter(&stores, ADA, "000000");
    assert_eq!(wrong.status, 401);
    let nobody = enter(&stores, "CA-0000-0000", CODE);
    assert_eq!(
        page(&wrong).replace(ADA, "it"),
        page(&nobody).replace("CA-0000-0000", "it")
    );
}

#[test]
fn what_is_left_out_or_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let stores = Memory::new();
    let reply = ask(&stores, "", ["9", "", "1941"]);
    assert_eq!(reply.status, 422);
    let said = page(&reply);
    assert!(said.contains("<title>Error: "));
    assert!(said.contains("href=\"#account-reference\""));
    assert!(said.contains("href=\"#date-of-birth-month\""));
    assert!(said.contains("value=\"1941\""));
    assert!(stores.asked.borrow().is_empty());
    for code in ["", "12", "abcdef", "1234567"] {
        let reply = enter(&stores, ADA, code);
        assert_eq!(reply.status, 422, "{code}");
        assert!(page(&reply).contains("href=\"#code\""));
    }
}

#[test]
fn without_a_sender_nobody_is_asked_for_anything_or_told_that_a_code_comes() {
    let stores = Memory::new();
    stores.settings.borrow_mut().has_sender = false;
    for reply in [
        Asking::get(START).of(&stores),
        ask(&stores, ADA, ["9", "3", "1941"]),
        enter(&stores, ADA, CODE),
    ] {
        let said = page(&reply);
        assert!(said.contains("You cannot look up your care account online at the moment"));
        assert!(said.contains("Please telephone") && !said.contains("<form"));
    }
    assert!(stores.asked.borrow().is_empty());
}

#[test]
fn the_summary_says_what_care_costs_what_is_paid_why_and_how_things_stand() {
    let stores = ada(Memory::new());
    let said = see(&stores, "/care-account/summary");
    assert!(said.contains("£1,200.00 in the week from 16 November 2026"));
    assert!(said.contains("You arrange this care yourself"));
    // 32 weeks of £80.00 and 19 of £1,200.00 in the year.
    assert!(said.contains("£25,360.00 for 51 weeks of care"));
    assert!(said.contains(
        "The council charged you £2,560.00 in the last 12 months, and you have paid all of it."
    ));
    assert!(said.contains("role=\"img\"") && said.contains("See these figures in a table"));
    assert!(!said.contains("the cap"), "no scheme is in force");
}

#[test]
fn where_there_is_no_budget_nobody_is_told_that_their_charge_is_all_that_care_costs() {
    let stores = ada(Memory::new());
    let latest = |kept: &mut super::memory::Kept| {
        let figures = &mut kept.held.account.weeks.last_mut().unwrap().figures;
        let budget = None;
        *figures = metering::Week {
            budget,
            ..council_week(figures.week_starting)
        };
    };
    latest(&mut stores.kept.borrow_mut()[0]);
    let said = see(&stores, "/care-account/summary");
    assert!(said.contains("There is no budget for the week from 16 November 2026"));
    assert!(said.contains("<strong>£80.00</strong> for the week from 16 November 2026."));
    assert!(!said.contains("which is all of it"));
    // That week and the one of January.
    assert!(said.contains("2 weeks have no budget. Their bars show what you pay alone"));
}

#[test]
fn in_a_demonstration_every_page_says_what_the_figures_are() {
    let stores = ada(Memory::new().demonstrates());
    see(&stores, "/care-account/statements");
    let statement = stores.kept.borrow()[0].statements[0].head.id.clone();
    for target in [
        "/care-account",
        "/care-account/summary",
        "/care-account/weeks",
        "/care-account/weeks/2026-11",
        "/care-account/statements",
        &format!("/care-account/statements/{statement}"),
        "/care-account/something-wrong",
        "/care-account/sign-out",
    ] {
        let said = see(&stores, target);
        assert!(
            said.contains("are a demonstration. The cap was never brought into force"),
            "{target}"
        );
    }
    let code = page(&ask(&stores, ADA, ["9", "3", "1941"]));
    assert!(code.contains("are a demonstration"));
    let summary = see(&stores, "/care-account/summary");
    assert!(summary.contains("£17,370.00 of £86,000.00 has counted: 20.20%"));
    // The same figures stand in a table.
    assert!(summary.contains("Until the cap") && summary.contains(">20.20%<"));
}

#[test]
fn each_week_says_what_counted_what_did_not_and_what_was_corrected() {
    let stores = ada(Memory::new().demonstrates());
    let months = see(&stores, "/care-account/weeks");
    assert!(months.contains("href=\"/care-account/weeks/2026-11\""));
    let month = see(&stores, "/care-account/weeks/2026-11");
    assert!(month.contains("Week from 2 November 2026"));
    assert!(month.contains(
        "<strong>£200.00</strong><br>Daily living costs, such as food and heating, do not count"
    ));
    assert!(month.contains("On 12 November 2026: The care home sent a lower bill. Before, it said: budget £950.00, charged £0.00, paid £1,300.00."));
    let plain = see(&ada(Memory::new()), "/care-account/weeks/2026-11");
    assert!(!plain.contains("What counted"));
    let nowhere = Asking::get("/care-account/weeks/1999-01")
        .signed_in("ada")
        .of(&stores);
    assert_eq!(nowhere.status, 404);
}

#[test]
fn a_statement_is_issued_when_somebody_looks_and_stays_as_it_is() {
    let stores = ada(Memory::new().demonstrates());
    let list = see(&stores, "/care-account/statements");
    assert!(list.contains("Statement 1: 6 October 2025 to 5 October 2026"));
    assert!(list.contains("The next statement covers the time up to 5 October 2027"));
    let id = stores.kept.borrow()[0].statements[0].head.id.clone();
    let target = format!("/care-account/statements/{id}");
    let said = see(&stores, &target);
    for words in [
        "Ada Winter",
        "Towards the cap",
        "This is not a bill.",
        "£86,000.00",
        "Week by week",
        "13 October 2025",
    ] {
        assert!(said.contains(words), "{words}");
    }
    stores.settings.borrow_mut().demonstration = false;
    let later = see(&stores, &target);
    assert!(later.contains("£86,000.00"), "a statement never changes");
    assert!(later.contains("are a demonstration"));
    let nobody = Asking::get("/care-account/statements/x")
        .signed_in("ada")
        .of(&stores);
    assert_eq!(nobody.status, 404);
}

#[test]
fn a_statement_is_a_table_for_a_spreadsheet_too() {
    let stores = ada(Memory::new().demonstrates());
    see(&stores, "/care-account/statements");
    let id = stores.kept.borrow()[0].statements[0].head.id.clone();
    let reply = Asking::get(&format!("/care-account/statements/{id}/csv"))
        .signed_in("ada")
        .of(&stores);
    assert_eq!(
        reply.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    assert!(
        reply
            .header("content-disposition")
            .unwrap()
            .starts_with("attachment")
    );
    let text = page(&reply);
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 54);
    assert!(lines[0].starts_with("week_starting,arranged_by"));
    assert_eq!(
        lines[1],
        "2025-10-06,council,home,250.00,80.00,80.00,80.00,0.00,\"\",demonstration"
    );
    assert!(
        lines
            .iter()
            .all(|line| line.split('"').next().unwrap().matches(',').count() >= 8)
    );
}

#[test]
fn is_something_wrong_begins_a_contact_with_nothing_of_the_account() {
    let stores = ada(Memory::new()).with_session("ben", ADA_ID, Some("Ben Winter"));
    let said = see(&stores, "/care-account/something-wrong");
    assert!(said.contains("action=\"/contact/change-or-problem/begin\""));
    assert!(said.contains("name=\"about\" value=\"self\""));
    assert!(said.contains("name=\"what-about\" value=\"bill\""));
    let bens = Asking::get("/care-account/something-wrong")
        .signed_in("ben")
        .of(&stores);
    assert!(page(&bens).contains("name=\"reporter\" value=\"advocate-or-attorney\""));
}

#[test]
fn who_acts_for_somebody_is_told_whose_account_it_is() {
    let stores = Memory::new().with_session("ada", ADA_ID, Some("Ben Winter"));
    let said = see(&stores, "/care-account/summary");
    assert!(said.contains("You are looking at the account of <strong>Ada Winter</strong>"));
    assert!(!said.contains(BEN));
}

#[test]
fn an_account_without_weeks_says_so() {
    let stores = Memory::new().with_session("ada", OMAR_ID, None);
    for target in ["/care-account/summary", "/care-account/weeks"] {
        assert!(see(&stores, target).contains("There is nothing in your account yet"));
    }
    assert!(see(&stores, "/care-account/statements").contains("There is no statement yet"));
}

#[test]
fn whoever_is_not_signed_in_sees_nothing_and_every_page_has_the_way_out() {
    let stores = ada(Memory::new());
    for target in [
        "/care-account/summary",
        "/care-account/weeks",
        "/care-account/weeks/2026-11",
        "/care-account/statements",
        "/care-account/something-wrong",
        "/care-account/sign-out",
    ] {
        let nobody = Asking::get(target).of(&stores);
        assert_eq!(nobody.header("location"), Some(START), "{target}");
        let over = Asking::get(target).signed_in("gone").of(&stores);
        assert_eq!(over.status, 401, "{target}");
        assert!(page(&over).contains("You have been signed out"));
        assert!(
            see(&stores, target).contains("href=\"/care-account/sign-out\""),
            "{target}"
        );
    }
    assert_eq!(
        Asking::get(CODE_PAGE).of(&stores).header("location"),
        Some(START)
    );
}

#[test]
fn a_page_of_another_site_signs_nobody_out_or_in() {
    let stores = ada(Memory::new());
    let elsewhere = Asking::post("/care-account/sign-out")
        .signed_in("ada")
        .form(&[("csrf", CSRF)])
        .with("sec-fetch-site", "cross-site");
    assert_eq!(elsewhere.of(&stores).status, 403);
    let no_token = Asking::post("/care-account/sign-out")
        .signed_in("ada")
        .form(&[("csrf", "x")]);
    assert_eq!(no_token.of(&stores).status, 403);
    see(&stores, "/care-account/summary");
    let asked = Asking::post(START)
        .form(&[])
        .with("sec-fetch-site", "cross-site");
    assert_eq!(asked.of(&stores).status, 403);
    let everywhere = Asking::post("/care-account/sign-out")
        .signed_in("ada")
        .form(&[("csrf", CSRF), ("everywhere", "yes")]);
    assert_eq!(everywhere.of(&stores).status, 200);
    assert!(stores.sessions.borrow().is_empty());
}

#[test]
fn every_refusal_keeps_the_emergency_numbers() {
    let away = || ada(Memory::new()).breaks(Fault::Unavailable);
    let too_many = Memory::new();
    too_many.too_many.set(Some(60));
    let refused = [
        Asking::get("/care-account/summary")
            .signed_in("ada")
            .of(&away()),
        ask(&away(), ADA, ["9", "3", "1941"]),
        ask(&too_many, ADA, ["9", "3", "1941"]),
        enter(&too_many, ADA, CODE),
        Asking::post(START).raw(b"{}").of(&Memory::new()),
        Asking::get("/care-account/nothing").of(&Memory::new()),
        Asking::post("/care-account/summary").of(&Memory::new()),
        Asking::get("/care-account/statements/x")
            .signed_in("ada")
            .of(&ada(Memory::new())),
    ];
    let statuses: Vec<u16> = refused.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses, [503, 503, 429, 429, 415, 404, 405, 404]);
    for reply in &refused {
        assert!(page(reply).contains("999"), "{}", reply.status);
        assert!(
            reply.status != 503 && reply.status != 429 || reply.header("retry-after").is_some()
        );
    }
}
