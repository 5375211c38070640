//! JSON Schema 2020-12 of a form's answers.

use serde_json::{Map, Value, json};

use crate::{AnswerKind, Form, Question};

/// What the schema says of a form that takes files.
const NO_FILES: &str =
    "Files are added on the pages of the form, one by one, and cannot be sent here.";

impl Form {
    /// The schema of the member `answers` of a submission.
    pub fn schema(&self) -> Value {
        let property = |question: &Question| {
            let mut schema = question.answer.schema();
            if let Some(object) = schema.as_object_mut() {
                object.insert("title".to_owned(), json!(question.label));
            }
            (question.id.clone(), schema)
        };
        // Whoever sends JSON cannot name a file, so nothing is said of it but that.
        let is_upload = |question: &Question| matches!(question.answer, AnswerKind::Upload(_));
        let properties: Map<String, Value> = self
            .questions()
            .filter(|(_, question)| !is_upload(question))
            .map(|(_, question)| property(question))
            .collect();
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("/api/v1/forms/{}/schema", self.id),
            "title": self.title,
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
        });
        let Some(object) = schema.as_object_mut() else {
            return schema;
        };
        if self.questions().any(|(_, question)| is_upload(question)) {
            object.insert("description".to_owned(), json!(NO_FILES));
        }
        if self.at_least_one_answer.is_some() {
            object.insert("minProperties".to_owned(), json!(1));
        }
        if let Some(required) = self.required() {
            let mut ways = self.waivers();
            ways.push(required);
            object.insert("anyOf".to_owned(), Value::Array(ways));
        }
        schema
    }

    /// What is required of everybody, whatever they answered. A question that is only shown to some is not.
    fn required(&self) -> Option<Value> {
        let always: Vec<&str> = self
            .questions()
            .filter(|(page, question)| {
                question.required && page.show_when.is_none() && question.show_when.is_none()
            })
            .map(|(_, question)| question.id.as_str())
            .collect();
        let groups: Vec<Value> = self
            .require
            .iter()
            .map(|requirement| {
                let any: Vec<Value> = requirement.any_of.iter().map(|id| self.given(id)).collect();
                json!({"anyOf": any})
            })
            .collect();
        match (always.is_empty(), groups.is_empty()) {
            (true, true) => None,
            (false, true) => Some(json!({"required": always})),
            (_, false) => Some(json!({"required": always, "allOf": groups})),
        }
    }

    /// An answer that counts where one of several is required: of a single checkbox, only its tick.
    fn given(&self, id: &str) -> Value {
        match self.find_question(id) {
            Some((_, question)) if matches!(question.answer, AnswerKind::Boolean(_)) => {
                json!({"required": [id], "properties": {id: {"const": true}}})
            }
            _ => json!({"required": [id]}),
        }
    }

    /// Each answer after which nothing is required.
    fn waivers(&self) -> Vec<Value> {
        self.questions()
            .filter_map(|(_, question)| self.waiver(question))
            .collect()
    }

    fn waiver(&self, question: &Question) -> Option<Value> {
        let waives = |name: &String| self.nothing_required_once_known.contains(name);
        let own = question.fact.as_ref().is_some_and(waives);
        let words: Vec<&str> = match &question.answer {
            AnswerKind::YesNoDontKnow(words) if words.yes_facts.keys().any(waives) => vec!["yes"],
            kind => kind
                .choices()
                .iter()
                .filter(|choice| (own && !choice.no_fact) || choice.facts.keys().any(waives))
                .map(|choice| choice.id.as_str())
                .collect(),
        };
        let value = match &question.answer {
            _ if words.is_empty() && !own => return None,
            _ if words.is_empty() => json!(true),
            AnswerKind::ChooseSeveral(_) => json!({"contains": {"enum": words}}),
            _ => json!({"enum": words}),
        };
        Some(json!({"required": [question.id], "properties": {question.id.as_str(): value}}))
    }
}
