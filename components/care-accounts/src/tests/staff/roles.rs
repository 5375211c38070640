//! Which page and which change is for which role.

use account_model::{DelegateStanding, Online};

use super::super::memory::Memory;
use super::{ADAS, EVERYBODY, REASON, act, ask, give_reason, see, send};

const BECAUSE: (&str, &str) = ("because", "Because of a good reason.");

/// Who may, of kim (adviser), sue (senior), sam (safeguarding), lee (manager), ash (auditor), dee (service
/// designer) and abe (administrator).
const PAGES: [(&str, &str, &[&str]); 3] = [
    (
        "home",
        "/staff/accounts",
        &["kim", "sue", "sam", "lee", "ash"],
    ),
    ("account", ADAS, &["kim", "sue", "sam", "lee"]),
    (
        "audit",
        "/staff/accounts/b0hY3mQ0S5eVw2uJcT1x4A/audit",
        &["sam", "lee", "ash"],
    ),
];

const WORKERS: &[&str] = &["kim", "sue", "sam", "lee"];
const OF_ACCOUNTS: &[&str] = &["kim", "sue", "lee"];

/// What can be done, with fields that do it, and who may.
type Fields = &'static [(&'static str, &'static str)];
const ACTS: [(&str, Fields, &[&str]); 12] = [
    ("suspend", &[], WORKERS),
    ("lift-suspension", &[], &["sam", "lee"]),
    ("close-online", &[], OF_ACCOUNTS),
    ("open-online", &[], OF_ACCOUNTS),
    ("end-sessions", &[], OF_ACCOUNTS),
    ("confirm-contact", &[], OF_ACCOUNTS),
    (
        "record-delegate",
        &[
            ("name", "Cara Winter"),
            ("date-of-birth-day", "1"),
            ("date-of-birth-month", "2"),
            ("date-of-birth-year", "1970"),
            ("authority", "property-deputy"),
            ("email", "cara@example.org"),
            ("evidence", "The sealed order of the court."),
        ],
        OF_ACCOUNTS,
    ),
    (
        "decide-delegate",
        &[("about", "1"), ("decision", "approve")],
        &["sue", "lee"],
    ),
    ("end-delegate", &[("about", "1")], OF_ACCOUNTS),
    (
        "correct",
        &[
            ("about", "2026-11-16"),
            ("arranged-by", "self"),
            ("setting", "care-home"),
            ("budget", "950"),
            ("charged", "0"),
            ("paid", "1100"),
            ("step", "save"),
        ],
        &["sue", "lee"],
    ),
    (
        "record-death",
        &[
            ("died-on-day", "3"),
            ("died-on-month", "11"),
            ("died-on-year", "2026"),
        ],
        &["sue", "lee"],
    ),
    ("remove", &[("confirm", "delete")], &["lee"]),
];

/// Ada's account in a state in which this can be done.
fn ready_for(act: &str, who: &str) -> Memory {
    let stores = Memory::new();
    give_reason(&stores, who);
    {
        let mut kept = stores.kept.borrow_mut();
        let held = &mut kept[0].held;
        match act {
            "lift-suspension" => held.online = Online::Suspended,
            "open-online" => held.online = Online::Closed,
            "end-sessions" => held.sessions = 2,
            "confirm-contact" => {
                held.contact.held_until = Some(super::super::now().plus_seconds(60))
            }
            "decide-delegate" => {
                held.delegates[0].standing = DelegateStanding::Waiting;
                held.delegates[0].recorded_by = "somebody.else".into();
            }
            "remove" => held.account.died_on = Some("2026-05-01".into()),
            _ => {}
        }
    }
    stores
}

#[test]
fn every_page_is_for_those_whose_work_it_is() {
    for who in EVERYBODY {
        let stores = Memory::new();
        give_reason(&stores, who);
        for (name, target, allowed) in PAGES {
            let wanted = if allowed.contains(&who) { 200 } else { 403 };
            assert_eq!(ask(&stores, who, target).status, wanted, "{who} {name}");
        }
        let search = [REASON, ("account-reference", "CA-7781-2046")];
        let wanted = if WORKERS.contains(&who) { 200 } else { 403 };
        let found = send(&stores, who, "/staff/accounts/search", &search);
        assert_eq!(found.status, wanted, "{who} searches");
    }
}

#[test]
fn nobody_signed_in_is_led_to_sign_in_and_comes_back() {
    for (_, target, _) in PAGES {
        let reply = super::Asking::get(target).of(&Memory::new());
        let next = target.replace('/', "%2F");
        let to = format!("/staff/sign-in?next={next}");
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, Some(to.as_str()))
        );
    }
}

#[test]
fn every_change_is_offered_to_those_who_may_make_it_and_to_nobody_else() {
    for (name, fields, allowed) in ACTS {
        for who in EVERYBODY {
            let stores = ready_for(name, who);
            let target = match fields.iter().find(|(field, _)| *field == "about") {
                Some((_, about)) => format!("{ADAS}/{name}?about={about}"),
                None => format!("{ADAS}/{name}"),
            };
            let may = allowed.contains(&who);
            if WORKERS.contains(&who) {
                let shown = see(&stores, who, ADAS);
                assert_eq!(
                    shown.contains(&format!("href=\"{target}\"")),
                    may,
                    "{who} {name}"
                );
            }
            let wanted = if may { 200 } else { 403 };
            assert_eq!(ask(&stores, who, &target).status, wanted, "{who} {name}");
            let done = act(&stores, who, name, &[fields, &[BECAUSE]].concat());
            let wanted = if may { 303 } else { 403 };
            assert_eq!(done.status, wanted, "{who} does {name}");
        }
    }
}

#[test]
fn what_is_not_possible_now_is_not_offered_and_says_why() {
    let stores = Memory::new();
    give_reason(&stores, "lee");
    let shown = see(&stores, "lee", ADAS);
    for name in [
        "lift-suspension",
        "open-online",
        "end-sessions",
        "confirm-contact",
    ] {
        let target = format!("{ADAS}/{name}");
        assert!(!shown.contains(&target), "{name}");
        let reply = ask(&stores, "lee", &target);
        assert_eq!(reply.status, 409, "{name}");
        assert!(super::page(&reply).contains("That is not possible now"));
    }
}

#[test]
fn lists_are_shown_to_those_who_deal_with_them() {
    for (who, waiting, kept) in [
        ("kim", false, false),
        ("sue", true, false),
        ("sam", false, false),
        ("lee", true, true),
        ("ash", false, false),
    ] {
        let shown = see(&Memory::new(), who, "/staff/accounts");
        assert_eq!(shown.contains("Waiting for approval"), waiting, "{who}");
        assert_eq!(shown.contains("Need not be kept any longer"), kept, "{who}");
    }
}

#[test]
fn an_auditor_reads_what_was_done_without_seeing_the_account() {
    let stores = Memory::new();
    give_reason(&stores, "kim");
    act(&stores, "kim", "suspend", &[BECAUSE]);
    let home = see(&stores, "ash", "/staff/accounts");
    assert!(home.contains("You do not see the account itself"));
    assert!(!home.contains("Find an account"));
    let id = super::ADA_ID;
    let found = send(&stores, "ash", "/staff/accounts/audit", &[("account", id)]);
    let audit = found.header("location").unwrap().to_owned();
    let shown = see(&stores, "ash", &audit);
    for said in ["Suspend", "kim", "Because of a good reason."] {
        assert!(shown.contains(said), "{said}");
    }
    let wrong = send(
        &stores,
        "ash",
        "/staff/accounts/audit",
        &[("account", "CA-7781-2046")],
    );
    assert_eq!(wrong.status, 422);
}
