//! A wrong sealing key: nothing is served that would be lost, and the words say which key is missing.

use super::{CONCERN, concern};
use crate::harness::{Site, Start};

/// 32 bytes in base64 that no site has made.
const ANOTHER_KEY: &str = "VGhpcyBpcyBub3QgdGhlIGtleSB0aGF0IHdhcyB1c2Q=";

#[test]
fn a_site_with_the_wrong_key_says_which_key_it_needs_and_takes_nothing() {
    if !Site::is_ours() {
        return println!("only a site of our own can be given another key");
    }
    let start = Start::named("wrong-key");
    let site = start.begin();
    let receipt = site
        .nobody()
        .caller
        .post(CONCERN, &concern("He takes her phone."))
        .expect(201)
        .json();
    assert_eq!(site.stop(), Some(0));

    let site = start
        .clone()
        .environment("SPIN_VARIABLE_SEALING_KEY", ANOTHER_KEY)
        .begin();
    let nobody = site.nobody();
    let ready = nobody.caller.get("/readyz").expect(503);
    assert!(ready.text().contains("key"), "{}", ready.text());
    assert!(
        !ready.text().contains(ANOTHER_KEY),
        "the key itself is shown"
    );
    let refused = nobody
        .caller
        .post(CONCERN, &concern("Nobody may lose this."));
    assert!(refused.header("retry-after").is_some(), "no Retry-After");
    refused.problem(503);
    let page = nobody.caller.get("/contact/adult-contact").expect(503);
    assert!(
        page.page().text.contains("999"),
        "the page does not say whom to call"
    );
    site.kill();

    let site = start.begin();
    site.nobody().caller.get("/readyz").expect(200);
    let all = site.administrator().list("", 50);
    assert_eq!(all.len(), 1, "{all:?}");
    let (read, _) = site
        .administrator()
        .referral(receipt["reference"].as_str().expect("a reference"));
    assert_eq!(read["answers"][0]["answer"], "He takes her phone.");
}
