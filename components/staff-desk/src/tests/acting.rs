//! Pages of one action, paper, and text for the case system.

use casework::ShownFor;

use super::Asking;
use super::memory::Memory;
use super::pages::{page, see, send};
use super::people::{AMIR, DORIS, PAT};

const REASON: (&str, &str) = ("reason", "The daughter rang.");

#[test]
fn the_menu_has_what_the_role_and_the_state_allow() {
    let desk = Memory::new();
    for (who, reference, offered, kept_back) in [
        (
            "sam.patel",
            AMIR,
            &["assign", "priority", "reroute", "restrict"][..],
            &[][..],
        ),
        (
            "ann.begum",
            AMIR,
            &["priority", "reroute"],
            &["assign", "restrict"],
        ),
        // A sign stands, and nobody has decided under section 42: it does not leave triage.
        (
            "jo.marsh",
            DORIS,
            &["assign", "priority", "restrict"],
            &["reroute"],
        ),
    ] {
        let shown = see(&desk, who, &format!("/staff/referrals/{reference}"));
        let has =
            |action: &str| shown.contains(&format!("/staff/referrals/{reference}/{action}\""));
        for action in offered {
            assert!(has(action), "{who} {action}");
            let form = see(
                &desk,
                who,
                &format!("/staff/referrals/{reference}/{action}"),
            );
            assert!(form.contains("name=\"etag\" value=\"1\""), "{action}");
        }
        assert!(kept_back.iter().all(|action| !has(action)), "{who}");
    }
    let refused = Asking::get(&format!("/staff/referrals/{AMIR}/assign"))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(refused.status, 403);
    let elsewhere = Asking::get(&format!("/staff/referrals/{AMIR}/dance"))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(elsewhere.status, 404);
}

#[test]
fn each_form_that_is_left_empty_points_at_its_fields_and_keeps_the_rest() {
    let desk = Memory::new();
    for (action, fields) in [
        ("assign", &["assignee"][..]),
        ("priority", &["priority", "reason"]),
        ("reroute", &["queue", "reason"]),
        ("restrict", &["people", "reason"]),
    ] {
        let reply = send(&desk, "sam.patel", AMIR, action, "1", &[]);
        assert_eq!(reply.status, 422, "{action}");
        let shown = page(&reply);
        assert!(shown.contains("<title>Error: "), "{action}");
        for field in fields {
            assert!(
                shown.contains(&format!("href=\"#{field}\"")),
                "{action} {field}"
            );
            assert!(
                shown.contains(&format!("id=\"{field}\"")),
                "{action} {field}"
            );
        }
        assert!(
            !shown.contains("Fill this in") && !shown.contains("Is missing"),
            "{action}"
        );
    }
    let half = page(&send(&desk, "sam.patel", AMIR, "reroute", "1", &[REASON]));
    assert!(half.contains("The daughter rang.</textarea>"));
    let stranger = send(
        &desk,
        "sam.patel",
        AMIR,
        "assign",
        "1",
        &[("assignee", "nobody.here")],
    );
    assert_eq!(stranger.status, 422);
    assert_eq!(desk.referral(AMIR).etag, "1", "nothing was stored");
}

#[test]
fn a_lead_assigns_moves_and_restricts() {
    let desk = Memory::new();
    for (action, etag, fields) in [
        ("assign", "1", &[("assignee", "ann.begum")][..]),
        ("priority", "2", &[("priority", "urgent"), REASON]),
        ("reroute", "3", &[("queue", "sensory"), REASON]),
        (
            "restrict",
            "4",
            &[("people", "sam.patel"), ("people", "mo.khan"), REASON],
        ),
    ] {
        let reply = send(&desk, "sam.patel", AMIR, action, etag, fields);
        assert_eq!(reply.status, 303, "{action}: {}", page(&reply));
    }
    let amir = desk.referral(AMIR);
    assert_eq!(amir.entry.assignee.as_deref(), Some("ann.begum"));
    assert_eq!(amir.entry.queue, "sensory");
    assert_eq!(amir.restricted_to, ["sam.patel", "mo.khan"]);
    let form = see(
        &desk,
        "sam.patel",
        &format!("/staff/referrals/{AMIR}/restrict"),
    );
    assert!(form.contains("value=\"mo.khan\" checked"));
    // Nobody ticked is a mistake; that everybody may see it again is a button of its own.
    let none = send(&desk, "sam.patel", AMIR, "restrict", "5", &[REASON]);
    assert_eq!(none.status, 422);
    let lifted = send(
        &desk,
        "sam.patel",
        AMIR,
        "restrict",
        "5",
        &[("lift", "yes"), REASON],
    );
    assert_eq!(lifted.status, 303);
    assert!(desk.referral(AMIR).restricted_to.is_empty());
}

