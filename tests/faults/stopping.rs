//! Stopping on purpose.

use super::{CONCERN, concern};
use crate::harness::{Site, Start};

#[test]
fn a_site_that_is_asked_to_stop_finishes_what_is_under_way() {
    if !Site::is_ours() {
        return println!("only a site of our own can be stopped");
    }
    let start = Start::named("stopping");
    let site = start.begin();
    let sent: Vec<_> = std::thread::scope(|scope| {
        let residents: Vec<_> = (0..16)
            .map(|count| {
                let nobody = site.nobody();
                scope.spawn(move || {
                    let body = concern(&format!("Concern {count}.")).to_string();
                    let headers = [("content-type", "application/json")];
                    nobody
                        .caller
                        .try_send("POST", CONCERN, &headers, Some(body.as_bytes()))
                })
            })
            .collect();
        residents
            .into_iter()
            .map(|resident| resident.join().expect("a thread"))
            .collect()
    });
    assert_eq!(site.stop(), Some(0));
    let stored = sent
        .iter()
        .filter(|answer| answer.as_ref().is_ok_and(|answer| answer.status == 201))
        .count();
    let site = start.begin();
    assert_eq!(site.administrator().list("", 200).len(), stored);
    assert_eq!(site.stop(), Some(0));
}

#[test]
fn two_sites_run_side_by_side_and_know_nothing_of_each_other() {
    if !Site::is_ours() {
        return println!("only sites of our own can be started twice");
    }
    let (one, other) = (
        Start::named("side-by-side-1").begin(),
        Start::named("side-by-side-2").begin(),
    );
    let receipt = one
        .nobody()
        .caller
        .post(CONCERN, &concern("He shouts."))
        .expect(201)
        .json();
    let path = format!(
        "/api/v1/referrals/{}",
        receipt["reference"].as_str().expect("a reference")
    );
    one.administrator().caller.get(&path).expect(200);
    other.administrator().caller.get(&path).problem(404);
}
