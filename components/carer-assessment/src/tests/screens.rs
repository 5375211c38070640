//! What a carer reads beside the form, whatever they have told us and however far they are.

use std::collections::BTreeSet;

use carers::suggests::suggest;
use form_model::Draft;
use form_site::given::Stands;
use form_site::screens::{ComingBack, QuestionPage, question_page};
use serde_json::{Value, json};
use vocabulary::CarerOutcome;

use super::{given, published, today};
use crate::screens::{answers, suggests_page, support_page};

const STANDS: [Stands; 3] = [Stands::Nothing, Stands::Open, Stands::Sent];

/// The words of the API, and of the decision that people take.
const NEVER: [&str; 8] = [
    "likely",
    "unlikely",
    "undetermined",
    "eligible",
    "ineligible",
    "eligibility",
    "indicated",
    "criteria",
];

/// Every state that each of the conditions can be in, and the routes of other law.
fn everything_that_can_be_told() -> Vec<Value> {
    let outcomes = [
        None,
        Some("not-sure"),
        Some("achieved"),
        Some("takes-longer"),
        Some("needs-assistance"),
    ];
    let mut all = vec![
        json!({"age": 16, "given-name": "Sam"}),
        json!({"cared-for-age": 9}),
        json!({"cared-for-age": 16, "moving-on": "yes"}),
        json!({"risks": ["carer-breakdown", "domestic-abuse"], "wanted-support": ["breaks", "mental-health"]}),
    ];
    for known in ["yes", "no", "unknown"] {
        for wellbeing in ["significant", "not-significant", "unknown"] {
            for health in ["yes", "no", "unknown"] {
                for outcome in outcomes {
                    let mut told = json!({"necessary-care": known, "health-at-risk": health,
                        "wellbeing-impact": wellbeing});
                    for one in CarerOutcome::ALL {
                        if let Some(limb) = outcome {
                            told[format!("outcome-{one}")] = json!([limb]);
                        }
                    }
                    all.push(told);
                }
            }
        }
    }
    all
}

