//! What the descriptions of every component's API are made of: OpenAPI 3.1 as JSON.

use serde_json::{Value, json};

/// A shape that the merged document has a name for.
pub fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// A body of JSON of this shape.
pub fn content(shape: Value) -> Value {
    json!({"application/json": {"schema": shape}})
}

/// The replies of an operation: what goes well, and the problems that it can have, in the words that its
/// component has for each status.
pub fn responses(
    status: &str,
    what: &str,
    shape: Value,
    problems: &[u16],
    words: fn(u16) -> &'static str,
) -> Value {
    let mut responses = json!({status: {"description": what, "content": content(shape)}});
    if let Some(members) = responses.as_object_mut() {
        for status in problems {
            let problem = json!({
                "description": words(*status),
                "content": {"application/problem+json": {"schema": reference("Problem")}},
            });
            members.insert(status.to_string(), problem);
        }
    }
    responses
}
