//! The calls of this component as OpenAPI 3.1.

mod exports;
mod figures;

use serde_json::{Map, Value, json};

/// The part of the document that this component answers for: `paths` and `components`.
pub fn fragment() -> Value {
    let paths = together(exports::paths(), figures::paths());
    let schemas = together(exports::schemas(), figures::schemas());
    json!({"paths": paths, "components": {"schemas": schemas}})
}

fn together(exports: Value, figures: Map<String, Value>) -> Value {
    let mut all = figures;
    if let Value::Object(members) = exports {
        all.extend(members);
    }
    Value::Object(all)
}
