//! What people read about a rule set before they let it decide.

use referral_routing::check::MadeUp;
use referral_routing::review::{Examined, compare, examine};
use referral_routing::{Ruleset, Texts, built_in_texts};
use vocabulary::{FACT_NAMES, Facts};

fn with(rules: &str) -> Texts<'_> {
    Texts {
        rules,
        ..built_in_texts()
    }
}

/// The rules that ship, with another rule at the end.
fn with_rule(rule: &str) -> String {
    format!(
        "{}\n[[rule]]\nid = \"new\"\nbecause = \"So.\"\n{rule}\n",
        built_in_texts().rules
    )
}

/// The rules that ship, with something else in one place.
fn edited(from: &str, to: &str) -> String {
    let rules = built_in_texts().rules;
    assert_eq!(rules.matches(from).count(), 1, "{from}");
    rules.replace(from, to)
}

/// What changes when the rules that ship become these.
fn difference(rules: &str) -> Vec<String> {
    compare(built_in_texts(), with(rules)).unwrap()
}

fn built_in() -> Examined {
    examine(built_in_texts())
}

#[test]
fn every_rule_that_ships_says_itself_applies_to_somebody_and_breaks_nothing() {
    let examined = built_in();
    let ruleset = referral_routing::built_in().unwrap();
    assert_eq!(examined.problems, []);
    assert_eq!(examined.id.as_ref(), Some(ruleset.id()));
    assert_eq!(examined.rules.len(), ruleset.rules().len());
    assert_eq!(examined.never_applied, Vec::<String>::new());
    let told = examined.rules.iter().find(|rule| rule.id == "homeless");
    let told = told.unwrap();
    assert_eq!(told.when, "the circumstances include “Homeless”");
    assert_eq!(told.then, ["its priority is at least soon"]);
    for rule in &examined.rules {
        assert!(!rule.when.is_empty() && !rule.then.is_empty(), "{rule:?}");
    }
}

#[test]
fn a_rule_that_can_never_apply_is_named() {
    let rules = with_rule(
        "queue = \"reviews\"\nwhen.all = [{ fact = \"age\", under = 18 }, { fact = \"age\", at-least = 65 }]",
    );
    let examined = examine(with(&rules));
    assert_eq!(examined.never_applied, ["new"]);
    assert_eq!((examined.problems.len(), examined.tried), (0, 4_000));
}

#[test]
fn a_fact_that_nothing_reads_is_named_and_indeed_changes_no_decision() {
    let examined = built_in();
    assert!(
        examined
            .unread_facts
            .contains(&"cannot-protect-self".to_owned())
    );
    // Without any rule, what always holds is all that reads.
    let bare = built_in_texts().rules.split("[[rule]]").next().unwrap();
    for rules in [built_in_texts().rules, bare] {
        let examined = examine(with(rules));
        let ruleset = Ruleset::read(with(rules)).unwrap();
        let mut made_up = MadeUp::new();
        for _ in 0..2_000 {
            let (facts, received) = made_up.contact();
            let read = facts
                .to_list()
                .into_iter()
                .filter(|(name, _)| !examined.unread_facts.contains(name));
            let without = Facts::from_list(read);
            assert_eq!(
                ruleset.decide(&facts, received),
                ruleset.decide(&without, received),
                "{}",
                facts.to_json()
            );
        }
    }
}

#[test]
fn a_fact_is_read_once_a_rule_asks_for_it() {
    for fact in built_in().unread_facts {
        assert!(FACT_NAMES.contains(&fact.as_str()), "{fact}");
        let rules = with_rule(&format!(
            "when = {{ fact = \"{fact}\", known = true }}\npriority = \"soon\""
        ));
        let examined = examine(with(&rules));
        assert!(!examined.unread_facts.contains(&fact), "{fact}");
    }
}

#[test]
fn a_text_that_cannot_be_read_tells_every_problem_and_nothing_else() {
    let rules = edited("includes = \"homeless\"", "includes = \"homles\"")
        .replace("fact = \"caring-hours-per-week\"", "fact = \"hours\"");
    let examined = examine(with(&rules));
    assert_eq!(examined.problems.len(), 2, "{:?}", examined.problems);
    assert_eq!((examined.id, examined.rules.len()), (None, 0));
    assert_eq!(
        compare(built_in_texts(), with(&rules)),
        Err(examined.problems)
    );
}

#[test]
fn nothing_changes_between_a_rule_set_and_itself_or_its_comments() {
    assert_eq!(difference(built_in_texts().rules), Vec::<String>::new());
    let commented = format!("# Read again in May.\n{}", built_in_texts().rules);
    assert_eq!(difference(&commented), Vec::<String>::new());
}

