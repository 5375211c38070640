//! "What must hold for every rule set", over random facts: all vocabularies, random dates, postcodes,
//! districts, lists in random order, and things nobody knows.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use referral_routing::check::invariants::{ALL, Seen};
use referral_routing::check::{check, check_decisions};
use referral_routing::{Ruleset, built_in, built_in_texts};
use serde_json::{Map, Value, json};
use vocabulary::{
    About, Answer, Circumstance, Decision, Facts, Form, HarmSource, Instant, Need, Priority,
    Reporter, Risk, Word,
};

static BUILT_IN: LazyLock<Ruleset> =
    LazyLock::new(|| built_in().expect("the rules that ship are right"));

fn word<W: Word>() -> BoxedStrategy<Value> {
    let ids: Vec<Value> = W::ALL.iter().map(|word| json!(word.id())).collect();
    select(ids).boxed()
}

fn words<W: Word>(most: usize) -> BoxedStrategy<Value> {
    let ids: Vec<&'static str> = W::ALL.iter().map(|word| word.id()).collect();
    subsequence(ids, 0..=most)
        .prop_shuffle()
        .prop_map(|ids| json!(ids))
        .boxed()
}

fn birth_date() -> BoxedStrategy<Value> {
    (1900_u16..2045, 1_u8..=12, 1_u8..=28, 0_u8..3)
        .prop_map(|(year, month, day, parts)| match parts {
            0 => json!(format!("{year}")),
            1 => json!(format!("{year}-{month:02}")),
            _ => json!(format!("{year}-{month:02}-{day:02}")),
        })
        .boxed()
}

fn district() -> BoxedStrategy<Value> {
    select(vec![
        "basildon",
        "braintree",
        "brentwood",
        "castle-point",
        "chelmsford",
        "colchester",
        "epping-forest",
        "harlow",
        "maldon",
        "rochford",
        "tendring",
        "uttlesford",
        "southend-on-sea",
        "thurrock",
        "atlantis",
        "",
    ])
    .prop_map(|slug| json!(slug))
    .boxed()
}

fn postcode() -> BoxedStrategy<Value> {
    let outcodes: Vec<String> = BUILT_IN.places().outcodes().map(str::to_owned).collect();
    let ours =
        (select(outcodes), 0_u8..10).prop_map(|(outcode, n)| json!(format!("{outcode} {n}AA")));
    let far = select(vec![
        "M1 1AA", "sw1a1aa", "L8.7AA", "ZZ1 1ZZ", "BF1 1AA", "RM1 4LT", "CM1",
    ])
    .prop_map(|p| json!(p));
    prop_oneof![4 => ours, 1 => far, 1 => ".{0,12}".prop_map(|text| json!(text.replace('\0', "")))]
        .boxed()
}

fn age() -> BoxedStrategy<Value> {
    prop_oneof![15_u16..21, 0_u16..=150]
        .prop_map(|age| json!(age))
        .boxed()
}

/// Each fact there or not, in an order that the seed shuffles.
fn facts() -> impl Strategy<Value = Value> {
    let members: Vec<(&'static str, BoxedStrategy<Value>)> = vec![
        ("form", word::<Form>()),
        ("about", word::<About>()),
        ("reporter", word::<Reporter>()),
        ("date-of-birth", birth_date()),
        ("age", age()),
        ("reporter-under-18", word::<Answer>()),
        ("postcode", postcode()),
        ("district", district()),
        ("needs", words::<Need>(6)),
        ("risks", words::<Risk>(3)),
        ("circumstances", words::<Circumstance>(3)),
        ("has-care-needs", word::<Answer>()),
        ("at-risk", word::<Answer>()),
        ("cannot-protect-self", word::<Answer>()),
        ("harm-source", word::<HarmSource>()),
        ("in-hospital", word::<Answer>()),
        (
            "discharge-date",
            (2020_u16..2035, 1_u8..=12, 1_u8..=28)
                .prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}")))
                .boxed(),
        ),
        (
            "caring-hours-per-week",
            (0_u16..=168)
                .prop_map(|hours| json!(f64::from(hours) / 2.0))
                .boxed(),
        ),
        ("cared-for-postcode", postcode()),
        ("cared-for-district", district()),
        ("cared-for-age", age()),
        ("known-to-us", word::<Answer>()),
    ];
    // Carers ask about little else, and would seldom come up by chance.
    let carers_own = prop_oneof![
        4 => Just(None),
        1 => select(vec![json!(["caring-role"]), json!(["information-only", "break-from-caring"])]).prop_map(Some)
    ];
    let each: Vec<_> = members
        .into_iter()
        .map(|(name, value)| {
            prop::option::weighted(0.35, value).prop_map(move |value| (name, value))
        })
        .collect();
    (each, carers_own).prop_map(|(members, carers_own)| {
        let mut object: Map<String, Value> = members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        if let Some(needs) = carers_own {
            object.insert("needs".into(), needs);
        }
        Value::Object(object)
    })
}

