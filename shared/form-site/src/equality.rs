//! Questions about equality, which somebody may answer after a contact was sent: who is offered what, and
//! the form. Decision 9 says why; the store refuses the same again.

use std::rc::Rc;
use std::sync::LazyLock;

use form_model::{Words, read_words};
use packed::{Packed, packed};

use crate::guard::draft_cookie;
use crate::stores::{Afterwards, Published};

/// The id of the form, which nobody sends as a contact.
pub const EQUALITY: &str = "equality";

/// The form for people who refer somebody in their work, who are not asked about themselves.
const FOR_WORK: &str = "professional-referral";

const TEXT: Packed = packed!("equality.toml");

/// The texts of its words in other languages, in the order in which the switch names them.
const WORDS: [Packed; 2] = [
    packed!("equality.en-x-easyread.toml"),
    packed!("equality.pl.toml"),
];

/// The words as they can be used. A test reads every text, so none is left out.
pub static SPOKEN: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let words = WORDS.iter().map(Packed::text);
    words.filter_map(|text| read_words(&text).ok()).collect()
});

/// What becomes of the answers. Whoever makes one choice may make the other too, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// They are counted, with nothing that leads to the person.
    Statistics,
    /// They are kept with the person's record.
    Record,
}

impl Choice {
    pub const ALL: [Self; 2] = [Self::Statistics, Self::Record];

    /// The word in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Statistics => "statistics",
            Self::Record => "record",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Statistics => Self::Record,
            Self::Record => Self::Statistics,
        }
    }

    /// The name of the cookie of a draft of this choice, after a contact by this form.
    pub fn cookie(self, form: &str) -> String {
        draft_cookie(&format!("{form}/{EQUALITY}/{}", self.id()))
    }

    /// The last segments of its addresses after those of the contact's form.
    pub fn segment(self) -> String {
        format!("{EQUALITY}/{}", self.id())
    }
}

/// What the browser that sent a contact is offered: to make a choice, or to hear that it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offers {
    /// There are questions at all.
    pub any: bool,
    /// They may be added to the record of the one who wrote.
    pub record: bool,
    /// The answers are about the one who wrote, and the contact is not.
    pub about_someone_else: bool,
    counted: bool,
    on_record: bool,
}

impl Offers {
    pub fn of(form: &str, standing: &Afterwards) -> Self {
        let any = !standing.in_danger && !standing.at_work && form != FOR_WORK;
        Self {
            any,
            record: any && standing.about_oneself,
            about_someone_else: !standing.about_oneself,
            counted: standing.counted,
            on_record: standing.on_record,
        }
    }

    /// Whether this choice can be made, or was.
    pub fn has(&self, choice: Choice) -> bool {
        match choice {
            Choice::Statistics => self.any,
            Choice::Record => self.record,
        }
    }

    /// Whether this choice was made already.
    pub fn was_made(&self, choice: Choice) -> bool {
        match choice {
            Choice::Statistics => self.counted,
            Choice::Record => self.on_record,
        }
    }
}

thread_local! {
    /// Read once an instance. A test reads it, so there is one.
    static READ: Option<Published> = {
        let text = TEXT.text();
        form_model::read_published(&text).ok().map(|form| Published { form, text })
    };
}

/// The form at the addresses of one choice, after a contact by the form with this path.
pub fn questions(path: &str, choice: Choice) -> Option<Rc<Published>> {
    let mut published = READ.with(Clone::clone)?;
    published.form.path = Some(format!("{path}/{}", choice.segment()));
    Some(Rc::new(published))
}

#[cfg(test)]
mod tests {
    use super::*;
    use form_model::Choice as Option_;

    /// `ethnicity` of the client level data, release 2 (DataS-DHSC/ASC-CLD-LA-Dashboard, 11 June 2026).
    const ETHNICITY: [&str; 19] = [
        "White: English, Welsh, Scottish, Northern Irish or British",
        "White: Irish",
        "White: Gypsy or Irish Traveller",
        "White: Roma",
        "White: Any other White background",
        "Mixed or multiple ethnic groups: White and Black Caribbean",
        "Mixed or multiple ethnic groups: White and Black African",
        "Mixed or multiple ethnic groups: White and Asian",
        "Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background",
        "Asian or Asian British: Indian",
        "Asian or Asian British: Pakistani",
        "Asian or Asian British: Bangladeshi",
        "Asian or Asian British: Chinese",
        "Asian or Asian British: Any other Asian background",
        "Black, Black British, Caribbean or African: African",
        "Black, Black British, Caribbean or African: Caribbean",
        "Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background",
        "Other ethnic group: Arab",
        "Other ethnic group: Any other ethnic group",
    ];

