//! The sealed records: what is in them, and how they are written and read.
//!
//! Every record carries a format version. Version N reads N-1, so when a format changes, the old shape
//! stays here until no record has it.

use crate::model::{Answer, Person, S42Decision};
use crate::{Fault, Store};
use database::Connection;
use sealing::{Place, Randomness, Sealer};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use vocabulary::{Decision, FactValue};

/// The format that is written now; there is none before it.
pub(crate) const FORMAT: u8 = 1;

/// The small record of a case: what a list shows and a search compares.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub person: Person,
    /// Others whom the contact names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_about: Vec<Person>,
    pub needs: Vec<String>,
    pub risks: Vec<String>,
}

/// The large record of a case, read only when somebody opens it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CaseRecord {
    pub answers: Vec<Answer>,
    /// The facts as the contract's JSON.
    pub facts: Map<String, Value>,
    pub decision: Decision,
    pub flags: Vec<String>,
    pub entered_by: Option<String>,
}

/// What is sealed of an audit event.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Particulars {
    /// Words for staff: a note, or what was changed.
    pub text: Option<String>,
    /// The reason that was given.
    pub because: Option<String>,
    /// What a list showed, or the other referral with which this one was joined or from which it was taken apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// A decision under section 42, kept whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s42: Option<S42Decision>,
    /// What was done to a carer's assessment, kept whole: the assessment is these steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<assessments::Change>,
    /// What was done with a referral between taking it on and closing it, kept whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<casework::Change>,
    /// The version of a form or of the rules that was proposed, published or withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_version: Option<u32>,
    /// The keyed hash of that version's text, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_text: Option<String>,
    /// From when that version of the rules applies, in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_effect: Option<i64>,
}

impl Particulars {
    /// The other referral that an event of a referral's own chain is about.
    pub(crate) fn other(&self) -> Option<&str> {
        let work = self.work.as_ref().and_then(casework::Change::other);
        work.or_else(|| self.references.first().map(String::as_str))
    }

    /// What staff read of it.
    pub(crate) fn words(self) -> Option<String> {
        match (self.text, self.because) {
            (Some(text), Some(because)) => Some(format!("{text}: {because}")),
            (text, because) => text.or(because),
        }
    }
}

impl Listed {
    /// The name as it was given.
    pub(crate) fn name(&self) -> Option<String> {
        let parts = [&self.person.given_name, &self.person.family_name];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// Facts as the contract's JSON object.
pub(crate) fn facts_json(facts: &[(String, FactValue)]) -> Map<String, Value> {
    facts
        .iter()
        .map(|(name, value)| {
            let value = match value {
                FactValue::Text(text) => Value::from(text.as_str()),
                FactValue::Several(words) => Value::from(words.clone()),
                FactValue::Number(number) => Value::from(*number),
            };
            (name.clone(), value)
        })
        .collect()
}

/// Facts as they were before [`facts_json`].
pub(crate) fn fact_list(kept: &Map<String, Value>) -> Vec<(String, FactValue)> {
    let listed = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::String(text) => FactValue::Text(text.clone()),
            Value::Number(number) => FactValue::Number(number.as_f64()?),
            Value::Array(words) => FactValue::Several(
                words
                    .iter()
                    .filter_map(|word| word.as_str().map(str::to_owned))
                    .collect(),
            ),
            _ => return None,
        };
        Some((name.clone(), value))
    };
    kept.iter().filter_map(listed).collect()
}

/// The words of a fact that has several.
pub(crate) fn words_of(facts: &[(String, FactValue)], name: &str) -> Vec<String> {
    facts
        .iter()
        .find_map(|(known, value)| match value {
            FactValue::Several(words) if known == name => Some(words.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

impl<C: Connection, R: Randomness> Store<C, R> {
    pub(crate) fn seal(
        &self,
        sealer: &Sealer,
        place: Place<'_>,
        record: &impl Serialize,
    ) -> Result<Vec<u8>, Fault> {
        Ok(sealer.seal_record(place, FORMAT, record, &self.randomness)?)
    }

    pub(crate) fn unseal<T: DeserializeOwned>(
        &self,
        sealer: &Sealer,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<T, Fault> {
        Ok(sealer.open_record(place, FORMAT, sealed)?)
    }
}
