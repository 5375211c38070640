//! The parts that people fill in.

use super::*;

/// The options of all parts that people fill in.
const OF_ALL: [&str; 2] = ["hint", "errorMessage"];
/// The options that each of them has besides.
const OWN: &[(&str, &[&str])] = &[
    (
        "checkboxes",
        &["name", "idPrefix", "fieldset", "items", "values", "classes"],
    ),
    (
        "radios",
        &["name", "idPrefix", "fieldset", "items", "value", "classes"],
    ),
    (
        "date-input",
        &[
            "id",
            "namePrefix",
            "fieldset",
            "items",
            "day",
            "month",
            "year",
        ],
    ),
    (
        "input",
        &[
            "name",
            "id",
            "label",
            "value",
            "type",
            "classes",
            "autocomplete",
            "inputmode",
            "spellcheck",
            "prefix",
            "suffix",
        ],
    ),
    ("select", &["name", "id", "label", "items", "value"]),
    ("textarea", &["name", "id", "label", "value", "rows"]),
    ("file-upload", &["name", "id", "label", "value"]),
];

/// Fails for an option that our part of this name does not have.
fn only_of(part: &str, options: &Value) -> Result<(), String> {
    let own = OWN.iter().find(|(name, _)| *name == part);
    let (_, own) = own.ok_or_else(|| format!("{part} is not in the table"))?;
    only(options, &[own, &OF_ALL[..]].concat())
}

/// A part with the hint and the error of the example.
macro_rules! noted {
    ($part:expr, $options:expr) => {
        $part
            .hint(note($options, "hint")?)
            .error(note($options, "errorMessage")?)
    };
}

pub fn checkboxes(options: &Value) -> Rendered {
    only_of("checkboxes", options)?;
    let name = named(options, "idPrefix")?;
    let mut chosen: Vec<&str> = Vec::new();
    for value in options["values"].as_array().into_iter().flatten() {
        chosen.push(value.as_str().ok_or("a value that is no text")?);
    }
    let mut items = Vec::new();
    for item in options["items"].as_array().ok_or("no items")? {
        if let Some(divider) = item["divider"].as_str() {
            items.push(CheckboxItem::divider(divider));
            continue;
        }
        only(item, &["value", "text", "hint", "behaviour", "checked"])?;
        let (value, words) = (text(item, "value")?, text(item, "text")?);
        if item["checked"] == true {
            chosen.push(value);
        }
        let made = match maybe(item, "behaviour")? {
            Some("exclusive") => CheckboxItem::exclusive(value, words),
            Some(other) => return Err(format!("behaviour {other}")),
            None => CheckboxItem::new(value, words),
        };
        items.push(made.hint(note(item, "hint")?));
    }
    let made = noted!(Checkboxes::new(name, legend(options)?, items), options).chosen(chosen);
    match maybe(options, "classes")? {
        None => Ok(made.render()),
        Some("govuk-checkboxes--small") => Ok(made.small().render()),
        Some(class) => Err(format!("class {class}")),
    }
}

pub fn radios(options: &Value) -> Rendered {
    only_of("radios", options)?;
    let name = named(options, "idPrefix")?;
    let mut chosen = maybe(options, "value")?;
    let mut items = Vec::new();
    for item in options["items"].as_array().ok_or("no items")? {
        if let Some(divider) = item["divider"].as_str() {
            items.push(RadioItem::divider(divider));
            continue;
        }
        only(item, &["value", "text", "hint", "checked"])?;
        let value = text(item, "value")?;
        if item["checked"] == true {
            chosen = Some(value);
        }
        items.push(RadioItem::new(value, text(item, "text")?).hint(note(item, "hint")?));
    }
    let made = noted!(Radios::new(name, legend(options)?, items), options).chosen(chosen);
    match maybe(options, "classes")? {
        None => Ok(made.render()),
        Some("govuk-radios--small") => Ok(made.small().render()),
        Some("govuk-radios--inline") => Ok(made.inline().render()),
        Some(class) => Err(format!("class {class}")),
    }
}

