//! The calls of this component as OpenAPI 3.1.

mod exports;

use serde_json::{Value, json};

/// The part of the document that this component answers for: `paths` and `components`.
pub fn fragment() -> Value {
    json!({"paths": exports::paths(), "components": {"schemas": exports::schemas()}})
}
