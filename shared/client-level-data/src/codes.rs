//! The code lists, as `data/cld-codes.json` has them, with where each was read.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Copied from the notes on the standard, without the lists of other standards and without codes of authorities,
/// which nobody could verify.
const FILE: &str = include_str!("../data/cld-codes.json");

/// The values of one heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CodeList {
    /// Known to be of Release 2, which is in force.
    pub current: Vec<String>,
    /// Known to be of Release 1 only, as far as anybody could find out.
    pub release_1: Vec<String>,
    pub source: String,
    pub confidence: String,
}

impl CodeList {
    /// Whether the value stands in either.
    #[must_use]
    pub fn has(&self, value: &str) -> bool {
        self.current
            .iter()
            .chain(&self.release_1)
            .any(|known| known == value)
    }
}

/// A list as the file writes it.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    release: String,
    #[serde(default)]
    values: Vec<WrittenValue>,
    #[serde(default)]
    r1: Vec<String>,
    #[serde(default)]
    r2_seen: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    confidence: String,
}

/// A value alone, or with what else is known of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenValue {
    Alone(String),
    Told { v: String },
}

impl WrittenValue {
    fn into_text(self) -> String {
        match self {
            Self::Alone(text) | Self::Told { v: text } => text,
        }
    }
}

impl From<Written> for CodeList {
    fn from(written: Written) -> Self {
        let values = written.values.into_iter().map(WrittenValue::into_text);
        let mut current = written.r2_seen;
        let mut release_1 = written.r1;
        match written.release.as_str() {
            "R2" | "R1+R2" => current.extend(values),
            _ => release_1.extend(values),
        }
        release_1.retain(|value| !current.contains(value));
        Self {
            current,
            release_1,
            source: written.source,
            confidence: written.confidence,
        }
    }
}

/// A list by its name in the file. One that is not there has no values.
#[must_use]
pub fn list(name: &str) -> &'static CodeList {
    static LISTS: OnceLock<BTreeMap<String, CodeList>> = OnceLock::new();
    static NONE: CodeList = CodeList {
        current: Vec::new(),
        release_1: Vec::new(),
        source: String::new(),
        confidence: String::new(),
    };
    LISTS.get_or_init(read).get(name).unwrap_or(&NONE)
}

/// Every member of the file that is a list of values.
fn read() -> BTreeMap<String, CodeList> {
    // It is part of the program, and a test reads it.
    let members: Map<String, Value> = serde_json::from_str(FILE).unwrap_or_default();
    members
        .into_iter()
        .filter(|(_, member)| member.get("release").is_some())
        .filter_map(|(name, member)| {
            let written: Written = serde_json::from_value(member).ok()?;
            Some((name, written.into()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Heading, Kind, Requirement, Verdict};

    fn file() -> Value {
        serde_json::from_str(FILE).unwrap()
    }

    fn texts(value: &Value) -> Vec<&str> {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap())
            .collect()
    }

    #[test]
    fn the_headings_are_those_of_the_file_in_their_order() {
        let names: Vec<&str> = Heading::ALL.iter().map(|heading| heading.name()).collect();
        assert_eq!(names, texts(&file()["fields_in_order"]["list"]));
        assert_eq!(names.len(), 50);
        for (place, heading) in Heading::ALL.iter().enumerate() {
            assert_eq!(heading.place(), place);
        }
    }

    #[test]
    fn modules_and_verdicts_have_the_words_of_the_procedure() {
        let file = file();
        let mut modules: Vec<&str> = Heading::ALL.iter().map(|h| h.module().name()).collect();
        modules.sort_unstable();
        modules.dedup();
        let mut known = texts(&file["modules"]["list"]);
        known.sort_unstable();
        assert_eq!(modules, known);
        let requirements: Vec<&str> = Requirement::ALL.iter().map(|r| r.label()).collect();
        assert_eq!(requirements, texts(&file["dq_requirement_labels"]));
        let (undetermined, verdicts) = Verdict::ALL.split_last().unwrap();
        let verdicts: Vec<&str> = verdicts.iter().map(|verdict| verdict.label()).collect();
        assert_eq!(verdicts, texts(&file["dq_result_labels"]));
        assert_eq!(undetermined.label(), Requirement::Undetermined.label());
    }

    #[test]
    fn every_coded_heading_has_a_list_and_every_list_says_where_it_was_read() {
        for heading in Heading::ALL {
            if let Kind::Code(name) = heading.kind() {
                let list = list(name);
                assert!(
                    !list.current.is_empty() || !list.release_1.is_empty(),
                    "{name}"
                );
                assert!(
                    !list.source.is_empty() && !list.confidence.is_empty(),
                    "{name}"
                );
            }
        }
        assert_eq!(list("ethnicity").current.len(), 21);
        assert_eq!(list("no-such-list"), &CodeList::default());
    }

    #[test]
    fn what_is_not_known_of_release_2_is_never_taken_for_it() {
        assert_eq!(list("request_route_of_access").current, [""; 0]);
        assert_eq!(
            list("primary_support_reason").current,
            ["Social support: Support to unpaid carer"]
        );
        let outcomes = &list("event_outcome");
        assert_eq!(outcomes.current, vocabulary::EVENT_OUTCOMES);
        assert!(
            !outcomes
                .release_1
                .contains(&"Admitted to hospital".to_owned())
        );
    }

    #[test]
    fn no_value_of_a_list_would_be_changed_on_its_way_into_a_spreadsheet() {
        for heading in Heading::ALL {
            if let Kind::Code(name) = heading.kind() {
                let list = list(name);
                for value in list.current.iter().chain(&list.release_1) {
                    let line = csv_lines::line([value]);
                    assert!(
                        line.trim_end() == value || line == format!("\"{value}\"\r\n"),
                        "{line}"
                    );
                }
            }
        }
    }
}
