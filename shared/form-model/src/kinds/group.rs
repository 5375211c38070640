//! Repeatable groups: the same few questions about one thing after another, such as people to involve.
//!
//! In JSON a list of objects. On a page the fields are numbered from 1, `others-1-name`, and a hidden
//! field `others-count` says for how many there is room. One of which nothing was typed is not there.

use serde_json::{Map, Value, json};
use vocabulary::Date;
use wording::Wording;

use super::{Posted, Read, wrong};
use crate::mistake::quoted;
use crate::{Answer, AnswerKind, Answers, GroupRules, Mistake, Question, Slip};

pub fn read(value: &Value, rules: &GroupRules, today: Option<Date>) -> Read {
    let Value::Array(items) = value else {
        return wrong(Slip::WrongType("a list of objects"));
    };
    let mut mistakes = Vec::new();
    let mut read = Vec::new();
    // One more than there may be cannot be right, so what comes after it need not be looked at.
    for (index, item) in items.iter().take(rules.max.saturating_add(1)).enumerate() {
        let Value::Object(members) = item else {
            let part = format!("[{index}]");
            mistakes.push(Mistake::in_part(part, Slip::WrongType("an object")));
            continue;
        };
        let answers = read_item(members, index, rules, today, &mut mistakes);
        read.push((index, answers));
    }
    whole(read, mistakes, rules)
}

fn read_item(
    members: &Map<String, Value>,
    index: usize,
    rules: &GroupRules,
    today: Option<Date>,
    mistakes: &mut Vec<Mistake>,
) -> Answers {
    let mut answers = Answers::default();
    for (name, value) in members {
        let Some(question) = rules.find(name) else {
            let part = format!("[{index}].{}", quoted(name));
            mistakes.push(Mistake::in_part(part, Slip::UnknownMember(rules.ids())));
            continue;
        };
        let read = question.answer.read_json(value, today);
        take(read, question, index, &mut answers, mistakes);
    }
    answers
}

/// Reads a posted page's fields.
pub fn read_post(id: &str, post: Posted, rules: &GroupRules, today: Option<Date>) -> Read {
    let mut mistakes = Vec::new();
    let mut items = Vec::new();
    for index in 0..room(id, post, rules) {
        let mut answers = Answers::default();
        for question in &rules.question {
            let field = field(id, index, &question.id);
            let read = question.answer.read_post(&field, post, today);
            take(read, question, index, &mut answers, &mut mistakes);
        }
        items.push((index, answers));
    }
    whole(items, mistakes, rules)
}

/// Takes in one answer about one thing, or what is wrong with it.
fn take(
    read: Read,
    question: &Question,
    index: usize,
    answers: &mut Answers,
    mistakes: &mut Vec<Mistake>,
) {
    match read {
        Ok(Some(answer)) => answers.insert(&question.id, answer),
        Ok(None) => {}
        Err(found) => mistakes.extend(found.into_iter().map(|mistake| {
            let part = match mistake.part.as_str() {
                "" => format!("[{index}].{}", question.id),
                part => format!("[{index}].{}.{part}", question.id),
            };
            Mistake::in_part(part, mistake.slip)
        })),
    }
}

/// The whole list: what is required of each that is there, and how many there are.
fn whole(items: Vec<(usize, Answers)>, mut mistakes: Vec<Mistake>, rules: &GroupRules) -> Read {
    let mut there = Vec::new();
    for (index, answers) in items {
        let at = |question: &Question| format!("[{index}].{}", question.id);
        let attempted = |question: &Question| {
            let at = at(question);
            mistakes
                .iter()
                .any(|mistake| mistake.part == at || mistake.part.starts_with(&format!("{at}.")))
        };
        if answers.is_empty() && !rules.question.iter().any(attempted) {
            continue;
        }
        let lacking: Vec<Mistake> = rules
            .question
            .iter()
            .filter(|question| question.required && answers.get(&question.id).is_none())
            .filter(|question| !attempted(question))
            .map(|question| Mistake::in_part(at(question), question.answer.nothing()))
            .collect();
        mistakes.extend(lacking);
        there.push(answers);
    }
    match there.len() {
        many if many > rules.max => mistakes.push(Mistake::new(Slip::TooMany(rules.max))),
        few if few > 0 && few < rules.min => {
            mistakes.push(Mistake::new(Slip::TooFew(rules.min)));
        }
        _ => {}
    }
    // In the order of the page, with what is wrong with the whole list last.
    mistakes.sort_by_key(|mistake| rules.order_of(&mistake.part));
    match mistakes.is_empty() {
        false => Err(mistakes),
        true => Ok((!there.is_empty()).then_some(Answer::Group(there))),
    }
}

/// For how many the page has room: what it says itself, and whatever was typed.
pub fn room(id: &str, post: Posted, rules: &GroupRules) -> usize {
    let said: usize = post.first(&count_field(id)).parse().unwrap_or(0);
    let typed = post.0.iter().filter_map(|(name, _)| place(id, name));
    typed
        .map(|(index, _)| index.saturating_add(1))
        .fold(said.min(rules.max), usize::max)
        .max(rules.min)
        .clamp(1, rules.max.max(1).saturating_add(1))
}

/// The name of a field: `others-1-name`.
pub fn field(id: &str, index: usize, part: &str) -> String {
    format!("{id}-{}-{part}", index + 1)
}

/// The hidden field that says for how many the page has room.
pub fn count_field(id: &str) -> String {
    format!("{id}-count")
}

