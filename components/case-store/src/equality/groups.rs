//! Small numbers: what is counted becomes what may leave. Pure. Decision 9 says why.
//!
//! - Only months that have ended are looked at, and months are joined in their order until ten people were
//!   counted, so that an export of later never changes a group of one of before: nobody learns anything by
//!   comparing two.
//! - Within such a time, localities with fewer than ten people are joined.
//! - Of a question that fewer than ten people of a group answered nothing leaves. Of the others, an answer
//!   that fewer than five gave is left out, with the next smallest, so that it cannot be worked out.
//! - Those who were asked and did not answer are a number like the others: how many were asked is known, so
//!   that a small number could be worked out from it. For the same reason a question that is asked because of
//!   an answer is told only where the number of that answer is.

use equality_questions::{QUESTIONS, Question};
use std::collections::BTreeMap;

/// The fewest people of a group, and of a question in it.
pub(crate) const FEWEST_PEOPLE: u32 = 10;
/// The fewest who gave an answer whose number leaves.
pub(crate) const FEWEST_OF_AN_ANSWER: u32 = 5;

/// What was counted of some people.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    pub people: u32,
    /// By question and answer.
    pub answers: BTreeMap<(String, String), u32>,
}

/// By month, such as `2026-12`, and by locality; empty where that was not known.
pub(crate) type Counts = BTreeMap<String, BTreeMap<String, Numbers>>;

/// People who were counted in some months and localities: ten at the least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityGroup {
    /// `YYYY-MM`, and the same as `to_month` for one month.
    pub from_month: String,
    pub to_month: String,
    /// In their alphabetical order; empty text for people whose locality was not known.
    pub localities: Vec<String>,
    pub people: u32,
    /// By question and answer.
    pub answers: Vec<EqualityNumber>,
}

/// How many people of a group gave an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualityNumber {
    pub question: String,
    /// The contract's JSON value; none for those who were asked and did not answer.
    pub answer: Option<String>,
    /// None where the number is left out because it, or the one next to it, is small.
    pub people: Option<u32>,
}

impl Numbers {
    fn add(&mut self, other: Self) {
        self.people += other.people;
        for (answer, people) in other.answers {
            *self.answers.entry(answer).or_default() += people;
        }
    }
}

/// The groups of all months before `this_month`.
pub(crate) fn groups(counts: Counts, this_month: &str) -> Vec<EqualityGroup> {
    let mut groups = Vec::new();
    let mut joined: BTreeMap<String, Numbers> = BTreeMap::new();
    let mut from = None;
    for (month, localities) in counts {
        if month.as_str() >= this_month {
            break;
        }
        let from_month = from.get_or_insert_with(|| month.clone());
        for (locality, numbers) in localities {
            joined.entry(locality).or_default().add(numbers);
        }
        let people: u32 = joined.values().map(|numbers| numbers.people).sum();
        if people >= FEWEST_PEOPLE {
            let cells = cells(std::mem::take(&mut joined));
            groups.extend(
                cells
                    .into_iter()
                    .map(|(localities, numbers)| EqualityGroup {
                        from_month: from_month.clone(),
                        to_month: month.clone(),
                        localities,
                        people: numbers.people,
                        answers: answers(numbers),
                    }),
            );
            from = None;
        }
    }
    groups
}

/// Localities, joined until each cell has ten people. There are ten in all.
fn cells(localities: BTreeMap<String, Numbers>) -> Vec<(Vec<String>, Numbers)> {
    let (mut cells, mut small) = (Vec::new(), (Vec::new(), Numbers::default()));
    for (locality, numbers) in localities {
        if numbers.people >= FEWEST_PEOPLE {
            cells.push((vec![locality], numbers));
        } else {
            small.0.push(locality);
            small.1.add(numbers);
        }
    }
    if small.0.is_empty() {
        return cells;
    }
    if small.1.people < FEWEST_PEOPLE {
        cells.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.people));
        if let Some((names, numbers)) = cells.pop() {
            small.0.extend(names);
            small.1.add(numbers);
        }
    }
    small.0.sort();
    cells.push(small);
    cells.sort_by(|(one, _), (other, _)| one.cmp(other));
    cells
}

