//! The calls of this component as OpenAPI 3.1.

mod equality;
mod exports;
mod figures;

use serde_json::{Map, Value, json};

/// The part of the document that this component answers for: `paths` and `components`.
pub fn fragment() -> Value {
    let paths = together([exports::paths(), equality::paths()], figures::paths());
    let schemas = together(
        [exports::schemas(), equality::schemas()],
        figures::schemas(),
    );
    json!({"paths": paths, "components": {"schemas": schemas}})
}

fn together(parts: [Value; 2], figures: Map<String, Value>) -> Value {
    let mut all = figures;
    for part in parts {
        if let Value::Object(members) = part {
            all.extend(members);
        }
    }
    Value::Object(all)
}
