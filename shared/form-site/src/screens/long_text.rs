//! A box for several lines, which says how much room it has: before anything is typed, and when there
//! is too much. The server counts, so it needs no JavaScript.

use std::cmp::Ordering;

use form_model::thousands;
use wording::phrase::field;
use wording::{Sentence, Wording};

/// How many characters there may be, and how many too many there are.
pub fn room(most: usize, typed: Option<&str>, words: &Wording) -> Sentence {
    let typed = typed.map_or(0, |typed| {
        typed.trim().replace("\r\n", "\n").chars().count()
    });
    let (phrase, count) = match typed.cmp(&most) {
        Ordering::Greater => match typed.saturating_sub(most) {
            1 => (field::ROOM_TOO_MANY_ONE, 1),
            more => (field::ROOM_TOO_MANY, more),
        },
        // Whoever has written much wants to know how much room is left.
        _ if typed > most / 2 => match most.saturating_sub(typed) {
            1 => (field::ROOM_LEFT_ONE, 1),
            left => (field::ROOM_LEFT, left),
        },
        _ => (field::ROOM, most),
    };
    words.fill(phrase, &[("count", &thousands(count, words))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_says_how_much_room_it_has() {
        let room = |most, typed| super::room(most, typed, Wording::english()).text;
        assert_eq!(room(10_000, None), "You can use up to 10,000 characters.");
        assert_eq!(room(10, Some("six six")), "You have 3 characters left.");
        assert_eq!(room(3, Some("four")), "You have 1 character too many.");
        assert_eq!(
            room(1_234_567, None),
            "You can use up to 1,234,567 characters."
        );
    }
}
