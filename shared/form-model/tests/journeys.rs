//! What holds for every form and every way that people fill it in.
//!
//! Forms are drawn at random with every kind of question, conditions, sections and groups; people type
//! at random, also what is wrong, also on pages that are not theirs. Each property is also held against
//! an engine with a fault in it, and must notice.

mod random_forms;

use std::collections::{BTreeMap, BTreeSet};

use form_model::{
    Answers, Draft, FileChange, Form, Journey, PageReading, Step, StoredFile, check, read_published,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};
use serde_json::{Map, Value};
use vocabulary::Date;

use random_forms::{FILE, GONE, KINDS, Sketch, TAKEN, id, post, sketches};

/// The most files of a drawn upload.
const MOST_FILES: usize = 2;

/// The parts of the engine that a property is about, so that one can be given with a fault.
#[derive(Clone, Copy)]
struct Engine {
    keep: fn(&mut Draft, &PageReading),
    send: fn(&Form, &Answers) -> BTreeMap<String, Value>,
    go_on: for<'f> fn(&Journey<'f>, &form_model::Page) -> Step<'f>,
}

const OURS: Engine = Engine {
    keep: Draft::take,
    send: rows,
    go_on: |journey, page| journey.after(page),
};

/// What a submission has: the rows that were answered.
fn rows(form: &Form, answers: &Answers) -> BTreeMap<String, Value> {
    let journey = Journey::of(form, answers);
    journey
        .rows()
        .iter()
        .filter_map(|row| Some((row.question.id.clone(), row.answer?.to_json())))
        .collect()
}

fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

/// Which page, and what is typed into its questions.
type Typing = Vec<(usize, Vec<usize>)>;

fn typing() -> impl Strategy<Value = Typing> {
    prop::collection::vec(
        (0_usize..8, prop::collection::vec(0_usize..30, 1..4)),
        0..20,
    )
}

