//! What can be reached: whether there are any answers with which a page or a question is shown.
//!
//! The answers that matter to a condition are tried out on the journey itself, with only those pages
//! that bear on it. Where there are too many to try, nothing is reported.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::Checker;
use crate::condition::Test;
use crate::{Answer, AnswerKind, Answers, Condition, Form, Journey, Page, Question};

/// So many sets of answers are tried out for one page.
const MOST_TRIES: usize = 20_000;

impl Checker<'_> {
    /// Pages and questions that nobody ever sees, and headings that somebody sees twice.
    pub(super) fn reach(&mut self) {
        if self.conditions_are_wrong {
            return;
        }
        let form = self.form;
        let mut empty = form.clone();
        empty.page.clear();
        for (at, page) in form.page.iter().enumerate() {
            let path = format!("page[{at}]");
            if page.show_when.is_some()
                && never(form, &empty, &[(page, None)], |journey| journey.shows(page))
            {
                self.report(
                    &format!("{path}.show-when"),
                    format!("Nobody ever sees the page `{}`", page.id),
                    "No answers make its show-when hold, together with those of the pages that it asks about. Correct it, or take the page out.",
                );
                continue;
            }
            for (n, question) in page.question.iter().enumerate() {
                let shown = |journey: &Journey| {
                    let all = journey.pages().iter().flat_map(|shown| &shown.questions);
                    all.into_iter().any(|shown| shown.id == question.id)
                };
                if question.show_when.is_some()
                    && never(form, &empty, &[(page, Some(question))], shown)
                {
                    self.report(
                        &format!("{path}.question[{n}].show-when"),
                        format!("Nobody is ever asked `{}`", question.id),
                        "No answers make its show-when hold, together with those of the pages that it asks about. Correct it, or take the question out.",
                    );
                }
            }
        }
        self.headings(&empty);
    }

    fn headings(&mut self, empty: &Form) {
        let form = self.form;
        for (at, page) in form.page.iter().enumerate() {
            let before = form.page.iter().take(at);
            for earlier in before.filter(|earlier| earlier.heading == page.heading) {
                let both = |journey: &Journey| journey.shows(earlier) && journey.shows(page);
                if !never(form, empty, &[(earlier, None), (page, None)], both) {
                    self.report(
                        &format!("page[{at}].heading"),
                        format!("The heading is that of the page `{}` too", earlier.id),
                        "Give each page a heading of its own, so that people know that they have moved on.",
                    );
                }
            }
        }
    }
}

/// Whether no answers at all lead to a journey of which this holds. False where it cannot be told.
fn never(form: &Form, empty: &Form, targets: &[Target], holds: impl Fn(&Journey) -> bool) -> bool {
    let Some(small) = bearing_on(form, empty, targets) else {
        return false;
    };
    let mut asked: BTreeMap<&str, Vec<&Test>> = BTreeMap::new();
    for condition in small.page.iter().flat_map(conditions_of) {
        for ask in condition.asks() {
            asked.entry(&ask.question).or_default().push(&ask.test);
        }
    }
    let mut worth = Vec::new();
    for (id, tests) in asked {
        let Some((_, question)) = small.find_question(id) else {
            return false;
        };
        let Some(answers) = worth_trying(question, &tests) else {
            return false;
        };
        worth.push((id, answers));
    }
    let mut tries = Tries {
        left: MOST_TRIES,
        holds: &|answers| holds(&Journey::of(&small, answers)),
    };
    !tries.any(&worth, &mut Answers::default())
}

/// Sets of answers, tried until one will do.
struct Tries<'h> {
    left: usize,
    holds: &'h dyn Fn(&Answers) -> bool,
}

impl Tries<'_> {
    /// Whether any set will do. Also true when there are too many to try.
    fn any(&mut self, worth: &[(&str, Vec<Answer>)], answers: &mut Answers) -> bool {
        let Some(((id, given), rest)) = worth.split_first() else {
            self.left = self.left.saturating_sub(1);
            return self.left == 0 || (self.holds)(answers);
        };
        for answer in given {
            answers.insert(*id, answer.clone());
            if self.any(rest, answers) {
                return true;
            }
        }
        answers.remove(id);
        self.any(rest, answers)
    }
}

