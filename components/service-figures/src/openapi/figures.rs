//! The figures of the dashboard.

use serde_json::{Map, Value, json};
use web::openapi::{content, reference};

use crate::sheets::Figure;

pub fn paths() -> Map<String, Value> {
    let mut paths = Map::new();
    for figure in Figure::ALL {
        let path = format!("/api/v1/figures/{}", figure.id());
        paths.insert(format!("{path}.csv"), json!({"get": call(figure, true)}));
        paths.insert(path, json!({"get": call(figure, false)}));
    }
    paths
}

pub fn schemas() -> Map<String, Value> {
    let figure = json!({"type": "object", "additionalProperties": false,
        "properties": {
            "figure": {"type": "string", "enum": Figure::ALL.map(Figure::id)},
            "from": {"type": "string", "format": "date"},
            "to": {"type": "string", "format": "date"},
            "items": {"type": "array", "items": {"type": "object",
                "description": "A line. Times are in seconds, shares in per cent with two decimals; null is what is not \
                    known, nobody yet, or left out because it is small."}},
            "missing": {"type": ["string", "null"], "description": "What is in no line, and why."},
        },
        "required": ["figure", "items", "missing"]});
    [("Figure".to_owned(), figure)].into_iter().collect()
}

fn call(figure: Figure, is_table: bool) -> Value {
    let name: String = figure.id().split('-').map(capitalised).collect();
    let (id, body) = match is_table {
        true => (
            format!("figure{name}AsCsv"),
            json!({"text/csv": {"schema": {"type": "string"}}}),
        ),
        false => (format!("figure{name}"), content(reference("Figure"))),
    };
    let day = |name: &str| {
        json!({"name": name, "in": "query", "schema": {"type": "string", "format": "date"},
            "description": "A day in London, included. Both or neither; neither is the last 28 days."})
    };
    let problem = |words: &str| json!({"description": words, "content": {"application/problem+json": {"schema": reference("Problem")}}});
    json!({
        "operationId": id,
        "summary": format!("{}; role manager, auditor or worker", figure.title()),
        "description": figure.about(),
        "security": [{"serviceToken": []}, {"staffSession": []}],
        "parameters": [day("from"), day("to")],
        "responses": {
            "200": {"description": "The figure, line by line.", "content": body},
            "401": problem("No valid token or session."),
            "403": problem("Your roles do not allow it."),
            "422": problem("Understood, but not valid. Every problem is named."),
            "503": problem("The store cannot be used now."),
        },
    })
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
