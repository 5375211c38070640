//! Problems: RFC 9457, one constructor for each fact of the contract's table of errors.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::Reply;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    pub field: String,
    pub message: String,
}

impl FieldProblem {
    /// A problem for each member that nobody knows here.
    pub fn of_unknown_members(members: &Map<String, Value>, known: &[&str]) -> Vec<Self> {
        let strange = members
            .keys()
            .filter(|name| !known.contains(&name.as_str()));
        strange
            .map(|name| {
                let name: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
                let message = format!("Is not known here. The members are: {}", known.join(", "));
                Self::new(name, message)
            })
            .collect()
    }

    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

/// Field and sentence, as stores name them.
impl From<(String, String)> for FieldProblem {
    fn from((field, message): (String, String)) -> Self {
        Self { field, message }
    }
}

/// An error of `/api/...`, in words that say what to do. Holds no internal detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub status: u16,
    pub title: &'static str,
    pub detail: String,
    /// Every field that is not valid; with 422 only.
    pub errors: Vec<FieldProblem>,
    /// Seconds; with 429 and 503.
    pub retry_after: Option<u32>,
    /// The methods that there are; with 405.
    pub allow: Option<String>,
}

impl Problem {
    fn new(status: u16, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
            allow: None,
        }
    }

    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(400, "The request cannot be read", detail)
    }

    pub fn unauthorised() -> Self {
        Self::new(
            401,
            "Sign in first",
            "Send a valid service token as \"Authorization: Bearer …\", or sign in.",
        )
    }

    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(403, "Not allowed", detail)
    }

    pub fn not_found() -> Self {
        Self::new(
            404,
            "Not found",
            "There is nothing at this address, or not for you. Check the address.",
        )
    }

    pub fn method_not_allowed(allow: impl Into<String>) -> Self {
        let allow = allow.into();
        let detail = format!("This address answers {allow} only.");
        Self {
            allow: Some(allow),
            ..Self::new(405, "Method not allowed", detail)
        }
    }

    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(409, "Not possible as things stand", detail)
    }

    pub fn precondition_failed() -> Self {
        Self::new(
            412,
            "It has changed",
            "Somebody changed this meanwhile. Read it again, then send your change with the new ETag.",
        )
    }

    pub fn precondition_required() -> Self {
        Self::new(
            428,
            "If-Match is missing",
            "Send the ETag that you read as the header If-Match.",
        )
    }

    pub fn too_large(limit: usize) -> Self {
        Self::new(
            413,
            "Too large",
            format!("Send at most {} KiB.", limit / 1024),
        )
    }

    pub fn unsupported_media_type(detail: impl Into<String>) -> Self {
        Self::new(415, "Wrong media type", detail)
    }

    pub fn invalid(errors: Vec<FieldProblem>) -> Self {
        let detail = match errors.len() {
            1 => "One field is not valid.".to_owned(),
            count => format!("{count} fields are not valid."),
        };
        Self {
            errors,
            ..Self::new(422, "Not valid", detail)
        }
    }

    pub fn too_many(retry_after: u32) -> Self {
        let detail = format!("Too many requests. Try again in {retry_after} seconds.");
        Self {
            retry_after: Some(retry_after),
            ..Self::new(429, "Too many requests", detail)
        }
    }

    pub fn unavailable(retry_after: u32) -> Self {
        let detail = format!(
            "We could not store or read this now, and nothing was accepted. Try again in {retry_after} seconds."
        );
        Self {
            retry_after: Some(retry_after),
            ..Self::new(503, "Not available now", detail)
        }
    }

    pub fn internal() -> Self {
        Self::new(
            500,
            "Something went wrong",
            "Something went wrong on our side. Try again, and tell us if it goes on.",
        )
    }

    /// The reply: `application/problem+json`, never cached.
    pub fn into_reply(self) -> Reply {
        #[derive(Serialize)]
        struct Document<'a> {
            r#type: &'static str,
            title: &'a str,
            status: u16,
            detail: &'a str,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            errors: &'a [FieldProblem],
        }
        let document = Document {
            r#type: "about:blank",
            title: self.title,
            status: self.status,
            detail: &self.detail,
            errors: &self.errors,
        };
        let mut reply = Reply::json(self.status, &document);
        reply.set_header("content-type", "application/problem+json");
        if let Some(seconds) = self.retry_after {
            reply.set_header("retry-after", &seconds.to_string());
        }
        if let Some(allow) = &self.allow {
            reply.set_header("allow", allow);
        }
        if self.status == 401 {
            reply.set_header("www-authenticate", "Bearer");
        }
        reply
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_every_field() {
        let reply = Problem::invalid(vec![
            FieldProblem::new("needs", "Choose from the list."),
            FieldProblem::new("about", "Say who this is about."),
        ])
        .into_reply();
        assert_eq!(reply.status, 422);
        assert_eq!(
            reply.header("content-type"),
            Some("application/problem+json")
        );
        let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(body["status"], 422);
        assert_eq!(body["errors"][1]["field"], "about");
        assert_eq!(body["detail"], "2 fields are not valid.");
    }

    #[test]
    fn too_many_and_unavailable_say_when_to_try_again() {
        assert_eq!(
            Problem::unavailable(5).into_reply().header("retry-after"),
            Some("5")
        );
        assert_eq!(
            Problem::too_many(60).into_reply().header("retry-after"),
            Some("60")
        );
    }
}
