//! The page of something that can be done with an account: how the account stands, what happens at once, and the form.

use account_model::{Delegate, Held};
use maud::{Markup, html};
use pages::{Button, Input, Question, RadioItem, Radios, Size, WarningText};
use staff_pages::Said;
use web::Reply;

use super::act::{Act, fits_delegate};
use super::fields::Fields;
use super::frame::address;
use super::{Visit, correcting, delegates, recording, standing};

/// The page of something that can be done.
pub struct ActPage<'a> {
    pub visit: &'a Visit,
    pub held: &'a Held,
    pub act: Act,
    /// The week or the delegate that it is about.
    pub about: &'a str,
    pub fields: Fields<'a>,
    /// Why it was not stored.
    pub refused: Option<Said>,
}

/// A page on which a change is looked at once more.
pub fn checked(visit: &Visit, held: &Held, act: Act, main: &Markup) -> Reply {
    let back = address(&held.account.id);
    visit
        .frame()
        .part(200, act.words().title, Some(&back), &[], main)
}

impl ActPage<'_> {
    /// The delegate that it is about.
    pub fn delegate(&self) -> Option<&Delegate> {
        let number: u32 = self.about.parse().ok()?;
        let mut delegates = self.held.delegates.iter();
        delegates.find(|delegate| delegate.number == number)
    }

    pub fn is_about_something(&self) -> bool {
        match self.act {
            Act::DecideDelegate | Act::EndDelegate => self
                .delegate()
                .is_some_and(|delegate| fits_delegate(self.act, delegate, self.visit)),
            Act::Correct => correcting::week(self.held, self.about).is_some(),
            _ => true,
        }
    }

    pub fn page(&self, status: u16) -> Reply {
        let words = self.act.words();
        let errors = self.fields.errors();
        let account = address(&self.held.account.id);
        let typed_at = self
            .fields
            .0
            .filter(|typed| typed.says_something())
            .map(|_| "typed");
        let main = html! {
            @if let Some(said) = &self.refused {
                @if errors.is_empty() { (staff_pages::not_stored(said, None, typed_at)) }
            }
            h1 class="govuk-heading-l desk-heading" { (words.title) }
            (standing::summary(self.held))
            @if let Some(delegate) = self.delegate() { (delegates::card(self.visit, self.held, delegate, false)) }
            @if self.act == Act::Remove { (WarningText(words.about)) }
            @else { p class="govuk-body" { (words.about) } }
            form method="post" action={ (account) "/" (words.id) } id="typed" novalidate {
                (self.visit.session.guards(Some(&self.held.tag)))
                @if self.act.is_about_one() { input type="hidden" name="about" value=(self.about); }
                (self.own_fields())
                @if self.act != Act::RecordDelegate { (self.fields.words("because", words.why, None)) }
                @if self.act == Act::Remove {
                    (Input::new("confirm", Question::sized("Type the word delete if you are sure", Size::S))
                        .class("govuk-input--width-10").no_spellcheck().autocomplete("off")
                        .value(self.fields.value("confirm")).error(self.fields.error("confirm")))
                }
                div class="govuk-button-group" {
                    @match self.act {
                        Act::Suspend | Act::Remove => (Button::new(words.button).warning().once()),
                        Act::Correct => (Button::new("Check the correction").once()),
                        _ => (Button::new(words.button).once()),
                    }
                    a class="govuk-link" href=(account) { "Leave it as it is" }
                }
            }
        };
        self.visit
            .frame()
            .part(status, words.title, Some(&account), errors, &main)
    }

    fn own_fields(&self) -> Markup {
        match self.act {
            Act::Correct => correcting::fields(self),
            Act::RecordDelegate => recording::fields(self.fields),
            Act::DecideDelegate => {
                let items = vec![
                    RadioItem::new(
                        "approve",
                        "Approve: they may see what their authority covers",
                    ),
                    RadioItem::new("refuse", "Refuse"),
                ];
                html! {
                    (Radios::new("decision", Question::sized("What do you decide?", Size::S), items).small()
                        .chosen(self.fields.value("decision")).error(self.fields.error("decision")))
                }
            }
            Act::RecordDeath => self.fields.day("died-on", "When did the person die?", None),
            _ => html! {},
        }
    }
}
