//! Whom to call: static text that stands on every page, error pages included.

use maud::{Markup, Render, html};

use wording::Wording;
use wording::phrase::frame;

use crate::{Authority, Phone};

/// A telephone number as a link that a mobile dials.
pub fn phone_link(number: &str) -> Markup {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    html! { a class="govuk-link govuk-link--no-visited-state app-phone" href={ "tel:" (digits) } { (number) } }
}

/// All the numbers. `discreet` is for pages that somebody else may be watching or that may be
/// printed: it leaves out the words that would give a person away, and no number.
pub fn emergency_help(authority: &Authority, discreet: bool, words: &Wording) -> Markup {
    html! {
        ul class="govuk-list app-emergency__list" {
            @for phone in &authority.phones {
                li { (line(phone, discreet, words)) }
            }
        }
    }
}

/// The numbers of these ids, in this order, in words that give nobody away. One that the authority does not
/// have is left out.
pub fn numbers(authority: &Authority, ids: &[String], words: &Wording) -> Markup {
    let phones = ids.iter().filter_map(|id| authority.phone(id));
    html! {
        ul class="govuk-list" {
            @for phone in phones {
                li { (line(phone, true, words)) }
            }
        }
    }
}

/// What the number is for, with the number to call.
pub fn call(phone: &Phone, words: &Wording) -> Markup {
    let places: [(&str, &dyn Render); 2] = [
        ("purpose", &words.instead_of(&phone.purpose)),
        ("number", &phone_link(&phone.number)),
    ];
    words.say(frame::CALL).around(&places).render()
}

fn line(phone: &Phone, discreet: bool, words: &Wording) -> Markup {
    let purpose = match &phone.discreet {
        Some(words) if discreet => words,
        _ => &phone.purpose,
    };
    html! {
        @if phone.id == "emergency" {
            strong { (call(phone, words)) }
        } @else {
            (words.instead_of(purpose)) ": " (phone_link(&phone.number)) "."
        }
        @if let Some(note) = &phone.note { " " (words.instead_of(note)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_give_a_person_away_go_and_the_numbers_stay() {
        let authority = Authority::current();
        let discreet = emergency_help(authority, true, Wording::english()).into_string();
        assert!(!discreet.to_lowercase().contains("abuse"));
        assert!(!discreet.to_lowercase().contains("safeguarding"));
        for phone in &authority.phones {
            assert!(discreet.contains(&phone.number), "{}", phone.id);
        }
    }

    #[test]
    fn numbers_come_in_the_order_that_was_asked_for() {
        let ids = ["out-of-hours", "nobody", "domestic-abuse"].map(str::to_owned);
        let told = numbers(Authority::current(), &ids, Wording::english()).into_string();
        let place = |number: &str| told.find(number).unwrap();
        assert!(place("0345 606 1212") < place("If you do not feel safe at home"));
        assert!(!told.contains("Abuse") && told.matches("<li>").count() == 2);
    }

    #[test]
    fn a_number_is_dialled_without_its_spaces() {
        assert!(
            phone_link("0345 603 7630")
                .into_string()
                .contains("href=\"tel:03456037630\"")
        );
    }
}
