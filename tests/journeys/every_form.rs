//! Each form that is not told elsewhere: sent page by page, and sent as JSON.

use super::filling_in::{Answers, send, until_the_check};
use crate::harness::{Site, json};

/// A form, what somebody says in it, and the queue that it reaches.
type Told = (&'static str, Answers<'static>, &'static str);

const TOLD: [Told; 5] = [
    (
        "equipment-adaptations",
        &[
            ("about", &["self"]),
            ("hard-to-do", &["stairs", "bath-shower"]),
            ("given-name", &["Winifred"]),
            ("phone", &["01632 960101"]),
        ],
        "occupational-therapy",
    ),
    (
        "care-technology",
        &[
            ("about", &["self"]),
            ("help-with", &["call-for-help"]),
            ("given-name", &["Winifred"]),
            ("phone", &["01632 960101"]),
        ],
        "care-technology",
    ),
    (
        "arrange-my-care",
        &[
            ("about", &["self"]),
            ("care-wanted", &["care-home"]),
            ("given-name", &["Winifred"]),
            ("phone", &["01632 960101"]),
        ],
        "brokerage",
    ),
    (
        "change-or-problem",
        &[
            ("what-about", &["complaint"]),
            ("narrative", &["Nobody came at eight."]),
        ],
        "complaints",
    ),
    (
        "professional-referral",
        &[
            ("reporter", &["health"]),
            ("organisation", &["A hospital"]),
            (
                "referral-for",
                &["hospital-discharge", "deprivation-of-liberty"],
            ),
            ("given-name", &["Winifred"]),
        ],
        "hospital-discharge",
    ),
];

#[test]
fn each_form_is_filled_in_page_by_page_and_reaches_its_team() {
    for (form, answers, queue) in TOLD {
        let mut resident = Site::shared().resident();
        resident.open(&format!("/contact/{form}"));
        until_the_check(&mut resident, answers);
        let sent = send(&mut resident);
        let (read, _) = Site::shared().administrator().referral(&sent.reference);
        assert_eq!(read["decision"]["queue"], queue, "{form}");
    }
}

#[test]
fn each_form_can_be_sent_as_json() {
    let nobody = Site::shared().nobody();
    for (form, _, _) in TOLD {
        let answers = json!({"risks": ["repeated-falls"], "narrative": "It happened again."});
        let receipt = nobody.submit(form, &answers);
        assert_eq!(receipt["form"]["id"], form);
    }
}

/// Words that nobody has reviewed are shown in a development, and they say so.
#[test]
fn somebody_changes_to_easy_read_half_way_and_loses_nothing() {
    let mut resident = Site::shared().resident();
    resident.open("/contact/worried-about-someone/who");
    resident.fill("about", &["someone-else"]).press("Continue");
    resident.open("/contact/worried-about-someone/who");
    resident.press("Easy Read");
    assert!(resident.at.contains("/contact/worried-about-someone/who"));
    let page = resident.page();
    assert!(
        page.html
            .contains("Nobody has checked these Easy Read words yet."),
        "{}",
        page.html
    );
    assert_eq!(page.question().values("about"), ["someone-else"]);
    resident.press("Next");
    assert_eq!(resident.page().heading, "How do you know them?");
    resident.open("/contact/worried-about-someone/birth");
    assert_eq!(resident.page().heading, "When were they born?");
}
