//! Whether the link of a saved form is sent: only to whoever asks for it and says that it is safe there.
//! The page offers it only where messages have a sender; now that is the mailbox of a development alone.

use maud::{Markup, html};
use pages::{ErrorLink, Input, InsetText, Question, RadioItem, Radios, Size};
use wording::phrase::{message, save};
use wording::{Phrase, Said, Wording};

/// The fields.
pub const SEND: &str = "send-link";
pub const EMAIL: &str = "send-link-email";
pub const PHONE: &str = "send-link-phone";
pub const SAFE: &str = "send-link-safe";

/// What was chosen and typed, to be shown again.
#[derive(Debug, Clone, Copy, Default)]
pub struct SendLink<'a> {
    pub by: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub safe: Option<&'a str>,
    /// The fields that are to blame, and why.
    pub errors: &'a [(&'static str, Phrase)],
}

impl SendLink<'_> {
    /// For the top of the page.
    pub(super) fn error_links(&self, words: &Wording) -> Vec<ErrorLink> {
        let link = |(field, phrase): &(&'static str, Phrase)| {
            let said = words.say(*phrase);
            ErrorLink::new(*field, said.text).lang(said.lang)
        };
        self.errors.iter().map(link).collect()
    }

    fn error<'w>(&self, field: &str, words: &'w Wording) -> Option<Said<'w>> {
        let mut errors = self.errors.iter();
        let (_, phrase) = errors.find(|(blamed, _)| *blamed == field)?;
        Some(words.say(*phrase))
    }

    /// The questions.
    pub(super) fn fields(&self, words: &Wording) -> Markup {
        let ask = |phrase| Question::sized(words.say(phrase), Size::S).words(words);
        let item = |value, phrase| RadioItem::new(value, words.say(phrase));
        let typed = |name, label, hint, value| {
            Input::new(name, Question::new(words.say(label)).words(words))
                .hint(Some(words.say(hint)))
                .error(self.error(name, words))
                .value(value)
                .autocomplete("off")
        };
        let by = vec![
            item("no", message::NO),
            item("email", message::BY_EMAIL),
            item("text", message::BY_TEXT),
        ];
        let safe = vec![item("yes", message::IS_SAFE), item("no", message::NOT_SAFE)];
        html! {
            h2 class="govuk-heading-m" { (words.say(message::HEADING)) }
            p class="govuk-body" { (words.say(message::WHAT)) }
            (Radios::new(SEND, ask(message::ASK), by).chosen(Some(self.by.unwrap_or("no"))))
            (typed(EMAIL, message::EMAIL, message::IF_EMAIL, self.email))
            (typed(PHONE, message::PHONE, message::IF_TEXT, self.phone))
            p class="govuk-body" { (words.say(message::THINK)) }
            (Radios::new(SAFE, ask(message::SAFE), safe)
                .error(self.error(SAFE, words))
                .chosen(self.safe))
            (InsetText(html! { (words.say(message::DEVELOPMENT)) }))
        }
    }
}

/// What became of the wish to have the link sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkSent {
    /// Nobody asked, or nobody could have sent it.
    No,
    InMailbox,
    TooMany,
    /// They were not sure that it is safe.
    NotSafe,
}

impl LinkSent {
    /// What the page with the link says of it.
    pub(super) fn phrase(self) -> Phrase {
        match self {
            Self::No => save::COPY_LINK,
            Self::InMailbox => message::IN_MAILBOX,
            Self::TooMany => message::TOO_MANY,
            Self::NotSafe => message::UNSAFE,
        }
    }
}