#[test]
fn whoever_is_second_sees_both_and_sends_theirs_again() {
    let desk = Memory::new();
    send(
        &desk,
        "ann.begum",
        AMIR,
        "note",
        "1",
        &[("text", "He is in hospital.")],
    );
    let fields = [("queue", "sensory"), REASON];
    let reply = send(&desk, "sam.patel", AMIR, "reroute", "1", &fields);
    assert_eq!(reply.status, 412);
    let shown = page(&reply);
    let place = |text: &str| {
        shown
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {shown}"))
    };
    let (theirs, yours) = (
        place("What changed meanwhile"),
        place("What you typed, not stored yet"),
    );
    assert!((theirs..yours).contains(&place("He is in hospital.")));
    assert!((theirs..yours).contains(&place("<strong>Ann Begum</strong>: added a note")));
    assert!(yours < place("The daughter rang.</textarea>"));
    assert!(shown.contains("<option value=\"sensory\" selected>"));
    assert!(shown.contains("name=\"etag\" value=\"2\""));
    assert_eq!(
        desk.referral(AMIR).entry.queue,
        "locality-mid",
        "nothing was overwritten"
    );
    assert_eq!(
        send(&desk, "sam.patel", AMIR, "reroute", "2", &fields).status,
        303
    );
}

#[test]
fn what_can_no_longer_be_done_leaves_the_words_to_be_copied() {
    let desk = Memory::new();
    send(
        &desk,
        "ann.begum",
        AMIR,
        "close",
        "1",
        &[("outcome", "NFA: Other")],
    );
    let fields = [("queue", "sensory"), REASON];
    let reply = send(&desk, "sam.patel", AMIR, "reroute", "1", &fields);
    assert_eq!(reply.status, 412);
    let shown = page(&reply);
    assert!(shown.contains("This can no longer be done"));
    assert!(shown.contains("The daughter rang.</blockquote>"));
    assert!(!shown.contains("Move referral</button>"));
}

