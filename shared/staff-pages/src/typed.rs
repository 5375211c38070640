//! What somebody typed, and what is wrong with it: kept until it is stored.

use pages::ErrorLink;
use web::FormPost;

/// Fields that belong to the page and not to the person.
const OURS: [&str; 3] = ["csrf", "etag", "seen"];

/// What was typed, without the character that no page may hold.
pub(crate) fn shown_again(value: &str) -> String {
    value.replace('\0', "")
}

/// The fields of a form that was sent, so that a page can show them again. `A` says which form it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed<A> {
    pub action: A,
    pairs: Vec<(String, String)>,
    /// By the id of the field, in the order of the form.
    pub errors: Vec<ErrorLink>,
}

impl<A: Copy + PartialEq> Typed<A> {
    pub fn of(action: A, post: &FormPost) -> Self {
        Self {
            action,
            pairs: post
                .pairs
                .iter()
                .filter(|(name, _)| !OURS.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), shown_again(value)))
                .collect(),
            errors: Vec::new(),
        }
    }

    pub fn value(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Everything that was sent under a name, such as the boxes that were ticked.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.pairs.iter().filter(move |(key, _)| key == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Whether the form was sent at all: a list of which nothing was chosen sends nothing of itself.
    pub fn was_sent(&self) -> bool {
        !self.pairs.is_empty()
    }

    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.id == name)
            .map(|error| error.text.as_str())
    }

    /// The fields, for a page that has no form of its own for them.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Whether there are words in it that would be a loss.
    pub fn says_something(&self) -> bool {
        self.pairs.iter().any(|(_, value)| !value.trim().is_empty())
    }

    /// What was typed, if this is the form that was sent.
    pub fn into_form(typed: Option<&Self>, action: A) -> Option<&Self> {
        typed.filter(|typed| typed.action == action)
    }
}
