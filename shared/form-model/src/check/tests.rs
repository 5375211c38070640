//! What `check` says of a form with something wrong in it.

use super::*;

const GOOD: &str = r#"
id = "adult-contact"
version = 1
title = "Ask for help"
summary = "For you or for somebody else."

[[page]]
id = "who-for"
heading = "Who is it for?"

[[page.question]]
id = "about"
label = "Who is it for?"
what = "who it is for"
fact = "about"
answer.choose-one = [
  { id = "self", label = "Me" },
  { id = "someone-else", label = "Somebody else" },
]

[[page]]
id = "name"
heading = "What is your name?"
show-when = { question = "about", is = "self" }

[[page.question]]
id = "given-name"
label = "First name"
what = "your first name"
answer.name = { autocomplete = "given-name" }
"#;

fn found(text: &str) -> Vec<(u32, String)> {
    check(text)
        .into_iter()
        .map(|problem| {
            assert!(!problem.remedy.is_empty(), "{problem:?}");
            (problem.line, problem.message)
        })
        .collect()
}

#[test]
fn a_good_form_has_no_problems() {
    assert_eq!(found(GOOD), []);
}

#[test]
fn every_misspelling_is_reported_with_its_line_and_what_is_known() {
    let text = GOOD
        .replace("heading = \"Who", "headding = \"Who")
        .replace("answer.name", "answer.nome")
        .replace("version", "vershun");
    let problems = found(&text);
    let lines: Vec<u32> = problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert_eq!(lines, [3, 9, 30]);
    assert!(
        problems[1].1.contains("headding") && problems[1].1.contains("show-when"),
        "{problems:?}"
    );
    assert!(
        problems[2].1.contains("nome") && problems[2].1.contains("choose-one"),
        "{problems:?}"
    );
}

#[test]
fn a_text_that_is_no_toml_says_where() {
    let problems = found(&GOOD.replace("version = 1", "version ="));
    assert_eq!(problems[0].0, 3, "{problems:?}");
}

#[test]
fn every_broken_meaning_is_reported_at_once() {
    let text = GOOD
        .replace("fact = \"about\"", "fact = \"abuot\"")
        .replace("is = \"self\"", "is = \"myself\"")
        .replace("id = \"given-name\"", "id = \"Given Name\"")
        .replace("label = \"First name\"", "label = \" \"");
    let problems = found(&text);
    let lines: Vec<u32> = problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [15, 24, 27, 28], "{problems:?}");
    assert!(problems[0].1.contains("abuot"));
    assert!(problems[1].1.contains("myself"));
}

#[test]
fn a_condition_on_a_later_question_can_never_be_known() {
    let text = GOOD.replace(
        "heading = \"Who is it for?\"",
        "heading = \"Who?\"\nshow-when = { question = \"given-name\", known = true }",
    );
    assert!(found(&text)[0].1.contains("later"), "{:?}", found(&text));
}

#[test]
fn a_choice_that_routing_would_not_understand_is_reported() {
    let text = GOOD
        .replace("{ id = \"self\", label", "{ id = \"me\", label")
        .replace("is = \"self\"", "is = \"me\"");
    let problems = found(&text);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].1.contains("`me`") && problems[0].0 == 17,
        "{problems:?}"
    );
}

#[test]
fn the_same_id_twice_and_a_page_without_content_are_reported() {
    let text = format!("{GOOD}\n[[page]]\nid = \"name\"\nheading = \"Empty\"\n");
    let messages: Vec<String> = found(&text)
        .into_iter()
        .map(|(_, message)| message)
        .collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("twice")));
    assert!(messages.iter().any(|message| message.contains("nothing")));
}

/// One line of a form changed, and what is said of it.
fn one(from: &str, to: &str, line: u32, message: &str) {
    let text = LONG.replacen(from, to, 1);
    assert_ne!(text, LONG, "{from} is not in the form");
    let problems = found(&text);
    assert!(
        problems
            .iter()
            .any(|(at, said)| *at == line && said.contains(message)),
        "{to}: {problems:#?}"
    );
}

/// A form with a section, a group, a condition on a number, and headings between choices.
const LONG: &str = r#"id = "long"
version = 1
title = "Long"
summary = "Long"
professional = true
[[section]]
id = "all"
title = "All"
pages = ["numbers", "people"]
[[page]]
id = "now"
heading = "Now"
[[page.question]]
id = "danger"
label = "Danger?"
what = "danger"
answer.yes-no-dont-know = {}
[[page]]
id = "numbers"
heading = "Numbers"
show-when = { question = "danger", is = "no" }
[[page.question]]
id = "nhs-number"
label = "NHS number"
what = "the NHS number"
answer.nhs-number = {}
[[page.question]]
id = "age"
label = "Age"
what = "the age"
answer.number = { min = 18, max = 120, whole = true }
[[page]]
id = "people"
heading = "People"
show-when = { question = "age", at-least = 90 }
[[page.question]]
id = "others"
label = "Others"
what = "others"
[page.question.answer.group]
item-label = "Person"
add-label = "Add another"
[[page.question.answer.group.question]]
id = "name"
label = "Name"
what = "the name"
answer.name = {}
[[page.question]]
id = "needs"
label = "Needs"
what = "needs"
fact = "needs"
show-when = { not = { question = "danger", is = "unknown" } }
answer.choose-several = [
  { id = "memory", label = "Memory", group = "Health" },
  { id = "housing", label = "Housing", group = "Home" },
]
"#;

#[test]
fn a_long_form_has_no_problems() {
    assert_eq!(found(LONG), []);
}

