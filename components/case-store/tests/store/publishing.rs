//! Published forms and rule sets never change.

use crate::fixtures::*;
use case_store::model::{Definition, FormVersion, NotPublished, Published};
use vocabulary::RulesetId;

fn definition(id: &str, version: u32, text: &str) -> Definition {
    Definition {
        form: FormVersion {
            id: id.to_owned(),
            version,
        },
        text: text.to_owned(),
    }
}

fn rules(version: u32) -> Published {
    Published {
        id: RulesetId {
            id: "essex".to_owned(),
            version,
        },
        rules: format!("rules {version}"),
        places: "places".to_owned(),
        calendar: "calendar".to_owned(),
    }
}

#[test]
fn a_form_is_published_once_and_every_version_stays() {
    let cases = Cases::new();
    let store = cases.store();
    let forms = [
        definition("adult-contact", 1, "one"),
        definition("safeguarding-concern", 1, "s"),
    ];
    done(store.ensure_forms(&forms)).unwrap();
    done(store.ensure_forms(&forms)).unwrap();
    done(store.ensure_forms(&[definition("adult-contact", 2, "two")])).unwrap();
    let current = done(store.current_forms()).unwrap();
    assert_eq!(
        current,
        [
            FormVersion {
                id: "adult-contact".to_owned(),
                version: 2
            },
            form("safeguarding-concern")
        ]
    );
    assert_eq!(
        done(store.form(&form("adult-contact")))
            .unwrap()
            .unwrap()
            .text,
        "one"
    );
    assert_eq!(
        done(store.form(&FormVersion {
            id: "x".to_owned(),
            version: 1
        }))
        .unwrap(),
        None
    );
}

#[test]
fn a_published_version_with_another_text_is_refused_and_stays_as_it_was() {
    let cases = Cases::new();
    let store = cases.store();
    done(store.ensure_forms(&[definition("adult-contact", 1, "one")])).unwrap();
    let refused = done(store.ensure_forms(&[
        definition("adult-contact", 1, "edited"),
        definition("safeguarding-concern", 1, "s"),
    ]));
    assert_eq!(
        refused,
        Err(NotPublished::PublishedDifferently(form("adult-contact")))
    );
    assert_eq!(
        done(store.form(&form("adult-contact")))
            .unwrap()
            .unwrap()
            .text,
        "one"
    );
    let other = done(store.form(&form("safeguarding-concern"))).unwrap();
    assert_eq!(other.unwrap().text, "s", "the others are published");
}

#[test]
fn the_built_in_rules_are_only_the_first_that_are_published() {
    let cases = Cases::new();
    let store = cases.store();
    assert_eq!(done(store.current_rules(at(NOW))).unwrap(), None);
    assert_eq!(
        done(store.ensure_rules(&rules(1), at(NOW)))
            .unwrap()
            .version,
        1
    );
    assert_eq!(
        done(store.ensure_rules(&rules(3), at(NOW)))
            .unwrap()
            .version,
        3
    );
    assert_eq!(
        done(store.ensure_rules(&rules(1), at(NOW)))
            .unwrap()
            .version,
        3
    );
    assert_eq!(done(store.rules(&rules(1).id)).unwrap(), Some(rules(1)));
    assert_eq!(done(store.rules(&rules(2).id)).unwrap(), None);
    let edited = Published {
        rules: "edited".to_owned(),
        ..rules(1)
    };
    done(store.ensure_rules(&edited, at(NOW))).unwrap();
    assert_eq!(done(store.rules(&rules(1).id)).unwrap(), Some(rules(1)));
}
