//! Numbers.

use serde_json::{Value, json};

use super::{Posted, Read, wrong};
use crate::mistake::Range;
use crate::{Answer, Mistake, NumberRules, Slip};

impl NumberRules {
    /// Whether the number keeps the rules.
    pub(crate) fn takes(&self, number: f64) -> bool {
        self.slip(number).is_none()
    }

    /// Whether there is any number that keeps the rules.
    pub(crate) fn any(&self) -> bool {
        let least = self
            .min
            .map(|least| if self.whole { least.ceil() } else { least });
        match (least, self.max) {
            (Some(least), Some(most)) => least <= most,
            _ => true,
        }
    }

    fn range(&self) -> Range {
        Range {
            least: self.min,
            most: self.max,
        }
    }

    fn slip(&self, number: f64) -> Option<Slip> {
        let range = self.range();
        match (self.min, self.max) {
            _ if self.whole && number.fract() != 0.0 => Some(Slip::NotWhole(range)),
            (Some(least), _) if number < least => Some(Slip::TooSmall(range)),
            (_, Some(most)) if number > most => Some(Slip::TooBig(range)),
            _ => None,
        }
    }
}

pub fn read(value: &Value, rules: &NumberRules) -> Read {
    let Some(number) = value.as_f64().filter(|number| number.is_finite()) else {
        return wrong(Slip::WrongType("a number"));
    };
    match rules.slip(number) {
        Some(slip) => wrong(slip),
        None => Ok(Some(Answer::Number(number + 0.0))),
    }
}

pub fn posted(id: &str, post: Posted, rules: &NumberRules) -> Result<Option<Value>, Vec<Mistake>> {
    let typed = post.first(id);
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = typed.replace(',', "");
    let figures = plain
        .bytes()
        .all(|b| b.is_ascii_digit() || b"+-.".contains(&b));
    match plain.parse::<f64>() {
        Ok(number) if figures && number.is_finite() => Ok(Some(json!(number))),
        _ => wrong(Slip::NotANumber(rules.range())),
    }
}

pub fn say(rules: &NumberRules, number: f64) -> String {
    match &rules.unit {
        Some(unit) => format!("{number} {unit}"),
        None => number.to_string(),
    }
}

pub fn schema(rules: &NumberRules) -> Value {
    let mut schema = json!({"type": if rules.whole { "integer" } else { "number" }});
    if let Some(object) = schema.as_object_mut() {
        for (name, limit) in [("minimum", rules.min), ("maximum", rules.max)] {
            if let Some(limit) = limit {
                object.insert(name.to_owned(), json!(limit));
            }
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURS: NumberRules = NumberRules {
        min: Some(0.0),
        max: Some(168.0),
        whole: false,
        unit: None,
    };

    #[test]
    fn nobody_cares_for_more_hours_than_a_week_has() {
        assert_eq!(read(&json!(35), &HOURS), Ok(Some(Answer::Number(35.0))));
        assert_eq!(
            read(&json!(169), &HOURS),
            wrong(Slip::TooBig(HOURS.range()))
        );
        assert_eq!(
            read(&json!(-1), &HOURS),
            wrong(Slip::TooSmall(HOURS.range()))
        );
        assert!(read(&json!("35"), &HOURS).is_err());
    }

    #[test]
    fn a_typed_number_is_figures() {
        let typed = |text: &str| {
            posted(
                "hours",
                Posted(&[("hours".to_owned(), text.to_owned())]),
                &HOURS,
            )
        };
        assert_eq!(typed("1,000"), Ok(Some(json!(1000.0))));
        assert_eq!(typed("thirty"), wrong(Slip::NotANumber(HOURS.range())));
        assert_eq!(typed("inf"), wrong(Slip::NotANumber(HOURS.range())));
        assert_eq!(typed(""), Ok(None));
    }
}
