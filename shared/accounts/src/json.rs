//! One line of JSON, in which a member that is given twice is noticed: which of two amounts is meant cannot be
//! guessed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads a text, and the names of the members that it gives more than once.
pub(crate) fn parse(text: &str) -> serde_json::Result<(Value, BTreeSet<String>)> {
    let doubled = RefCell::default();
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = Once { doubled: &doubled }.deserialize(&mut parser)?;
    parser.end()?;
    Ok((value, doubled.into_inner()))
}

/// A value of any kind.
#[derive(Clone, Copy)]
struct Once<'a> {
    doubled: &'a RefCell<BTreeSet<String>>,
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(truth.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(self)?;
            if object.contains_key(&name) {
                self.doubled.borrow_mut().insert(name.clone());
            }
            object.insert(name, value);
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_that_is_given_twice_is_named_however_deep_it_stands() {
        let text = r#"{"a": [null, true, -1, 1, 0.5, "x"], "b": {"c": 1, "c": 2}, "a": 3}"#;
        let (value, doubled) = parse(text).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(doubled, ["a", "c"].map(str::to_owned).into());
        assert!(parse("{} {}").is_err());
    }
}
