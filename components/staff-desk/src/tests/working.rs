//! What staff do between taking a referral on and closing it, on its pages.

use casework::Kind;

use super::Asking;
use super::memory::Memory;
use super::pages::{page, see, send};
use super::people::{AMIR, DORIS, PAT};
use crate::referral::Reader;

const TRIED: [(&str, &str); 3] = [
    ("how", "phone"),
    ("answered", "nobody"),
    ("note", "Rang twice, and left no message."),
];

fn at(reference: &str) -> String {
    format!("/staff/referrals/{reference}")
}

/// Sends one step after the other, each against the version that stands.
fn steps(desk: &Memory, who: &str, reference: &str, steps: &[(&str, &[(&str, &str)])]) {
    for (action, fields) in steps {
        let etag = desk.referral(reference).etag;
        let reply = send(desk, who, reference, action, &etag, fields);
        assert_eq!(reply.status, 303, "{action}: {}", page(&reply));
        let told = see(desk, who, reply.header("location").unwrap());
        assert!(
            told.contains("govuk-notification-banner--success"),
            "{action} is not told"
        );
    }
}

#[test]
fn every_field_of_a_step_that_was_left_empty_has_words_and_a_place() {
    for kind in Kind::ALL {
        let desk = Memory::new();
        let reply = send(&desk, "sam.patel", AMIR, kind.id(), "1", &[]);
        assert_eq!(reply.status, 422, "{kind:?}");
        let shown = page(&reply);
        assert!(
            !shown.contains("Fill this in") && !shown.contains("Is missing"),
            "{kind:?}"
        );
        if shown.contains("This can no longer be done") {
            continue;
        }
        let links = shown
            .split("href=\"#")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let places: Vec<&str> = links.filter(|place| *place != "main-content").collect();
        assert!(!places.is_empty(), "{kind:?}");
        for place in places {
            assert!(
                shown.contains(&format!("id=\"{place}\"")),
                "{kind:?} {place}"
            );
        }
    }
}

#[test]
fn a_try_without_an_answer_is_told_in_words_and_a_second_calls_for_a_senior() {
    let desk = Memory::new();
    steps(&desk, "ann.begum", DORIS, &[("contact-attempt", &TRIED)]);
    let shown = see(&desk, "ann.begum", &at(DORIS));
    assert!(shown.contains("1 try in a row without an answer"));
    assert!(
        shown.contains("By phone. Who answered: nobody. Safe to talk: not asked. Note: Rang twice")
    );
    assert!(!shown.contains("Nobody answers, and somebody may be in danger"));
    let recorded = [("how", "email"), ("answered", "voicemail")];
    steps(&desk, "ann.begum", DORIS, &[("contact-attempt", &recorded)]);
    let shown = see(&desk, "ann.begum", &at(DORIS));
    assert!(shown.contains("Nobody answers, and somebody may be in danger"));
    for told in [
        "By phone. Who answered: nobody.",
        "By email. Who answered: voicemail",
    ] {
        assert_eq!(shown.matches(told).count(), 1, "in the same second: {told}");
    }
    assert!(
        !shown.contains("/welfare-check"),
        "an adviser does not decide"
    );
    assert!(see(&desk, "sam.patel", &at(DORIS)).contains("/welfare-check"));
    let decided = [("decision", "visit"), ("reasons", "No word for a day.")];
    steps(&desk, "sam.patel", DORIS, &[("welfare-check", &decided)]);
    let shown = see(&desk, "ann.begum", &at(DORIS));
    assert!(shown.contains("Welfare check: Visit to see whether they are safe."));
    assert!(!shown.contains("Nobody answers, and somebody may be in danger"));
}

#[test]
fn whether_it_was_safe_to_talk_is_asked_only_where_somebody_answered() {
    let desk = Memory::new();
    for (answered, status) in [("person", 422), ("somebody-else", 422), ("voicemail", 303)] {
        let etag = desk.referral(DORIS).etag;
        let fields = [("how", "phone"), ("answered", answered)];
        let reply = send(&desk, "ann.begum", DORIS, "contact-attempt", &etag, &fields);
        assert_eq!(reply.status, status, "{answered}");
    }
    let shown = see(&desk, "ann.begum", &at(DORIS));
    assert!(shown.contains("voicemail or an answering machine. Safe to talk: not asked."));
}

