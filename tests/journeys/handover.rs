//! An authority that hands over whoever is worried about somebody: the one of the demonstration.

use std::sync::OnceLock;

use crate::harness::{Site, Start, json};

const FORM: &str = "/contact/worried-about-someone";

fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        Start::named("handover")
            .environment("SPIN_VARIABLE_AUTHORITY", "example")
            .begin()
    })
}

#[test]
fn the_setting_chooses_whose_names_and_numbers_people_are_shown() {
    for path in ["/", "/contact", "/advice", "/staff/sign-in"] {
        let mut resident = site().resident();
        resident.open(path);
        let page = &resident.page().text;
        assert!(page.contains("Example County Council"), "{path}: {page}");
        assert!(page.contains("01632 960100"), "{path}: {page}");
    }
}

#[test]
fn a_neighbour_learns_whom_to_tell_and_is_offered_no_form() {
    let mut resident = site().resident();
    resident.open("/");
    resident.follow("I am worried about someone");
    assert_eq!((resident.status, resident.at.as_str()), (200, FORM));
    let page = resident.page();
    let place = |words: &str| {
        page.main
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {}", page.main))
    };
    assert!(place("999") < place("01632 960120"));
    assert!(
        !page.text.contains("01632 960199"),
        "nobody has verified it"
    );
    assert!(page.text.contains("Exit this page"));
    resident.open(&format!("{FORM}/now"));
    assert!(resident.page().main.contains("01632 960120"));
}

#[test]
fn a_partner_s_system_that_knows_nothing_of_it_is_not_refused() {
    let answers = json!({"narrative": "Bruises on both arms, and she would not say why."});
    let receipt = site().nobody().submit("safeguarding-concern", &answers);
    let reference = receipt["reference"].as_str().expect("a reference");
    let (read, _) = site().administrator().referral(reference);
    assert_eq!(read["decision"]["queue"], "safeguarding-triage");
}

#[test]
fn an_authority_that_is_not_known_is_not_ready() {
    let site = Start::named("no-such-authority")
        .environment("SPIN_VARIABLE_AUTHORITY", "atlantis")
        .begin();
    for component in ["contact-forms", "front-door", "staff-desk", "staff-people"] {
        site.nobody()
            .caller
            .get(&format!("/readyz/{component}"))
            .expect(503);
    }
}
