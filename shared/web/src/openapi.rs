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

/// An operation that nobody signs in for: it works out what it is sent, and keeps nothing. `asked` and
/// `answered` are names of shapes.
pub fn stateless(id: &str, says: [&str; 3], asked: &str, answered: &str) -> Value {
    let [summary, description, what] = says;
    let words = |status| match status {
        400 => "Not JSON.",
        405 => "Only POST is answered.",
        413 => "The body is over 256 KiB.",
        415 => "The body is not declared as JSON.",
        _ => "Understood, but not valid. Every problem is named.",
    };
    json!({
        "operationId": id,
        "summary": summary,
        "description": description,
        "security": [],
        "requestBody": {"required": true, "content": content(reference(asked))},
        "responses": responses("200", what, reference(answered), &[400, 405, 413, 415, 422], words),
    })
}
