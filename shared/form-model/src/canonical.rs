//! JSON in one spelling, so that two bodies that mean the same are the same text.

use serde_json::Value;

/// The value with the members of every object in order, and whole numbers without a decimal point.
pub fn canonical_json(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => {
            let mut names: Vec<&String> = members.keys().collect();
            names.sort_unstable();
            text.push('{');
            for (index, name) in names.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                if let Some(value) = members.get(name) {
                    write(value, text);
                }
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        #[allow(clippy::cast_possible_truncation)]
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => {
                text.push_str(&(float as i64).to_string());
            }
            _ => text.push_str(&number.to_string()),
        },
        other => text.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_members_and_the_spelling_of_numbers_mean_nothing() {
        let one: Value =
            serde_json::from_str(r#"{"b": [1.0, {"d": null, "c": "\u0041"}], "a": true}"#).unwrap();
        assert_eq!(
            canonical_json(&one),
            r#"{"a":true,"b":[1,{"c":"A","d":null}]}"#
        );
    }

    #[test]
    fn the_order_of_a_list_means_something() {
        assert_ne!(
            canonical_json(&json!([1, 2])),
            canonical_json(&json!([2, 1]))
        );
    }
}
