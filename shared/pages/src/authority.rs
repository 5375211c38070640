//! Whose service this is and whom to telephone: data with sources, so that no code says which council.

use std::sync::LazyLock;

use serde::Deserialize;

/// A number that people may call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Phone {
    pub id: String,
    /// What it is for, such as `In a mental health crisis`.
    pub purpose: String,
    /// The same where somebody else may be reading.
    pub discreet: Option<String>,
    /// As people write it.
    pub number: String,
    /// When it is answered, or another way to reach it.
    pub note: Option<String>,
    /// Where the number was published.
    pub source: String,
}

/// The authority whose residents this installation serves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Authority {
    pub id: String,
    /// The council's name.
    pub name: String,
    /// The service's name, as the header has it.
    pub service: String,
    /// The day on which another authority is expected to take over.
    pub valid_until: Option<String>,
    pub website: String,
    /// The harmless page to which "Exit this page" leads in the end.
    pub exit_to: String,
    #[serde(rename = "phone")]
    pub phones: Vec<Phone>,
}

impl Authority {
    /// Reads an authority's file.
    pub fn parse(text: &str) -> Result<Self, toml_reader::Problem> {
        toml_reader::from_text(text)
    }

    /// The one that is built in.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Authority> = LazyLock::new(|| {
            // The text is part of the program, and a test reads it, so this cannot fail in use.
            Authority::parse(include_str!("../authority/essex.toml"))
                .expect("the built-in authority is valid")
        });
        &BUILT_IN
    }

    /// A number by its id.
    pub fn phone(&self, id: &str) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_that_we_show_says_where_it_was_published() {
        let authority = Authority::built_in();
        for phone in &authority.phones {
            assert!(!phone.source.trim().is_empty(), "{}", phone.id);
            let well_formed = phone.number.chars().all(|c| c.is_ascii_digit() || c == ' ');
            assert!(well_formed, "{}", phone.number);
        }
        for id in ["emergency", "council", "out-of-hours", "textphone"] {
            assert!(authority.phone(id).is_some(), "{id}");
        }
    }

    #[test]
    fn danger_comes_first() {
        assert_eq!(
            Authority::built_in()
                .phones
                .first()
                .map(|p| p.number.as_str()),
            Some("999")
        );
    }

    #[test]
    fn an_unknown_key_is_refused_rather_than_ignored() {
        let text = include_str!("../authority/essex.toml").replace("website", "webiste");
        assert!(Authority::parse(&text).is_err());
    }
}