#[test]
fn what_is_wrong_with_a_group_is_reported() {
    for (from, to, line, message) in [
        (
            "item-label = \"Person\"",
            "item-label = \"\"",
            41,
            "missing",
        ),
        (
            "add-label = \"Add another\"",
            "add-label = \"A\"\nmax = 0",
            40,
            "from 0 to 0",
        ),
        (
            "add-label = \"Add another\"",
            "add-label = \"A\"\nmin = 11",
            40,
            "from 11 to 10",
        ),
        (
            "what = \"the name\"",
            "what = \"the name\"\nfact = \"postcode\"",
            43,
            "no fact",
        ),
        (
            "what = \"others\"",
            "what = \"others\"\nfact = \"needs\"",
            40,
            "A group is no fact",
        ),
        ("answer.name = {}", "answer.address = {}", 47, "too large"),
        (
            "answer.name = {}",
            "answer.choose-one = []",
            47,
            "fewer than two",
        ),
        (
            "answer.name = {}",
            "answer.name = {}\n[[page.question.answer.group.question]]\nid = \"name\"\nlabel = \"N\"\nwhat = \"n\"\nanswer.text = {}",
            49,
            "twice",
        ),
    ] {
        one(from, to, line, message);
    }
}

#[test]
fn only_a_form_for_professionals_asks_for_an_nhs_number() {
    one(
        "professional = true",
        "professional = false",
        26,
        "NHS number",
    );
}

#[test]
fn what_is_wrong_with_a_section_is_reported() {
    for (from, to, line, message) in [
        (
            "[\"numbers\", \"people\"]",
            "[\"people\", \"numbers\"]",
            9,
            "out of order",
        ),
        (
            "[\"numbers\", \"people\"]",
            "[\"numbers\"]",
            33,
            "in no section",
        ),
        (
            "[\"numbers\", \"people\"]",
            "[\"numbers\", \"peeple\"]",
            9,
            "no page `peeple`",
        ),
        ("[\"numbers\", \"people\"]", "[]", 6, "has no page"),
        ("title = \"All\"", "title = \" \"", 8, "missing"),
    ] {
        one(from, to, line, message);
    }
}

#[test]
fn a_page_that_nobody_can_see_is_reported() {
    for (from, to, line, message) in [
        (
            "at-least = 90",
            "at-least = 121",
            35,
            "Nobody ever sees the page `people`",
        ),
        ("at-least = 90", "under = 18", 35, "Nobody ever sees"),
        (
            "show-when = { question = \"age\", at-least = 90 }",
            "show-when = { all = [{ question = \"age\", known = true }, { question = \"danger\", is = \"yes\" }] }",
            35,
            "Nobody ever sees",
        ),
        (
            "{ not = { question = \"danger\", is = \"unknown\" } }",
            "{ question = \"danger\", is = \"unknown\" }",
            53,
            "Nobody is ever asked `needs`",
        ),
    ] {
        one(from, to, line, message);
    }
}

#[test]
fn a_heading_twice_on_one_journey_is_reported_and_on_two_journeys_is_not() {
    one(
        "heading = \"People\"",
        "heading = \"Numbers\"",
        34,
        "`numbers` too",
    );
    let apart = LONG
        .replace("heading = \"People\"", "heading = \"Numbers\"")
        .replace(
            "{ question = \"age\", at-least = 90 }",
            "{ question = \"danger\", is = \"yes\" }",
        );
    assert_eq!(found(&apart), []);
}

#[test]
fn a_journey_without_an_end_is_reported() {
    one("min = 18, max = 120", "min = 121, max = 120", 31, "no end");
    let silent = "id = \"a\"\nversion = 1\ntitle = \"A\"\nsummary = \"A\"\n[[page]]\nid = \"p\"\nheading = \"P\"\ntext = [\"T\"]\n";
    assert!(found(silent)[0].1.contains("no end"));
}

#[test]
fn an_address_that_the_service_needs_is_not_for_a_page() {
    for taken in [
        "begin",
        "tasks",
        "check-answers",
        "confirmation",
        "save",
        "resume",
        "leave",
    ] {
        let text = LONG.replace("\"now\"", &format!("{taken:?}"));
        let problems = found(&text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].0, 11);
    }
}

#[test]
fn a_field_that_every_page_has_is_not_for_a_question() {
    one("id = \"age\"", "id = \"csrf\"", 28, "of their own");
}

#[test]
fn a_fact_that_the_answer_cannot_be_is_reported() {
    one(
        "what = \"the age\"",
        "what = \"the age\"\nfact = \"needs\"",
        31,
        "cannot be the fact",
    );
    assert_eq!(
        found(&LONG.replace("what = \"the age\"", "what = \"the age\"\nfact = \"age\"")),
        []
    );
}

#[test]
fn whom_to_call_stands_on_a_page_that_says_that_it_is_urgent() {
    let call = "heading = \"Now\"\ncall = [\"council\"]";
    one("heading = \"Now\"", call, 13, "not that it is urgent");
}

#[test]
fn words_that_are_missing_anywhere_are_reported() {
    for (from, to, line) in [
        ("heading = \"Now\"", "heading = \"Now\"\ntitle = \"\"", 13),
        (
            "heading = \"Now\"",
            "heading = \"Now\"\ntext = [\"a\", \"\"]",
            13,
        ),
        (
            "heading = \"Now\"",
            "heading = \"Now\"\nmore = { summary = \"\", text = [] }",
            13,
        ),
        ("what = \"danger\"", "what = \"danger\"\nhint = \"\"", 17),
        (
            "what = \"the age\"",
            "what = \"the age\"\nerrors.missing = \"\"",
            31,
        ),
        ("group = \"Health\"", "group = \"\"", 55),
        ("label = \"Memory\"", "label = \"\"", 55),
    ] {
        one(from, to, line, "missing");
    }
}
