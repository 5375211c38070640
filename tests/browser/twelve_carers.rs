//! Carers in a real browser, each on the pages that their story is about. Those who have 60 hours, who are at
//! risk tonight, who go on on another device and who read Easy Read are in [`super::carer_assessment`].

use form_model::AnswerKind;

use super::carer_assessment::{at, look};
use super::whole_journey::{fill_in, going_on};
use crate::harness::chromium::Window;
use crate::harness::{Json, Site, json, page};
use crate::journeys::carer_assessment::FORM;
use crate::journeys::filling_in::Answers;

const TELEPHONE: u32 = 320;

/// A carer and what becomes of what they tell.
struct Carer {
    /// The name of their pictures.
    who: &'static str,
    /// What they answer, by the page that asks it.
    tells: &'static [(&'static str, Answers<'static>)],
    /// What stands on "What you told us suggests".
    reads: &'static [&'static str],
    queue: &'static str,
    /// How their answers read to staff: question and value.
    kept: (&'static str, &'static str),
}

const CARERS: [Carer; 6] = [
    Carer {
        who: "only-takes-longer",
        tells: &[
            ("where", &[("cared-for-postcode", &["CM20 1WG"])]),
            ("food", &[("outcome-nutrition", &["takes-longer"])]),
            ("free-time", &[("outcome-recreation", &["takes-longer"])]),
            ("your-health", &[("health-at-risk", &["no"])]),
        ],
        reads: &[
            "this takes you longer",
            "We have written it down",
            "do not count time alone",
        ],
        queue: "carers",
        kept: ("outcome-nutrition", "takes-longer"),
    },
    Carer {
        who: "16-years-old",
        tells: &[
            ("age", &[("age", &["16"])]),
            ("name", &[("given-name", &["Sam"])]),
            ("who", &[("cared-for-age", &["45"])]),
        ],
        reads: &["You are under 18, and have rights of your own"],
        queue: "childrens-services",
        kept: ("age", "16"),
    },
    Carer {
        who: "parent-carer",
        tells: &[
            ("age", &[("age", &["38"])]),
            ("who", &[("cared-for-age", &["9"])]),
            ("where", &[("cared-for-postcode", &["CO1 1PJ"])]),
        ],
        reads: &["You look after someone under 18", "It does not get lost"],
        queue: "childrens-services",
        kept: ("cared-for-age", "9"),
    },
    Carer {
        who: "lives-elsewhere",
        tells: &[
            ("who", &[("cared-for-age", &["84"])]),
            ("where", &[("cared-for-postcode", &["CM1 1GL"])]),
            ("place", &[("postcode", &["LS1 4AP"])]),
        ],
        reads: &["We cannot tell yet. That does not count against you."],
        queue: "carers",
        kept: ("postcode", "LS1 4AP"),
    },
    Carer {
        who: "declines-for-now",
        tells: &[
            ("where", &[("cared-for-postcode", &["CM9 5ER"])]),
            ("next", &[("wants-assessment", &["not-now"])]),
        ],
        reads: &["Whatever it suggests, you can ask for an assessment now, or again later."],
        queue: "carers",
        kept: ("wants-assessment", "not-now"),
    },
    Carer {
        who: "joint",
        tells: &[
            ("where", &[("cared-for-postcode", &["CM9 5ER"])]),
            ("safe-to-mention", &[("safe-to-mention", &["yes"])]),
            ("together", &[("joint-or-separate", &["joint"])]),
        ],
        reads: &["They decide with you."],
        queue: "carers",
        kept: ("joint-or-separate", "joint"),
    },
];

