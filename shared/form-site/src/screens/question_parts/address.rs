//! An address: its lines, and before them, where a service finds addresses, the steps by which that is done
//! without JavaScript. Each button sends the page.

use form_model::Address;
use maud::{Markup, html};
use pages::{Button, Fieldset, Input, Select, Size};
use wording::phrase::{address as words, field as plain};
use wording::{Phrase, Said};

use super::{Field, Question, Ready, line};
use crate::look_up::{AGAIN, AddressAsked, AddressStep, BY_HAND, FIND, LOOK_UP, USE, option_value};

/// The address as markup.
pub fn address(field: &Field, ready: &Ready, postcode_elsewhere: bool) -> Markup {
    let look_up = field.look_up;
    let look_up = look_up.filter(|(asked, _)| asked.question.id == field.question.id);
    let step = match look_up {
        None => lines(field, ready, postcode_elsewhere),
        Some((_, AddressStep::Lines { chosen })) => html! {
            @if chosen { p class="govuk-body" { (field.wording.say(words::CHECK)) } }
            (lines(field, ready, postcode_elsewhere))
            (buttons(field, None, &[(AGAIN, words::FIND_BY_POSTCODE)]))
        },
        Some((asked, AddressStep::Postcode { known })) => html! {
            (carried(field, &asked))
            (postcode(field, &asked, known))
            @if asked.postcode_on_page() {
                (buttons(field, None, &[(FIND, words::FIND), (BY_HAND, words::BY_HAND)]))
            } @else {
                (buttons(field, Some((FIND, words::FIND)), &[(BY_HAND, words::BY_HAND)]))
            }
        },
        Some((
            asked,
            AddressStep::Choice {
                postcode,
                addresses,
            },
        )) => html! {
            (carried(field, &asked))
            input type="hidden" name=(asked.field("postcode")) value=(postcode);
            (choice(field, &asked, postcode, addresses))
            (buttons(field, Some((USE, words::USE)), &[(AGAIN, words::AGAIN), (BY_HAND, words::BY_HAND)]))
        },
    };
    html! {
        (Fieldset::new(field.legend(ready.label)).around(&html! {
            @if let Some(hint) = ready.hint() { div class="govuk-hint" { (hint) } }
            (step)
        }))
    }
}

fn lines(field: &Field, ready: &Ready, postcode_elsewhere: bool) -> Markup {
    let parts = [
        ("line-1", plain::ADDRESS_LINE_1, Some("address-line1"), None),
        ("line-2", plain::ADDRESS_LINE_2, Some("address-line2"), None),
        (
            "town",
            plain::TOWN,
            Some("address-level2"),
            Some("govuk-!-width-two-thirds"),
        ),
        (
            "county",
            plain::COUNTY,
            None,
            Some("govuk-!-width-two-thirds"),
        ),
        (
            "postcode",
            plain::POSTCODE,
            Some("postal-code"),
            Some("govuk-input--width-10"),
        ),
    ];
    html! {
        @for (part, label, purpose, class) in parts {
            @let name = format!("{}-{part}", ready.id);
            // One that was found under another postcode than was given elsewhere says so.
            @if !(part == "postcode" && postcode_elsewhere && field.value(&name).is_none()) {
                (line(field, &name, field.wording.say(label), None, purpose, class))
            }
        }
    }
}

/// The postcode to look up, unless another question of the page asks for it.
fn postcode(field: &Field, asked: &AddressAsked, known: Option<&str>) -> Markup {
    if asked.postcode_on_page() {
        return html! { p class="govuk-body" { (field.wording.say(words::POSTCODE_ABOVE)) } };
    }
    let name = asked.postcode_field();
    let label = Question::new(field.wording.say(plain::POSTCODE)).words(field.wording);
    let mut input = Input::new(&name, label)
        .hint(Some(field.wording.say(words::ONLY_POSTCODE)))
        .error(field.error(&name))
        .value(field.value(&name).or(known))
        .class("govuk-input--width-10")
        .no_spellcheck();
    if field.own {
        input = input.autocomplete("postal-code");
    }
    html! { (input) }
}

fn choice(field: &Field, asked: &AddressAsked, postcode: &str, addresses: &[Address]) -> Markup {
    let said: Vec<(String, String)> = addresses
        .iter()
        .map(|address| (option_value(address), in_one_line(address)))
        .collect();
    let found = match said.len() {
        1 => words::FOUND_ONE,
        _ => words::FOUND,
    };
    let count = said.len().to_string();
    let found = field.wording.fill(found, &[("count", &count)]);
    let mut items = vec![("", found.said())];
    let options = said.iter();
    items.extend(options.map(|(value, text)| (value.as_str(), Said::here(text))));
    let hint = field
        .wording
        .fill(words::OF_POSTCODE, &[("postcode", postcode)]);
    let label = Question::sized(field.wording.say(words::CHOOSE), Size::S).words(field.wording);
    let name = asked.choice();
    html! {
        (Select::new(&name, label, items)
            .hint(Some(&hint.text))
            .error(field.error(&name)))
    }
}

fn in_one_line(address: &Address) -> String {
    let parts = [&address.line_1, &address.line_2, &address.town];
    let parts: Vec<&str> = parts
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    parts.join(", ")
}

/// What was typed into the lines comes along while they are not shown.
fn carried(field: &Field, asked: &AddressAsked) -> Markup {
    html! {
        @for (name, value) in asked.carried(field.typed) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

/// The buttons of a step: the one that most people want first.
fn buttons(field: &Field, first: Option<(&str, Phrase)>, others: &[(&str, Phrase)]) -> Markup {
    html! {
        div class="govuk-button-group" {
            @if let Some((value, text)) = first {
                (Button::new(field.wording.say(text)).sends(LOOK_UP, value))
            }
            @for (value, text) in others {
                (Button::new(field.wording.say(*text)).sends(LOOK_UP, value).secondary())
            }
        }
    }
}
