//! Which words a form that is read in another language still has in its own.

use crate::{AnswerKind, Form, Instead, Question};

/// The texts that stand in a form as it was written and in the form with other words laid over it. A text that
/// happens to be the same in both languages is one of them too, and no worse for it.
pub(super) fn fallen_back(written: &Form, laid_over: &Form) -> Vec<String> {
    let mut written = texts(written);
    written.sort_unstable();
    let mut same: Vec<String> = texts(laid_over)
        .into_iter()
        .filter(|text| written.binary_search(text).is_ok())
        .map(str::to_owned)
        .collect();
    same.sort_unstable();
    same.dedup();
    same
}

/// Everything of a form that people read.
fn texts(form: &Form) -> Vec<&str> {
    let mut texts = vec![form.title.as_str(), &form.summary];
    texts.extend(form.begin.iter().map(String::as_str));
    texts.extend(form.at_least_one_answer.as_deref());
    texts.extend(form.require.iter().map(|one| one.message.as_str()));
    texts.extend(form.section.iter().map(|section| section.title.as_str()));
    for page in &form.page {
        texts.push(&page.heading);
        texts.extend(page.title.as_deref());
        texts.extend(page.check_under.as_deref());
        texts.extend(page.text.iter().map(String::as_str));
        if let Some(more) = &page.more {
            texts.push(&more.summary);
            texts.extend(more.text.iter().map(String::as_str));
        }
        instead(&page.instead, &mut texts);
        for asked in &page.question {
            question(asked, &mut texts);
        }
    }
    texts
}

fn question<'f>(asked: &'f Question, texts: &mut Vec<&'f str>) {
    texts.push(&asked.label);
    texts.extend(asked.hint.as_deref());
    instead(&asked.instead, texts);
    for choice in asked.answer.choices() {
        texts.push(&choice.label);
        texts.extend(choice.hint.as_deref());
        texts.extend(choice.group.as_deref());
    }
    match &asked.answer {
        AnswerKind::YesNoDontKnow(own) => {
            let own = [&own.yes, &own.no, &own.unknown];
            texts.extend(own.into_iter().flat_map(|label| label.as_deref()));
        }
        AnswerKind::Boolean(own) => texts.push(&own.tick),
        AnswerKind::Number(rules) => texts.extend(rules.unit.as_deref()),
        AnswerKind::Group(rules) => {
            texts.push(&rules.item_label);
            texts.push(&rules.add_label);
            for nested in &rules.question {
                question(nested, texts);
            }
        }
        _ => {}
    }
}

fn instead<'f>(all: &'f [Instead], texts: &mut Vec<&'f str>) {
    for other in all {
        let own = [
            &other.heading,
            &other.check_under,
            &other.label,
            &other.hint,
        ];
        texts.extend(own.into_iter().flat_map(|text| text.as_deref()));
        texts.extend(other.text.iter().flatten().map(String::as_str));
    }
}
