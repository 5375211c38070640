//! `safeguarding-concern`, under its neutral name.

use super::filling_in::{HELP_WITH_MEALS, WORRIED, answer_this_page, send, until_the_check};
use crate::harness::{Resident, Site};

fn begin() -> Resident {
    let mut resident = Site::shared().resident();
    resident.open("/");
    resident.follow("I am worried about someone");
    resident
}

#[test]
fn a_neighbour_says_what_worries_them() {
    let mut resident = begin();
    until_the_check(&mut resident, WORRIED);
    assert!(resident.page().main.contains("Edith"));
    let sent = send(&mut resident);
    let (read, _) = Site::shared().administrator().referral(&sent.reference);
    assert_eq!(read["decision"]["queue"], "safeguarding-triage");
    assert_eq!(read["decision"]["priority"], "urgent");
    assert_eq!(read["form"]["id"], "safeguarding-concern");
}

/// Somebody else may look at the screen, at the history, at the paper in the printer.
#[test]
fn nothing_on_screen_gives_the_neighbour_away() {
    let mut resident = begin();
    for _ in 0..60 {
        assert!(
            resident.at.starts_with("/contact/worried-about-someone"),
            "{}",
            resident.at
        );
        let title = resident.page().title.to_lowercase();
        for word in ["safeguard", "abuse", "harm", "violen", "neglect"] {
            assert!(!title.contains(word), "\"{title}\" at {}", resident.at);
            assert!(!resident.at.contains(word), "{}", resident.at);
        }
        if resident.at.ends_with("/check-answers") {
            break;
        }
        answer_this_page(&mut resident, WORRIED);
    }
    send(&mut resident);
    let confirmation = resident.page().main.to_lowercase();
    for word in ["safeguarding", "abuse", "triage", "urgent", "queue"] {
        assert!(
            !confirmation.contains(word),
            "\"{word}\" on the confirmation: {confirmation}"
        );
    }
}

#[test]
fn the_confirmation_of_a_request_with_a_sign_is_as_discreet() {
    let mut resident = Site::shared().resident();
    resident.open("/contact/adult-contact");
    let mut answers = HELP_WITH_MEALS.to_vec();
    answers.retain(|(name, _)| *name != "risks");
    answers.push(("risks", &["domestic-abuse"]));
    until_the_check(&mut resident, &answers);
    send(&mut resident);
    let confirmation = resident.page().main.to_lowercase();
    for word in ["safeguarding", "abuse", "triage", "urgent", "queue"] {
        assert!(
            !confirmation.contains(word),
            "\"{word}\" on the confirmation: {confirmation}"
        );
    }
}

#[test]
fn every_page_can_be_left_at_once_without_javascript() {
    let mut resident = begin();
    for _ in 0..60 {
        let exits = resident
            .page()
            .links
            .iter()
            .filter(|link| link.text.ends_with("Exit this page"))
            .count();
        assert!(exits >= 2, "a button and a skip link at {}", resident.at);
        if resident.at.ends_with("/check-answers") {
            break;
        }
        answer_this_page(&mut resident, WORRIED);
    }
    let page = resident.at.clone();
    let cookies = resident.caller.cookies();
    assert!(!cookies.is_empty(), "answers but no session");
    resident.follow("Emergency Exit this page");
    assert!(
        resident.at.starts_with("https://"),
        "still here: {}",
        resident.at
    );
    assert!(
        resident.caller.cookies().is_empty(),
        "cookies stay: {:?}",
        resident.caller.cookies()
    );
    // Even the old cookie opens nothing: the session ended on the server first.
    resident.caller.use_cookies(cookies);
    resident.open(&page);
    assert!(
        !resident.page().html.contains("Edith"),
        "the answers are still there"
    );
    assert!(
        !resident.page().html.contains("pension"),
        "the answers are still there"
    );
}

#[test]
fn a_concern_can_be_sent_with_one_answer() {
    let mut resident = begin();
    until_the_check(
        &mut resident,
        &[("narrative", &["He does not let her go out."])],
    );
    send(&mut resident);
}

#[test]
fn a_concern_without_any_answer_is_asked_for_one() {
    let mut resident = begin();
    for _ in 0..60 {
        if resident.at.ends_with("/check-answers") || !resident.page().errors.is_empty() {
            break;
        }
        answer_this_page(&mut resident, &[]);
    }
    if resident.page().errors.is_empty() {
        let button = resident.page().question().buttons[0].text.clone();
        resident.press(&button);
    }
    assert!(
        !resident.page().errors.is_empty(),
        "{}",
        resident.page().main
    );
    assert!(!resident.at.ends_with("/confirmation"));
}

#[test]
fn leaving_by_a_button_ends_the_session_as_a_link_does() {
    let mut resident = begin();
    until_the_check(&mut resident, WORRIED);
    let (check, cookies) = (resident.at.clone(), resident.caller.cookies());
    let answer = resident
        .caller
        .post_form("/contact/worried-about-someone/leave", &[]);
    assert_eq!(answer.status, 303);
    assert!(
        answer
            .header("location")
            .is_some_and(|to| to.starts_with("https://"))
    );
    resident.caller.use_cookies(cookies);
    resident.open(&check);
    assert!(
        !resident.page().html.contains("Edith"),
        "the answers are still there"
    );
}
