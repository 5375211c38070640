//! The program's verbs, as somebody at a terminal uses them.

mod importing;
mod places;

use crate::harness::{Site, Start, json, run, said};

const VERBS: [&str; 11] = [
    "up", "test", "check", "build", "seed", "bench", "forms", "rules", "audit", "accounts",
    "places",
];

#[test]
fn every_verb_explains_itself_with_an_example() {
    for verb in VERBS {
        let output = run(&[verb, "--help"]);
        assert_eq!(output.status.code(), Some(0), "{verb}");
        let said = said(&output);
        let words = if verb == "audit" {
            run(&["audit", "verify", "--help"])
        } else {
            output
        };
        assert!(
            said.contains("Example") || crate::harness::said(&words).contains("Example"),
            "{verb}: {said}"
        );
    }
}

#[test]
fn wrong_use_is_told_from_failure() {
    for wrong in [
        &["dance"][..],
        &[],
        &["up", "--listen", "nowhere"],
        &["build", "no-such-component"],
        &["audit", "verify", "--data", "/nowhere/at/all"],
        &["seed", "--referrals", "many"],
        &["seed", "--weeks", "4"],
        &["accounts"],
        &["accounts", "import", "/nowhere/at/all.csv"],
        &["places", "import", "/nowhere/at/all.csv"],
        &[
            "accounts",
            "import",
            "Cargo.toml",
            "--data",
            "/nowhere/at/all",
        ],
        &["rules"],
        &["rules", "simulate", "/nowhere/at/all.toml"],
        &["rules", "simulate", "Cargo.toml", "--over", "0"],
        &[
            "rules",
            "propose",
            "Cargo.toml",
            "--at",
            "http://care.example.org",
        ],
        &["forms"],
        &["forms", "publish", "/nowhere/at/all.toml"],
        &[
            "forms",
            "publish",
            "Cargo.toml",
            "--at",
            "http://care.example.org",
        ],
    ] {
        let output = run(wrong);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{wrong:?}: {}",
            said(&output)
        );
        assert!(!said(&output).trim().is_empty(), "{wrong:?} says nothing");
    }
}

#[test]
fn a_second_copy_at_the_same_address_is_refused_in_words() {
    if !Site::is_ours() {
        return println!("only a site of our own can be in the way");
    }
    let site = Site::shared();
    let address = site.url.trim_start_matches("http://");
    let Err(said) = Start::named("same-address").listen(address).try_begin() else {
        panic!("two copies at one address");
    };
    assert!(said.contains(address), "{said}");
    assert!(said.contains("--listen"), "{said}");
}

#[test]
fn seeding_brings_made_up_contacts_that_can_be_worked() {
    if !Site::is_ours() {
        return println!("only a site of our own can be filled");
    }
    let start = Start::named("seeded");
    let data = start.data().display().to_string();
    // The keys of the site come with its first start.
    assert_eq!(start.begin().stop(), Some(0));
    let seeded = run(&["seed", "--referrals", "300", "--data", &data]);
    assert_eq!(seeded.status.code(), Some(0), "{}", said(&seeded));
    let site = start.begin();
    let administrator = site.administrator();
    let all = administrator.list("", 200);
    assert_eq!(all.len(), 300);
    let open = all
        .iter()
        .find(|item| item["status"] == "received")
        .expect("an open one");
    let reference = open["reference"].as_str().expect("a reference");
    administrator
        .change_now(reference, "claim", &json!({}))
        .expect(200);
    assert_eq!(site.stop(), Some(0));
    let verified = run(&["audit", "verify", "--data", &data]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}

#[test]
fn a_development_shows_what_would_be_sent_and_what_it_counts() {
    if !Site::is_ours() {
        return println!("real Spin has no mailbox and no figures");
    }
    let site = Site::shared();
    let concern = json!({"narrative": "Zanthus shouts at her.", "given-name": "Zanthus"});
    site.nobody().submit("safeguarding-concern", &concern);
    let nobody = site.nobody();
    assert!(
        !nobody
            .caller
            .get("/dev/mailbox")
            .expect(200)
            .page()
            .heading
            .is_empty()
    );
    let mailbox = nobody.caller.get("/dev/mailbox.json").expect(200).json();
    for notice in mailbox.as_array().expect("a list") {
        for member in ["to", "channel", "template", "text", "at"] {
            assert!(notice[member].is_string(), "no {member} in {notice}");
        }
    }
    assert!(
        !mailbox.to_string().contains("Zanthus"),
        "a message names somebody"
    );
    let figures = nobody.caller.get("/metrics").expect(200).text();
    assert!(figures.contains("component=\"contact-forms\""), "{figures}");
}