#[test]
fn what_visitors_must_know_stands_at_the_top_with_source_and_dates() {
    let desk = Memory::new();
    let noted = [
        ("what", "A large dog bites"),
        ("source", "District nurse"),
        ("dated-day", "3"),
        ("dated-month", "11"),
        ("dated-year", "2026"),
        ("review-on-day", "3"),
        ("review-on-month", "5"),
        ("review-on-year", "2027"),
    ];
    steps(&desk, "ann.begum", AMIR, &[("visitor-safety", &noted)]);
    for target in [at(AMIR), format!("{}/print", at(AMIR))] {
        let shown = see(&desk, "ann.begum", &target);
        let place = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words}"));
        assert!(
            place("A large dog bites") < place("What they need, in their own words"),
            "{target}"
        );
        assert!(shown.contains("Source: District nurse, 3 November 2026."));
        assert!(shown.contains("To be looked at again by 3 May 2027."));
    }
    steps(
        &desk,
        "ann.begum",
        AMIR,
        &[("end-visitor-safety", &[("reason", "It has died.")])],
    );
    let shown = see(&desk, "ann.begum", &at(AMIR));
    assert!(!shown.contains("Safety of visitors</h2>"));
    let kept = "A large dog bites. Source: District nurse, 3 November 2026. To be looked at again by 3 May 2027.";
    assert!(shown.contains(kept), "the history keeps it");
}

