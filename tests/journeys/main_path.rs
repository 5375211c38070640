//! The one path that everything stands on: sent, tracked, claimed, closed.

use super::filling_in::{HELP_WITH_MEALS, send, until_the_check};
use crate::harness::{Json, Site, json};

/// Goes the whole way on any site, and answers the receipt as the API would.
#[track_caller]
pub fn a_contact_is_sent_tracked_claimed_and_closed(site: &Site) -> Json {
    let mut resident = site.resident();
    resident.open("/");
    resident.follow("Ask for help");
    until_the_check(&mut resident, HELP_WITH_MEALS);
    let sent = send(&mut resident);
    let concern = site.nobody().submit(
        "safeguarding-concern",
        &json!({"narrative": "He shouts at her."}),
    );
    assert_eq!(concern["decision"]["queue"], "safeguarding-triage");

    track(
        site,
        &sent.reference,
        &sent.tracking_code,
        "We have received what you sent us.",
    );

    let mut worker = site.worker(&["adviser"]);
    worker.sign_in();
    assert!(
        worker.browser.at.starts_with("/staff/queues"),
        "{}",
        worker.browser.at
    );
    worker
        .browser
        .open(&format!("/staff/referrals/{}", sent.reference));
    assert!(
        worker.browser.page().main.contains("Winifred"),
        "{}",
        worker.browser.page().main
    );
    worker.browser.press("Claim");
    assert_eq!(worker.browser.status, 200, "{}", worker.browser.page().main);
    track(
        site,
        &sent.reference,
        &sent.tracking_code,
        "Somebody is looking at it.",
    );
    worker
        .browser
        .fill("outcome", &["NFA: Information and advice or signposting"])
        .press("Close referral");
    assert_eq!(worker.browser.status, 200, "{}", worker.browser.page().main);
    track(
        site,
        &sent.reference,
        &sent.tracking_code,
        "We have finished with this.",
    );
    json!({"reference": sent.reference, "tracking_code": sent.tracking_code})
}

/// Somebody looks how far their contact has come.
#[track_caller]
pub fn track(site: &Site, reference: &str, code: &str, said: &str) {
    let mut resident = site.resident();
    resident.open("/track");
    resident
        .fill("reference", &[reference])
        .fill("tracking-code", &[code])
        .press("Continue");
    assert!(
        resident.page().main.contains(said),
        "{}",
        resident.page().main
    );
}

#[test]
fn a_residents_contact_reaches_a_worker_and_is_closed() {
    a_contact_is_sent_tracked_claimed_and_closed(Site::shared());
}
