//! The questions about equality, as the form `shared/form-site/forms/equality.toml` has them: which there are, of
//! whom each is asked, and how answers are called. Whoever tells how many gave which answer needs to know who was
//! asked: those who were asked and did not answer are a number too, and a small one gives somebody away.

/// A question of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: &'static str,
    pub label: &'static str,
    /// The question before and the answer to it because of which this one is asked; none where everybody is asked.
    pub because: Option<(&'static str, &'static str)>,
    /// Ids and words of the answers.
    pub choices: &'static [(&'static str, &'static str)],
}

/// Every question, in the order of the form: one that is asked because of an answer comes after that question.
pub const QUESTIONS: &[Question] = include!(concat!(env!("OUT_DIR"), "/questions.rs"));

impl Question {
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        QUESTIONS.iter().find(|question| question.id == id)
    }

    /// How an answer is called; its id, where there is no such answer any more.
    #[must_use]
    pub fn says<'a>(&self, answer: &'a str) -> &'a str {
        let found = self.choices.iter().find(|(id, _)| *id == answer);
        found.map_or(answer, |(_, label)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_of_the_form_is_here_and_says_of_whom_it_is_asked() {
        let form = include_str!("../../form-site/forms/equality.toml");
        let form = form_model::read_published(form).unwrap();
        let asked: Vec<&str> = form
            .questions()
            .map(|(_, question)| question.id.as_str())
            .collect();
        let here: Vec<&str> = QUESTIONS.iter().map(|question| question.id).collect();
        assert_eq!(here, asked);
        let impact = Question::find("health-impact").unwrap();
        assert_eq!(impact.because, Some(("health-condition", "yes")));
        assert_eq!(impact.says("a-lot"), "Yes, a lot");
        assert_eq!(impact.says("of-old"), "of-old");
        assert_eq!(Question::find("sex").unwrap().because, None);
    }

    #[test]
    fn who_was_asked_is_told_by_an_answer_to_a_question_before() {
        for (place, question) in QUESTIONS.iter().enumerate() {
            let Some((before, answer)) = question.because else {
                continue;
            };
            let before = QUESTIONS[..place]
                .iter()
                .find(|one| one.id == before)
                .unwrap();
            assert!(before.choices.iter().any(|(id, _)| *id == answer));
        }
    }
}
