//! After a contact was sent: a copy of it, and questions about equality.

use super::filling_in::{Answers, HELP_WITH_MEALS, WORRIED, send, until_the_check};
use crate::harness::{Resident, Site};

const FORM: &str = "/contact/adult-contact";

/// Somebody who has sent this, and the reference.
fn sent(form: &str, answers: Answers<'_>) -> (Resident, String) {
    let mut resident = Site::shared().resident();
    resident.open(form);
    until_the_check(&mut resident, answers);
    let reference = send(&mut resident).reference;
    (resident, reference)
}

#[test]
fn whoever_sent_a_contact_opens_a_copy_once_they_say_that_it_is_safe() {
    let (mut resident, reference) = sent(FORM, HELP_WITH_MEALS);
    resident.follow("see and print what you sent");
    assert_eq!(resident.at, format!("{FORM}/copy"));
    let question = resident.page().main.clone();
    assert!(question.contains("Is it safe to show or print this here?"));
    assert!(!question.contains("hands shake") && !question.contains(&reference));
    resident.press("Yes, show what I sent");
    let copy = resident.page().main.clone();
    for said in [
        reference.as_str(),
        "hands shake",
        "Winifred",
        "Essex County Council",
        "choose “Print”",
    ] {
        assert!(copy.contains(said), "{said}: {copy}");
    }
    // Somebody else who knows the address sees the same question, and then nothing.
    let mut somebody = Site::shared().resident();
    somebody.open(&format!("{FORM}/copy"));
    assert_eq!(somebody.page().main, question);
    somebody.press("Yes, show what I sent");
    assert!(!somebody.page().html.contains("hands shake"));
    // After leaving in a hurry nobody sees it any more.
    resident.caller.post_form(&format!("{FORM}/leave"), &[]);
    resident.open(&format!("{FORM}/copy"));
    resident.press("Yes, show what I sent");
    assert!(!resident.page().html.contains("hands shake"));
}

#[test]
fn that_a_copy_was_shown_stands_in_the_audit_and_not_among_the_work() {
    let (mut resident, reference) = sent(FORM, HELP_WITH_MEALS);
    resident.open(&format!("{FORM}/copy"));
    resident.press("Yes, show what I sent");
    let everything = Site::shared().administrator();
    let audit = everything
        .caller
        .get(&format!("/api/v1/referrals/{reference}/audit"))
        .expect(200);
    assert!(audit.text().contains("copy-shown"), "{}", audit.text());
    let (referral, _) = everything.referral(&reference);
    assert!(!referral["timeline"].to_string().contains("copy-shown"));
}

#[test]
fn a_copy_for_whoever_is_worried_about_someone_has_no_word_that_tells() {
    let (mut resident, reference) = sent("/contact/worried-about-someone", WORRIED);
    assert!(!resident.page().html.contains("/equality"));
    resident.follow("see and print what you sent");
    resident.press("Yes, show what I sent");
    let page = resident.page().html.to_lowercase();
    assert!(page.contains(&reference.to_lowercase()) && page.contains("edith"));
    for word in ["safeguarding", "abuse", "queue", "triage"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn somebody_is_counted_once_and_adds_to_their_record_once() {
    let (mut resident, reference) = sent(FORM, HELP_WITH_MEALS);
    resident.follow("See what we ask and why");
    assert_eq!(resident.at, format!("{FORM}/equality"));
    resident.follow("Answer and be counted");
    assert_eq!(resident.at, format!("{FORM}/equality/statistics/health"));
    resident
        .fill("health-condition", &["prefer-not-to-say"])
        .press("Continue");
    assert_eq!(resident.at, format!("{FORM}/equality/statistics/group"));
    resident
        .fill("ethnic-group", &["black"])
        .press("Save and go to the end");
    let check = resident.at.clone();
    assert!(check.ends_with("/equality/statistics/check-answers"));
    assert!(resident.page().main.contains("Prefer not to say"));
    let button = resident.page().form_with("Send my answers").clone();
    resident.press("Send my answers");
    assert!(resident.at.ends_with("/equality/statistics/thank-you"));
    assert!(resident.page().main.contains("We count them once only."));
    // Sent again from a page that was still open: the same thanks.
    let (_, pairs) = button.pressed("Send my answers");
    let again = resident.caller.post_form(&check, &pairs);
    assert_eq!(again.status, 303);
    resident.open(&format!("{FORM}/equality/record"));
    assert!(resident.page().main.contains("You have done this."));
    resident.follow("Answer and add it to my record");
    resident.open(&format!("{FORM}/equality/record/religion"));
    resident.fill("religion", &["sikh"]).press("Continue");
    resident.open(&format!("{FORM}/equality/record/check-answers"));
    resident.press("Send my answers");
    assert!(
        resident
            .page()
            .main
            .contains("Your answers are with what you sent.")
    );
    let everything = Site::shared().administrator();
    let (referral, _) = everything.referral(&reference);
    let shown = referral.to_string().to_lowercase();
    assert!(
        !shown.contains("sikh") && !shown.contains("equality"),
        "{shown}"
    );
    let audit = everything
        .caller
        .get(&format!("/api/v1/referrals/{reference}/audit"))
        .expect(200);
    assert_eq!(audit.text().matches("equality-added").count(), 1);
}

#[test]
fn whoever_leaves_the_questions_in_a_hurry_leaves_nothing() {
    let (mut resident, _) = sent(FORM, HELP_WITH_MEALS);
    let page = format!("{FORM}/equality/record/religion");
    resident.open(&page);
    resident.fill("religion", &["hindu"]).press("Continue");
    resident.open(&page);
    assert_eq!(resident.page().question().values("religion"), ["hindu"]);
    let leave = format!("{FORM}/equality/record/leave");
    let left = resident.caller.post_form(&leave, &[]);
    assert_eq!(left.status, 303);
    assert!(
        left.header("location")
            .is_some_and(|to| to.starts_with("https://"))
    );
    assert_eq!(resident.caller.get(&leave).status, 303);
    resident.open(&page);
    assert!(
        resident
            .page()
            .main
            .contains("There are no questions here now")
    );
}