/// What leaves of the answers of a group.
fn answers(numbers: Numbers) -> Vec<EqualityNumber> {
    let mut questions: BTreeMap<String, Vec<(Option<String>, u32)>> = BTreeMap::new();
    for ((question, answer), people) in numbers.answers {
        let given = questions.entry(question).or_default();
        given.push((Some(answer), people));
    }
    let mut questions: Vec<_> = questions.into_iter().collect();
    // In the order in which they are asked, so that the answer because of which one is asked was told before.
    questions.sort_by_key(|(id, _)| QUESTIONS.iter().position(|question| question.id == id));
    let mut told: Vec<EqualityNumber> = Vec::new();
    for (question, mut given) in questions {
        let answered: u32 = given.iter().map(|(_, people)| people).sum();
        let Some(asked) = asked(&question, numbers.people, &told) else {
            continue;
        };
        if answered < FEWEST_PEOPLE {
            continue;
        }
        if asked > answered {
            given.push((None, asked - answered));
        }
        given.sort_by(|(one, few), (other, many)| few.cmp(many).then_with(|| one.cmp(other)));
        let small = given
            .iter()
            .filter(|(_, people)| *people < FEWEST_OF_AN_ANSWER)
            .count();
        // With the next smallest.
        let left_out = if small == 0 { 0 } else { small + 1 };
        let numbers = given.into_iter().enumerate();
        told.extend(numbers.map(|(place, (answer, people))| EqualityNumber {
            question: question.clone(),
            answer,
            people: (place >= left_out).then_some(people),
        }));
    }
    told.sort_by(|one, other| {
        let place = |number: &EqualityNumber| (number.answer.is_none(), number.answer.clone());
        let questions = one.question.cmp(&other.question);
        questions.then_with(|| place(one).cmp(&place(other)))
    });
    told
}

