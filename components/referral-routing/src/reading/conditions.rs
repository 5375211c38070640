//! Reads a condition: `all`, `any`, `not`, or a question about one fact.

use toml_reader::{Noted, Section};

use crate::condition::{Condition, Question, Test};
use crate::fact::{Fact, Kind};

/// Every member that a condition may have.
pub const MEMBERS: [&str; 9] = [
    "all", "any", "not", "fact", "is", "includes", "under", "at-least", "known",
];

/// What a fact may be asked.
const QUESTIONS: [&str; 5] = ["is", "includes", "under", "at-least", "known"];

pub fn read(section: &Section<'_, '_>) -> Option<Condition> {
    let shapes = ["all", "any", "not", "fact"]
        .into_iter()
        .filter(|name| section.has(name));
    match shapes.collect::<Vec<_>>().as_slice() {
        ["all"] => several(section, "all").map(Condition::All),
        ["any"] => several(section, "any").map(Condition::Any),
        ["not"] => {
            let inner = section.section("not", &MEMBERS)?;
            read(&inner).map(|condition| Condition::Not(Box::new(condition)))
        }
        ["fact"] => question(section).map(Condition::Asks),
        _ => {
            section.ledger().note(
                section.line(),
                "A condition is one of `all`, `any`, `not` and `fact`",
                "Write exactly one of them, such as { fact = \"needs\", includes = \"memory\" }.",
            );
            None
        }
    }
}

fn several(section: &Section<'_, '_>, name: &str) -> Option<Vec<Condition>> {
    let parts = section.sections(name, &MEMBERS);
    if parts.is_empty() {
        section.ledger().note(
            section.line(),
            format!("`{name}` holds no condition"),
            "Put at least one condition into it.",
        );
        return None;
    }
    // Every part is read, so that every problem is told.
    let read: Vec<Option<Condition>> = parts.iter().map(read).collect();
    read.into_iter().collect()
}

fn question(section: &Section<'_, '_>) -> Option<Question> {
    let name = section.needed_text("fact")?;
    let Some(fact) = Fact::named(&name.value) else {
        section.ledger().note_unknown(
            name.line,
            "The fact",
            &name.value,
            Fact::all().map(Fact::name),
        );
        return None;
    };
    let asked = QUESTIONS
        .into_iter()
        .filter(|question| section.has(question));
    let (kind, _) = fact.kind();
    let fitting = fitting(&kind);
    match asked.collect::<Vec<_>>().as_slice() {
        [asked] if fitting.contains(asked) => {
            read_test(section, asked, &kind).map(|test| Question { fact, test })
        }
        _ => {
            section.ledger().note(
                section.line(),
                format!(
                    "The fact `{}` is asked one question at a time, of those that fit it",
                    fact.name()
                ),
                format!("Write one of: {}.", fitting.join(", ")),
            );
            None
        }
    }
}

/// The questions that fit a kind of fact.
fn fitting(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Word(_) | Kind::Text => &["is", "known"],
        Kind::Words(_) => &["includes", "known"],
        Kind::Years | Kind::BirthDate | Kind::Date | Kind::Number => {
            &["under", "at-least", "known"]
        }
    }
}

fn read_test(section: &Section<'_, '_>, asked: &str, kind: &Kind) -> Option<Test> {
    match (asked, kind) {
        ("known", _) => section.truth("known").map(|known| Test::Known(known.value)),
        ("under", _) => section
            .number("under")
            .map(|limit| Test::Under(limit.value)),
        ("at-least", _) => section
            .number("at-least")
            .map(|limit| Test::AtLeast(limit.value)),
        ("is", Kind::Word(words)) => {
            let (bits, labels) = chosen(section, section.one_or_more_texts("is"), words)?;
            Some(Test::Is { bits, labels })
        }
        ("includes", Kind::Words(words)) => {
            let (bits, labels) = chosen(section, section.one_or_more_texts("includes"), words)?;
            Some(Test::Includes { bits, labels })
        }
        ("is", _) => {
            let texts = section.one_or_more_texts("is");
            (!texts.is_empty())
                .then(|| Test::IsText(texts.into_iter().map(|text| text.value).collect()))
        }
        _ => None,
    }
}

/// The words that a rule names, as bits and labels; nothing when one is not known.
fn chosen(
    section: &Section<'_, '_>,
    named: Vec<Noted<String>>,
    words: &[(&'static str, &'static str)],
) -> Option<(u64, Vec<String>)> {
    if named.is_empty() {
        section.ledger().note(
            section.line(),
            "The question names no word",
            "Name at least one.",
        );
        return None;
    }
    let (mut bits, mut labels, mut all_known) = (0, Vec::new(), true);
    for word in named {
        match words
            .iter()
            .enumerate()
            .find(|(_, (id, _))| *id == word.value)
        {
            Some((index, (_, label))) => {
                bits |= 1 << index;
                labels.push((*label).to_owned());
            }
            None => {
                let known = words.iter().map(|(id, _)| *id);
                section
                    .ledger()
                    .note_unknown(word.line, "The word", &word.value, known);
                all_known = false;
            }
        }
    }
    all_known.then_some((bits, labels))
}
