//! The bodies of calls: from JSON to texts, or everything that is wrong.

use serde_json::Value;
use vocabulary::FieldProblem;
use vocabulary::object::{Object, day};
use web::Problem;

/// The most characters of a text that is not a reason.
const SHORT: usize = 200;
/// The most characters of a reason.
const LONG: usize = 2_000;

/// An object being read, with everything that is wrong so far.
pub struct Body<'a> {
    object: Option<Object<'a>>,
    problems: Vec<FieldProblem>,
}

impl<'a> Body<'a> {
    /// Members that are not `known` are problems.
    pub fn of(body: &'a Value, known: &[&str]) -> Self {
        let mut problems = Vec::new();
        let object = Object::of(body, "", known, &mut problems);
        Self { object, problems }
    }

    /// A text that must be there and say something.
    pub fn text(&mut self, name: &str) -> String {
        self.read(name, |value| said(value, SHORT))
    }

    /// A reason, which may be longer.
    pub fn reason(&mut self, name: &str) -> String {
        self.read(name, |value| said(value, LONG))
    }

    /// A day that must be there.
    pub fn day(&mut self, name: &str) -> String {
        self.read(name, |value| day(value).map(|day| day.to_string()))
    }

    fn read(
        &mut self,
        name: &str,
        read: impl FnOnce(&'a Value) -> Result<String, Vec<String>>,
    ) -> String {
        let object = self.object.as_ref();
        let found = object.and_then(|object| object.required(name, read, &mut self.problems));
        found.unwrap_or_default()
    }

    /// What was read, unless anything was wrong.
    pub fn finish<T>(self, read: T) -> Result<T, Problem> {
        if self.problems.is_empty() {
            return Ok(read);
        }
        let named = |problem: FieldProblem| web::FieldProblem::new(problem.field, problem.message);
        Err(Problem::invalid(
            self.problems.into_iter().map(named).collect(),
        ))
    }
}

fn said(value: &Value, most: usize) -> Result<String, Vec<String>> {
    let wrong = match value.as_str() {
        None => "must be a text".to_owned(),
        Some(text) if text.contains('\0') => "must not contain the character NUL".to_owned(),
        Some(text) if text.trim().is_empty() => "must say something".to_owned(),
        Some(text) if text.chars().count() > most => {
            format!("must have at most {most} characters")
        }
        Some(text) => return Ok(text.trim().to_owned()),
    };
    Err(vec![wrong])
}