/// How many people were asked a question; none where that is not told.
fn asked(question: &str, people: u32, told: &[EqualityNumber]) -> Option<u32> {
    let Some((before, answer)) = Question::find(question).and_then(|question| question.because)
    else {
        return Some(people);
    };
    let answer = format!("\"{answer}\"");
    let before = told
        .iter()
        .find(|number| number.question == before && number.answer.as_ref() == Some(&answer));
    before?.people
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People of a locality who all answered one question, so many each way.
    fn numbers(given: &[(&str, u32)]) -> Numbers {
        Numbers {
            people: given.iter().map(|(_, people)| people).sum(),
            answers: given
                .iter()
                .map(|(answer, people)| (("sex".to_owned(), (*answer).to_owned()), *people))
                .collect(),
        }
    }

    fn month(localities: &[(&str, &[(&str, u32)])]) -> BTreeMap<String, Numbers> {
        localities
            .iter()
            .map(|(locality, given)| ((*locality).to_owned(), numbers(given)))
            .collect()
    }

    type Months<'a> = [(&'a str, &'a [(&'a str, &'a [(&'a str, u32)])])];

    fn counts(months: &Months) -> Counts {
        months
            .iter()
            .map(|(name, localities)| ((*name).to_owned(), month(localities)))
            .collect()
    }

    fn told(groups: &[EqualityGroup]) -> Vec<(String, String, u32)> {
        groups
            .iter()
            .map(|group| {
                let months = format!("{} {}", group.from_month, group.to_month);
                (months, group.localities.join("+"), group.people)
            })
            .collect()
    }

    #[test]
    fn localities_of_few_people_are_joined_and_others_stand_alone() {
        let counts = counts(&[(
            "2026-11",
            &[
                ("mid", &[("female", 30)]),
                ("north", &[("female", 6)]),
                ("south-east", &[("female", 4)]),
                ("west", &[("female", 12)]),
            ],
        )]);
        let expected = [("mid", 30), ("north+south-east", 10), ("west", 12)];
        let groups = groups(counts, "2026-12");
        assert_eq!(
            told(&groups),
            expected.map(|(names, people)| (
                "2026-11 2026-11".to_owned(),
                names.to_owned(),
                people
            ))
        );
    }

    #[test]
    fn few_who_are_left_over_are_joined_with_the_smallest_of_the_others() {
        let counts = counts(&[(
            "2026-11",
            &[
                ("", &[("female", 1)]),
                ("mid", &[("female", 30)]),
                ("west", &[("female", 12)]),
            ],
        )]);
        let groups = groups(counts, "2026-12");
        let cells: Vec<_> = groups
            .iter()
            .map(|g| (g.localities.join("+"), g.people))
            .collect();
        assert_eq!(cells, [("+west".to_owned(), 13), ("mid".to_owned(), 30)]);
    }

    #[test]
    fn months_of_few_people_are_joined_in_their_order_and_what_is_too_few_waits() {
        let months: &Months = &[
            ("2026-09", &[("mid", &[("female", 4)])]),
            ("2026-10", &[("west", &[("female", 7)])]),
            ("2026-11", &[("mid", &[("female", 9)])]),
            ("2026-12", &[("mid", &[("female", 500)])]),
        ];
        let first = [("2026-09 2026-10".to_owned(), "mid+west".to_owned(), 11)];
        assert_eq!(told(&groups(counts(months), "2026-11")), first);
        // November waits: it has nine. December has not ended.
        assert_eq!(told(&groups(counts(months), "2026-12")), first);
        let later = told(&groups(counts(months), "2027-01"));
        assert_eq!(later[0], first[0]);
        assert_eq!(
            later[1],
            ("2026-11 2026-12".to_owned(), "mid".to_owned(), 509)
        );
    }

    #[test]
    fn a_small_number_is_left_out_with_the_next_smallest() {
        let leaves = |given: &[(&str, u32)]| -> Vec<Option<u32>> {
            answers(numbers(given))
                .into_iter()
                .map(|answer| answer.people)
                .collect()
        };
        assert_eq!(leaves(&[("a", 5), ("b", 8)]), [Some(5), Some(8)]);
        assert_eq!(
            leaves(&[("a", 4), ("b", 9), ("c", 7)]),
            [None, Some(9), None]
        );
        assert_eq!(
            leaves(&[("a", 1), ("b", 2), ("c", 20), ("d", 7)]),
            [None, None, Some(20), None]
        );
        assert_eq!(leaves(&[("a", 4), ("b", 9)]), [None, None]);
        // Of a question that fewer than ten answered, not even the answers are named.
        assert_eq!(leaves(&[("a", 9)]), []);
        assert_eq!(leaves(&[("a", 10)]), [Some(10)]);
    }

    /// People of one locality, each with some answers.
    fn of_each(people: &[&[(&str, &str)]]) -> Numbers {
        let mut numbers = Numbers {
            people: u32::try_from(people.len()).unwrap(),
            ..Numbers::default()
        };
        for (question, answer) in people.iter().copied().flatten() {
            let answer = ((*question).to_owned(), format!("\"{answer}\""));
            *numbers.answers.entry(answer).or_default() += 1;
        }
        numbers
    }

    /// Question, answer and number of what leaves.
    fn leaves(people: &[&[(&str, &str)]]) -> Vec<(String, String, Option<u32>)> {
        let told = answers(of_each(people)).into_iter();
        told.map(|number| {
            let answer = number.answer.unwrap_or_else(|| "none".to_owned());
            (number.question, answer.replace('"', ""), number.people)
        })
        .collect()
    }

    fn line(question: &str, answer: &str, people: Option<u32>) -> (String, String, Option<u32>) {
        (question.to_owned(), answer.to_owned(), people)
    }

    #[test]
    fn who_was_asked_and_did_not_answer_is_a_number_like_the_others() {
        let mut people: Vec<&[(&str, &str)]> = vec![&[("sex", "female")]; 12];
        people.extend([&[("religion", "sikh")] as &[_]; 6]);
        let told = [
            line("sex", "female", Some(12)),
            line("sex", "none", Some(6)),
        ];
        assert_eq!(leaves(&people), told);
        // One who did not answer would be found by subtraction.
        people.truncate(13);
        let told = [line("sex", "female", None), line("sex", "none", None)];
        assert_eq!(leaves(&people), told);
    }

    #[test]
    fn a_question_that_is_asked_because_of_an_answer_is_of_those_who_gave_it() {
        let (well, ill): (&[_], &[_]) = (
            &[("health-condition", "no")],
            &[("health-condition", "yes"), ("health-impact", "a-lot")],
        );
        let silent: &[_] = &[("health-condition", "yes")];
        let people = [vec![well; 9], vec![ill; 11], vec![silent; 5]].concat();
        let told = [
            line("health-condition", "no", Some(9)),
            line("health-condition", "yes", Some(16)),
            line("health-impact", "a-lot", Some(11)),
            line("health-impact", "none", Some(5)),
        ];
        assert_eq!(leaves(&people), told);
        // Whoever knew that 11 have a condition would know that one of these 12 has none.
        let people = [vec![well; 1], vec![ill; 11]].concat();
        let told = [
            line("health-condition", "no", None),
            line("health-condition", "yes", None),
        ];
        assert_eq!(leaves(&people), told);
    }

    #[test]
    fn of_each_line_whose_sum_is_known_nobody_works_out_a_small_number() {
        let mut seed = 11_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % (most + 1)
        };
        let mut told_because = 0;
        for _ in 0..500 {
            let mut people: Vec<Vec<(&str, &str)>> = Vec::new();
            let (many, few) = (next(40), next(9));
            for _ in 0..10 + next(40) {
                let mut one = Vec::new();
                match next(60) {
                    yes if yes < many => {
                        one.push(("health-condition", "yes"));
                        if next(40) > few {
                            one.push(("health-impact", ["a-lot", "a-little"][next(1) as usize]));
                        }
                    }
                    no if no < 60 - few => one.push(("health-condition", "no")),
                    _ => one.push(("sex", "female")),
                }
                people.push(one);
            }
            let people: Vec<&[(&str, &str)]> = people.iter().map(Vec::as_slice).collect();
            let told = answers(of_each(&people));
            for question in ["health-condition", "health-impact", "sex"] {
                let line: Vec<_> = told.iter().filter(|one| one.question == question).collect();
                if line.is_empty() {
                    continue;
                }
                // Counted another way, person by person.
                let gave = |one: &&&[(&str, &str)], answer: Option<&str>| {
                    let given = one.iter().find(|(asked, _)| *asked == question);
                    given.map(|(_, answer)| *answer) == answer
                };
                let asked = people.iter().filter(|one| {
                    question != "health-impact" || one.contains(&("health-condition", "yes"))
                });
                let (mut hidden, mut left_out) = (0, 0);
                for number in &line {
                    let answer = number.answer.as_deref().map(|text| text.trim_matches('"'));
                    let counted = asked.clone().filter(|one| gave(one, answer)).count();
                    let counted = u32::try_from(counted).unwrap();
                    match number.people {
                        Some(people) => {
                            assert_eq!(people, counted);
                            assert!(people >= FEWEST_OF_AN_ANSWER);
                        }
                        None => (hidden, left_out) = (hidden + 1, left_out + counted),
                    }
                }
                assert!(hidden != 1 && (hidden == 0 || left_out > FEWEST_OF_AN_ANSWER));
                if question == "health-impact" {
                    told_because += 1;
                    // So its sum tells nothing that was left out before.
                    let before = asked_before(&told);
                    assert_eq!(before, u32::try_from(asked.clone().count()).ok());
                }
            }
        }
        assert!(told_because > 50, "{told_because}");
    }

    fn asked_before(told: &[EqualityNumber]) -> Option<u32> {
        let yes = |one: &&EqualityNumber| {
            one.question == "health-condition" && one.answer.as_deref() == Some("\"yes\"")
        };
        told.iter().find(yes)?.people
    }

    #[test]
    fn whatever_was_counted_no_small_number_leaves_and_nobody_is_in_two_groups() {
        let mut seed = 7_u32;
        let mut next = |most: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % (most + 1)
        };
        for _ in 0..300 {
            let mut counts = Counts::new();
            for name in ["2026-08", "2026-09", "2026-10", "2026-11"] {
                for locality in ["", "mid", "north", "west"] {
                    let given = ["a", "b", "c", "d"].map(|answer| (answer, next(7)));
                    let given: Vec<_> = given.into_iter().filter(|(_, n)| *n > 0).collect();
                    let place = counts.entry(name.to_owned()).or_default();
                    if !given.is_empty() {
                        place.insert(locality.to_owned(), numbers(&given));
                    }
                }
            }
            let all: u32 = counts
                .values()
                .flat_map(BTreeMap::values)
                .map(|n| n.people)
                .sum();
            let early = groups(counts.clone(), "2026-11");
            let late = groups(counts, "2026-12");
            assert_eq!(early, late[..early.len()], "later months change nothing");
            assert!(late.iter().map(|group| group.people).sum::<u32>() <= all);
            for group in late {
                assert!(group.people >= FEWEST_PEOPLE);
                assert!(
                    group
                        .answers
                        .iter()
                        .all(|a| a.people.is_none_or(|n| n >= 5))
                );
                let shown: u32 = group.answers.iter().filter_map(|a| a.people).sum();
                let left_out = group.answers.iter().filter(|a| a.people.is_none()).count();
                // Everybody answered, so this is all that can be worked out of what is left out.
                assert!(left_out != 1, "{group:?}");
                assert!(left_out == 0 || group.people - shown >= 5, "{group:?}");
            }
        }
    }
}
