//! The forms that this component owns. They are published in the store on first use; from then on the
//! store's version is the one that people fill in.

use std::sync::LazyLock;

use form_model::{Form, Problem, Words, read_words};
use packed::{Packed, packed};

/// The newest text of each form, in the order in which people choose. The build script names them.
pub const NEWEST: Packed = packed!("newest");

/// The forms in the order in which people choose, by their ids.
pub const ORDER: [&str; 7] = [
    "adult-contact",
    "safeguarding-concern",
    "equipment-adaptations",
    "care-technology",
    "arrange-my-care",
    "change-or-problem",
    "professional-referral",
];

/// The texts of versions that came before. Whoever has begun on one finds it in the store; nobody begins
/// on one any more.
#[cfg(test)]
pub const EARLIER: [Packed; 2] = [
    packed!("adult-contact.toml"),
    packed!("safeguarding-concern.toml"),
];

/// The texts of their words, in the order in which the switch names the languages of a form.
const WORDS: Packed = packed!("words");

/// The texts of words.
pub fn words() -> impl Iterator<Item = String> {
    WORDS.texts().into_iter()
}

/// The words as they can be used. A test reads every text, so none is left out.
pub static SPOKEN: LazyLock<Vec<Words>> =
    LazyLock::new(|| words().filter_map(|text| read_words(&text).ok()).collect());

/// The newest text of each form, in that order.
pub fn texts() -> impl Iterator<Item = String> {
    NEWEST.texts().into_iter()
}

/// The forms as they are built in.
///
/// # Errors
/// Everything that is wrong with them. A test reads them, so there is nothing.
pub fn built_in() -> Result<Vec<Form>, Vec<Problem>> {
    texts().map(|text| form_model::read(&text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use form_site::guard::draft_cookie;
    use vocabulary::{Need, Risk};

    fn form(id: &str) -> Form {
        let forms = built_in().unwrap_or_else(|problems| panic!("{problems:#?}"));
        forms.into_iter().find(|form| form.id == id).unwrap()
    }

    fn choices(form: &Form, question: &str) -> Vec<String> {
        let (_, question) = form.find_question(question).unwrap();
        question
            .answer
            .choices()
            .iter()
            .map(|choice| choice.id.clone())
            .collect()
    }

    #[test]
    fn each_form_stands_at_its_place() {
        let forms = built_in().unwrap();
        let ids: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
        assert_eq!(ids, ORDER);
        assert_eq!(SPOKEN.len(), words().count());
    }

    #[test]
    fn the_forms_have_no_problems() {
        for text in texts() {
            assert_eq!(form_model::check(&text), []);
        }
    }

    #[test]
    fn every_need_and_every_risk_of_the_contract_can_be_told() {
        let adult = form("adult-contact");
        for need in Need::ALL {
            assert!(
                choices(&adult, "needs").iter().any(|id| id == need.id()),
                "{need}"
            );
        }
        for form in [adult, form("safeguarding-concern")] {
            for risk in Risk::ALL {
                assert!(
                    choices(&form, "risks").iter().any(|id| id == risk.id()),
                    "{risk}"
                );
            }
            assert!(choices(&form, "risks").contains(&"none".to_owned()));
            assert!(choices(&form, "risks").contains(&"not-sure".to_owned()));
        }
    }

    #[test]
    fn the_pages_come_in_the_agreed_order() {
        let order = |id: &str, wanted: &[&str]| {
            let form = form(id);
            let pages: Vec<&str> = form.page.iter().map(|page| page.id.as_str()).collect();
            let places: Vec<usize> = wanted
                .iter()
                .map(|page| pages.iter().position(|other| other == page).unwrap())
                .collect();
            assert!(places.is_sorted(), "{pages:?}");
        };
        order(
            "adult-contact",
            &[
                "now",
                "who-for",
                "your-words",
                "needs",
                "risks",
                "contact",
                "safe-contact",
                "name",
                "place",
                "communication",
                "taking-part",
            ],
        );
        order(
            "safeguarding-concern",
            &[
                "now",
                "what",
                "who",
                "other-people",
                "home",
                "messages",
                "children",
                "they-know",
                "wishes",
                "you",
            ],
        );
    }

    #[test]
    fn addresses_titles_and_the_cookie_of_a_concern_are_neutral() {
        let form = form("safeguarding-concern");
        let mut shown = vec![
            form.slug().to_owned(),
            form.title.clone(),
            draft_cookie(&form.id),
        ];
        for page in &form.page {
            shown.push(page.id.clone());
            shown.push(page.title.clone().expect("a neutral title"));
        }
        for words in shown {
            for word in [
                "safeguarding",
                "abuse",
                "harm",
                "risk",
                "violence",
                "danger",
                "neglect",
            ] {
                assert!(!words.to_lowercase().contains(word), "{words}");
            }
        }
        assert_ne!(
            draft_cookie("adult-contact"),
            draft_cookie("safeguarding-concern")
        );
    }

    #[test]
    fn consent_is_never_asked_for() {
        for text in texts() {
            let words: String = text.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(!words.to_lowercase().contains("consent"));
        }
    }
}