/// The words of a page, in lower case, without its tags.
fn words(html: &str) -> BTreeSet<String> {
    let texts = html.split('<').filter_map(|part| part.split_once('>'));
    let text: String = texts.map(|(_, text)| format!("{text} ")).collect();
    text.split(|c: char| !c.is_alphabetic())
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn no_page_in_any_state_says_whether_somebody_would_have_support() {
    let form = published();
    let mut states = BTreeSet::new();
    for told in everything_that_can_be_told() {
        for stands in STANDS {
            let given = given(&form, stands, &told);
            for condition in suggest(&answers(&given), today()).conditions {
                states.insert((condition.id, condition.state));
            }
            for page in [suggests_page(&given, today()), support_page(&given)] {
                let words = words(&page);
                for never in NEVER {
                    assert!(!words.contains(never), "{never}, of {told}, {stands:?}");
                }
            }
        }
    }
    assert_eq!(states.len(), 9, "every condition was met in every state");
}

#[test]
fn every_page_can_be_left_at_once_and_says_whom_to_call() {
    let form = published();
    for told in [json!({}), json!({"risks": ["domestic-abuse"]})] {
        for stands in STANDS {
            let given = given(&form, stands, &told);
            for page in [suggests_page(&given, today()), support_page(&given)] {
                assert!(page.contains("href=\"/carer-assessment/leave\""));
                assert!(page.contains("Exit this page"));
                for number in ["999", "0345 603 7630"] {
                    assert!(page.contains(number), "{number}: {stands:?}");
                }
            }
        }
    }
}

#[test]
fn the_right_to_an_assessment_stands_before_anything_that_answers_suggest() {
    let form = published();
    for told in everything_that_can_be_told() {
        let page = suggests_page(&given(&form, Stands::Open, &told), today());
        let right =
            page.find("You have a right to a carer’s assessment whatever these answers say.");
        let first = page
            .find("What you told us suggests that")
            .unwrap_or(page.len());
        assert!(right.is_some_and(|right| right < first), "{told}");
        assert!(
            page.contains("This is not a decision.") && page.contains("If you see it another way")
        );
    }
}

#[test]
fn the_way_on_leads_to_where_somebody_is() {
    let form = published();
    let told = json!({"given-name": "Ida"});
    for (stands, href, words) in [
        (
            Stands::Nothing,
            "/carer-assessment",
            "Start your carer’s assessment",
        ),
        (
            Stands::Open,
            "/carer-assessment/tasks",
            "Go on with your form",
        ),
        (
            Stands::Sent,
            "/carer-assessment/confirmation",
            "Back to what happens next",
        ),
    ] {
        let given = given(&form, stands, &told);
        for page in [suggests_page(&given, today()), support_page(&given)] {
            assert!(page.contains(words), "{words}");
            assert!(page.contains(&format!("href=\"{href}\"")), "{href}");
        }
    }
}

/// Before it is sent there is no reference, and afterwards nothing to change.
#[test]
fn nobody_is_told_what_they_cannot_do() {
    let form = published();
    let told = json!({"given-name": "Ida"});
    for stands in STANDS {
        let given = given(&form, stands, &told);
        let was_sent = stands == Stands::Sent;
        let suggests = suggests_page(&given, today());
        for page in [&suggests, &support_page(&given)] {
            assert_eq!(
                page.contains("Tell us your reference"),
                was_sent,
                "{stands:?}"
            );
        }
        for words in ["change your answer", "You can send it even"] {
            assert_eq!(suggests.contains(words), !was_sent, "{stands:?}");
        }
    }
}

/// Not only at the foot of the page, where every page has them.
#[test]
fn whoever_is_told_to_call_finds_the_number_before_anything_else() {
    let form = &published().form;
    for (id, number) in [
        ("call-today", "0345 603 7630"),
        ("call-today", "0345 606 1212"),
        ("talk-now", "111"),
        ("talk-safely", "0808 2000 247"),
        ("call-first", "999"),
    ] {
        let page = question_page(QuestionPage {
            form,
            page: form.find_page(id).unwrap(),
            draft: &Draft::default(),
            typed: None,
            findings: &[],
            notice: None,
            token: None,
            begins: false,
            returning: false,
            districts: &[],
            look_up: None,
            coming_back: ComingBack::default(),
        });
        let (_, main) = page.split_once("<h1").unwrap();
        let (before, _) = main.split_once("govuk-button-group").unwrap();
        assert!(before.contains(number), "{id}: {before}");
        assert!(!before.contains("Abuse"), "{before}");
    }
}

#[test]
fn whoever_is_not_sure_is_led_to_the_questions_that_are_open() {
    let form = published();
    let told = json!({"necessary-care": "unknown", "wellbeing-impact": "unknown"});
    let open = suggests_page(&given(&form, Stands::Open, &told), today());
    for page in ["need-for-care", "your-health", "wellbeing", "food"] {
        assert!(
            open.contains(&format!("href=\"/carer-assessment/{page}\"")),
            "{page}"
        );
    }
    // What was sent is not changed from here.
    let sent = suggests_page(&given(&form, Stands::Sent, &told), today());
    assert!(!sent.contains("href=\"/carer-assessment/wellbeing\""));
}

#[test]
fn what_fits_the_answers_stands_first_and_nobody_is_described_twice() {
    let form = published();
    let told = json!({"wanted-support": ["breaks"], "last-break": "never"});
    let page = support_page(&given(&form, Stands::Open, &told));
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("What fits your answers stands first.") < place("Other support"));
    let ids = page.split("id=\"service-").skip(1);
    let ids: Vec<&str> = ids.filter_map(|rest| rest.split('"').next()).collect();
    let once: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    assert!(ids.len() > 2);
}
