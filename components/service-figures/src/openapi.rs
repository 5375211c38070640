//! The calls of this component as OpenAPI 3.1.

use serde_json::{Value, json};

/// The part of the document that this component answers for: `paths` and `components`.
pub fn fragment() -> Value {
    json!({"paths": {}, "components": {"schemas": {}}})
}
