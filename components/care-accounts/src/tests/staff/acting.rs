//! What staff do with an account, and how it is kept when it was not stored.

use account_model::{Authority, DelegateStanding, Online};

use super::super::memory::Memory;
use super::super::page;
use super::{ADAS, act, ask, give_reason, see, send, with_reason};

const BECAUSE: (&str, &str) = ("because", "Her son reads her messages.");

#[test]
fn suspending_says_what_happens_and_then_that_it_did() {
    let stores = with_reason("kim");
    let asked = see(&stores, "kim", &format!("{ADAS}/suspend"));
    for said in [
        "every session ends",
        "neither the person nor anybody who acts for them",
        "What is the safeguarding sign?",
        "Suspend now",
    ] {
        assert!(asked.contains(said), "{said}");
    }
    let done = act(&stores, "kim", "suspend", &[BECAUSE]);
    let shown = see(&stores, "kim", done.header("location").unwrap());
    assert!(shown.contains("Online access is suspended, and every session has ended."));
    assert!(shown.contains("govuk-notification-banner--success"));
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Suspended);
}

#[test]
fn nothing_is_done_without_saying_why() {
    let stores = with_reason("sam");
    for (because, said) in [
        ("", "Say why, in a few words"),
        ("Risk.", "Say a little more"),
        (&"x".repeat(2_001), "Make this shorter"),
    ] {
        let reply = act(&stores, "sam", "suspend", &[("because", because)]);
        assert_eq!(reply.status, 422, "{said}");
        let shown = page(&reply);
        assert!(shown.contains(said) && shown.contains(because), "{said}");
        assert!(shown.contains("<title>Error: "));
    }
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Open);
}

#[test]
fn an_account_that_changed_meanwhile_shows_what_was_typed_and_how_it_stands() {
    let stores = with_reason("kim");
    give_reason(&stores, "sam");
    let before = stores.kept.borrow()[0].held.tag.clone();
    act(&stores, "sam", "suspend", &[BECAUSE]);
    let target = format!("{ADAS}/close-online");
    let fields = [
        ("etag", before.as_str()),
        ("because", "She asked us to close it."),
    ];
    let reply = send(&stores, "kim", &target, &fields);
    assert_eq!(reply.status, 412);
    let shown = page(&reply);
    for said in [
        "This account changed while you were working on it",
        "Suspended",
        "She asked us to close it.</textarea>",
        "Go to what you typed",
    ] {
        assert!(shown.contains(said), "{said}");
    }
    let now = stores.kept.borrow()[0].held.tag.clone();
    assert!(shown.contains(&format!("name=\"etag\" value=\"{now}\"")));
    let none = send(
        &stores,
        "kim",
        &target,
        &[("because", "She asked us to close it.")],
    );
    assert_eq!(none.status, 428);
    assert!(page(&none).contains("She asked us to close it.</textarea>"));
}

#[test]
fn a_reason_that_ran_out_is_asked_for_again_and_what_was_typed_goes_on() {
    let stores = Memory::new();
    let reply = act(&stores, "kim", "suspend", &[BECAUSE]);
    assert_eq!(reply.status, 403);
    let shown = page(&reply);
    assert!(shown.contains("Say again why you need this account"));
    assert!(shown.contains("name=\"because\" value=\"Her son reads her messages.\""));
    let without = act(&stores, "kim", "suspend", &[BECAUSE, ("reason-words", "")]);
    assert!(page(&without).contains("Choose why you need to look"));
    let with = [BECAUSE, ("reason", "at-risk"), ("reason-words", "")];
    assert_eq!(act(&stores, "kim", "suspend", &with).status, 303);
    assert_eq!(stores.kept.borrow()[0].held.online, Online::Suspended);
}

