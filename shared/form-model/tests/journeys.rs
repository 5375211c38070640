//! What holds for every form and every way that people fill it in.

use std::collections::BTreeSet;

use form_model::{Draft, Form, Journey, Step, read};
use proptest::prelude::*;
use vocabulary::Date;

/// One page of a random form: how many questions, and on which earlier choice it depends.
#[derive(Clone, Debug)]
struct Sketch {
    kinds: Vec<u8>,
    depends_on: Option<(usize, u8)>,
    negated: bool,
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let sketch = (
        prop::collection::vec(0_u8..4, 0..4),
        prop::option::of((0_usize..30, 0_u8..3)),
        any::<bool>(),
    )
        .prop_map(|(kinds, depends_on, negated)| Sketch {
            kinds,
            depends_on,
            negated,
        });
    prop::collection::vec(sketch, 1..9)
}

fn form(sketches: &[Sketch]) -> Form {
    let mut text = String::from("id = \"any\"\nversion = 1\ntitle = \"Any\"\nsummary = \"Any\"\n");
    let mut choices: Vec<String> = Vec::new();
    for (p, sketch) in sketches.iter().enumerate() {
        text += &format!("[[page]]\nid = \"p{p}\"\nheading = \"H\"\ntext = [\"T\"]\n");
        if let Some((which, choice)) = sketch.depends_on
            && !choices.is_empty()
        {
            let question = &choices[which % choices.len()];
            let ask = format!("{{ question = \"{question}\", includes = \"c{choice}\" }}");
            let when = if sketch.negated {
                format!("{{ not = {ask} }}")
            } else {
                ask
            };
            text += &format!("show-when = {when}\n");
        }
        let mut here = Vec::new();
        for (q, kind) in sketch.kinds.iter().enumerate() {
            let id = format!("p{p}-q{q}");
            let choices = r#"[{ id = "c0", label = "0" }, { id = "c1", label = "1" }, { id = "c2", label = "2" }]"#;
            let answer = match kind {
                0 => "answer.text = {}".to_owned(),
                1 => "answer.number = { min = 0 }".to_owned(),
                2 => format!("answer.choose-one = {choices}"),
                _ => format!("answer.choose-several = {choices}"),
            };
            text += &format!(
                "[[page.question]]\nid = \"{id}\"\nlabel = \"L\"\nwhat = \"w\"\n{answer}\n"
            );
            if *kind >= 2 {
                here.push(id);
            }
        }
        choices.extend(here);
    }
    read(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// What somebody types into every field of a page.
fn post(form: &Form, page: &str, typed: &[u8]) -> Vec<(String, String)> {
    let page = form.find_page(page).unwrap();
    let values = ["", "c0", "c1", "c2", "7", "-3", "\u{0}", "words"];
    page.question
        .iter()
        .zip(typed.iter().cycle())
        .map(|(question, typed)| {
            (
                question.id.clone(),
                values[usize::from(*typed) % values.len()].to_owned(),
            )
        })
        .collect()
}

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

proptest! {
    #[test]
    fn nothing_that_was_accepted_is_lost_and_nothing_hidden_is_sent(
        sketches in sketches(),
        steps in prop::collection::vec((0_usize..9, prop::collection::vec(0_u8..8, 1..4)), 0..20),
    ) {
        let form = form(&sketches);
        let mut draft = Draft::default();
        for (at, typed) in steps {
            let page = &form.page[at % form.page.len()];
            let before = draft.clone();
            let reading = form.read_page(page, &draft, &post(&form, &page.id, &typed), today());
            draft.take(&reading);
            // What was accepted stands, what was not on this page is as before, and both survive the store.
            for (id, answer) in reading.answers.iter() {
                prop_assert_eq!(draft.answers.get(id), Some(answer));
            }
            for (id, answer) in before.answers.iter() {
                if !page.question.iter().any(|question| question.id == id) {
                    prop_assert_eq!(draft.answers.get(id), Some(answer));
                }
            }
            prop_assert_eq!(&Draft::from_json(&form, &draft.to_json()), &draft);

            let journey = Journey::of(&form, &draft.answers);
            let shown: BTreeSet<&str> = journey
                .pages()
                .iter()
                .flat_map(|shown| shown.questions.iter().map(|question| question.id.as_str()))
                .collect();
            for (id, _) in draft.answers.iter() {
                prop_assert_eq!(journey.counted().get(id).is_some(), shown.contains(id));
            }
            let rows: BTreeSet<&str> = journey.rows().iter().map(|row| row.question.id.as_str()).collect();
            prop_assert_eq!(rows, shown);
        }
    }

    #[test]
    fn every_journey_ends_and_leads_back_the_way_it_came(
        sketches in sketches(),
        steps in prop::collection::vec((0_usize..9, prop::collection::vec(0_u8..8, 1..4)), 0..9),
    ) {
        let form = form(&sketches);
        let mut draft = Draft::default();
        for (at, typed) in steps {
            let page = &form.page[at % form.page.len()];
            draft.take(&form.read_page(page, &draft, &post(&form, &page.id, &typed), today()));
        }
        let journey = Journey::of(&form, &draft.answers);
        for start in &form.page {
            let (mut page, mut steps) = (start, 0);
            while let Step::Page(next) = journey.after(page) {
                if journey.shows(page) {
                    prop_assert_eq!(journey.before(next).map(|page| &page.id), Some(&page.id));
                }
                page = next;
                steps += 1;
                prop_assert!(steps <= form.page.len());
            }
        }
    }
}
