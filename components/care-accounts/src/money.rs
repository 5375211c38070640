//! Money and days as people read them.

use vocabulary::Date;

/// "£1,234.56", from pence.
pub fn pounds(pence: u64) -> String {
    format!("£{}.{:02}", grouped(pence / 100), pence % 100)
}

/// "£1,234", to the nearest pound: for the scale of a chart.
pub fn whole_pounds(pence: u64) -> String {
    format!("£{}", grouped(pence.saturating_add(50) / 100))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1234.56", for a spreadsheet.
pub fn plain_pounds(pence: u64) -> String {
    format!("{}.{:02}", pence / 100, pence % 100)
}

/// "2 November 2026" from `2026-11-02`. What is no day stays as it is.
pub fn day_of(text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), working_calendar::day_in_words)
}

/// "November 2026", of a day in it.
pub fn month_of(day: Date) -> String {
    let words = working_calendar::day_in_words(day);
    words
        .split_once(' ')
        .map_or_else(String::new, |(_, month)| month.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_people_write_it() {
        assert_eq!(pounds(0), "£0.00");
        assert_eq!(pounds(123_456_789), "£1,234,567.89");
        assert_eq!(pounds(100_005), "£1,000.05");
        assert_eq!(
            (whole_pounds(149), whole_pounds(150)),
            ("£1".into(), "£2".into())
        );
        assert_eq!(plain_pounds(100_005), "1000.05");
    }

    #[test]
    fn days_and_months_are_words() {
        let day: Date = "2026-11-02".parse().unwrap();
        assert_eq!(month_of(day), "November 2026");
        assert_eq!(
            (day_of("2026-11-02"), day_of("soon")),
            ("2 November 2026".into(), "soon".into())
        );
    }
}