/// From 2024 to 2035, and now and then any moment that can be written.
fn received() -> impl Strategy<Value = Instant> {
    prop_oneof![9 => 1_704_067_200_i64..2_082_758_400, 1 => 0_i64..253_402_300_800]
        .prop_map(Instant::from_unix)
}

fn holds(number: usize, facts: &Value, received: Instant) -> Result<(), TestCaseError> {
    let facts =
        Facts::from_json(facts).map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
    let decision = BUILT_IN.decide(&facts, received);
    let seen = Seen {
        ruleset: &BUILT_IN,
        facts: &facts,
        received,
        decision: &decision,
    };
    let invariant = ALL[number - 1];
    assert_eq!(usize::from(invariant.number), number);
    (invariant.holds)(&seen).map_err(|why| TestCaseError::fail(format!("{why}\n{decision:#?}")))
}

macro_rules! invariants {
    ($($number:literal $name:ident)+) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]
            $(#[test] fn $name(facts in facts(), received in received()) { holds($number, &facts, received)?; })+
        }
    };
}

invariants! {
    1 total_every_set_of_facts_gets_exactly_one_queue
    2 deterministic_whatever_the_order_of_the_facts_or_of_a_list
    3 an_adult_with_a_safeguarding_sign_goes_to_safeguarding_triage_at_least_urgent_whatever_else_is_true
    4 immediate_danger_is_emergency_and_the_first_advice_says_999
    5 nobody_is_refused_closed_or_sent_away_for_money_no_postcode_being_unknown_to_us_or_unknown
    6 a_carers_own_request_goes_to_carers_by_where_the_person_cared_for_lives
    7 someone_known_to_be_under_18_goes_to_childrens_services_at_the_priority_that_the_other_rules_give
    8 another_authoritys_resident_gets_out_of_area_with_its_name_only_when_the_place_is_certain
    9 every_rule_that_applied_is_in_reasons_which_is_never_empty
    10 some_risks_of_an_adult_are_at_least_urgent_and_never_out_of_area
    11 harm_by_a_paid_worker_or_in_a_position_of_trust_also_tells_organisational_safeguarding
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn information_only_never_outweighs_another(facts in facts(), received in received()) {
        let mut less = Facts::from_json(&facts).unwrap();
        less.needs.remove(&Need::InformationOnly);
        if less.needs.is_empty() {
            less.needs.insert(Need::Loneliness);
        }
        let mut more = less.clone();
        more.needs.insert(Need::InformationOnly);
        let (without, with) = (BUILT_IN.decide(&less, received), BUILT_IN.decide(&more, received));
        prop_assert_eq!((without.queue, without.priority), (with.queue, with.priority));
    }

    #[test]
    fn what_is_unknown_never_raises_or_moves_anything(facts in facts(), received in received()) {
        let known = Facts::from_json(&facts).unwrap();
        let mut less = known.clone();
        for fact in [
            &mut less.has_care_needs, &mut less.at_risk, &mut less.cannot_protect_self, &mut less.in_hospital,
            &mut less.known_to_us, &mut less.reporter_under_18,
        ] {
            if *fact == Some(Answer::Unknown) {
                *fact = None;
            }
        }
        let (unknown, missing) = (BUILT_IN.decide(&known, received), BUILT_IN.decide(&less, received));
        prop_assert_eq!((unknown.queue, unknown.priority), (missing.queue, missing.priority));
    }

    #[test]
    fn one_more_risk_never_makes_anything_less_pressing(facts in facts(), risk in select(Risk::ALL), received in received()) {
        let less = Facts::from_json(&facts).unwrap();
        let mut more = less.clone();
        more.risks.insert(risk);
        prop_assert!(BUILT_IN.decide(&more, received).priority >= BUILT_IN.decide(&less, received).priority);
    }

    #[test]
    fn words_shown_to_the_person_never_say_what_the_contact_is_about(facts in facts(), received in received()) {
        for advice in BUILT_IN.decide(&Facts::from_json(&facts).unwrap(), received).advice {
            let said = format!("{} {}", advice.title, advice.text).to_lowercase();
            prop_assert!(!said.contains("safeguarding") && !said.contains("abuse"), "{}", said);
        }
    }
}

#[test]
fn the_rules_that_ship_pass_the_check_that_every_rule_set_must_pass() {
    assert_eq!(check(built_in_texts()), []);
}

