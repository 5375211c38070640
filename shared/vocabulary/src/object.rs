//! An object that a machine sends, read strictly: its members one by one, and every problem with them.

use serde_json::{Map, Value};

use crate::reading::{Read, shortened};
use crate::{Date, FieldProblem, Word};

/// An object, and where it stands in what was sent.
pub struct Object<'a> {
    members: &'a Map<String, Value>,
    path: String,
}

impl<'a> Object<'a> {
    /// The object at `path`, empty for the body itself; none, and a problem, when it is something else. Members
    /// that are not `known` are problems.
    pub fn of(
        value: &'a Value,
        path: &str,
        known: &[&str],
        problems: &mut Vec<FieldProblem>,
    ) -> Option<Self> {
        let Value::Object(members) = value else {
            let field = if path.is_empty() { "body" } else { path };
            problems.push(FieldProblem::new(field, "must be a JSON object"));
            return None;
        };
        let object = Self {
            members,
            path: path.to_owned(),
        };
        for name in members
            .keys()
            .filter(|name| !known.contains(&name.as_str()))
        {
            problems.push(FieldProblem::new(
                object.field(&shortened(name)),
                format!(
                    "is not known here; the known members are {}",
                    known.join(", ")
                ),
            ));
        }
        Some(object)
    }

    /// The name of a member, as problems give it.
    pub fn field(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    /// A member that must be there.
    pub fn required<T>(
        &self,
        name: &str,
        read: impl FnOnce(&'a Value) -> Read<T>,
        problems: &mut Vec<FieldProblem>,
    ) -> Option<T> {
        if !self.members.contains_key(name) {
            problems.push(FieldProblem::new(
                self.field(name),
                "is missing; it must be given",
            ));
        }
        self.optional(name, read, problems)
    }

    /// A member that may be left out.
    pub fn optional<T>(
        &self,
        name: &str,
        read: impl FnOnce(&'a Value) -> Read<T>,
        problems: &mut Vec<FieldProblem>,
    ) -> Option<T> {
        match read(self.members.get(name)?) {
            Ok(value) => Some(value),
            Err(messages) => {
                let field = self.field(name);
                problems.extend(
                    messages
                        .into_iter()
                        .map(|message| FieldProblem::new(field.as_str(), message)),
                );
                None
            }
        }
    }
}

/// A value that may be null.
pub fn nullable<'a, T>(
    read: impl FnOnce(&'a Value) -> Read<T>,
) -> impl FnOnce(&'a Value) -> Read<Option<T>> {
    |value| match value {
        Value::Null => Ok(None),
        value => read(value).map(Some),
    }
}

/// A day. Nothing but a text is one, so a value of another kind is told the same.
pub fn day(value: &Value) -> Read<Date> {
    let read = value.as_str().map(str::parse);
    match read {
        Some(Ok(date)) => Ok(date),
        _ => Err(vec!["must be a date that exists, as YYYY-MM-DD".to_owned()]),
    }
}

/// A word of a closed list. What was sent instead is not repeated: it may be anything.
pub fn one_of<W: Word>(value: &Value) -> Read<W> {
    value.as_str().and_then(W::from_id).ok_or_else(|| {
        let known: Vec<&str> = W::ALL.iter().map(|word| word.id()).collect();
        vec![format!("must be one of the texts {}", known.join(", "))]
    })
}
