//! Any form that can be drawn, with every kind of question, filled in page by page without JavaScript
//! and sent: what was accepted arrives, what was hidden does not, and there is an end.

#[path = "../../../../shared/form-model/tests/random_forms/mod.rs"]
mod random_forms;

use std::collections::BTreeMap;

use form_model::{Form, read_published};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::Value;

use super::browser::Browser;
use super::memory::Memory;
use super::{now, text};
use random_forms::{Sketch, TAKEN, post, sketches};

/// Kinds whose fields show again whatever was typed; the others offer choices only.
const TYPED: [usize; 10] = [0, 1, 2, 8, 9, 10, 11, 12, 15, 17];

struct Somebody<'m> {
    browser: Browser<'m>,
    sketch: &'m Sketch,
    form: &'m Form,
    /// What the pages took, by question.
    accepted: BTreeMap<String, Value>,
}

impl Somebody<'_> {
    /// Sends a page, at first as typed and, when something is wrong with that, with answers that are
    /// taken. Says where it leads.
    fn fill_in(&mut self, at: &str, typed: &[usize]) -> Result<String, TestCaseError> {
        let id = at.rsplit('/').next().unwrap_or_default();
        let id = id.split(['?', '#']).next().unwrap_or_default();
        let page = self.form.page.iter().position(|page| page.id == id);
        let page = page.ok_or_else(|| TestCaseError::fail(format!("{at} is no page")))?;
        let shown = text(&self.browser.get(at));
        let asked: Vec<usize> = (0..self.form.page[page].question.len())
            .filter(|q| asks(&shown, &random_forms::id(page, *q)))
            .collect();
        for typed in [typed, &[TAKEN]] {
            // A browser sends the fields that the page has.
            let mut fields = post(self.sketch, page, typed);
            fields.retain(|(name, _)| {
                let of = |q: &usize| is_of(name, &random_forms::id(page, *q));
                asked.iter().any(of)
            });
            let reply = self.browser.post(at, &encoded(&fields));
            if reply.status == 303 {
                self.take(page, &asked, &fields);
                return Ok(reply.header("location").unwrap_or_default().to_owned());
            }
            prop_assert_eq!(reply.status, 422, "{}", text(&reply));
            self.is_shown_again(page, &asked, &fields, &text(&reply))?;
        }
        Err(TestCaseError::fail(format!("{at} takes no answer")))
    }

    fn take(&mut self, page: usize, asked: &[usize], fields: &[(String, String)]) {
        let today = form_site::submission::today(now());
        for question in asked.iter().map(|q| &self.form.page[page].question[*q]) {
            let posted = form_model::kinds::Posted(fields);
            match question.answer.read_post(&question.id, posted, Some(today)) {
                Ok(Some(answer)) => {
                    self.accepted.insert(question.id.clone(), answer.to_json());
                }
                _ => {
                    self.accepted.remove(&question.id);
                }
            }
        }
    }

    fn is_shown_again(
        &self,
        page: usize,
        asked: &[usize],
        fields: &[(String, String)],
        html: &str,
    ) -> TestCaseResult {
        let typed = |q: &&usize| TYPED.contains(&self.sketch.pages[page].questions[**q].kind);
        for id in asked
            .iter()
            .filter(typed)
            .map(|q| random_forms::id(page, *q))
        {
            for (name, value) in fields.iter().filter(|(name, _)| is_of(name, &id)) {
                prop_assert!(html.contains(value.as_str()), "{} lost {:?}", name, value);
            }
        }
        Ok(())
    }
}

/// Whether a field belongs to a question.
fn is_of(field: &str, question: &str) -> bool {
    let rest = field.strip_prefix(question);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether a page asks a question.
fn asks(html: &str, question: &str) -> bool {
    let names = html.split("name=\"").skip(1);
    names
        .filter_map(|rest| rest.split('"').next())
        .any(|name| is_of(name, question))
}

fn encoded(fields: &[(String, String)]) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let word = |word: &str| word.bytes().map(byte).collect::<String>();
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", word(name), word(value)))
        .collect();
    pairs.join("&")
}

/// The links of the task list, in order.
fn tasks(html: &str) -> Vec<String> {
    html.split("govuk-task-list__link\" href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn from_the_first_page_to_the_end(sketch: &Sketch, typing: &[Vec<usize>]) -> TestCaseResult {
    let words = sketch.text();
    let form = read_published(&words).unwrap_or_else(|problems| panic!("{problems:?}"));
    let stores = Memory::with(&words);
    let mut somebody = Somebody {
        browser: Browser::new(&stores),
        sketch,
        form: &form,
        accepted: BTreeMap::new(),
    };
    let mut typing = typing.iter().cycle();
    let mut typed = || typing.next().map_or(&[][..], Vec::as_slice);
    let (tasks_at, check) = ("/contact/any/tasks", "/contact/any/check-answers");
    let mut at = "/contact/any/p0".to_owned();
    let mut steps = 0;
    let most = form.page.len() * 3 + 3;
    let mut begun = 0;
    while at != check {
        steps += 1;
        prop_assert!(steps <= most, "there is no end: {}", at);
        if at == tasks_at {
            // Each part once, in order; what a later answer brings into an earlier part is left.
            let list = tasks(&text(&somebody.browser.get(&at)));
            at = list.get(begun).cloned().unwrap_or_else(|| check.to_owned());
            begun += 1;
        } else {
            at = somebody.fill_in(&at, typed())?;
        }
    }
    // What is missing is asked for on its own page, and then it can be sent.
    for _ in 0..=form.page.len() * form.page.len() {
        let reply = somebody.browser.post(check, "");
        if reply.status == 303 {
            let sent: BTreeMap<String, Value> = stores
                .only_contact()
                .answers
                .into_iter()
                .map(|answer| {
                    (
                        answer.question,
                        serde_json::from_str(&answer.value).unwrap(),
                    )
                })
                .collect();
            prop_assert_eq!(sent, sketch.sent(&somebody.accepted));
            return Ok(());
        }
        prop_assert_eq!(reply.status, 422);
        let html = text(&reply);
        let action = html
            .split("action=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let action = action.ok_or_else(|| TestCaseError::fail("no page to put it right on"))?;
        somebody.fill_in(action, &[TAKEN])?;
    }
    Err(TestCaseError::fail("it can never be sent"))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_accepted_arrives_and_the_journey_ends(
        sketch in sketches(),
        typing in prop::collection::vec(prop::collection::vec(0_usize..30, 1..4), 1..9),
    ) {
        from_the_first_page_to_the_end(&sketch, &typing)?;
    }
}