fn form_of(sketch: &Sketch) -> Form {
    let text = sketch.text();
    read_published(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// Files are no fields: they are added and removed beside what the page brings.
fn add_and_remove(
    reading: &mut PageReading,
    posted: &[(String, String)],
    accepted: &mut BTreeMap<String, Value>,
) {
    for (id, change) in &mut reading.files {
        let mut files: Vec<Value> = match accepted.get(id) {
            Some(Value::Array(files)) => files.clone(),
            _ => Vec::new(),
        };
        let chosen = |suffix: &str| {
            let field = format!("{id}{suffix}");
            posted.iter().find(|(name, _)| *name == field)
        };
        if let Some((_, name)) = chosen(FILE) {
            let file = StoredFile {
                id: name.clone(),
                name: format!("{name}.pdf"),
                media_type: "application/pdf".to_owned(),
                size: 9,
            };
            *change = FileChange::Add(file, MOST_FILES);
            if files.len() < MOST_FILES {
                files.push(serde_json::json!({
                    "id": name, "name": format!("{name}.pdf"), "media-type": "application/pdf", "size": 9
                }));
            }
        }
        if let Some((_, name)) = chosen(GONE) {
            *change = FileChange::Remove(name.clone());
            files.retain(|file| file["id"] != name.as_str());
        }
        match files.is_empty() {
            true => accepted.remove(id),
            false => accepted.insert(id.clone(), Value::Array(files)),
        };
    }
}

/// Fills in the form as the pages do: a page with something wrong is not kept.
fn fill_in(
    engine: Engine,
    sketch: &Sketch,
    form: &Form,
    typing: &Typing,
) -> (Draft, BTreeMap<String, Value>) {
    let mut draft = Draft::default();
    let mut accepted = BTreeMap::new();
    for (at, typed) in typing {
        let at = at % form.page.len();
        let page = &form.page[at];
        let posted = post(sketch, at, typed);
        let mut reading = form.read_page(page, &draft, &posted, today());
        if !reading.findings.is_empty() {
            continue;
        }
        add_and_remove(&mut reading, &posted, &mut accepted);
        for (id, answer) in reading.answers.iter() {
            accepted.insert(id.to_owned(), answer.to_json());
        }
        for id in &reading.blank {
            accepted.remove(id);
        }
        (engine.keep)(&mut draft, &reading);
        draft = Draft::from_json(form, &draft.to_json());
    }
    (draft, accepted)
}

/// What was accepted is kept until it is answered otherwise, whatever else is typed, and is sent unless
/// its question is not asked any more. Nothing else is sent.
fn nothing_is_lost_and_nothing_hidden_is_sent(
    engine: Engine,
    sketch: &Sketch,
    typing: &Typing,
) -> TestCaseResult {
    let form = form_of(sketch);
    let (draft, accepted) = fill_in(engine, sketch, &form, typing);
    let kept: BTreeMap<String, Value> = draft
        .answers
        .iter()
        .map(|(id, answer)| (id.to_owned(), answer.to_json()))
        .collect();
    prop_assert_eq!(&kept, &accepted);
    let sent = (engine.send)(&form, &draft.answers);
    prop_assert_eq!(&sent, &sketch.sent(&accepted));
    // Sent as JSON, the same answers are the same contact.
    let json: Map<String, Value> = sent.clone().into_iter().collect();
    if let Ok(accepted) = form.accept(&json, today()) {
        let again: BTreeMap<String, Value> = accepted
            .journey
            .counted()
            .iter()
            .map(|(id, answer)| (id.to_owned(), answer.to_json()))
            .collect();
        prop_assert_eq!(again, sent);
    }
    Ok(())
}

/// From the first page everybody comes to every page that is theirs and then to the end, and what is
/// missing there can be put right on a page that is theirs.
fn the_journey_ends(engine: Engine, sketch: &Sketch, typing: &Typing) -> TestCaseResult {
    let form = form_of(sketch);
    let (mut draft, _) = fill_in(engine, sketch, &form, typing);
    let journey = Journey::of(&form, &draft.answers);
    let mut seen = BTreeSet::new();
    let starts: Vec<_> = journey
        .pages()
        .first()
        .map(|shown| shown.page)
        .into_iter()
        .chain(form.section.iter().filter_map(|section| {
            let shown = journey.pages().iter();
            shown
                .map(|shown| shown.page)
                .find(|page| section.pages.contains(&page.id))
        }))
        .collect();
    for start in starts {
        let (mut page, mut steps) = (start, 0);
        seen.insert(page.id.as_str());
        while let Step::Page(next) = (engine.go_on)(&journey, page) {
            prop_assert!(journey.shows(next));
            prop_assert_eq!(journey.before(next).map(|page| &page.id), Some(&page.id));
            page = next;
            seen.insert(page.id.as_str());
            steps += 1;
            prop_assert!(steps <= form.page.len(), "the journey goes round");
        }
    }
    let theirs: BTreeSet<&str> = journey
        .pages()
        .iter()
        .map(|shown| shown.page.id.as_str())
        .collect();
    prop_assert_eq!(seen, theirs);

    // Whoever answers what is missing can send. Each page has to be asked for at most once more than
    // there are pages before it that change what is asked.
    for _ in 0..=form.page.len() * form.page.len() {
        let journey = Journey::of(&form, &draft.answers);
        let missing = journey.all_missing();
        let Some(first) = missing.first() else {
            return Ok(());
        };
        let at = form.page.iter().position(|page| page.id == first.page);
        let at = at.expect("what is missing is on a page");
        prop_assert!(journey.shows(&form.page[at]));
        let reading = form.read_page(&form.page[at], &draft, &post(sketch, at, &[TAKEN]), today());
        prop_assert!(reading.findings.is_empty(), "{:?}", reading.findings);
        draft.take(&reading);
    }
    prop_assert!(false, "what is missing is never enough");
    Ok(())
}

proptest! {
    #[test]
    fn no_accepted_answer_is_lost_and_no_hidden_answer_is_sent(sketch in sketches(), typing in typing()) {
        nothing_is_lost_and_nothing_hidden_is_sent(OURS, &sketch, &typing)?;
    }

    #[test]
    fn every_journey_ends(sketch in sketches(), typing in typing()) {
        the_journey_ends(OURS, &sketch, &typing)?;
    }

    /// What can be wrong with a drawn form is only that nobody sees something or that it asks nothing.
    #[test]
    fn a_drawn_form_is_one_that_could_be_published(sketch in sketches()) {
        for problem in check(&sketch.text()) {
            let drawn = problem.message.starts_with("Nobody ") || problem.message.contains("asks nothing");
            prop_assert!(drawn, "{:?}\n{}", problem, sketch.text());
        }
    }

    /// Pressing a button of a group loses nothing that was typed into the others.
    #[test]
    fn a_group_s_buttons_keep_what_was_typed(
        names in prop::collection::vec("[a-z]{1,5}", 1..4),
        gone in 0_usize..3,
    ) {
        let group = KINDS.len() - 1;
        let question = random_forms::QuestionSketch { kind: group, when: None, required: false };
        let page = random_forms::PageSketch { questions: vec![question], when: None, danger: false };
        let form = form_of(&Sketch { pages: vec![page], sections: Vec::new() });
        let gone = gone % names.len();
        let id = id(0, 0);
        let mut fields: Vec<(String, String)> = names
            .iter()
            .enumerate()
            .map(|(n, name)| (format!("{id}-{}-a", n + 1), name.clone()))
            .collect();
        fields.push(("remove".to_owned(), format!("{id}-{}", gone + 1)));
        let left = form.pressed(&form.page[0], &fields).expect("a button was pressed");
        let reading = form.read_page(&form.page[0], &Draft::default(), &left, today());
        let mut expected = names.clone();
        expected.remove(gone);
        let read = reading.answers.get(&id).map(|answer| answer.to_json());
        let people: Vec<Value> = expected.iter().map(|name| serde_json::json!({"a": name})).collect();
        prop_assert_eq!(read, (!people.is_empty()).then_some(Value::Array(people)));
    }
}

/// Whether the property notices that this engine has a fault.
fn notices(property: fn(Engine, &Sketch, &Typing) -> TestCaseResult, engine: Engine) -> bool {
    let config = Config {
        cases: 2_000,
        failure_persistence: None,
        max_shrink_iters: 0,
        ..Config::default()
    };
    let drawn = (sketches(), typing());
    TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    )
    .run(&drawn, |(sketch, typing)| {
        property(engine, &sketch, &typing)
    })
    .is_err()
}

#[test]
fn a_draft_that_forgets_the_other_pages_is_noticed() {
    let forgetful: fn(&mut Draft, &PageReading) = |draft, reading| {
        *draft = Draft::default();
        draft.take(reading);
    };
    assert!(notices(
        nothing_is_lost_and_nothing_hidden_is_sent,
        Engine {
            keep: forgetful,
            ..OURS
        }
    ));
}

#[test]
fn a_draft_that_keeps_what_was_blanked_is_noticed() {
    let stubborn: fn(&mut Draft, &PageReading) = |draft, reading| {
        for (id, answer) in reading.answers.iter() {
            draft.answers.insert(id, answer.clone());
        }
    };
    assert!(notices(
        nothing_is_lost_and_nothing_hidden_is_sent,
        Engine {
            keep: stubborn,
            ..OURS
        }
    ));
}

#[test]
fn a_submission_with_a_hidden_page_s_answer_is_noticed() {
    let everything: fn(&Form, &Answers) -> BTreeMap<String, Value> = |_, answers| {
        let all = answers.iter();
        all.map(|(id, answer)| (id.to_owned(), answer.to_json()))
            .collect()
    };
    assert!(notices(
        nothing_is_lost_and_nothing_hidden_is_sent,
        Engine {
            send: everything,
            ..OURS
        }
    ));
}

#[test]
fn a_submission_without_the_last_answer_is_noticed() {
    let short: fn(&Form, &Answers) -> BTreeMap<String, Value> = |form, answers| {
        let mut sent = rows(form, answers);
        sent.pop_last();
        sent
    };
    assert!(notices(
        nothing_is_lost_and_nothing_hidden_is_sent,
        Engine {
            send: short,
            ..OURS
        }
    ));
}

#[test]
fn a_journey_that_goes_round_or_skips_a_page_is_noticed() {
    let round: for<'f> fn(&Journey<'f>, &form_model::Page) -> Step<'f> =
        |journey, page| match journey.after(page) {
            Step::CheckAnswers => journey
                .pages()
                .first()
                .map_or(Step::CheckAnswers, |shown| Step::Page(shown.page)),
            step => step,
        };
    assert!(notices(
        the_journey_ends,
        Engine {
            go_on: round,
            ..OURS
        }
    ));
    let skips: for<'f> fn(&Journey<'f>, &form_model::Page) -> Step<'f> =
        |journey, page| match journey.after(page) {
            Step::Page(next) if next.question.is_empty() => journey.after(next),
            step => step,
        };
    assert!(notices(
        the_journey_ends,
        Engine {
            go_on: skips,
            ..OURS
        }
    ));
}
