//! One question about equality as people read it: how many gave which answer, all together and in each locality.
//!
//! It only adds what the store lets leave, group by group, so nothing can be read from it that could not be read from
//! the groups. What is left out there is left out here, and stands in a line of its own, so that each column adds up to
//! those who were asked.

use std::collections::BTreeMap;

use equality_questions::Question;
use figures::share;

use super::{Group, Number, locality_id};
use crate::sheets::{Cell, Sheet, plain};

/// An answer of a question; none for those who were asked and did not answer.
type Answer = Option<String>;

/// The numbers of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub question: &'static Question,
    /// In the order of the form; those that it has no more come after them, and none is the last.
    answers: Vec<Answer>,
    /// All together.
    pub all: Place,
    /// The localities that were told apart, or some of them together.
    pub localities: Vec<Place>,
}

/// The people of some localities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub id: String,
    pub name: String,
    /// How many were asked. Where it is not told how many, they are in no number.
    pub asked: u32,
    numbers: BTreeMap<Answer, Sum>,
    /// Of a whole question nothing was told in some group.
    silent: bool,
}

/// What was told of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum {
    people: u32,
    /// In some group the number is left out.
    left_out: bool,
}

impl Sum {
    /// A number of it, marked where it is not all.
    fn mark(self, cell: Cell) -> Cell {
        match self.left_out {
            true => Cell::AtLeast(Box::new(cell)),
            false => cell,
        }
    }
}

/// Two localities whose shares of an answer differ, in hundredths of a per cent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub answer: String,
    pub most: (String, u32),
    pub least: (String, u32),
}

impl Place {
    fn of(localities: &[Option<String>]) -> Self {
        let ids: Vec<&str> = localities.iter().map(locality_id).collect();
        let names: Vec<String> = ids.iter().map(|id| plain(id)).collect();
        Self {
            id: ids.join("+"),
            name: names.join(" and "),
            ..Self::default()
        }
    }

    fn add(&mut self, asked: u32, numbers: &[&Number]) {
        self.asked += asked;
        self.silent |= numbers.is_empty();
        for number in numbers {
            let sum = self.numbers.entry(number.answer_id()).or_default();
            sum.people += number.people.unwrap_or_default();
            sum.left_out |= number.people.is_none();
        }
    }

    /// How many gave an answer, as far as that is told.
    fn sum(&self, answer: &Answer) -> Sum {
        let mut sum = self.numbers.get(answer).copied().unwrap_or_default();
        sum.left_out |= self.silent;
        sum
    }

    /// How many of those who were asked are in no line, because too few gave an answer.
    pub fn left_out(&self) -> u32 {
        let told: u32 = self.numbers.values().map(|sum| sum.people).sum();
        self.asked.saturating_sub(told)
    }

    fn cell(&self, answer: &Answer) -> Cell {
        match self.sum(answer) {
            Sum {
                people: 0,
                left_out: true,
            } => Cell::LeftOut,
            sum => sum.mark(Cell::Count(sum.people)),
        }
    }

    fn percent(&self, answer: &Answer) -> Cell {
        let sum = self.sum(answer);
        match self.cell(answer) {
            Cell::LeftOut => Cell::LeftOut,
            _ => sum.mark(Cell::Share(share(sum.people, self.asked))),
        }
    }

    /// The whole share of an answer, where nothing of it is left out.
    fn whole_share(&self, answer: &Answer) -> Option<(String, u32)> {
        let sum = self.sum(answer);
        let share = share(sum.people, self.asked).filter(|_| !sum.left_out)?;
        Some((self.name.clone(), share))
    }
}

impl Told {
    pub fn of(question: &'static Question, groups: &[Group]) -> Self {
        let mut told = Self {
            question,
            answers: question
                .choices
                .iter()
                .map(|(id, _)| Some((*id).to_owned()))
                .collect(),
            all: Place {
                id: "people".to_owned(),
                name: "All".to_owned(),
                ..Place::default()
            },
            localities: Vec::new(),
        };
        for group in groups {
            let Some(asked) = asked(question, group) else {
                continue;
            };
            let numbers = group.numbers.iter();
            let numbers: Vec<&Number> = numbers.filter(|one| one.question == question.id).collect();
            told.all.add(asked, &numbers);
            let place = Place::of(&group.localities);
            match told.localities.iter_mut().find(|one| one.id == place.id) {
                Some(known) => known.add(asked, &numbers),
                None => {
                    let mut place = place;
                    place.add(asked, &numbers);
                    told.localities.push(place);
                }
            }
        }
        told.localities.sort_by(|one, other| one.id.cmp(&other.id));
        let more = told.all.numbers.keys().filter(|id| id.is_some());
        let more = more.filter(|id| !told.answers.contains(id)).cloned();
        let more: Vec<Answer> = more.collect();
        told.answers.extend(more);
        told.answers.push(None);
        told
    }

    /// Whether any number of it is told.
    pub fn has_some(&self) -> bool {
        self.all.left_out() < self.all.asked
    }

    fn says(&self, answer: &Answer) -> String {
        match answer {
            Some(id) => self.question.says(id).to_owned(),
            None => "Did not answer".to_owned(),
        }
    }

    /// Answer by answer: all together with their share, and each locality.
    pub fn sheet(&self) -> Sheet<&'static Question> {
        let column = |id: &str, heading: &str| (id.to_owned(), heading.to_owned());
        let mut columns = vec![
            column("answer", "Answer"),
            column("people", "People"),
            column("percent", "Share of those asked"),
        ];
        columns.extend(
            self.localities
                .iter()
                .map(|place| (place.id.clone(), place.name.clone())),
        );
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for answer in &self.answers {
            let mut row = vec![
                Cell::Name(answer.clone(), self.says(answer)),
                self.all.cell(answer),
                self.all.percent(answer),
            ];
            row.extend(self.localities.iter().map(|place| place.cell(answer)));
            rows.push(row);
        }
        if self.all.left_out() > 0 {
            let left_out = self.all.left_out();
            let mut row = vec![
                Cell::Name(
                    Some("left-out".to_owned()),
                    "Left out because the numbers are small".to_owned(),
                ),
                Cell::Count(left_out),
                Cell::Share(share(left_out, self.all.asked)),
            ];
            let localities = self.localities.iter();
            row.extend(localities.map(|place| Cell::Count(place.left_out())));
            rows.push(row);
        }
        Sheet {
            of: self.question,
            columns,
            rows,
            missing: None,
        }
    }

    /// The answer whose share differs most between two localities, of the numbers that are told whole.
    pub fn widest_gap(&self) -> Option<Gap> {
        let gap = |answer: &Answer| {
            let places = self.localities.iter();
            let mut shares: Vec<_> = places
                .filter_map(|place| place.whole_share(answer))
                .collect();
            shares.sort_by_key(|(_, share)| *share);
            let (least, most) = (shares.first()?.clone(), shares.last()?.clone());
            (most.1 > least.1).then(|| Gap {
                answer: self.says(answer),
                most,
                least,
            })
        };
        let gaps = self.answers.iter().filter_map(gap);
        gaps.max_by_key(|gap| gap.most.1 - gap.least.1)
    }
}

/// How many people of a group were asked; none where that is not told.
fn asked(question: &Question, group: &Group) -> Option<u32> {
    let Some((before, answer)) = question.because else {
        return Some(group.people);
    };
    let gave = |number: &&Number| {
        number.question == before && number.answer_id().as_deref() == Some(answer)
    };
    group.numbers.iter().find(gave)?.people
}
