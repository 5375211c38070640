//! What a worker sees and does on the pages.

use vocabulary::Instant;
use web::Reply;

use super::Asking;
use super::memory::Memory;
use super::people::{AMIR, DORIS, PAT};
use crate::stores::Fault;

pub fn page(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

pub fn see(desk: &Memory, who: &str, target: &str) -> String {
    let reply = Asking::get(target).signed_in(who).of(desk);
    assert_eq!(reply.status, 200, "{target}");
    page(&reply)
}

/// Sends one of a referral's forms as its page would.
pub fn send(
    desk: &Memory,
    who: &str,
    reference: &str,
    action: &str,
    etag: &str,
    fields: &[(&str, &str)],
) -> Reply {
    let csrf = format!("csrf-of-{who}");
    let mut all = vec![("csrf", csrf.as_str()), ("etag", etag), ("seen", "1")];
    all.extend(fields);
    Asking::post(&format!("/staff/referrals/{reference}/{action}"))
        .signed_in(who)
        .form(&all)
        .of(desk)
}

#[test]
fn a_worker_sees_every_queue_with_what_waits_in_it() {
    let shown = see(&Memory::new(), "ann.begum", "/staff/queues");
    assert!(
        shown.contains("href=\"/staff/queues?queue=safeguarding-triage\">Safeguarding triage</a>")
    );
    assert!(shown.contains("Mid locality"));
    assert!(
        !shown.contains("Hospital discharge"),
        "an empty queue is not a line"
    );
    assert!(shown.contains("data-seen=\"&quot;7&quot;\""));
}

#[test]
fn a_queue_says_in_words_what_is_late_and_who_holds_it() {
    let desk = Memory::new();
    desk.referrals.borrow_mut()[1].entry.respond_by =
        Instant::parse("2026-12-01T09:00:00Z").unwrap();
    let shown = see(
        &desk,
        "ann.begum",
        "/staff/queues?queue=safeguarding-triage",
    );
    let (pat, doris) = (shown.find(PAT).unwrap(), shown.rfind(DORIS).unwrap());
    assert!(pat < doris, "the emergency comes first");
    assert!(shown.contains("Overdue by 1 hour of working time"));
    assert!(shown.contains("Safeguarding sign"));
    assert!(shown.contains("Abuse or neglect by somebody; Left alone and not safe"));
    assert!(shown.contains("Nobody yet"));
    assert!(!shown.contains(AMIR), "other queues are not in it");
}

#[test]
fn filters_stand_in_the_address_and_in_words() {
    let desk = Memory::new();
    let shown = see(
        &desk,
        "ann.begum",
        "/staff/queues?queue=all&status=&priority=standard&locality=&assignee=sam.patel",
    );
    assert!(shown.contains("open, priority standard, held by Sam Patel"));
    assert!(shown.contains(AMIR) && !shown.contains(&format!("referrals/{DORIS}")));
    let nothing = see(
        &desk,
        "ann.begum",
        "/staff/queues?queue=carers&priority=soon",
    );
    assert!(nothing.contains("Nothing fits these filters"));
    let more = see(
        &desk,
        "ann.begum",
        "/staff/queues?assignee=Nobody&form=safeguarding-concern&waiting=false&sort=oldest-first",
    );
    assert!(more.contains(
        "open, held by nobody, from the form “Safeguarding concern”, not waiting for the person, oldest first."
    ));
    assert!(more.contains(DORIS) && !more.contains(AMIR));
    assert!(more.contains("<option value=\"oldest-first\" selected>"));
    let wrong = Asking::get("/staff/queues?queue=bin")
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(wrong.status, 422);
    let cursor = Asking::get("/staff/queues?queue=carers&cursor=forged")
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(cursor.status, 422);
}

#[test]
fn a_reference_that_is_read_out_leads_to_its_referral() {
    let desk = Memory::new();
    let reference = reference::Reference::from_random([1, 2, 3, 4, 5])
        .unwrap()
        .to_string();
    let asked = reference.to_lowercase().replace('-', "+");
    let reply = Asking::get(&format!("/staff/queues?q={asked}"))
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(
        reply.header("location"),
        Some(format!("/staff/referrals/{reference}").as_str())
    );
    let reply = Asking::get("/staff/queues?q=Doris")
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(reply.status, 422);
    assert!(page(&reply).contains("Enter a reference"));
}

#[test]
fn an_unclaimed_emergency_stands_on_every_page_until_it_is_claimed() {
    let desk = Memory::new();
    for target in [
        "/staff/queues",
        "/staff/queues?queue=carers",
        &format!("/staff/referrals/{AMIR}"),
    ] {
        let shown = see(&desk, "ann.begum", target);
        assert!(
            shown.contains("1 emergency has not been claimed for 15 minutes or more"),
            "{target}"
        );
        assert!(shown.contains(&format!("/staff/referrals/{PAT}")));
    }
    assert_eq!(send(&desk, "ann.begum", PAT, "claim", "1", &[]).status, 303);
    assert!(!see(&desk, "ann.begum", "/staff/queues").contains("has not been claimed"));
}

#[test]
fn risks_and_safe_contact_come_before_anything_else() {
    let shown = see(
        &Memory::new(),
        "ann.begum",
        &format!("/staff/referrals/{DORIS}"),
    );
    let place = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(place("Abuse or neglect by somebody") < place("What they need, in their own words"));
    assert!(place("not safe</strong>, no voicemail") < place("What they need, in their own words"));
    assert!(place("She wears a hearing aid") < place("Who this is about"));
    assert!(
        place("Somebody may be causing harm to this person")
            < place("All answers, as they were asked")
    );
    assert!(shown.contains("To be told as well: <strong>Organisational safeguarding</strong>"));
    assert!(shown.contains("2 hours 15 minutes of working time left"));
    assert!(
        shown.contains("<title>ASC-7K2M-4XQD"),
        "a title holds no name"
    );
    assert!(shown.contains("(aged 85)"));
}

#[test]
fn a_page_offers_only_what_the_role_may_do() {
    let desk = Memory::new();
    let target = format!("/staff/referrals/{DORIS}");
    let adviser = see(&desk, "ann.begum", &target);
    assert!(!adviser.contains("Record a section 42 decision"));
    assert!(adviser.contains("It can be closed once somebody with the role safeguarding"));
    assert!(!adviser.contains("Close referral"));
    assert!(see(&desk, "jo.marsh", &target).contains("Record a section 42 decision"));
    let held = see(&desk, "ann.begum", &format!("/staff/referrals/{AMIR}"));
    assert!(held.contains("Held by <strong>Sam Patel</strong>"));
    assert!(!held.contains(">Claim</button>") && !held.contains(">Release</button>"));
}

#[test]
fn a_worker_claims_notes_and_closes() {
    let desk = Memory::new();
    let claimed = send(&desk, "ann.begum", PAT, "claim", "1", &[]);
    let location = claimed.header("location").unwrap().to_owned();
    assert_eq!(location, format!("/staff/referrals/{PAT}?done=claim"));
    assert!(see(&desk, "ann.begum", &location).contains("You have claimed this referral."));
    assert_eq!(
        send(
            &desk,
            "ann.begum",
            PAT,
            "note",
            "2",
            &[("text", "Rang 999 with them.")]
        )
        .status,
        303
    );
    let closed = send(
        &desk,
        "ann.begum",
        PAT,
        "close",
        "3",
        &[("outcome", "NFA: Other"), ("note", "")],
    );
    assert_eq!(closed.status, 303);
    let shown = see(&desk, "ann.begum", &format!("/staff/referrals/{PAT}"));
    assert!(shown.contains("Closed: No further action: Other"));
    assert!(shown.contains("Rang 999 with them."));
    assert!(!shown.contains("Close referral"));
}

#[test]
fn a_sign_offers_the_way_to_suspend_the_care_account_and_the_browser_carries_who_it_is() {
    let desk = Memory::new();
    let shown = see(&desk, "ann.begum", &format!("/staff/referrals/{DORIS}"));
    let form = shown.split("action=\"/staff/accounts/suspend\"").nth(1);
    let form = form.and_then(|form| form.split("</form>").next()).unwrap();
    for field in [
        "name=\"csrf\" value=\"csrf-of-ann.begum\"",
        &format!("name=\"referral\" value=\"{DORIS}\""),
        "name=\"given-name\" value=\"Doris\"",
        "name=\"family-name\" value=\"Okafor-Whitby\"",
        "name=\"date-of-birth-year\" value=\"1941\"",
        "Suspend this person’s online care account",
    ] {
        assert!(form.contains(field), "{field}: {form}");
    }
    let without = see(&desk, "ann.begum", &format!("/staff/referrals/{AMIR}"));
    assert!(!without.contains("/staff/accounts/suspend"));
}

#[test]
fn a_section_42_decision_is_recorded_and_opens_the_way_to_close() {
    let desk = Memory::new();
    let mut fields = Vec::new();
    for limb in ["a", "b", "c"] {
        fields.push((format!("{limb}-finding"), "yes".to_owned()));
        fields.push((
            format!("{limb}-because"),
            "The neighbour saw bruises.".to_owned(),
        ));
    }
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let incomplete = send(&desk, "jo.marsh", DORIS, "s42-decision", "1", &fields);
    assert_eq!(incomplete.status, 422);
    let shown = page(&incomplete);
    assert!(shown.contains("href=\"#decision\">Choose what you decide"));
    assert!(
        shown.contains("The neighbour saw bruises.</textarea>"),
        "what was typed is kept"
    );
    assert!(shown.contains("value=\"yes\" checked"));
    fields.extend([("decision", "enquiry"), ("reasons", "All three limbs.")]);
    assert_eq!(
        send(&desk, "jo.marsh", DORIS, "s42-decision", "1", &fields).status,
        303
    );
    let shown = see(&desk, "jo.marsh", &format!("/staff/referrals/{DORIS}"));
    assert!(shown.contains("Make enquiries under section 42"));
    assert!(shown.contains("Claim it before you close it."));
    assert!(!shown.contains("Close referral"), "nobody holds it yet");
    send(&desk, "jo.marsh", DORIS, "claim", "2", &[]);
    let shown = see(&desk, "jo.marsh", &format!("/staff/referrals/{DORIS}"));
    assert!(shown.contains("Close referral"));
}

#[test]
fn an_emergency_that_nobody_holds_is_not_closed_from_its_page() {
    let desk = Memory::new();
    let target = format!("/staff/referrals/{PAT}");
    assert!(!see(&desk, "ann.begum", &target).contains("Close referral"));
    send(&desk, "ann.begum", PAT, "claim", "1", &[]);
    let shown = see(&desk, "ann.begum", &target);
    assert!(shown.contains("Close referral"));
    assert!(shown.contains("<option value=\"NFA: Other\">No further action: Other</option>"));
}

#[test]
fn a_form_without_the_version_that_was_read_is_asked_for_it_and_keeps_what_was_typed() {
    let reply = send(
        &Memory::new(),
        "ann.begum",
        DORIS,
        "note",
        "",
        &[("text", "She rang again.")],
    );
    assert_eq!(reply.status, 428);
    assert!(page(&reply).contains("She rang again.</textarea>"));
}

#[test]
fn a_note_on_a_referral_that_changed_is_kept_and_the_change_is_shown() {
    let desk = Memory::new();
    send(&desk, "sam.patel", DORIS, "claim", "1", &[]);
    let reply = send(
        &desk,
        "ann.begum",
        DORIS,
        "note",
        "1",
        &[("text", "Her daughter <rang>.")],
    );
    assert_eq!(reply.status, 412);
    let shown = page(&reply);
    assert!(shown.contains("This referral changed while you were working on it"));
    assert!(shown.contains("<strong>Sam Patel</strong>: claimed it"));
    assert!(shown.contains("Her daughter &lt;rang&gt;.</textarea>"));
    assert!(
        shown.contains("name=\"etag\" value=\"2\""),
        "sending again is one press"
    );
    assert_eq!(desk.referral(DORIS).timeline.len(), 2, "nothing was stored");
    assert_eq!(
        send(
            &desk,
            "ann.begum",
            DORIS,
            "note",
            "2",
            &[("text", "Her daughter rang.")]
        )
        .status,
        303
    );
}

#[test]
fn somebody_who_comes_second_hears_who_was_first() {
    let desk = Memory::new();
    let reply = send(&desk, "ann.begum", AMIR, "claim", "1", &[]);
    assert_eq!(reply.status, 409);
    assert!(page(&reply).contains("Sam Patel has it. Speak to them"));
}

#[test]
fn an_empty_note_is_pointed_at() {
    let reply = send(
        &Memory::new(),
        "ann.begum",
        DORIS,
        "note",
        "1",
        &[("text", "  ")],
    );
    assert_eq!(reply.status, 422);
    let shown = page(&reply);
    assert!(shown.contains("href=\"#text\">Write the note before you add it"));
    assert!(shown.contains("<title>Error: "));
}

#[test]
fn somebody_who_is_not_signed_in_is_asked_to_and_sees_nothing_of_the_queues() {
    let desk = Memory::new();
    let reply = Asking::get("/staff/queues?queue=carers").of(&desk);
    assert_eq!(
        (reply.status, reply.header("location")),
        (
            303,
            Some("/staff/sign-in?next=%2Fstaff%2Fqueues%3Fqueue%3Dcarers")
        )
    );
    assert!(reply.body.is_empty());
}

#[test]
fn a_note_survives_a_session_that_ended() {
    let desk = Memory::new();
    let note = [
        ("csrf", "old"),
        ("etag", "1"),
        ("seen", "1"),
        ("text", "She is safe with her sister."),
    ];
    let path = format!("/staff/referrals/{DORIS}/note");
    let reply = Asking::post(&path).form(&note).of(&desk);
    assert_eq!(reply.status, 401);
    let shown = page(&reply);
    assert!(shown.contains("name=\"text\" value=\"She is safe with her sister.\""));
    assert!(!shown.contains("name=\"csrf\""));
    let again = Asking::post(&path)
        .signed_in("ann.begum")
        .form(&[("etag", "1"), ("text", "She is safe with her sister.")])
        .of(&desk);
    assert_eq!(again.status, 403);
    assert!(page(&again).contains("She is safe with her sister.</textarea>"));
    assert_eq!(
        desk.referral(DORIS).timeline.len(),
        1,
        "nothing was stored without a word"
    );
}

#[test]
fn a_form_from_elsewhere_changes_nothing() {
    let desk = Memory::new();
    let forged = Asking::post(&format!("/staff/referrals/{DORIS}/claim"))
        .signed_in("ann.begum")
        .form(&[("csrf", "guess"), ("etag", "1")])
        .of(&desk);
    assert_eq!(forged.status, 403);
    let cross_site = Asking::post(&format!("/staff/referrals/{DORIS}/claim"))
        .signed_in("ann.begum")
        .with("sec-fetch-site", "cross-site")
        .form(&[("csrf", "csrf-of-ann.begum"), ("etag", "1")])
        .of(&desk);
    assert_eq!(cross_site.status, 403);
    assert_eq!(desk.referral(DORIS).entry.assignee, None);
}

#[test]
fn what_is_not_there_says_so_and_keeps_what_was_typed() {
    let desk = Memory::new();
    let reply = Asking::get("/staff/referrals/ASC-0000-0000")
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(reply.status, 404);
    let reply = send(
        &desk,
        "ann.begum",
        "ASC-0000-0000",
        "note",
        "1",
        &[("text", "For Doris.")],
    );
    assert_eq!(reply.status, 404);
    assert!(page(&reply).contains("For Doris."));
    assert_eq!(Asking::get("/staff/nowhere").of(&desk).status, 404);
    let reply = Asking::post("/staff/queues")
        .signed_in("ann.begum")
        .of(&desk);
    assert_eq!(
        (reply.status, reply.header("allow")),
        (405, Some("GET, HEAD"))
    );
}

#[test]
fn a_store_that_cannot_be_used_keeps_what_was_typed() {
    let desk = Memory::new();
    *desk.fault.borrow_mut() = Some(Fault::Unavailable);
    let reply = send(
        &desk,
        "ann.begum",
        DORIS,
        "note",
        "1",
        &[("text", "She is safe.")],
    );
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("5"))
    );
    assert!(page(&reply).contains("name=\"text\" value=\"She is safe.\""));
    assert!(page(&reply).contains("999"));
}

#[test]
fn every_page_brings_its_own_files_and_nothing_inline() {
    let desk = Memory::new();
    let shown = see(&desk, "jo.marsh", &format!("/staff/referrals/{DORIS}"));
    let mut files = 0;
    for part in shown.split("\"/staff/assets/").skip(1) {
        let name = part.split('"').next().unwrap();
        let reply = Asking::get(&format!("/staff/assets/{name}")).of(&desk);
        assert_eq!(reply.status, 200, "{name}");
        files += 1;
    }
    assert_eq!(files, 4);
    assert!(!shown.contains(" style=") && !shown.contains("<style"));
    assert_eq!(Asking::get("/staff/assets/other.css").of(&desk).status, 404);
}