#[test]
fn waiting_escalating_and_the_case_system_stand_with_the_name() {
    let desk = Memory::new();
    let wait = [
        ("what-for", "Her sister rings back."),
        ("until-day", "3"),
        ("until-month", "12"),
        ("until-year", "2026"),
    ];
    let asked: [(&str, &[(&str, &str)]); 4] = [
        ("wait", &wait),
        ("escalate", &[("reason", "The son was there.")]),
        ("case-number", &[("number", "20417733")]),
        ("allocate", &[("worker", "Ola Brandt")]),
    ];
    steps(&desk, "ann.begum", AMIR, &asked);
    let shown = see(&desk, "ann.begum", &at(AMIR));
    for words in [
        "until <strong>3 December 2026</strong>",
        "A senior should look",
        "The son was there.",
        "20417733",
        "Ola Brandt",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    let again = see(&desk, "ann.begum", &format!("{}/case-number", at(AMIR)));
    assert!(again.contains("value=\"20417733\""), "it can be corrected");
    steps(
        &desk,
        "ann.begum",
        AMIR,
        &[("end-wait", &[("reason", "She rang.")])],
    );
    assert!(!see(&desk, "ann.begum", &at(AMIR)).contains("until <strong>3 December"));
}

#[test]
fn linked_contacts_warn_and_can_be_taken_apart_and_paper_has_none() {
    let desk = Memory::new();
    let link = [
        ("other", PAT),
        ("relation", "same-household"),
        ("reason", "One address."),
    ];
    steps(&desk, "ann.begum", AMIR, &[("link", &link)]);
    let shown = see(&desk, "ann.begum", &at(AMIR));
    assert!(shown.contains("Do not mention either contact to the other person."));
    for paper in ["print", "text"] {
        let asked = Asking::get(&format!("{}/{paper}", at(AMIR))).signed_in("sam.patel");
        let shown = page(&asked.of(&desk));
        assert!(!shown.contains("One address."), "{paper}: {shown}");
        assert!(
            !shown.contains("linked another contact"),
            "{paper}: {shown}"
        );
    }
    let away = format!("/staff/referrals/{AMIR}/unlink?other={PAT}&amp;relation=same-household");
    assert!(shown.contains(&away), "{shown}");
    let form = see(&desk, "ann.begum", &away.replace("&amp;", "&"));
    assert!(form.contains(&format!("value=\"{PAT}\"")));
    assert!(form.contains("value=\"same-household\" checked"));
    let merge = [("into", PAT), ("reason", "One call, twice.")];
    let refused = Asking::get(&format!("{}/merge", at(AMIR)))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(refused.status, 403);
    assert!(!see(&desk, "sam.patel", &format!("{}/print", at(AMIR))).contains("Linked contacts"));
    steps(
        &desk,
        "sam.patel",
        AMIR,
        &[("unlink", &link), ("merge", &merge)],
    );
    let shown = see(&desk, "sam.patel", &at(AMIR));
    assert!(shown.contains("This contact goes on as part of"));
    assert!(!shown.contains("Linked contacts"));
    steps(
        &desk,
        "sam.patel",
        AMIR,
        &[("unmerge", &[("reason", "Two people.")])],
    );
    assert!(!see(&desk, "sam.patel", &at(AMIR)).contains("This contact goes on as part of"));
}

#[test]
fn two_who_have_it_open_hear_of_each_other() {
    let desk = Memory::new();
    desk.referrals.borrow_mut()[2].also_here.push(Reader {
        who: "jo.marsh".to_owned(),
        at: vocabulary::Instant::parse("2026-12-01T09:57:00Z").unwrap(),
    });
    let shown = see(&desk, "ann.begum", &at(AMIR));
    assert!(
        shown.contains(
            "<strong>Jo Marsh</strong> opened this 3 minutes ago and may be working on it."
        )
    );
}

#[test]
fn section_42_that_is_not_met_goes_elsewhere_in_the_same_step() {
    let desk = Memory::new();
    let mut fields = vec![
        ("decision", "no-enquiry"),
        ("reasons", "Not met."),
        ("queue", "locality-mid"),
    ];
    for name in ["a", "b", "c"] {
        fields.push(match name {
            "a" => ("a-finding", "yes"),
            "b" => ("b-finding", "no"),
            _ => ("c-finding", "no"),
        });
    }
    fields.extend([
        ("a-because", "Seen."),
        ("b-because", "Asked."),
        ("c-because", "Seen."),
    ]);
    let form = see(&desk, "jo.marsh", &format!("{}/s42-decision", at(DORIS)));
    assert!(
        form.contains("where does it go instead?")
            && form.contains("<option value=\"locality-mid\">")
    );
    assert!(
        !form.contains("<option value=\"safeguarding-triage\">"),
        "it is there already"
    );
    assert_eq!(
        send(&desk, "jo.marsh", DORIS, "s42-decision", "1", &fields).status,
        303
    );
    let decided = desk.referral(DORIS).s42.unwrap();
    assert_eq!(decided.passed_to.as_deref(), Some("locality-mid"));
    assert_eq!(desk.referral(DORIS).timeline.len(), 2, "one step");
}

#[test]
fn next_for_me_claims_and_opens_what_comes_first() {
    let desk = Memory::new();
    let press = |fields: &[(&str, &str)]| {
        let mut all = vec![("csrf", "csrf-of-ann.begum")];
        all.extend(fields);
        Asking::post("/staff/queues/next")
            .signed_in("ann.begum")
            .form(&all)
            .of(&desk)
    };
    assert!(see(&desk, "ann.begum", "/staff/queues").contains("Next for me</button>"));
    let first = press(&[]);
    assert_eq!(
        first.header("location"),
        Some(format!("{}?done=next", at(PAT)).as_str())
    );
    assert_eq!(
        desk.referral(PAT).entry.assignee.as_deref(),
        Some("ann.begum")
    );
    let shown = see(&desk, "ann.begum", first.header("location").unwrap());
    assert!(shown.contains("This is next for you. You have claimed it."));
    let none = press(&[("queue", "carers")]);
    let shown = see(&desk, "ann.begum", none.header("location").unwrap());
    assert!(shown.contains("Nothing is waiting that you could claim now."));
    let old = Asking::post("/staff/queues/next")
        .signed_in("ann.begum")
        .form(&[("csrf", "old")])
        .of(&desk);
    assert_eq!(old.header("location"), Some("/staff/queues?done=again"));
    assert_eq!(desk.referral(DORIS).entry.assignee, None);
}

#[test]
fn what_was_ticked_is_assigned_one_by_one_and_each_says_what_became_of_it() {
    let desk = Memory::new();
    let list = see(&desk, "sam.patel", "/staff/queues?queue=all");
    assert!(
        list.contains(&format!("value=\"{DORIS} \""))
            && list.contains(&format!("value=\"{AMIR} sam.patel\""))
    );
    assert!(!see(&desk, "ann.begum", "/staff/queues?queue=all").contains("name=\"pick\""));
    // Between the list and the press, somebody claims one of them.
    send(&desk, "jo.marsh", PAT, "claim", "1", &[]);
    let (doris, pat, amir) = (
        format!("{DORIS} "),
        format!("{PAT} "),
        format!("{AMIR} sam.patel"),
    );
    let fields = |to| {
        [
            ("csrf", "csrf-of-sam.patel"),
            ("pick", doris.as_str()),
            ("pick", pat.as_str()),
            ("pick", amir.as_str()),
            ("pick", "ASC-0000-0000 "),
            ("assign-to", to),
            ("back", "/staff/queues?queue=all"),
        ]
    };
    let press = |who: &str, to: &'static str| {
        Asking::post("/staff/queues/assign")
            .signed_in(who)
            .form(&fields(to))
            .of(&desk)
    };
    let asked = press("sam.patel", "");
    assert_eq!(asked.status, 422);
    assert!(
        page(&asked).contains("Choose who should hold them") && page(&asked).contains("checked")
    );
    assert_eq!(press("ann.begum", "ann.begum").status, 403);
    let told = page(&press("sam.patel", "ann.begum"));
    assert!(told.contains("2 of 4 assigned to Ann Begum"), "{told}");
    assert!(told.contains("Left alone: Jo Marsh has taken it meanwhile"));
    assert!(told.contains("There is no referral with this reference"));
    assert!(told.contains("href=\"/staff/queues?queue=all\""));
    assert_eq!(
        desk.referral(PAT).entry.assignee.as_deref(),
        Some("jo.marsh")
    );
    assert_eq!(
        desk.referral(AMIR).entry.assignee.as_deref(),
        Some("ann.begum")
    );
    let elsewhere = Asking::post("/staff/queues/assign")
        .signed_in("sam.patel")
        .form(&[
            ("csrf", "csrf-of-sam.patel"),
            ("back", "https://elsewhere.example"),
        ])
        .of(&desk);
    assert!(!page(&elsewhere).contains("elsewhere.example"));
}

