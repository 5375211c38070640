//! Facts by which nobody can be named, and by which rules decide as they did by what somebody told us.
//!
//! A date of birth becomes one that allows the same ages on the day of the contact, and a text that is neither a
//! postcode nor a place's name becomes one that names no place. What is not of the contract's facts is left out.
//! A whole postcode stays, because places are decided by it: whoever gets it counts, and shows none.

use crate::records::fact_list;
use places::Postcode;
use serde_json::{Map, Value};
use vocabulary::{Date, Facts, Instant, PartialDate};
use working_calendar::local_date;

/// Stands for a text that names no place, so that it stays known that something was written.
const NO_PLACE: &str = "not-a-place";
/// Longer than the name of any district.
const LONGEST_SLUG: usize = 40;

/// The facts of a contact that came at this moment, without what could name anybody.
pub fn facts(kept: &Map<String, Value>, received: Instant) -> Facts {
    let today = local_date(received);
    let mut facts = Facts::from_list(fact_list(kept));
    facts.date_of_birth = facts.date_of_birth.map(|born| as_old(born, today));
    for postcode in [&mut facts.postcode, &mut facts.cared_for_postcode] {
        *postcode = postcode.take().map(|typed| readable(&typed));
    }
    for district in [&mut facts.district, &mut facts.cared_for_district] {
        *district = district.take().map(slug);
    }
    facts
}

/// A date of birth that allows the same ages on this day.
fn as_old(born: PartialDate, today: Date) -> PartialDate {
    let (earliest, latest) = (born.earliest(), born.latest().min(today));
    if earliest > today {
        // A slip of the pen stays one.
        return PartialDate::from(today.plus_days(1));
    }
    let (least, most) = (
        latest.whole_years_until(today),
        earliest.whole_years_until(today),
    );
    if least == most {
        return PartialDate::from(today.plus_months(-12 * least));
    }
    // Of a year, or of a month in which the birthday may still come: both ages are of that year.
    let year = format!("{:04}", earliest.year());
    year.parse().unwrap_or(born)
}

/// A postcode without whatever else was typed.
fn readable(typed: &str) -> String {
    Postcode::parse(typed).map_or_else(|| NO_PLACE.to_owned(), |postcode| postcode.to_string())
}

fn slug(typed: String) -> String {
    let is_slug = typed.len() <= LONGEST_SLUG
        && typed
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    match is_slug {
        true => typed,
        false => NO_PLACE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// 2026-11-20, in the morning.
    const RECEIVED: i64 = 1_795_168_800;

    fn told(kept: Value) -> Value {
        let Value::Object(kept) = kept else {
            panic!("facts are an object");
        };
        facts(&kept, Instant::from_unix(RECEIVED)).to_json()
    }

    #[test]
    fn nothing_that_names_anybody_is_told() {
        let told = told(json!({
            "about": "self", "date-of-birth": "1941-03-07", "age": 85, "postcode": "cm1 1qh",
            "cared-for-postcode": "no idea, ask Edith", "district": "chelmsford",
            "cared-for-district": "Edith Fennimore's house", "needs": ["memory"],
            "caring-hours-per-week": 12.5, "given-name": "Edith", "phone": "01632 960001",
        }));
        assert_eq!(
            told,
            json!({
                "about": "self", "date-of-birth": "1941-11-20", "age": 85, "postcode": "CM1 1QH",
                "cared-for-postcode": "not-a-place", "district": "chelmsford",
                "cared-for-district": "not-a-place", "needs": ["memory"],
                "caring-hours-per-week": 12.5,
            })
        );
    }

    #[test]
    fn every_date_of_birth_gives_the_ages_that_it_gave() {
        let ages = |born: PartialDate, today: Date| {
            (born.earliest() <= today).then(|| {
                (
                    born.latest().min(today).whole_years_until(today),
                    born.earliest().whole_years_until(today),
                )
            })
        };
        // Every second day of 120 years, whole, without the day and without the month, on days of every kind.
        for today in [
            "2026-11-20",
            "2028-02-29",
            "2027-02-28",
            "2026-01-01",
            "2026-12-31",
        ] {
            let today: Date = today.parse::<PartialDate>().unwrap().earliest();
            for days in (0..44_000).step_by(2) {
                let whole = PartialDate::from(today.plus_days(400 - days)).to_string();
                for written in [&whole[..], &whole[..7], &whole[..4]] {
                    let born: PartialDate = written.parse().unwrap();
                    let instead = as_old(born, today);
                    assert_eq!(
                        ages(born, today),
                        ages(instead, today),
                        "{born} {instead} {today}"
                    );
                }
            }
        }
    }
}
