//! Files that people add: what a form may ask, who may name a file, and two tabs at once.

use form_model::{
    Answer, Draft, FileChange, Form, Journey, PageReading, StoredFile, check, difference,
    read_published,
};
use serde_json::json;
use vocabulary::Date;

const FORM: &str = r#"
id = "any"
version = 1
title = "Any"
summary = "Any"

[[page]]
id = "photos"
heading = "Photos"

[[page.question]]
id = "photos"
label = "Photos"
what = "photos or documents"
answer.upload = { max = 2, files = ["photo", "pdf"] }

[[page]]
id = "name"
heading = "Name"

[[page.question]]
id = "name"
label = "Name"
what = "the name"
show-when = { question = "photos", known = true }
answer.name = {}
"#;

fn form() -> Form {
    read_published(FORM).unwrap()
}

fn file(id: &str) -> StoredFile {
    StoredFile {
        id: id.to_owned(),
        name: "stairs.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 1_258_292,
    }
}

fn change(change: FileChange) -> PageReading {
    PageReading {
        files: vec![("photos".to_owned(), change)],
        ..PageReading::default()
    }
}

fn ids(draft: &Draft) -> Vec<&str> {
    draft
        .files("photos")
        .iter()
        .map(|file| file.id.as_str())
        .collect()
}

#[test]
fn a_form_that_asks_for_files_has_no_problems() {
    assert_eq!(check(FORM), []);
}

#[test]
fn what_would_hold_people_up_or_cannot_be_is_reported() {
    let answer = r#"answer.upload = { max = 2, files = ["photo", "pdf"] }"#;
    for (from, to, says) in [
        ("max = 2", "max = 0", "cannot take 0 files"),
        ("max = 2", "max = 6", "cannot take 6 files"),
        ("\"pdf\"", "\"film\"", "`film` is no kind of file"),
        ("[\"photo\", \"pdf\"]", "[]", "takes no kind of file"),
        (
            answer,
            "required = true\nanswer.upload = { files = [\"pdf\"] }",
            "required to add a file",
        ),
        (
            answer,
            "fact = \"needs\"\nanswer.upload = { files = [\"pdf\"] }",
            "is no fact",
        ),
        (
            "known = true",
            "is = \"yes\"",
            "does not fit the kind of answer",
        ),
        (
            "[[page]]\nid = \"name\"\nheading = \"Name\"\n",
            "",
            "not the only question of its page",
        ),
    ] {
        let problems = check(&FORM.replace(from, to));
        let found = problems
            .iter()
            .find(|problem| problem.message.contains(says));
        let found = found.unwrap_or_else(|| panic!("{to}: {problems:#?}"));
        assert!(found.line > 0, "{to}: {found:?}");
    }
    let any_of = FORM.replace(
        "summary = \"Any\"",
        "summary = \"Any\"\n[[require]]\nany-of = [\"photos\", \"name\"]\nmessage = \"Something\"",
    );
    let problems = check(&any_of);
    assert!(
        problems
            .iter()
            .any(|problem| problem.message.contains("required to add")),
        "{problems:#?}"
    );
}

#[test]
fn nobody_names_a_file_in_json() {
    let form = form();
    for value in [
        json!([{"id": "guessed", "name": "a", "media-type": "image/png", "size": 1}]),
        json!([]),
        json!("guessed"),
    ] {
        let answers = json!({"photos": value, "name": "Ann"});
        let findings = form
            .accept(
                answers.as_object().unwrap(),
                Date::new(2026, 11, 22).unwrap(),
            )
            .unwrap_err();
        let [finding] = findings.as_slice() else {
            panic!("{findings:?}");
        };
        assert_eq!(finding.path, "photos");
        assert!(
            finding
                .message
                .starts_with("Photos or documents cannot be sent here.")
        );
    }
}

#[test]
fn the_schema_says_that_files_are_not_sent_and_does_not_offer_it() {
    let schema = form().schema();
    assert!(schema["properties"].get("photos").is_none());
    assert!(schema["properties"].get("name").is_some());
    assert_eq!(schema["additionalProperties"], false);
    assert!(
        schema["description"]
            .as_str()
            .unwrap()
            .starts_with("Files are added on the pages")
    );
}

#[test]
fn a_page_that_is_sent_again_removes_no_file_of_another_tab() {
    let form = form();
    let mut draft = Draft::default();
    draft.take(&change(FileChange::Add(file("one"), 2)));
    // A tab that was opened before the file was added goes on.
    let page = form.find_page("photos").unwrap();
    let reading = form.read_page(
        page,
        &Draft::default(),
        &[],
        Date::new(2026, 11, 22).unwrap(),
    );
    assert_eq!(reading.findings, []);
    draft.take(&reading);
    assert_eq!(ids(&draft), ["one"]);

    // Two tabs add at once: neither undoes the other, and there is no more room than there is.
    draft.take(&change(FileChange::Add(file("two"), 2)));
    draft.take(&change(FileChange::Add(file("three"), 2)));
    assert_eq!(ids(&draft), ["one", "two"]);
    draft.take(&change(FileChange::Remove("one".to_owned())));
    draft.take(&change(FileChange::Remove("one".to_owned())));
    assert_eq!(ids(&draft), ["two"]);

    let again = Draft::from_json(&form, &draft.to_json());
    assert_eq!(again, draft);
    draft.take(&change(FileChange::Remove("two".to_owned())));
    assert!(draft.answers.is_empty() && draft.has_seen("photos"));
}

#[test]
fn files_are_said_by_name_and_size_and_change_what_is_asked_next() {
    let form = form();
    let mut draft = Draft::default();
    assert_eq!(Journey::of(&form, &draft.answers).rows().len(), 1);
    draft.take(&change(FileChange::Add(file("one"), 2)));
    let journey = Journey::of(&form, &draft.answers);
    let rows = journey.rows();
    assert_eq!(rows.len(), 2);
    let answer = rows[0].answer.unwrap();
    assert_eq!(
        rows[0].question.answer.say(answer, &form.wording),
        "stairs.jpg (1.2 MB)"
    );
    assert_eq!(
        answer.to_json(),
        json!([{"id": "one", "name": "stairs.jpg", "media-type": "image/jpeg", "size": 1_258_292}])
    );
    assert!(matches!(answer, Answer::Files(files) if files.len() == 1));
}

#[test]
fn a_new_limit_is_told_in_plain_english() {
    let told = difference(FORM, &FORM.replace("max = 2", "max = 4"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("“Photos”") && told[0].contains('4'),
        "{told:?}"
    );
    let text = FORM.replace(
        r#"answer.upload = { max = 2, files = ["photo", "pdf"] }"#,
        "answer.text = {}",
    );
    let told = difference(&text, FORM);
    assert!(
        told[0].contains("now answered with files that people add"),
        "{told:?}"
    );
}
