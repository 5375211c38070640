//! Postal addresses, as far as somebody knows them.

use serde_json::{Map, Value, json};

use super::{Posted, Read, looks_like_a_postcode, text, wrong};
use crate::mistake::quoted;
use crate::{Address, Answer, Mistake, Slip};

const PARTS: [&str; 5] = ["line-1", "line-2", "town", "county", "postcode"];

pub fn read(value: &Value) -> Read {
    let Value::Object(members) = value else {
        return wrong(Slip::WrongType("an address as an object"));
    };
    let mut address = Address::default();
    let mut mistakes = Vec::new();
    for (name, value) in members {
        let Some(part) = address.part_mut(name) else {
            let known = Slip::UnknownMember(PARTS.join(", "));
            mistakes.push(Mistake::in_part(quoted(name), known));
            continue;
        };
        match text::kept(value, false).and_then(|typed| text::limited(typed, text::LINE)) {
            Ok(typed) => *part = typed,
            Err(found) => mistakes.extend(
                found
                    .into_iter()
                    .map(|mistake| Mistake::in_part(name, mistake.slip)),
            ),
        }
    }
    if address
        .postcode
        .as_deref()
        .is_some_and(|typed| !looks_like_a_postcode(typed))
    {
        mistakes.push(Mistake::in_part("postcode", Slip::NotAPostcode));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok((address != Address::default()).then_some(Answer::Address(address)))
}

pub fn posted(id: &str, post: Posted) -> Option<Value> {
    let typed = PARTS.iter().filter_map(|part| {
        let value = post.first(&format!("{id}-{part}"));
        (!value.is_empty()).then(|| ((*part).to_owned(), json!(value)))
    });
    let members: Map<String, Value> = typed.collect();
    (!members.is_empty()).then_some(Value::Object(members))
}

pub fn typed(id: &str, address: &Address) -> Vec<(String, String)> {
    let field =
        |(part, value): (&str, Option<&str>)| Some((format!("{id}-{part}"), value?.to_owned()));
    address.parts().into_iter().filter_map(field).collect()
}

pub fn say(address: &Address) -> String {
    let lines: Vec<&str> = address
        .parts()
        .into_iter()
        .filter_map(|(_, value)| value)
        .collect();
    lines.join("\n")
}

pub fn schema() -> Value {
    let line = json!({"type": "string", "maxLength": text::LINE});
    let properties: Map<String, Value> = PARTS
        .iter()
        .map(|part| ((*part).to_owned(), line.clone()))
        .collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_far_as_it_is_known() {
        let Ok(Some(answer)) = read(&json!({"line-1": "1 High Street", "postcode": "cm1 1qh"}))
        else {
            panic!("an address");
        };
        assert_eq!(
            answer.to_json(),
            json!({"line-1": "1 High Street", "postcode": "cm1 1qh"})
        );
        assert_eq!(read(&json!({})), Ok(None));
        assert_eq!(read(&json!({"town": " "})), Ok(None));
    }

    #[test]
    fn everything_wrong_with_an_address_is_said() {
        let mistakes = read(&json!({"street": "x", "town": 7, "postcode": "?"})).unwrap_err();
        let parts: Vec<&str> = mistakes
            .iter()
            .map(|mistake| mistake.part.as_str())
            .collect();
        assert_eq!(parts, ["“street”", "town", "postcode"]);
    }
}