#[test]
fn what_a_rule_does_otherwise_is_told_in_plain_english() {
    let rules = edited(
        "{ fact = \"caring-hours-per-week\", at-least = 50 }",
        "{ fact = \"caring-hours-per-week\", at-least = 35 }",
    );
    assert_eq!(
        difference(&rules),
        [
            "The rule “fifty-hours-of-caring” applied when the hours of caring a week is 50 or more. Now it \
             applies when the hours of caring a week is 35 or more."
        ]
    );
    let rules = edited(
        "because = \"They have no home.\"\npriority = \"soon\"",
        "because = \"They have no home now.\"\npriority = \"urgent\"\nalso-tell = \"reviews\"",
    );
    assert_eq!(
        difference(&rules),
        [
            "Of the rule “homeless” it was said: its priority is at least soon. Now: its priority is at \
             least urgent.",
            "The rule “homeless” now also says: Reviews must be told as well.",
            "The reason of the rule “homeless” was: “They have no home.” Now: “They have no home now.”",
        ]
    );
}

#[test]
fn rules_that_are_new_gone_or_moved_are_told() {
    let new = with_rule("when = { fact = \"known-to-us\", is = \"yes\" }\nqueue = \"reviews\"");
    assert_eq!(
        difference(&new),
        [
            "There is a new rule “new”, at the end: when whether we know the person is “Yes”, it goes to \
             Reviews."
        ]
    );
    assert_eq!(
        compare(with(&new), built_in_texts()).unwrap(),
        [
            "The rule “new” is gone. It was: when whether we know the person is “Yes”, it goes to Reviews."
        ]
    );
    let rules = built_in_texts().rules;
    let (head, tail) = rules.split_at(rules.find("[[rule]]").unwrap());
    let mut parts: Vec<&str> = tail.split_inclusive("\n[[rule]]").collect();
    let first = parts.remove(0);
    let second = parts.remove(0);
    let swapped = format!(
        "{head}[[rule]]{second}{}{}",
        &first["[[rule]]".len()..],
        parts.concat()
    );
    let said = difference(&swapped);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("has moved and stands before"), "{said:?}");
}

#[test]
fn teams_policies_places_and_days_are_compared_too() {
    let rules = edited("soon = { working-days = 2 }", "soon = { working-days = 3 }")
        .replace("name = \"Sensory\"", "name = \"Sight and hearing\"");
    assert_eq!(
        difference(&rules),
        [
            "In “respond-by”, soon was working-days 2. Now it is working-days 3.",
            "In the team “sensory”, name was “Sensory”. Now it is “Sight and hearing”.",
        ]
    );
    let calendar = built_in_texts()
        .calendar
        .replace("    2026-12-28, # Boxing Day (substitute day)\n", "");
    let after = Texts {
        calendar: &calendar,
        ..built_in_texts()
    };
    assert_eq!(
        compare(built_in_texts(), after).unwrap(),
        ["Calendar: In “bank-holidays”, dates no longer has 2026-12-28."]
    );
    let places =
        built_in_texts()
            .places
            .replacen("name = \"Mid Essex\"", "name = \"Middle Essex\"", 1);
    let after = Texts {
        places: &places,
        ..built_in_texts()
    };
    let said = compare(built_in_texts(), after).unwrap();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("Places: In the locality “mid"),
        "{said:?}"
    );
}

#[test]
fn no_rule_can_send_a_contact_on_so_there_is_no_cycle_of_reroutes() {
    // A rule names where a contact goes and nothing that reads where it went.
    for (rule, unknown) in [
        (
            "when = { fact = \"queue\", is = \"carers\" }\nqueue = \"reviews\"",
            "queue",
        ),
        (
            "when = { fact = \"destination\", is = \"carers\" }\nqueue = \"reviews\"",
            "destination",
        ),
        (
            "when = { fact = \"age\", under = 99 }\nreroute = \"reviews\"\nqueue = \"carers\"",
            "reroute",
        ),
        (
            "when = { fact = \"age\", under = 99 }\nthen = \"another-rule\"\nqueue = \"carers\"",
            "then",
        ),
    ] {
        let rules = with_rule(rule);
        let examined = examine(with(&rules));
        let [problem] = examined.problems.as_slice() else {
            panic!("{rule}: {:?}", examined.problems);
        };
        assert!(problem.message.contains(unknown), "{problem:?}");
    }
    // Two rules that each name the other's team: the first gives the queue, and each is told once.
    let rules = format!(
        "{}\n[[rule]]\nid = \"there\"\nbecause = \"There.\"\nwhen = {{ fact = \"known-to-us\", is = \"no\" }}\n\
         queue = \"reviews\"\n[[rule]]\nid = \"back\"\nbecause = \"Back.\"\n\
         when = {{ fact = \"known-to-us\", is = \"no\" }}\nqueue = \"ascc-general\"\n",
        built_in_texts().rules.split("[[rule]]").next().unwrap()
    );
    let ruleset = Ruleset::read(with(&rules)).unwrap();
    let mut made_up = MadeUp::new();
    for _ in 0..4_000 {
        let (facts, received) = made_up.contact();
        let decision = ruleset.decide(&facts, received);
        let mut told: Vec<&str> = decision.reasons.iter().map(|r| r.rule.as_str()).collect();
        let count = told.len();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), count, "{decision:?}");
    }
}
