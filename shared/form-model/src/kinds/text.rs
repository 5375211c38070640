//! Texts of one line and of several.

use serde_json::{Value, json};

use super::{Posted, Read, wrong};
use crate::{Answer, Mistake, Slip, TextRules};

/// The most characters of one line.
pub const LINE: usize = 200;
/// The most characters of a name.
pub const NAME: usize = 100;
/// The most characters of a long text.
pub const LONG: usize = 20_000;

pub fn one_line(value: &Value, rules: &TextRules, most: usize) -> Read {
    let text = kept(value, false)?;
    limited(text, rules.max.unwrap_or(most)).map(|text| text.map(Answer::Text))
}

pub fn several_lines(value: &Value, rules: &TextRules) -> Read {
    let text = kept(value, true)?;
    limited(text, rules.max.unwrap_or(LONG)).map(|text| text.map(Answer::Text))
}

/// A slug such as `castle-point`.
pub fn slug(value: &Value) -> Read {
    let Some(text) = kept(value, false)? else {
        return Ok(None);
    };
    let is_slug = text.len() <= 60
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if is_slug {
        Ok(Some(Answer::Text(text)))
    } else {
        wrong(Slip::NotASlug)
    }
}

/// `castle-point` as `Castle Point`.
pub fn say_slug(slug: &str) -> String {
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(characters).collect::<String>()
        })
    };
    slug.split('-').map(capital).collect::<Vec<_>>().join(" ")
}

/// The text without space around it; none when nothing is left. Marks that turn the direction of
/// writing are taken out: they can make one name look like another.
pub fn kept(value: &Value, lines: bool) -> Result<Option<String>, Vec<Mistake>> {
    let Value::String(text) = value else {
        return wrong(Slip::WrongType("a text"));
    };
    let allowed = |c: char| !c.is_control() || (lines && matches!(c, '\n' | '\r' | '\t'));
    if !text.chars().all(allowed) {
        return wrong(Slip::Character);
    }
    let turns = |c: &char| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.replace("\r\n", "\n").chars().filter(turns).collect();
    let text = text.trim();
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

pub fn limited(text: Option<String>, most: usize) -> Result<Option<String>, Vec<Mistake>> {
    match text {
        Some(text) if text.chars().nth(most).is_some() => wrong(Slip::TooLong(most)),
        text => Ok(text),
    }
}

pub fn posted(id: &str, post: Posted) -> Option<Value> {
    let text = post.first(id);
    (!text.is_empty()).then(|| json!(text))
}

pub fn schema(rules: &TextRules, most: usize) -> Value {
    json!({"type": "string", "maxLength": rules.max.unwrap_or(most)})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Read {
        one_line(&json!(text), &TextRules::default(), LINE)
    }

    #[test]
    fn a_text_is_kept_as_it_was_typed_without_space_around_it() {
        assert_eq!(
            line("  Zoë O’Hara  "),
            Ok(Some(Answer::Text("Zoë O’Hara".into())))
        );
        assert_eq!(line("   "), Ok(None));
    }

    #[test]
    fn nul_and_line_breaks_are_no_part_of_a_line() {
        assert!(line("a\0b").is_err());
        assert!(line("a\nb").is_err());
        let long = several_lines(&json!("a\r\nb"), &TextRules::default());
        assert_eq!(long, Ok(Some(Answer::Text("a\nb".into()))));
    }

    #[test]
    fn a_mark_that_turns_the_writing_is_taken_out_of_a_name() {
        assert_eq!(
            line("Ann\u{202e}eiB"),
            Ok(Some(Answer::Text("AnneiB".into())))
        );
    }

    #[test]
    fn a_text_of_200_kilobytes_is_told_its_limit() {
        let long = several_lines(&json!("a".repeat(200_000)), &TextRules::default());
        assert_eq!(long, wrong(Slip::TooLong(LONG)));
    }
}