/// Which thing, from 0, and which field of it a field of the page is.
fn place<'n>(id: &str, name: &'n str) -> Option<(usize, &'n str)> {
    let (number, part) = name.strip_prefix(id)?.strip_prefix('-')?.split_once('-')?;
    let number: usize = number.parse().ok()?;
    Some((number.checked_sub(1)?, part))
}

/// The fields of a page after `Add another` or `Remove`, with everything that was typed; none when
/// neither was pressed.
pub fn pressed(
    id: &str,
    rules: &GroupRules,
    post: &[(String, String)],
) -> Option<Vec<(String, String)>> {
    let posted = Posted(post);
    let room = room(id, posted, rules);
    if posted.all(ADD).contains(&id) {
        let room = room.saturating_add(1).min(rules.max);
        return Some(with_room(id, room, post.to_vec()));
    }
    let gone = posted.all(REMOVE).into_iter().find_map(|value| {
        let number: usize = value.strip_prefix(id)?.strip_prefix('-')?.parse().ok()?;
        number.checked_sub(1)
    })?;
    let moved = post.iter().filter_map(|(name, value)| {
        let moved = match place(id, name) {
            Some((index, _)) if index == gone => return None,
            Some((index, part)) if index > gone => field(id, index - 1, part),
            _ => name.clone(),
        };
        Some((moved, value.clone()))
    });
    Some(with_room(id, room.saturating_sub(1), moved.collect()))
}

fn with_room(id: &str, room: usize, mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let count = count_field(id);
    fields.retain(|(name, _)| ![ADD, REMOVE, &count].contains(&name.as_str()));
    fields.push((count, room.to_string()));
    fields
}

/// The name of the button that makes room for one more. Its value is the question's id.
pub const ADD: &str = "add";
/// The name of the buttons that take one away. Their value is the question's id and its number.
pub const REMOVE: &str = "remove";

pub fn typed(id: &str, rules: &GroupRules, items: &[Answers]) -> Vec<(String, String)> {
    let mut fields = vec![(count_field(id), items.len().to_string())];
    for (index, answers) in items.iter().enumerate() {
        for question in &rules.question {
            if let Some(answer) = answers.get(&question.id) {
                fields.extend(
                    question
                        .answer
                        .typed(&field(id, index, &question.id), answer),
                );
            }
        }
    }
    fields
}

/// A paragraph for each: what it is called, then question and answer.
pub fn say(rules: &GroupRules, items: &[Answers], wording: &Wording) -> String {
    let mut lines = Vec::new();
    for (number, answers) in (1..).zip(items) {
        lines.push(format!("{} {number}", rules.item_label));
        for question in &rules.question {
            if let Some(answer) = answers.get(&question.id) {
                let said = question.answer.say(answer, wording).replace('\n', ", ");
                lines.push(format!("{}: {said}", question.label));
            }
        }
    }
    lines.join("\n")
}

pub fn schema(rules: &GroupRules) -> Value {
    let property = |question: &Question| {
        let mut schema = question.answer.schema();
        if let Some(object) = schema.as_object_mut() {
            object.insert("title".to_owned(), json!(question.label));
        }
        (question.id.clone(), schema)
    };
    let properties: Map<String, Value> = rules.question.iter().map(property).collect();
    // An object without a member is none of them, so nothing is lacking in it.
    let required: Vec<&str> = rules
        .question
        .iter()
        .filter(|question| question.required)
        .map(|question| question.id.as_str())
        .collect();
    json!({
        "type": "array",
        "maxItems": rules.max,
        "items": {
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
            "anyOf": [{"maxProperties": 0}, {"required": required}],
        },
    })
}

impl GroupRules {
    /// The question of this id.
    pub fn find(&self, id: &str) -> Option<&Question> {
        self.question.iter().find(|question| question.id == id)
    }

    fn ids(&self) -> String {
        let ids: Vec<&str> = self
            .question
            .iter()
            .map(|question| question.id.as_str())
            .collect();
        ids.join(", ")
    }

    /// Where on the page a mistake stands: which thing, and which question of it.
    fn order_of(&self, part: &str) -> (usize, usize) {
        let Some((index, asked, _)) = self.place_of(part) else {
            return (usize::MAX, usize::MAX);
        };
        let place = self.question.iter().position(|one| one.id == asked.id);
        (index, place.unwrap_or(usize::MAX))
    }

    /// Which thing, from 0, which question and which part of its answer a mistake is about.
    pub fn place_of<'s>(&self, part: &'s str) -> Option<(usize, &Question, &'s str)> {
        let (index, rest) = part.strip_prefix('[')?.split_once(']')?;
        let rest = rest.strip_prefix('.')?;
        let (id, part) = rest.split_once('.').unwrap_or((rest, ""));
        Some((index.parse().ok()?, self.find(id)?, part))
    }
}

/// The field that a mistake in a group is about.
pub fn field_of(id: &str, rules: &GroupRules, part: &str) -> String {
    match rules.place_of(part) {
        Some((index, question, part)) => {
            question.answer.field(&field(id, index, &question.id), part)
        }
        None => rules.question.first().map_or_else(
            || id.to_owned(),
            |first| first.answer.field(&field(id, 0, &first.id), ""),
        ),
    }
}

/// The kinds that a group may ask: of one field, or of a few that stand together.
pub fn may_ask(kind: &AnswerKind) -> bool {
    !matches!(
        kind,
        AnswerKind::Group(_)
            | AnswerKind::SafeContact(_)
            | AnswerKind::Address(_)
            | AnswerKind::District(_)
            | AnswerKind::Upload(_)
    )
}