pub fn date_input(options: &Value) -> Rendered {
    let parts = ["day", "month", "year"];
    only_of("date-input", options)?;
    let id = text(options, "id")?;
    let mut made = noted!(DateInput::new(id, legend(options)?), options);
    let mut fields = [&Value::Null; 3];
    for (field, part) in fields.iter_mut().zip(parts) {
        *field = &options[part];
    }
    if let Some(items) = options["items"].as_array() {
        if items.len() != 3 {
            return Err("not all three fields".to_owned());
        }
        for (at, item) in items.iter().enumerate() {
            if item["name"] != parts[at] {
                return Err("names of another kind".to_owned());
            }
            fields[at] = item;
        }
    }
    let mut wrong = [false; 3];
    let mut values = [""; 3];
    for (at, field) in fields
        .into_iter()
        .enumerate()
        .filter(|(_, field)| !field.is_null())
    {
        only(
            field,
            &["name", "classes", "autocomplete", "value", "error"],
        )?;
        if maybe(field, "name")?.is_some_and(|name| name != parts[at]) {
            return Err("names of another kind".to_owned());
        }
        wrong[at] = match field["error"].as_bool() {
            Some(false) => return Err("error is false".to_owned()),
            other => other == Some(true),
        };
        for class in maybe(field, "classes")?
            .unwrap_or_default()
            .split_whitespace()
        {
            match (class, at) {
                ("govuk-input--error", _) => wrong[at] = true,
                ("govuk-input--width-2", 0 | 1) | ("govuk-input--width-4", 2) => {}
                _ => return Err(format!("class {class}")),
            }
        }
        values[at] = maybe(field, "value")?.unwrap_or_default();
        if maybe(field, "autocomplete")?.is_some_and(|purpose| purpose.starts_with("bday")) {
            made = made.own_birth_date();
        }
    }
    if wrong.contains(&true) && options["errorMessage"].is_null() {
        return Err("an error without words".to_owned());
    }
    let ours = made.values(values).wrong(wrong).render();
    match maybe(options, "namePrefix")? {
        Some(prefix) if prefix == id => Ok(ours),
        Some(_) => Err("names of another kind".to_owned()),
        // The contract names the fields by the question's id; these examples do not.
        None => {
            let name = format!(" name=\"{id}-");
            Ok(PreEscaped(ours.into_string().replace(&name, " name=\"")))
        }
    }
}

pub fn input(options: &Value) -> Rendered {
    only_of("input", options)?;
    let mut made = noted!(
        Input::new(text(options, "name")?, label_of(options)?),
        options
    )
    .value(maybe(options, "value")?);
    if let Some(id) = maybe(options, "id")? {
        made = made.id(id);
    }
    if let Some(class) = maybe(options, "classes")? {
        made = made.class(class);
    }
    if let Some(purpose) = maybe(options, "autocomplete")? {
        made = made.autocomplete(purpose);
    }
    match maybe(options, "type")? {
        None | Some("text") => {}
        Some("email") => made = made.kind("email"),
        Some("tel") => made = made.kind("tel"),
        Some(kind) => return Err(format!("type {kind}")),
    }
    match maybe(options, "inputmode")? {
        None => {}
        Some("numeric") => made = made.inputmode("numeric"),
        Some("decimal") => made = made.inputmode("decimal"),
        Some(mode) => return Err(format!("inputmode {mode}")),
    }
    match options["spellcheck"].as_bool() {
        Some(true) => return Err("spellcheck is true".to_owned()),
        Some(false) => made = made.no_spellcheck(),
        None => {}
    }
    if let Some(prefix) = note(options, "prefix")? {
        made = made.prefix(prefix);
    }
    if let Some(suffix) = note(options, "suffix")? {
        made = made.suffix(suffix);
    }
    Ok(made.render())
}

/// We have labels only at fields; the field is taken away again.
pub fn label(options: &Value) -> Rendered {
    only(options, &["text", "for", "classes", "isPageHeading"])?;
    let id = text(options, "for")?;
    let mut words = options.clone();
    words.as_object_mut().ok_or("not an object")?.remove("for");
    let field = Textarea::new(id, question(&words, "govuk-label--")?)
        .render()
        .into_string();
    let start = field.find('>').ok_or("no group")? + 1;
    let end = field.find("<textarea").ok_or("no field")?;
    Ok(PreEscaped(field[start..end].to_owned()))
}

pub fn select(options: &Value) -> Rendered {
    only_of("select", options)?;
    let name = named(options, "id")?;
    let mut chosen = maybe(options, "value")?;
    let mut items = Vec::new();
    for item in options["items"].as_array().into_iter().flatten() {
        only(item, &["value", "text", "selected"])?;
        let value = text(item, "value")?;
        match item["selected"].as_bool() {
            Some(true) => chosen = Some(value),
            Some(false) => return Err("selected is false".to_owned()),
            None => {}
        }
        items.push((value, text(item, "text")?));
    }
    Ok(
        noted!(Select::new(name, label_of(options)?, items), options)
            .chosen(chosen)
            .render(),
    )
}

pub fn textarea(options: &Value) -> Rendered {
    only_of("textarea", options)?;
    let mut made = noted!(
        Textarea::new(named(options, "id")?, label_of(options)?),
        options
    )
    .value(maybe(options, "value")?);
    if let Some(rows) = maybe(options, "rows")? {
        made = made.rows(rows.parse().map_err(|_| format!("rows {rows}"))?);
    }
    Ok(made.render())
}

pub fn file_upload(options: &Value) -> Rendered {
    only_of("file-upload", options)?;
    // No browser fills a file in, so the package renders no value either.
    Ok(noted!(
        FileUpload::new(named(options, "id")?, label_of(options)?),
        options
    )
    .render())
}
