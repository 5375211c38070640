//! What was answered 201 is there after a power cut, whole.

use std::sync::Mutex;
use std::time::Duration;

use super::{CONCERN, concern};
use crate::harness::{Json, Site, Start, json, run, said, until};

/// The first contact of a new site, and the cut right after its answer.
#[test]
fn a_concern_survives_a_power_cut_right_after_its_answer() {
    if !Site::is_ours() {
        return println!("only a site of our own can be cut off");
    }
    let start = Start::named("power-cut");
    let site = start.begin();
    let receipt = site
        .nobody()
        .caller
        .post(CONCERN, &concern("He locks her in."))
        .expect(201)
        .json();
    site.kill();

    let site = start.begin();
    let reference = receipt["reference"].as_str().expect("a reference");
    let (read, _) = site.administrator().referral(reference);
    assert_eq!(read["decision"], receipt["decision"]);
    assert_eq!(read["decision"]["queue"], "safeguarding-triage");
    assert_eq!(read["answers"][0]["answer"], "He locks her in.");
    let pair = json!({"reference": reference, "tracking_code": receipt["tracking_code"]});
    site.nobody()
        .caller
        .post("/api/v1/track", &pair)
        .expect(200);
}

#[test]
fn nothing_is_lost_or_half_there_when_the_power_goes_under_load() {
    if !Site::is_ours() {
        return println!("only a site of our own can be cut off");
    }
    let start = Start::named("power-cut-under-load");
    let site = start.begin();
    let receipts: Mutex<Vec<Json>> = Mutex::default();
    std::thread::scope(|scope| {
        for resident in 0..8 {
            let (nobody, receipts) = (site.nobody(), &receipts);
            scope.spawn(move || {
                for count in 0.. {
                    let body = concern(&format!("Concern {count} of {resident}.")).to_string();
                    let headers = [("content-type", "application/json")];
                    let sent =
                        nobody
                            .caller
                            .try_send("POST", CONCERN, &headers, Some(body.as_bytes()));
                    match sent {
                        Ok(answer) if answer.status == 201 => {
                            receipts.lock().expect("receipts").push(answer.json());
                        }
                        _ => return,
                    }
                }
            });
        }
        until("a hundred contacts", Duration::from_secs(60), || {
            (receipts.lock().expect("receipts").len() >= 100).then_some(())
        });
        site.kill();
    });
    let receipts = receipts.into_inner().expect("receipts");

    let site = start.begin();
    let administrator = site.administrator();
    for receipt in &receipts {
        let (read, _) = administrator.referral(receipt["reference"].as_str().expect("a reference"));
        assert_eq!(read["decision"], receipt["decision"]);
    }
    // One that was stored but whose answer never arrived is whole too.
    let stored = administrator.list("", 200);
    assert!(
        stored.len() >= receipts.len() && stored.len() <= receipts.len() + 8,
        "{}",
        stored.len()
    );
    for item in &stored {
        let reference = item["reference"].as_str().expect("a reference");
        let (read, _) = administrator.referral(reference);
        assert_eq!(read["answers"].as_array().map(Vec::len), Some(1), "{read}");
        let audit = administrator
            .caller
            .get(&format!("/api/v1/referrals/{reference}/audit"))
            .expect(200)
            .json();
        assert!(
            audit["items"]
                .as_array()
                .is_some_and(|events| !events.is_empty()),
            "{reference}: no audit"
        );
    }
    let data = site.data().display().to_string();
    drop(site);
    let verified = run(&["audit", "verify", "--data", &data]);
    assert!(verified.status.success(), "{}", said(&verified));
}