/// Somebody whose authority is to be recorded.
fn cara(authority: &str) -> Vec<(&'static str, String)> {
    [
        ("name", "Cara Winter"),
        ("date-of-birth-day", "1"),
        ("date-of-birth-month", "2"),
        ("date-of-birth-year", "1970"),
        ("authority", authority),
        ("email", "cara@example.org"),
        (
            "evidence",
            "The sealed order of the court, seen on 20 November.",
        ),
        ("until-day", ""),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

fn pairs<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

#[test]
fn who_acts_for_somebody_is_recorded_by_one_and_approved_by_another() {
    let stores = with_reason("sue");
    give_reason(&stores, "lee");
    let form = see(&stores, "sue", &format!("{ADAS}/record-delegate"));
    for said in [
        "Sees the money of the account.",
        "Sees nothing of the account: an appointee looks after benefits only.",
        "Speak to the person in person and on their own.",
        "Nobody is let in by this",
    ] {
        assert!(form.contains(said), "{said}");
    }
    let recorded = act(
        &stores,
        "sue",
        "record-delegate",
        &pairs(&cara("property-deputy")),
    );
    let shown = see(&stores, "sue", recorded.header("location").unwrap());
    let reference = stores.kept.borrow()[0].held.delegates[1].reference.clone();
    assert!(shown.contains("Hand this reference over to them") && shown.contains(&reference));
    assert!(shown.contains("1 person waits for approval"));
    assert!(shown.contains("You recorded this, so a colleague must approve or refuse it."));
    assert!(!shown.contains("decide-delegate?about=2"));
    assert!(
        !shown.contains("cara@example.org"),
        "a contact is never shown"
    );
    let own = act(
        &stores,
        "sue",
        "decide-delegate",
        &[("about", "2"), ("decision", "approve"), BECAUSE],
    );
    assert_eq!(own.status, 409);
    assert!(see(&stores, "lee", "/staff/accounts").contains("Ada Winter"));
    let target = format!("{ADAS}/decide-delegate?about=2");
    assert!(see(&stores, "lee", ADAS).contains(&target));
    let asked = see(&stores, "lee", &target);
    assert!(asked.contains("Cara Winter") && asked.contains("The sealed order of the court"));
    let undecided = act(
        &stores,
        "lee",
        "decide-delegate",
        &[("about", "2"), BECAUSE],
    );
    assert!(page(&undecided).contains("Choose whether you approve or refuse"));
    let done = act(
        &stores,
        "lee",
        "decide-delegate",
        &[("about", "2"), ("decision", "approve"), BECAUSE],
    );
    assert_eq!(done.status, 303);
    let delegate = stores.kept.borrow()[0].held.delegates[1].clone();
    assert_eq!(
        (delegate.standing, delegate.authority),
        (DelegateStanding::Approved, Authority::PropertyDeputy)
    );
    let ended = act(&stores, "sue", "end-delegate", &[("about", "2"), BECAUSE]);
    assert_eq!(ended.status, 303);
    assert_eq!(
        stores.kept.borrow()[0].held.delegates[1].standing,
        DelegateStanding::Ended
    );
}

#[test]
fn an_authority_that_shows_nothing_needs_no_contact_and_hands_nothing_over() {
    let stores = with_reason("kim");
    let without = |authority: &str| {
        let mut fields = cara(authority);
        fields.retain(|(name, _)| *name != "email");
        act(&stores, "kim", "record-delegate", &pairs(&fields))
    };
    let deputy = without("property-deputy");
    assert_eq!(deputy.status, 422);
    let shown = page(&deputy);
    assert!(shown.contains("Enter an email address or a mobile number"));
    assert!(
        shown.contains("value=\"Cara Winter\"") && shown.contains("The sealed order of the court")
    );
    let appointee = without("appointee");
    let shown = see(&stores, "kim", appointee.header("location").unwrap());
    assert!(!shown.contains("Hand this reference over"));
    assert!(!shown.contains("DA-0000-0002"));
}

#[test]
fn a_death_is_recorded_kindly_and_not_in_the_future() {
    let stores = with_reason("sue");
    let day = |day| {
        [
            ("died-on-day", day),
            ("died-on-month", "11"),
            ("died-on-year", "2026"),
            ("because", "Her son wrote to us."),
        ]
    };
    assert_eq!(act(&stores, "sue", "record-death", &day("25")).status, 422);
    assert_eq!(act(&stores, "sue", "record-death", &day("31")).status, 422);
    let done = act(&stores, "sue", "record-death", &day("20"));
    let shown = see(&stores, "sue", done.header("location").unwrap());
    assert!(shown.contains("Please be gentle with the family."));
    assert!(shown.contains("The person died on 20 November 2026"));
    assert!(shown.contains("Correct the day of the death"));
    assert!(
        !shown.contains("/record-delegate\""),
        "authority ends with a death"
    );
}

#[test]
fn an_account_is_deleted_only_when_it_may_be_and_the_word_is_typed() {
    let stores = with_reason("lee");
    assert_eq!(ask(&stores, "lee", &format!("{ADAS}/remove")).status, 409);
    stores.kept.borrow_mut()[0].held.account.died_on = Some("2026-05-01".into());
    assert!(see(&stores, "lee", &format!("{ADAS}/remove")).contains("gone for ever"));
    let because = ("because", "The person died, and all is settled.");
    for word in ["", "yes"] {
        let reply = act(&stores, "lee", "remove", &[because, ("confirm", word)]);
        assert_eq!(reply.status, 422);
        assert!(page(&reply).contains("Type the word delete if you are sure"));
    }
    let done = act(&stores, "lee", "remove", &[because, ("confirm", " Delete")]);
    let shown = see(&stores, "lee", done.header("location").unwrap());
    assert!(shown.contains("The account is deleted."));
    assert_eq!(ask(&stores, "lee", ADAS).status, 404);
}
