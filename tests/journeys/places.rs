//! Where somebody lives: before and after boundaries change, and where a postcode does not tell.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::harness::{Json, Machine, Site, Start, json};

/// Monday 3 April 2028, 10:00 in London: the first working day of the planned councils.
const FIRST_MONDAY: i64 = 1_838_365_200;

fn seconds_until(moment: i64) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970");
    let now = i64::try_from(now.as_secs()).expect("a time");
    (moment - now).to_string()
}

/// Somebody who needs help with washing, and lives there.
fn lives_in(nobody: &Machine, district: &str) -> Json {
    nobody.submit(
        "adult-contact",
        &json!({"about": "self", "given-name": "Ada", "needs": ["personal-care"],
            "phone": "01632 960101", "district": district}),
    )
}

fn because(decision: &Json) -> String {
    decision["reasons"].to_string()
}

#[test]
fn contacts_follow_the_boundaries_of_the_day_and_a_plan_sends_nobody_away() {
    if !Site::is_ours() {
        return println!("only a site of our own has a clock that can be set");
    }
    let start = Start::named("places");
    let site = start.begin();
    let today = [
        ("braintree", "locality-mid", json!("mid")),
        ("brentwood", "locality-south-west", json!("south-west")),
        ("thurrock", "out-of-area", json!(null)),
    ];
    for (district, queue, locality) in today {
        let receipt = lives_in(&site.nobody(), district);
        assert_eq!(receipt["decision"]["queue"], queue, "{district}");
        assert_eq!(receipt["decision"]["locality"], locality, "{district}");
        assert!(!because(&receipt["decision"]).contains("planned"));
    }
    assert_eq!(site.stop(), Some(0));

    let site = start
        .clone()
        .argument("--clock-offset-seconds")
        .argument(&seconds_until(FIRST_MONDAY))
        .begin();
    let planned = [
        ("braintree", "locality-north", json!("north")),
        ("brentwood", "locality-mid", json!("mid")),
        ("chelmsford", "locality-mid", json!("mid")),
        ("thurrock", "locality-south-west", json!("south-west")),
        (
            "southend-on-sea",
            "locality-south-east",
            json!("south-east"),
        ),
    ];
    for (district, queue, locality) in planned {
        let receipt = lives_in(&site.nobody(), district);
        let decision = &receipt["decision"];
        assert_eq!(decision["queue"], queue, "{district}");
        assert_eq!(decision["locality"], locality, "{district}");
        assert_eq!(decision["destination"]["kind"], "team", "{district}");
        assert!(
            because(decision).contains("nobody has confirmed"),
            "{decision}"
        );
        // What is not certain is said to staff, and not to whoever sent it.
        let told = receipt["next_steps"].to_string() + &decision["advice"].to_string();
        assert!(!told.contains("planned"), "{told}");
    }
    // What was sent before keeps its decision.
    let before = site.administrator().list("&queue=out-of-area", 10);
    assert_eq!(before.len(), 1, "{before:?}");
}
#[test]
fn a_postcode_of_several_districts_asks_one_question() {
    let site = Site::shared();
    let mut resident = site.resident();
    resident.open("/contact/adult-contact/place");
    resident.fill("postcode", &["SS11 8AA"]).press("Continue");
    let page = resident.page();
    assert!(page.heading.contains("SS11 8AA"), "{}", page.main);
    for district in ["Basildon", "Chelmsford", "Rochford"] {
        assert!(page.main.contains(district), "{}", page.main);
    }
    assert!(!page.main.contains("Harlow"), "{}", page.main);
    let asked = resident.at.clone();
    resident.fill("district", &["rochford"]).press("Continue");
    assert!(resident.page().errors.is_empty());
    assert_ne!(resident.at, asked);
    // Both are kept, and it is not asked again.
    resident.open("/contact/adult-contact/place");
    let form = resident.page().form_with("postcode").clone();
    let kept = |name: &str| {
        let mut controls = form.controls.iter();
        let found = controls.find(|control| control.name == name);
        found.map(|control| control.value.clone())
    };
    assert_eq!(kept("postcode").as_deref(), Some("SS11 8AA"));
    resident.press("Continue");
    assert_ne!(resident.at, asked);
}

#[test]
fn whoever_does_not_know_the_area_goes_on_and_whoever_gives_a_clear_postcode_is_not_asked() {
    let site = Site::shared();
    let mut resident = site.resident();
    resident.open("/contact/adult-contact/place");
    resident.fill("postcode", &["RM3 0AA"]).press("Continue");
    assert!(
        resident.page().main.contains("Havering"),
        "{}",
        resident.page().main
    );
    let asked = resident.at.clone();
    resident.press("Continue");
    assert_eq!(resident.status, 200);
    assert_ne!(resident.at, asked, "{}", resident.page().main);

    let mut resident = site.resident();
    resident.open("/contact/adult-contact/place");
    resident.fill("postcode", &["CM2 6AA"]).press("Continue");
    assert!(
        !resident.page().heading.contains("CM2 6AA"),
        "{}",
        resident.page().main
    );
}
