//! NHS numbers: ten digits of which the last is computed from the others (Modulus 11).

/// Whether these ten digits, with nothing between them, are an NHS number. Nine digits are weighted from 10 down
/// to 2; what their sum lacks to a multiple of 11 is the tenth. Where that would be 10 there is no such number.
#[must_use]
pub fn is_nhs_number(digits: &str) -> bool {
    let figures: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(10)).collect();
    let Some((check, nine)) = figures.as_deref().and_then(<[u32]>::split_last) else {
        return false;
    };
    let sum: u32 = nine
        .iter()
        .zip((2..=10).rev())
        .map(|(figure, weight)| figure * weight)
        .sum();
    nine.len() == 9 && *check == (11 - sum % 11) % 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_all_last_digits_at_most_one_is_right() {
        for nine in ["943476591", "000000000", "123456789", "987654321"] {
            let right = (0..10)
                .filter(|last| is_nhs_number(&format!("{nine}{last}")))
                .count();
            assert!(right <= 1, "{nine}");
        }
        // The example of the NHS Data Dictionary's own description of the check digit.
        assert!(is_nhs_number("9434765919"));
    }
}
