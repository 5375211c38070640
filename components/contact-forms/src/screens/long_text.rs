//! A box for several lines, which says how much room it has: before anything is typed, and when there
//! is too much. The server counts, so it needs no JavaScript.

use std::cmp::Ordering;

use form_model::thousands;

/// How many characters there may be, and how many too many there are.
pub fn room(most: usize, typed: Option<&str>) -> String {
    let typed = typed.map_or(0, |typed| {
        typed.trim().replace("\r\n", "\n").chars().count()
    });
    match typed.cmp(&most) {
        Ordering::Greater => format!(
            "You have {} too many.",
            characters(typed.saturating_sub(most))
        ),
        // Whoever has written much wants to know how much room is left.
        _ if typed > most / 2 => {
            format!("You have {} left.", characters(most.saturating_sub(typed)))
        }
        _ => format!("You can use up to {}.", characters(most)),
    }
}

fn characters(number: usize) -> String {
    let figures = thousands(number);
    match number {
        1 => format!("{figures} character"),
        _ => format!("{figures} characters"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_says_how_much_room_it_has() {
        assert_eq!(room(10_000, None), "You can use up to 10,000 characters.");
        assert_eq!(room(10, Some("six six")), "You have 3 characters left.");
        assert_eq!(room(3, Some("four")), "You have 1 character too many.");
        assert_eq!(
            room(1_234_567, None),
            "You can use up to 1,234,567 characters."
        );
    }
}
