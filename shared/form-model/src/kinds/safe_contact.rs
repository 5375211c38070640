//! Which ways of getting in touch are safe. Somebody may be watched: nothing is taken for granted.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use wording::phrase::safe;
use wording::{Phrase, Wording};

use super::{Posted, Read, text, wrong};
use crate::mistake::quoted;
use crate::{Answer, Mistake, SafeContact, SafeContactRules, Slip, Way};

/// Every way that there is.
pub const WAYS: [&str; 5] = ["phone", "text", "email", "post", "visit"];
const MEMBERS: [&str; 2] = ["ways", "say-we-are"];
const WAY_MEMBERS: [&str; 4] = ["kind", "safe", "voicemail", "times"];

pub fn read(value: &Value, _rules: &SafeContactRules) -> Read {
    let Value::Object(members) = value else {
        return wrong(Slip::WrongType("an object with ways and say-we-are"));
    };
    let mut contact = SafeContact::default();
    let mut mistakes = Vec::new();
    for (name, value) in members {
        match name.as_str() {
            "ways" => contact.ways = read_ways(value, &mut mistakes),
            "say-we-are" => contact.say_we_are = line(value, name, &mut mistakes),
            _ => mistakes.push(Mistake::in_part(
                quoted(name),
                Slip::UnknownMember(MEMBERS.join(", ")),
            )),
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok((contact != SafeContact::default()).then_some(Answer::SafeContact(contact)))
}

fn read_ways(value: &Value, mistakes: &mut Vec<Mistake>) -> Vec<Way> {
    let Value::Array(items) = value else {
        mistakes.push(Mistake::in_part("ways", Slip::WrongType("a list of ways")));
        return Vec::new();
    };
    let mut kinds = BTreeSet::new();
    let mut ways = Vec::new();
    // One more than there are kinds cannot be right, so what comes after it need not be looked at.
    for (index, item) in items.iter().take(WAYS.len() + 1).enumerate() {
        let Some(way) = read_way(item, index, mistakes) else {
            continue;
        };
        if kinds.insert(way.kind.clone()) {
            ways.push(way);
        } else {
            let part = format!("ways[{index}].kind");
            mistakes.push(Mistake::in_part(
                part,
                Slip::Repeated(format!("{} is", quoted(&way.kind))),
            ));
        }
    }
    ways
}

fn read_way(item: &Value, index: usize, mistakes: &mut Vec<Mistake>) -> Option<Way> {
    let at = |name: &str| format!("ways[{index}].{name}");
    let Value::Object(members) = item else {
        mistakes.push(Mistake::in_part(
            format!("ways[{index}]"),
            Slip::WrongType("an object"),
        ));
        return None;
    };
    for name in members
        .keys()
        .filter(|name| !WAY_MEMBERS.contains(&name.as_str()))
    {
        let part = format!("ways[{index}].{}", quoted(name));
        mistakes.push(Mistake::in_part(
            part,
            Slip::UnknownMember(WAY_MEMBERS.join(", ")),
        ));
    }
    let mut word = |name: &str, known: &[&str]| {
        let sent = members.get(name)?;
        match sent.as_str().filter(|word| known.contains(word)) {
            Some(word) => Some(word.to_owned()),
            None => {
                let slip = match sent {
                    Value::String(word) => Slip::UnknownChoice {
                        sent: format!("{} is", quoted(word)),
                        known: known.join(", "),
                    },
                    _ => Slip::WrongType("a text"),
                };
                mistakes.push(Mistake::in_part(at(name), slip));
                None
            }
        }
    };
    let kind = word("kind", &WAYS);
    let safe = word("safe", &["yes", "no"]);
    let voicemail = word("voicemail", &["yes", "no"]);
    if members.get("kind").is_none() {
        mistakes.push(Mistake::in_part(at("kind"), Slip::NothingChosen));
    }
    let times = members
        .get("times")
        .and_then(|value| line(value, &at("times"), mistakes));
    Some(Way {
        kind: kind?,
        safe,
        voicemail,
        times,
    })
}

fn line(value: &Value, part: &str, mistakes: &mut Vec<Mistake>) -> Option<String> {
    match text::kept(value, false).and_then(|typed| text::limited(typed, text::LINE)) {
        Ok(typed) => typed,
        Err(found) => {
            mistakes.extend(
                found
                    .into_iter()
                    .map(|mistake| Mistake::in_part(part, mistake.slip)),
            );
            None
        }
    }
}

pub fn posted(id: &str, post: Posted, rules: &SafeContactRules) -> Option<Value> {
    let mut ways = Vec::new();
    for way in &rules.ways {
        let fields = ["safe", "voicemail", "times"]
            .into_iter()
            .filter_map(|name| {
                let value = post.first(&format!("{id}-{way}-{name}"));
                (!value.is_empty()).then(|| (name.to_owned(), json!(value)))
            });
        let mut members: Map<String, Value> = fields.collect();
        if !members.is_empty() {
            members.insert("kind".to_owned(), json!(way));
            ways.push(Value::Object(members));
        }
    }
    let name = post.first(&format!("{id}-say-we-are"));
    let mut object = Map::new();
    if !ways.is_empty() {
        object.insert("ways".to_owned(), Value::Array(ways));
    }
    if !name.is_empty() {
        object.insert("say-we-are".to_owned(), json!(name));
    }
    (!object.is_empty()).then_some(Value::Object(object))
}

pub fn typed(id: &str, contact: &SafeContact) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for way in &contact.ways {
        for (name, value) in [
            ("safe", &way.safe),
            ("voicemail", &way.voicemail),
            ("times", &way.times),
        ] {
            if let Some(value) = value {
                fields.push((format!("{id}-{}-{name}", way.kind), value.clone()));
            }
        }
    }
    if let Some(name) = &contact.say_we_are {
        fields.push((format!("{id}-say-we-are"), name.clone()));
    }
    fields
}

/// What staff and the person read of a way.
fn way_label(kind: &str) -> Phrase {
    match kind {
        "phone" => safe::PHONE,
        "text" => safe::TEXT,
        "email" => safe::EMAIL,
        "post" => safe::POST,
        _ => safe::VISIT,
    }
}

/// What people are asked of a way.
pub fn way_question(kind: &str) -> Phrase {
    match kind {
        "phone" => safe::ASK_PHONE,
        "text" => safe::ASK_TEXT,
        "email" => safe::ASK_EMAIL,
        "post" => safe::ASK_POST,
        _ => safe::ASK_VISIT,
    }
}

pub fn say(contact: &SafeContact, wording: &Wording) -> String {
    let said = |phrase| wording.say(phrase).text.to_owned();
    let mut lines = Vec::new();
    for way in &contact.ways {
        let mut words = vec![said(match way.safe.as_deref() {
            Some("yes") => safe::IS_SAFE,
            Some(_) => safe::IS_NOT_SAFE,
            None => safe::NOT_SAID,
        })];
        match way.voicemail.as_deref() {
            Some("yes") => words.push(said(safe::MESSAGE)),
            Some(_) => words.push(said(safe::NO_MESSAGE)),
            None => {}
        }
        if let Some(times) = &way.times {
            words.push(wording.fill(safe::WHEN, &[("times", times)]).text);
        }
        lines.push(format!(
            "{}: {}",
            said(way_label(&way.kind)),
            words.join(", ")
        ));
    }
    if let Some(name) = &contact.say_we_are {
        lines.push(wording.fill(safe::SAY, &[("name", name)]).text);
    }
    lines.join("\n")
}

pub fn schema(_rules: &SafeContactRules) -> Value {
    let yes_no = json!({"enum": ["yes", "no"]});
    let line = json!({"type": "string", "maxLength": text::LINE});
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "ways": {"type": "array", "maxItems": WAYS.len(), "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["kind"],
                "properties": {"kind": {"enum": WAYS}, "safe": yes_no, "voicemail": yes_no, "times": line}
            }},
            "say-we-are": line
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> SafeContactRules {
        SafeContactRules {
            ways: vec!["phone".to_owned(), "email".to_owned()],
        }
    }

    #[test]
    fn the_contract_s_value_is_read_and_comes_back_the_same() {
        let value = json!({
            "ways": [{"kind": "phone", "safe": "yes", "voicemail": "no", "times": "after 10am"}],
            "say-we-are": "the library"
        });
        let Ok(Some(answer)) = read(&value, &rules()) else {
            panic!("an answer")
        };
        assert_eq!(answer.to_json(), value);
        let Answer::SafeContact(contact) = &answer else {
            panic!("ways")
        };
        assert_eq!(
            say(contact, Wording::english()),
            "Phone call: safe, do not leave a message, when: after 10am\nSay you are: the library"
        );
        let fields = typed("safe-contact", contact);
        assert_eq!(
            posted("safe-contact", Posted(&fields), &rules()),
            Some(value)
        );
    }

    #[test]
    fn everything_wrong_with_it_is_said() {
        let value = json!({
            "ways": [{"kind": "pigeon"}, {"safe": "maybe"}, {"kind": "phone", "loud": true}, {"kind": "phone"}, 7],
            "who": "x"
        });
        let mistakes = read(&value, &rules()).unwrap_err();
        let mut parts: Vec<&str> = mistakes
            .iter()
            .map(|mistake| mistake.part.as_str())
            .collect();
        parts.sort_unstable();
        assert_eq!(
            parts,
            [
                "ways[0].kind",
                "ways[1].kind",
                "ways[1].safe",
                "ways[2].“loud”",
                "ways[3].kind",
                "ways[4]",
                "“who”"
            ]
        );
    }
}
