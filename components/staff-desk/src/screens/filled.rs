//! The fields of a form that was sent, as members of the body that the API reads, so that there is one set of checks.

use serde_json::{Value, json};
use web::FormPost;

/// How a member of a body is filled in on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    Text,
    YesOrNo,
    /// In three fields, for day, month and year.
    Date,
}

/// What stands in a field; null where nothing does.
pub fn value(post: &FormPost, id: &str, filled: Filled) -> Value {
    let field = |id: &str| {
        post.first(id)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    match filled {
        Filled::Text => json!(field(id)),
        Filled::YesOrNo => json!(field(id).map(|chosen| chosen == "yes")),
        Filled::Date => {
            let part = |part: &str| field(&format!("{id}-{part}"));
            match (part("year"), part("month"), part("day")) {
                (None, None, None) => Value::Null,
                (year, month, day) => json!(format!(
                    "{}-{:0>2}-{:0>2}",
                    year.unwrap_or_default(),
                    month.unwrap_or_default(),
                    day.unwrap_or_default()
                )),
            }
        }
    }
}
