//! `GET /api/v1/forms` and what hangs below it.

use crate::harness::{Json, Site, json};

#[test]
fn the_forms_are_listed() {
    let nobody = Site::shared().nobody();
    let forms = nobody.caller.get("/api/v1/forms").expect(200).json();
    let forms = forms.as_array().expect("a list");
    for id in ["adult-contact", "safeguarding-concern"] {
        let form = forms
            .iter()
            .find(|form| form["id"] == id)
            .unwrap_or_else(|| panic!("no {id} in {forms:?}"));
        assert!(
            form["title"].is_string() && form["version"].is_u64(),
            "{form}"
        );
        assert!(
            form["languages"]
                .as_array()
                .is_some_and(|all| all.contains(&json!("en"))),
            "{form}"
        );
        let definition = nobody
            .caller
            .get(&format!("/api/v1/forms/{id}"))
            .expect(200)
            .json();
        assert_eq!(definition["id"], id);
        assert_eq!(definition["version"], form["version"]);
    }
}

#[test]
fn the_schema_of_a_form_describes_what_it_takes() {
    let nobody = Site::shared().nobody();
    for id in ["adult-contact", "safeguarding-concern"] {
        let schema = nobody
            .caller
            .get(&format!("/api/v1/forms/{id}/schema"))
            .expect(200)
            .json();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert_eq!(schema["type"], "object");
        assert_eq!(schema["additionalProperties"], json!(false));
        let properties = schema["properties"].as_object().expect("properties");
        for question in ["narrative", "given-name", "family-name", "postcode"] {
            assert!(properties.contains_key(question), "{id} has no {question}");
        }
    }
    let schema = nobody
        .caller
        .get("/api/v1/forms/adult-contact/schema")
        .expect(200)
        .json();
    let options = options(&schema["properties"]["needs"]["items"]);
    assert!(
        options.contains(&"meals-nutrition".to_owned()),
        "{options:?}"
    );
}

/// The ids that may be chosen.
fn options(schema: &Json) -> Vec<String> {
    let choices = schema["oneOf"].as_array().or(schema["enum"].as_array());
    let choices = choices.unwrap_or_else(|| panic!("nothing to choose from in {schema}"));
    choices
        .iter()
        .map(|choice| {
            choice
                .get("const")
                .unwrap_or(choice)
                .as_str()
                .expect("an id")
                .to_owned()
        })
        .collect()
}

/// Whatever a form asks under a reserved id takes the words of the contract.
#[test]
fn the_options_of_a_form_are_words_of_the_contract() {
    let nobody = Site::shared().nobody();
    for id in ["adult-contact", "safeguarding-concern"] {
        let schema = nobody
            .caller
            .get(&format!("/api/v1/forms/{id}/schema"))
            .expect(200)
            .json();
        for (question, known) in [
            ("about", &["self", "someone-else"][..]),
            (
                "risks",
                &[
                    "immediate-danger",
                    "abuse-or-neglect",
                    "self-neglect",
                    "domestic-abuse",
                    "exploitation",
                    "self-harm-or-suicide",
                    "carer-breakdown",
                    "left-alone-unsafe",
                    "no-food-heat-medication",
                    "missing-person",
                    "care-not-turning-up",
                    "homeless-tonight",
                    "hoarding-or-fire",
                    "harm-to-others",
                    "child-at-risk",
                    "repeated-falls",
                    "none",
                    "not-sure",
                ],
            ),
            (
                "person-knows",
                &[
                    "agrees",
                    "does-not-agree",
                    "does-not-know",
                    "cannot-decide",
                    "not-safe-to-ask",
                    "not-sure",
                ],
            ),
            ("help-to-take-part", &["yes", "no", "unknown"]),
        ] {
            let asked = &schema["properties"][question];
            if asked.is_null() {
                continue;
            }
            let one = if asked["items"].is_null() {
                asked
            } else {
                &asked["items"]
            };
            for option in options(one) {
                assert!(
                    known.contains(&option.as_str()),
                    "{id} offers {question} {option}"
                );
            }
        }
    }
}

#[test]
fn a_form_that_is_not_there_is_not_found() {
    let nobody = Site::shared().nobody();
    for path in [
        "/api/v1/forms/dog-licence",
        "/api/v1/forms/dog-licence/schema",
        "/api/v1/forms/adult-contact/scheme",
    ] {
        nobody.caller.get(path).problem(404);
    }
}