#[test]
fn the_text_for_the_case_system_has_everything_and_says_what_is_not_safe() {
    let desk = Memory::new();
    let reply = Asking::get(&format!("/staff/referrals/{DORIS}/text"))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(
        reply.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let text = page(&reply);
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(place("RISKS\n- Safeguarding sign\n- Abuse or neglect") < place("SAFE CONTACT"));
    assert!(place("- Phone: not safe, no voicemail\n") < place("- Say you are: the library"));
    assert!(place("IN THEIR OWN WORDS") < place("She cried when I asked."));
    assert!(place("WHY IT CAME HERE") < place("ALL ANSWERS"));
    assert!(place("Copied from Front Door by Ann Begum") < place("RISKS"));
    let with_box = see(
        &desk,
        "ann.begum",
        &format!("/staff/referrals/{DORIS}/copy"),
    );
    let (_, after) = with_box.split_once("readonly").unwrap();
    assert!(after.contains("- Phone: not safe, no voicemail"));
}

#[test]
fn paper_has_nothing_to_press_and_nothing_of_a_possible_match() {
    let desk = Memory::new();
    desk.matches
        .borrow_mut()
        .push(crate::possible_match::PossibleMatch {
            entry: super::people::amir().entry,
            relation: crate::possible_match::Relation::LooksAfter,
            because: Vec::new(),
            score: None,
        });
    let paper = see(
        &desk,
        "ann.begum",
        &format!("/staff/referrals/{DORIS}/print"),
    );
    assert!(paper.contains("Printed by Ann Begum"));
    assert!(paper.contains("Her carer shouts at her."));
    assert!(!paper.contains("Amir") && !paper.contains("<form"));
    let refused = Asking::get(&format!("/staff/referrals/{PAT}/print"))
        .signed_in("di.west")
        .of(&desk);
    assert_ne!(refused.status, 500);
}

#[test]
fn nobody_of_safeguarding_among_those_who_may_see_it_is_told_in_words() {
    let desk = Memory::new();
    let fields = [("people", "sam.patel"), REASON];
    let refused = send(&desk, "sam.patel", DORIS, "restrict", "1", &fields);
    assert_eq!(refused.status, 422);
    let shown = page(&refused);
    assert!(shown.contains("Choose somebody of safeguarding as well"));
    assert!(shown.contains("value=\"sam.patel\" checked") && shown.contains(REASON.1));
}

#[test]
fn a_text_that_is_too_long_comes_back_with_what_to_do() {
    let long = "x".repeat(10_001);
    let limb = [
        ("a-finding", "yes"),
        ("b-finding", "no"),
        ("c-finding", "no"),
    ];
    for (reference, who, action, field, others) in [
        (AMIR, "ann.begum", "note", "text", &[][..]),
        (
            AMIR,
            "ann.begum",
            "close",
            "note",
            &[("outcome", "NFA: Other")],
        ),
        (
            AMIR,
            "sam.patel",
            "priority",
            "reason",
            &[("priority", "urgent")],
        ),
        (
            AMIR,
            "sam.patel",
            "reroute",
            "reason",
            &[("queue", "sensory")],
        ),
        (
            AMIR,
            "sam.patel",
            "restrict",
            "reason",
            &[("people", "sam.patel")],
        ),
        (DORIS, "jo.marsh", "s42-decision", "reasons", &limb),
        (DORIS, "jo.marsh", "s42-decision", "b-because", &limb),
        (
            AMIR,
            "ann.begum",
            "contact-attempt",
            "note",
            &[("how", "phone"), ("answered", "nobody")],
        ),
        (AMIR, "ann.begum", "wait", "what-for", &[]),
        (AMIR, "ann.begum", "escalate", "reason", &[]),
        (AMIR, "sam.patel", "welfare-check", "reasons", &[]),
        (
            AMIR,
            "ann.begum",
            "visitor-safety",
            "what",
            &[("source", "GP")],
        ),
        (AMIR, "ann.begum", "link", "reason", &[("other", PAT)]),
        (AMIR, "sam.patel", "merge", "reason", &[("into", PAT)]),
    ] {
        let desk = Memory::new();
        let mut fields = others.to_vec();
        fields.push((field, &long));
        let reply = send(&desk, who, reference, action, "1", &fields);
        let shown = page(&reply);
        assert_eq!(reply.status, 422, "{action} {field}");
        assert!(shown.contains(&long), "{action} {field} is lost");
        assert!(
            shown.contains(&format!(
                "<a href=\"#{field}\">Make this shorter: 10,000 characters at most</a>"
            )),
            "{action} {field}"
        );
    }
}

#[test]
fn more_than_a_page_takes_is_refused_in_words_for_staff() {
    let shown = staff_pages::unread("/staff", 413);
    assert!(shown.contains("back button") && shown.contains("10,000 characters"));
    assert!(
        !shown.contains("we will ask if we need more"),
        "a resident's words"
    );
    assert!(shown.contains("999"));
}

#[test]
fn what_leaves_on_paper_or_as_text_is_told_from_what_is_read() {
    let desk = Memory::new();
    for (page, shown_for) in [
        ("", ShownFor::Screen),
        ("/print", ShownFor::Paper),
        ("/copy", ShownFor::CopiedText),
        ("/note", ShownFor::Screen),
        ("/text", ShownFor::CopiedText),
    ] {
        see(
            &desk,
            "sam.patel",
            &format!("/staff/referrals/{AMIR}{page}"),
        );
        assert_eq!(desk.shown_for.get(), shown_for, "{page}");
    }
}