/// A page, or one question of it.
type Target<'f> = (&'f Page, Option<&'f Question>);

/// The form with only these pages and questions, and those that their conditions ask about, however far
/// back.
fn bearing_on<'f>(form: &'f Form, empty: &Form, targets: &[Target<'f>]) -> Option<Form> {
    let mut pages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut open: Vec<Target> = targets.to_vec();
    while let Some((page, question)) = open.pop() {
        let known = pages.contains_key(page.id.as_str());
        let questions = pages.entry(&page.id).or_default();
        let new = question.filter(|question| questions.insert(&question.id));
        let own = page.show_when.iter().filter(|_| !known);
        let conditions = own.chain(new.and_then(|question| question.show_when.as_ref()));
        for ask in conditions.flat_map(Condition::asks) {
            let (page, question) = form.find_question(&ask.question)?;
            open.push((page, Some(question)));
        }
    }
    let kept = form.page.iter().filter_map(|page| {
        let questions = pages.get(page.id.as_str())?;
        let asked = |question: &&Question| questions.contains(question.id.as_str());
        Some(Page {
            question: page.question.iter().filter(asked).cloned().collect(),
            ..page.clone()
        })
    });
    Some(Form {
        page: kept.collect(),
        ..empty.clone()
    })
}

fn conditions_of(page: &Page) -> impl Iterator<Item = &Condition> {
    let questions = page.question.iter();
    page.show_when
        .iter()
        .chain(questions.filter_map(|question| question.show_when.as_ref()))
}

/// One answer for each way in which these tests can tell answers apart. None when there are too many.
fn worth_trying(question: &Question, tests: &[&Test]) -> Option<Vec<Answer>> {
    let named: BTreeSet<&str> = tests
        .iter()
        .flat_map(|test| match test {
            Test::Is(word) => vec![word.as_str()],
            Test::Includes(words) => words.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        })
        .collect();
    let one = |id: &str| Answer::Choice(id.to_owned());
    Some(match &question.answer {
        AnswerKind::ChooseOne(choices) | AnswerKind::Select(choices) => {
            choices.iter().map(|choice| one(&choice.id)).collect()
        }
        AnswerKind::YesNoDontKnow(_) => ["yes", "no", "unknown"].map(one).to_vec(),
        AnswerKind::Boolean(_) => vec![Answer::Yes(true), Answer::Yes(false)],
        AnswerKind::ChooseSeveral(choices) => {
            let told = |id: &&str| named.contains(id);
            let ids = choices.iter().map(|choice| choice.id.as_str());
            // All that no condition names are the same, so one of them stands for all.
            let other = ids.clone().find(|id| !told(id));
            let worth: Vec<&str> = ids.filter(told).chain(other).collect();
            if worth.len() > 12 {
                return None;
            }
            let alone = |id: &str| choices.iter().any(|one| one.exclusive && one.id == id);
            (1_u32..1 << worth.len())
                .map(|set| {
                    let chosen = worth.iter().enumerate();
                    let chosen = chosen.filter(|(place, _)| set & (1 << place) != 0);
                    chosen.map(|(_, id)| (*id).to_owned()).collect()
                })
                .filter(|ids: &Vec<String>| ids.len() == 1 || !ids.iter().any(|id| alone(id)))
                .map(Answer::Several)
                .collect()
        }
        AnswerKind::Number(rules) => {
            let limits = tests.iter().filter_map(|test| match test {
                Test::Under(limit) | Test::AtLeast(limit) => Some(*limit),
                _ => None,
            });
            let near = limits.flat_map(|limit| [limit - 1.0, limit - 0.01, limit, limit + 1.0]);
            near.chain(rules.min)
                .chain(rules.max)
                .filter(|number| rules.takes(*number))
                .map(Answer::Number)
                .collect()
        }
        // Of the other kinds a condition can only ask whether they are known, or for a word.
        _ => {
            let words = named.iter().map(|word| (*word).to_owned());
            let words = words.map(Answer::Text);
            words.chain([Answer::Text("\u{fffc}".to_owned())]).collect()
        }
    })
}
