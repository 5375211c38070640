//! Somebody who writes no Rust learns everything that is wrong with a rule file, with lines and remedies.

use referral_routing::check::check;
use referral_routing::{Problem, Text, Texts, built_in_texts};

fn problems(rules: &str) -> Vec<Problem> {
    check(Texts {
        rules,
        ..built_in_texts()
    })
}

#[track_caller]
fn one_problem(rules: &str) -> Problem {
    let mut found = problems(rules);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn with_rule(rule: &str) -> String {
    format!(
        "{}\n[[rule]]\nid = \"new\"\nbecause = \"So.\"\n{rule}\n",
        built_in_texts().rules
    )
}

#[test]
fn an_unknown_fact_or_word_is_named_with_the_known_ones() {
    let problem = one_problem(&with_rule(
        "when = { fact = \"shoe-size\", is = \"9\" }\nqueue = \"carers\"",
    ));
    assert!(
        problem.message.contains("shoe-size") && problem.remedy.contains("cared-for-age"),
        "{problem:?}"
    );
    let problem = one_problem(&with_rule(
        "when = { fact = \"needs\", includes = \"flying\" }\nqueue = \"carers\"",
    ));
    assert!(
        problem.message.contains("flying") && problem.remedy.contains("end-of-life"),
        "{problem:?}"
    );
    let problem = one_problem(&with_rule(
        "when = { fact = \"about\", is = \"self\" }\nqueue = \"dust-bin\"",
    ));
    assert!(
        problem.message.contains("dust-bin") && problem.remedy.contains("brokerage"),
        "{problem:?}"
    );
}

#[test]
fn every_problem_is_told_at_once_with_its_line() {
    let rules = with_rule(
        "when = { fact = \"age\", is = \"old\" }\npriority = \"tomorrow\"\nadvice = \"pray\"\nalso-tel = \"carers\"",
    );
    let first = u32::try_from(built_in_texts().rules.lines().count()).unwrap() + 2;
    let found: Vec<(u32, Text)> = problems(&rules)
        .into_iter()
        .map(|p| (p.line - first, p.text))
        .collect();
    assert_eq!(
        found,
        [
            (3, Text::Rules),
            (4, Text::Rules),
            (5, Text::Rules),
            (6, Text::Rules)
        ]
    );
}

#[test]
fn a_question_must_fit_its_fact() {
    for question in [
        "{ fact = \"needs\", is = \"memory\" }",
        "{ fact = \"about\", includes = \"self\" }",
        "{ fact = \"age\", is = 3 }",
        "{ fact = \"postcode\", under = 3 }",
        "{ fact = \"age\" }",
        "{ fact = \"age\", under = 3, known = true }",
        "{}",
        "{ all = [], any = [] }",
        "{ any = [] }",
        "{ fact = \"age\", under = \"three\" }",
    ] {
        one_problem(&with_rule(&format!(
            "when = {question}\nqueue = \"carers\""
        )));
    }
}

#[test]
fn no_file_takes_away_what_always_holds() {
    let rules = built_in_texts().rules;
    for (from, to) in [
        // words, teams or advice that what always holds needs
        ("safeguarding-sign = \"", "safeguarding = \""),
        ("id = \"emergency-duty\"", "id = \"brokerage\""),
        (
            "Call 999. Do not wait for us. On a mobile",
            "Call somebody.\" # ",
        ),
        ("{authority} is the council", "Another is the council"),
        // a rule that sends people away, or takes the name of a law
        ("queue = \"complaints\"", "queue = \"out-of-area\""),
        (
            "id = \"self-harm-or-suicide\"",
            "id = \"safeguarding-sign\"",
        ),
        // no time to answer in
        (
            "urgent = { working-hours = 4 }",
            "urgent = { working-hours = 0 }",
        ),
        ("urgent = { working-hours = 4 }", ""),
        (
            "id = \"childrens-services\"\nname = \"Children's services\"\nkind = \"children\"",
            "id = \"childrens-services\"\nname = \"Children's services\"\nkind = \"team\"",
        ),
    ] {
        assert!(rules.contains(from), "{from}");
        let changed = rules.replacen(from, to, 1);
        assert!(!problems(&changed).is_empty(), "{from} -> {to}");
    }
}

#[test]
fn a_locality_without_a_team_is_told() {
    let places = format!(
        "{}\n[[locality]]\nid = \"east\"\nname = \"East\"\n",
        built_in_texts().places
    );
    let found = check(Texts {
        places: &places,
        ..built_in_texts()
    });
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("locality-east"), "{found:?}");
}

#[test]
fn mistakes_in_all_three_texts_are_told_together() {
    let found = check(Texts {
        rules: "id = 3",
        places: "here",
        calendar: "zone = \"Mars\"",
    });
    for text in [Text::Rules, Text::Places, Text::Calendar] {
        assert!(found.iter().any(|problem| problem.text == text
            && problem.line >= 1
            && !problem.remedy.is_empty()));
    }
}
