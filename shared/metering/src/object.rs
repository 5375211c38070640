//! An object of the body as it is read: its members one by one, and every problem with them.

use serde_json::{Map, Value};
use vocabulary::FieldProblem;
use vocabulary::reading::{Read, shortened};

/// An object, and where it stands in the body.
pub(crate) struct Object<'a> {
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
pub(crate) fn nullable<'a, T>(
    read: impl FnOnce(&'a Value) -> Read<T>,
) -> impl FnOnce(&'a Value) -> Read<Option<T>> {
    |value| match value {
        Value::Null => Ok(None),
        value => read(value).map(Some),
    }
}