/// A check that cannot fail would be no check: each invariant notices a decision that breaks it.
#[test]
fn each_invariant_notices_what_breaks_it() {
    let received: Instant = "2026-11-24T10:00:00Z".parse().unwrap();
    let closed: Instant = "2026-11-24T22:00:00Z".parse().unwrap();
    let team = |decision: &mut Decision, id: &str| {
        decision.queue = id.into();
        decision.destination.id = id.into();
    };
    type Break<'a> = Box<dyn Fn(&mut Decision) + 'a>;
    let cases: Vec<(usize, Value, Instant, Break<'_>)> = vec![
        (1, json!({}), received, Box::new(|d| team(d, "dust-bin"))),
        (
            2,
            json!({"needs": ["memory"]}),
            received,
            Box::new(|d| d.priority = Priority::Soon),
        ),
        (
            3,
            json!({"risks": ["self-neglect"]}),
            received,
            Box::new(|d| team(d, "ascc-general")),
        ),
        (
            3,
            json!({"at-risk": "yes"}),
            received,
            Box::new(|d| d.priority = Priority::Soon),
        ),
        (
            3,
            json!({"at-risk": "yes", "district": "thurrock"}),
            received,
            Box::new(|d| d.advice.clear()),
        ),
        (
            4,
            json!({"risks": ["immediate-danger"]}),
            received,
            Box::new(|d| d.advice[0].text = "Wait for us.".into()),
        ),
        (
            4,
            json!({"risks": ["immediate-danger"]}),
            received,
            Box::new(|d| d.priority = Priority::Urgent),
        ),
        (
            5,
            json!({}),
            received,
            Box::new(|d| d.destination.name.clear()),
        ),
        (
            6,
            json!({"needs": ["caring-role"]}),
            received,
            Box::new(|d| team(d, "ascc-general")),
        ),
        (
            6,
            json!({"needs": ["caring-role"], "cared-for-district": "maldon"}),
            received,
            Box::new(|d| d.locality = None),
        ),
        (
            7,
            json!({"age": 17}),
            received,
            Box::new(|d| team(d, "ascc-general")),
        ),
        (
            7,
            json!({"cared-for-age": 17}),
            received,
            Box::new(|d| team(d, "carers")),
        ),
        (
            7,
            json!({"reporter-under-18": "yes"}),
            received,
            Box::new(|d| d.also_tell.clear()),
        ),
        (
            8,
            json!({"district": "thurrock"}),
            received,
            Box::new(|d| team(d, "ascc-general")),
        ),
        (
            8,
            json!({"district": "thurrock"}),
            received,
            Box::new(|d| d.destination.name = "Another".into()),
        ),
        (
            8,
            json!({"district": "atlantis"}),
            received,
            Box::new(|d| team(d, "out-of-area")),
        ),
        (9, json!({}), received, Box::new(|d| d.reasons.clear())),
        (
            9,
            json!({"needs": ["memory"]}),
            received,
            Box::new(|d| d.reasons.retain(|r| r.rule != "ongoing-care")),
        ),
        (
            9,
            json!({"needs": ["memory"]}),
            received,
            Box::new(|d| d.reasons[0].facts.push("postcode".into())),
        ),
        (
            10,
            json!({"risks": ["missing-person"]}),
            received,
            Box::new(|d| d.priority = Priority::Soon),
        ),
        (
            10,
            json!({"risks": ["missing-person"], "district": "thurrock"}),
            received,
            Box::new(|d| team(d, "out-of-area")),
        ),
        (
            11,
            json!({"harm-source": "position-of-trust"}),
            received,
            Box::new(|d| d.also_tell.clear()),
        ),
        (
            11,
            json!({"risks": ["missing-person"]}),
            closed,
            Box::new(|d| d.also_tell.clear()),
        ),
    ];
    for (number, facts, received, break_it) in cases {
        let facts = Facts::from_json(&facts).unwrap();
        let mut decision = BUILT_IN.decide(&facts, received);
        let holds = |decision: &Decision| {
            let seen = Seen {
                ruleset: &BUILT_IN,
                facts: &facts,
                received,
                decision,
            };
            (ALL[number - 1].holds)(&seen)
        };
        assert_eq!(holds(&decision), Ok(()), "{number}");
        break_it(&mut decision);
        assert!(
            holds(&decision).is_err(),
            "invariant {number} did not notice: {decision:#?}"
        );
    }
}

#[test]
fn whatever_a_rule_file_says_what_always_holds_holds() {
    // Somebody turns everything round: every rule sends to complaints, and nothing is pressing.
    let rules = built_in_texts().rules;
    let (head, _) = rules.split_once("# ---- Rules").unwrap();
    let turned = format!(
        "{head}\n[[rule]]\nid = \"turned\"\nwhen.not = {{ fact = \"postcode\", is = \"nowhere\" }}\n\
         because = \"Everything is a complaint.\"\nqueue = \"complaints\"\npriority = \"standard\"\n"
    );
    let ruleset = Ruleset::read(referral_routing::Texts {
        rules: &turned,
        ..built_in_texts()
    })
    .unwrap();
    assert_eq!(check_decisions(&ruleset), []);
}