#[test]
fn a_view_is_kept_by_name_found_again_and_removed() {
    let desk = Memory::new();
    let address = "/staff/queues?queue=safeguarding-triage&priority=urgent";
    let list = see(&desk, "ann.begum", address);
    let query = "queue=safeguarding-triage&amp;priority=urgent";
    assert!(
        list.contains(&format!("name=\"query\" value=\"{query}\"")),
        "{list}"
    );
    let press = |fields: &[(&str, &str)]| {
        let mut all = vec![
            ("csrf", "csrf-of-ann.begum"),
            ("query", "queue=safeguarding-triage&priority=urgent&evil=1"),
        ];
        all.extend(fields);
        Asking::post("/staff/queues/views")
            .signed_in("ann.begum")
            .form(&all)
            .of(&desk)
    };
    let unnamed = press(&[("name", " ")]);
    assert_eq!(unnamed.status, 422);
    assert!(page(&unnamed).contains("Enter a name for the view"));
    let long = press(&[("name", &"x".repeat(61))]);
    assert_eq!(long.status, 422);
    assert!(
        page(&long).contains(&"x".repeat(61)),
        "what was typed is kept"
    );
    let kept = press(&[("name", "My <urgent> ones")]);
    assert_eq!(
        kept.header("location"),
        Some(format!("{address}&done=view").as_str())
    );
    assert!(
        see(&desk, "ann.begum", kept.header("location").unwrap()).contains("This view is saved.")
    );
    let queues = see(&desk, "ann.begum", "/staff/queues");
    assert!(queues.contains(&format!(
        "href=\"/staff/queues?{query}\">My &lt;urgent&gt; ones</a>"
    )));
    assert!(
        !see(&desk, "sam.patel", "/staff/queues").contains("Your views"),
        "they are one worker's own"
    );
    assert_eq!(press(&[("remove", "My <urgent> ones")]).status, 303);
    assert!(!see(&desk, "ann.begum", "/staff/queues").contains("Your views"));
}

#[test]
fn no_id_stands_twice_on_a_page() {
    let desk = Memory::new();
    steps(
        &desk,
        "sam.patel",
        DORIS,
        &[("contact-attempt", &TRIED), ("contact-attempt", &TRIED)],
    );
    let mut pages = vec![
        "/staff/queues".to_owned(),
        "/staff/queues?queue=all&priority=urgent".to_owned(),
        at(DORIS),
    ];
    let actions = Kind::ALL.map(Kind::id);
    let others = [
        "note",
        "assign",
        "priority",
        "restrict",
        "s42-decision",
        "copy",
        "print",
    ];
    pages.extend(
        actions
            .into_iter()
            .chain(others)
            .map(|action| format!("{}/{action}", at(DORIS))),
    );
    desk.colleagues.borrow_mut()[2]
        .roles
        .push("senior".to_owned());
    for target in pages {
        let reply = Asking::get(&target).signed_in("jo.marsh").of(&desk);
        let shown = page(&reply);
        let ids = shown
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        let mut seen = std::collections::BTreeSet::new();
        for id in ids {
            assert!(seen.insert(id), "{id} stands twice on {target}");
        }
    }
}