/// Nothing of this happens now; then these pages, one after the other.
#[track_caller]
fn tell(window: &Window, tells: &[(&str, Answers<'_>)]) {
    window.go(FORM);
    window.press("Start now");
    fill_in(window, &[("risks", &["none"])]);
    window.press(&going_on(window));
    for (page, answers) in tells {
        window.go(&at(page));
        fill_in(window, answers);
        window.press(&going_on(window));
        assert_ne!(window.path(), at(page), "{page} was not accepted");
    }
}

/// Sends it, and reads what staff have of it.
#[track_caller]
fn send(window: &Window) -> Json {
    window.go(&at("check-answers"));
    window.press(&going_on(window));
    assert_eq!(window.path(), at("confirmation"));
    let confirmation = page::read(&window.source()).main;
    let reference = confirmation
        .split_whitespace()
        .find(|word| word.starts_with("ASC-"))
        .expect("a reference");
    let (read, _) = Site::shared()
        .administrator()
        .referral(reference.trim_end_matches('.'));
    read
}

#[track_caller]
fn kept(read: &Json, question: &str) -> Json {
    let answers = read["answers"].as_array().expect("answers");
    let found = answers.iter().find(|answer| answer["id"] == question);
    found.expect("an answer")["answer"].clone()
}

#[test]
fn each_carer_reads_what_their_own_answers_suggest_and_reaches_their_team() {
    let site = Site::shared();
    for carer in CARERS {
        let window = Window::open(&site.url, TELEPHONE, true);
        tell(&window, carer.tells);
        window.go(&at("what-you-told-us"));
        let reads = page::read(&window.source()).main;
        for words in carer.reads {
            assert!(reads.contains(words), "{}: {reads}", carer.who);
        }
        look(&window, &format!("{}-suggests", carer.who));
        let read = send(&window);
        look(&window, &format!("{}-confirmation", carer.who));
        assert_eq!(read["decision"]["queue"], carer.queue, "{}", carer.who);
        assert_eq!(read["assessment"]["state"], "submitted", "{}", carer.who);
        let (question, value) = carer.kept;
        let kept = kept(&read, question).to_string();
        assert!(kept.contains(value), "{}: {kept}", carer.who);
    }
}

#[test]
fn a_carer_who_does_not_know_anything_is_turned_away_by_nothing() {
    let text = carer_assessment::texts().next().expect("the form");
    let form = form_model::read(&text).expect("a form that can be read");
    let window = Window::open(&Site::shared().url, TELEPHONE, true);
    tell(&window, &[]);
    let mut answered = 0;
    for page in &form.page {
        let unknown: Vec<(&str, &str)> = page
            .question
            .iter()
            .filter_map(|question| {
                let choices = question.answer.choices().iter();
                let unsure = choices.map(|choice| choice.id.as_str());
                let mut unsure = unsure.filter(|id| ["not-sure", "unknown"].contains(id));
                let id = match question.answer {
                    AnswerKind::YesNoDontKnow(_) => "unknown",
                    _ => unsure.next()?,
                };
                Some((question.id.as_str(), id))
            })
            .collect();
        if unknown.is_empty() || page.show_when.is_some() {
            continue;
        }
        window.go(&at(&page.id));
        for (question, id) in unknown {
            fill_in(&window, &[(question, &[id])]);
            answered += 1;
        }
        window.press(&going_on(&window));
        assert_ne!(window.path(), at(&page.id), "{} holds them up", page.id);
    }
    assert!(answered > 20, "{answered}");
    window.go(&at("what-you-told-us"));
    let reads = page::read(&window.source()).main;
    let open = "That does not count against you.";
    assert_eq!(reads.matches(open).count(), 3, "{reads}");
    look(&window, "does-not-know-suggests");
    let read = send(&window);
    assert_eq!(read["decision"]["queue"], "carers");
}

#[test]
fn a_worker_fills_it_in_with_a_carer_on_the_telephone() {
    let site = Site::shared();
    let worker = site.worker(&["adviser"]);
    let window = Window::open(&site.url, 1280, true);
    window.go("/staff/sign-in");
    window.write(&window.one("[name=username]"), &worker.username);
    window.write(&window.one("[name=password]"), &worker.password);
    window.press("Sign in");
    // A page on which the worker can change something has the token that changes carry; the browser brings the
    // session.
    let another = site.nobody().submit(
        "adult-contact",
        &json!({"about": "self", "given-name": "Ada", "needs": ["meals-nutrition"], "no-safe-way": true}),
    );
    let another = another["reference"].as_str().expect("a reference");
    window.go(&format!("/staff/referrals/{another}"));
    let body = json!({"channel": "phone", "answers": {"given-name": "Ida", "cared-for-district": "uttlesford"}});
    let status = window.evaluate(&format!(
        "const token = document.querySelector('[name=csrf]')?.value ?? '';
         return fetch('/api/v1/forms/carer-assessment/submissions', {{
           method: 'POST',
           headers: {{'content-type': 'application/json', 'x-csrf-token': token}},
           body: JSON.stringify({body}),
         }}).then(async sent => [sent.status, await sent.json()])"
    ));
    assert_eq!(status[0], 201, "{status}");
    let reference = status[1]["reference"].as_str().expect("a reference");
    window.go(&format!("/staff/referrals/{reference}/assessment"));
    let read = page::read(&window.source()).main;
    assert!(read.contains("Ida"), "{read}");
    let (read, _) = site.administrator().referral(reference);
    assert_eq!(read["channel"], "phone");
    window.go(&format!("/staff/referrals/{reference}/summary"));
    look(&window, "by-telephone-summary");
}