    const NOT_SAID: &str = "prefer-not-to-say";

    fn form() -> form_model::Form {
        questions("/contact/adult-contact", Choice::Record)
            .unwrap()
            .form
            .clone()
    }

    fn said(choices: &[Option_]) -> Vec<&Option_> {
        choices
            .iter()
            .filter(|choice| choice.id != NOT_SAID)
            .collect()
    }

    #[test]
    fn the_form_has_no_problems() {
        assert_eq!(form_model::check(&TEXT.text()), []);
    }

    #[test]
    fn its_words_in_other_languages_lack_nothing_and_have_nothing_too_much() {
        let form = ("equality.toml".to_owned(), TEXT.text());
        let words = WORDS.map(|words| ("equality.xx.toml".to_owned(), words.text()));
        assert_eq!(form_model::check_words(&[form], &words), []);
        assert_eq!(SPOKEN.len(), WORDS.len());
    }

    #[test]
    fn every_page_of_easy_read_has_a_picture_and_short_sentences() {
        let easy = SPOKEN
            .iter()
            .find(|words| words.language == "en-x-easyread");
        for page in easy.unwrap().over(&form()).page {
            let picture = page.picture.expect("a picture");
            assert!(
                crate::screens::has_picture(&picture.name),
                "{}",
                picture.name
            );
            assert!(!picture.alt.is_empty());
            for sentence in page.heading.split(['.', '?']) {
                let count = sentence.split_whitespace().count();
                assert!(count <= 16, "{sentence}");
            }
        }
    }

    #[test]
    fn every_ethnic_group_is_a_word_of_the_councils_return_and_no_other() {
        let form = form();
        let (_, group) = form.find_question("ethnic-group").unwrap();
        let mut asked = Vec::new();
        for group in said(group.answer.choices()) {
            let id = format!("ethnic-background-{}", group.id);
            let (_, background) = form.find_question(&id).unwrap();
            for background in said(background.answer.choices()) {
                asked.push(format!("{}: {}", group.label, background.label));
            }
        }
        assert_eq!(asked, ETHNICITY);
    }

    #[test]
    fn every_question_can_be_left_out_or_not_answered_in_words_and_none_takes_text() {
        let form = form();
        assert!(form.require.is_empty() && form.at_least_one_answer.is_none());
        for (_, question) in form.questions() {
            assert!(!question.required, "{}", question.id);
            let choices = question.answer.choices();
            let last = choices.last().expect("only choices, and no text");
            assert_eq!((last.id.as_str(), last.or), (NOT_SAID, true));
            assert_eq!(last.label, "Prefer not to say");
        }
    }

    #[test]
    fn nobody_in_danger_or_at_work_is_asked_and_nobody_answers_for_somebody_else() {
        let own = Afterwards {
            in_danger: false,
            about_oneself: true,
            at_work: false,
            counted: false,
            on_record: false,
        };
        let has = |form: &str, standing: Afterwards| {
            let offers = Offers::of(form, &standing);
            Choice::ALL.map(|choice| offers.has(choice))
        };
        assert_eq!(has("adult-contact", own), [true, true]);
        let of_somebody_else = Afterwards {
            about_oneself: false,
            ..own
        };
        assert_eq!(has("adult-contact", of_somebody_else), [true, false]);
        let in_danger = Afterwards {
            in_danger: true,
            ..own
        };
        assert_eq!(has("adult-contact", in_danger), [false, false]);
        let at_work = Afterwards {
            at_work: true,
            ..own
        };
        assert_eq!(has("adult-contact", at_work), [false, false]);
        assert_eq!(has("professional-referral", own), [false, false]);
    }

    #[test]
    fn each_choice_has_a_cookie_of_its_own_that_says_nothing() {
        let names: Vec<String> = ["adult-contact", "care-technology"]
            .iter()
            .flat_map(|form| Choice::ALL.map(|choice| choice.cookie(form)))
            .chain([
                draft_cookie("adult-contact"),
                draft_cookie("care-technology"),
            ])
            .collect();
        for (at, name) in names.iter().enumerate() {
            assert!(name.starts_with("pages-"));
            assert!(!names.iter().skip(at + 1).any(|other| other == name));
        }
    }
}
