//! Our parts, made from the options that an example of GOV.UK Frontend gives.
//!
//! An option that our parts do not have is an error that names it: nothing is left out in silence.

use maud::{Markup, PreEscaped, Render, html};
use pages::{
    BackLink, Banner, Button, Change, CheckboxItem, Checkboxes, DateInput, Details, ErrorLink,
    ErrorSummary, ExitThisPage, Fieldset, FileUpload, Header, Hint, Input, InsetText, Pagination,
    Panel, Question, RadioItem, Radios, Select, Size, SkipLink, Summary, SummaryRow, Table, Tag,
    Task, TaskList, Textarea, WarningText, error_message,
};
use serde_json::Value;
use wording::{Said, Wording};

mod fields;

use fields::{checkboxes, date_input, file_upload, input, label, radios, select, textarea};

type Rendered = Result<Markup, String>;

/// The part, with these options.
pub fn render(part: &str, options: &Value) -> Rendered {
    let options = &said(options);
    match part {
        "back-link" => back_link(options),
        "button" => button(options),
        "checkboxes" => checkboxes(options),
        "date-input" => date_input(options),
        "details" => details(options),
        "error-message" => error(options),
        "error-summary" => error_summary(options),
        "exit-this-page" => exit_this_page(options),
        "fieldset" => fieldset(options),
        "file-upload" => file_upload(options),
        "generic-header" => header(options),
        "hint" => hint(options),
        "input" => input(options),
        "inset-text" => inset_text(options),
        "label" => label(options),
        "notification-banner" => banner(options),
        "pagination" => pagination(options),
        "panel" => panel(options),
        "radios" => radios(options),
        "select" => select(options),
        "skip-link" => skip_link(options),
        "summary-list" => summary_list(options),
        "table" => table(options),
        "tag" => tag(options),
        "task-list" => task_list(options),
        "textarea" => textarea(options),
        "warning-text" => warning_text(options),
        other => Err(format!("no part is called {other}")),
    }
}

/// What the options say: numbers as text, and nothing that is null, empty or a disabling `false`.
fn said(options: &Value) -> Value {
    match options {
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(list) => list.iter().map(said).collect(),
        Value::Object(object) => object
            .iter()
            .filter(|(key, value)| {
                let empty = value.as_object().is_some_and(serde_json::Map::is_empty);
                !(value.is_null() || empty || *key == "disabled" && **value == false)
            })
            .map(|(key, value)| (key.clone(), said(value)))
            .collect(),
        other => other.clone(),
    }
}

/// Fails for an option that is not among the known ones.
fn only(options: &Value, known: &[&str]) -> Result<(), String> {
    match options.as_object() {
        None => Err(format!("not an object: {options}")),
        Some(object) => match object.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(format!("option {key}")),
            None => Ok(()),
        },
    }
}

fn text<'a>(options: &'a Value, key: &str) -> Result<&'a str, String> {
    options[key].as_str().ok_or_else(|| format!("no {key}"))
}

fn maybe<'a>(options: &'a Value, key: &str) -> Result<Option<&'a str>, String> {
    match &options[key] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(format!("{key} is {other}")),
    }
}

/// `{"text": …}` of a hint or an error.
fn note<'a>(options: &'a Value, key: &str) -> Result<Option<&'a str>, String> {
    match &options[key] {
        Value::Null => Ok(None),
        note => {
            only(note, &["text"])?;
            text(note, "text").map(Some)
        }
    }
}

fn content(options: &Value) -> Rendered {
    match (options["html"].as_str(), options["text"].as_str()) {
        (Some(html), _) => Ok(PreEscaped(html.to_owned())),
        (None, Some(text)) => Ok(html! { (text) }),
        (None, None) => Err("no text".to_owned()),
    }
}

fn question<'a>(options: &'a Value, prefix: &str) -> Result<Question<'a>, String> {
    only(options, &["text", "classes", "isPageHeading"])?;
    let words = text(options, "text")?;
    let size = match maybe(options, "classes")? {
        None => None,
        Some(class) => Some(match class.strip_prefix(prefix) {
            Some("s") => Size::S,
            Some("m") => Size::M,
            Some("l") => Size::L,
            Some("xl") => Size::Xl,
            _ => return Err(format!("class {class}")),
        }),
    };
    match (options["isPageHeading"].as_bool(), size) {
        (Some(true), Some(Size::L)) => Ok(Question::heading(words)),
        (Some(true), _) => Err("a heading of another size".to_owned()),
        (_, Some(size)) => Ok(Question::sized(words, size)),
        (_, None) => Ok(Question::new(words)),
    }
}

fn legend(options: &Value) -> Result<Question<'_>, String> {
    let fieldset = &options["fieldset"];
    only(fieldset, &["legend"]).map_err(|why| format!("fieldset: {why}"))?;
    question(&fieldset["legend"], "govuk-fieldset__legend--")
}

fn label_of(options: &Value) -> Result<Question<'_>, String> {
    question(&options["label"], "govuk-label--")
}

/// Our parts use the name as the id.
fn named<'a>(options: &'a Value, id: &str) -> Result<&'a str, String> {
    let name = text(options, "name")?;
    match maybe(options, id)? {
        Some(other) if other != name => Err(format!("{id} is not the name")),
        _ => Ok(name),
    }
}

fn back_link(options: &Value) -> Rendered {
    only(options, &["href", "text"])?;
    match maybe(options, "text")? {
        None | Some("Back") => Ok(BackLink {
            href: maybe(options, "href")?.unwrap_or("#"),
            words: Wording::english(),
        }
        .render()),
        Some(_) => Err("other words".to_owned()),
    }
}

fn button(options: &Value) -> Rendered {
    only(
        options,
        &[
            "text",
            "href",
            "name",
            "value",
            "classes",
            "isStartButton",
            "preventDoubleClick",
        ],
    )?;
    let words = text(options, "text")?;
    let mut button = match maybe(options, "href")? {
        Some(href) => Button::link(words, href),
        None => Button::new(words),
    };
    button = match maybe(options, "classes")? {
        None => button,
        Some("govuk-button--secondary") => button.secondary(),
        Some("govuk-button--warning") => button.warning(),
        Some(class) => return Err(format!("class {class}")),
    };
    if let (Some(name), Some(value)) = (maybe(options, "name")?, maybe(options, "value")?) {
        button = button.sends(name, value);
    } else if maybe(options, "name")?
        .or(maybe(options, "value")?)
        .is_some()
    {
        return Err("name without value".to_owned());
    }
    if options["isStartButton"] == true {
        button = button.start();
    }
    match options["preventDoubleClick"].as_bool() {
        Some(true) => button = button.once(),
        Some(false) => return Err("preventDoubleClick is false".to_owned()),
        None => {}
    }
    Ok(button.render())
}

fn details(options: &Value) -> Rendered {
    only(options, &["summaryText", "text", "html", "open"])?;
    let made = Details::new(text(options, "summaryText")?, content(options)?);
    Ok(if options["open"] == true {
        made.open()
    } else {
        made
    }
    .render())
}

fn error(options: &Value) -> Rendered {
    only(options, &["text", "id"])?;
    Ok(error_message(
        maybe(options, "id")?,
        text(options, "text")?.into(),
        Wording::english(),
    ))
}

fn error_summary(options: &Value) -> Rendered {
    only(options, &["titleText", "errorList"])?;
    if maybe(options, "titleText")? != Some("There is a problem") {
        return Err("another title".to_owned());
    }
    let mut errors = Vec::new();
    for item in options["errorList"].as_array().ok_or("no errorList")? {
        only(item, &["text", "href"])?;
        let id = match maybe(item, "href")? {
            None => "",
            Some(href) => href.strip_prefix('#').ok_or("a link to elsewhere")?,
        };
        errors.push(ErrorLink::new(id, text(item, "text")?));
    }
    Ok(ErrorSummary {
        errors: &errors,
        words: Wording::english(),
    }
    .render())
}

fn exit_this_page(options: &Value) -> Rendered {
    only(options, &["redirectUrl"])?;
    let href = maybe(options, "redirectUrl")?.unwrap_or("https://www.bbc.co.uk/weather");
    Ok(ExitThisPage {
        href,
        words: Wording::english(),
    }
    .render())
}

fn fieldset(options: &Value) -> Rendered {
    only(options, &["legend", "describedBy", "html", "role"])?;
    let mut made = Fieldset::new(question(&options["legend"], "govuk-fieldset__legend--")?)
        .described_by(maybe(options, "describedBy")?);
    match maybe(options, "role")? {
        None => {}
        Some("group") => made = made.group(),
        Some(role) => return Err(format!("role {role}")),
    }
    Ok(made.around(&PreEscaped(
        maybe(options, "html")?.unwrap_or_default().to_owned(),
    )))
}

fn header(options: &Value) -> Rendered {
    only(options, &["logoText"])?;
    Ok(Header {
        name: text(options, "logoText")?.into(),
    }
    .render())
}

fn hint(options: &Value) -> Rendered {
    only(options, &["text", "id"])?;
    Ok(Hint {
        id: maybe(options, "id")?,
        text: text(options, "text")?.into(),
        more: None,
    }
    .render())
}

fn inset_text(options: &Value) -> Rendered {
    only(options, &["text", "html"])?;
    Ok(InsetText(content(options)?).render())
}

fn banner(options: &Value) -> Rendered {
    only(options, &["text", "html", "type"])?;
    let content = match (maybe(options, "html")?, maybe(options, "text")?) {
        (Some(html), _) => PreEscaped(html.to_owned()),
        (None, Some(text)) => Banner::sentence(text),
        (None, None) => return Err("nothing in it".to_owned()),
    };
    match maybe(options, "type")? {
        None => Ok(Banner::important(content).render()),
        Some("success") => Ok(Banner::success(content).render()),
        Some(other) => Err(format!("type {other}")),
    }
}

fn pagination(options: &Value) -> Rendered {
    only(options, &["previous", "next"])?;
    let link = |key: &str| -> Result<Option<&str>, String> {
        match &options[key] {
            Value::Null => Ok(None),
            link => {
                only(link, &["href"])?;
                text(link, "href").map(Some)
            }
        }
    };
    Ok(Pagination {
        previous: link("previous")?,
        next: link("next")?,
    }
    .render())
}

fn panel(options: &Value) -> Rendered {
    only(options, &["titleText", "text", "html"])?;
    Ok(Panel {
        title: text(options, "titleText")?.into(),
        body: content(options)?,
    }
    .render())
}

fn skip_link(options: &Value) -> Rendered {
    only(options, &["text", "href"])?;
    match (text(options, "text")?, maybe(options, "href")?) {
        ("Skip to main content", Some("#main-content")) => Ok(SkipLink {
            words: Wording::english(),
        }
        .render()),
        ("Skip to main content", None | Some("#content")) => Ok(PreEscaped(
            SkipLink {
                words: Wording::english(),
            }
            .render()
            .into_string()
            .replace("#main-content", "#content"),
        )),
        _ => Err("other words".to_owned()),
    }
}

fn summary_list(options: &Value) -> Rendered {
    only(options, &["rows", "classes"])?;
    let mut rows = Vec::new();
    for row in options["rows"].as_array().ok_or("no rows")? {
        only(row, &["key", "value", "actions"])?;
        only(&row["key"], &["text"])?;
        only(&row["value"], &["text", "html"])?;
        let mut made = SummaryRow::rich(text(&row["key"], "text")?, content(&row["value"])?);
        if !row["actions"].is_null() {
            only(&row["actions"], &["items"])?;
            match row["actions"]["items"].as_array().map(Vec::as_slice) {
                Some([action]) => {
                    only(action, &["href", "text", "visuallyHiddenText"])?;
                    made = made.change(Change {
                        href: text(action, "href")?,
                        text: text(action, "text")?.into(),
                        what: maybe(action, "visuallyHiddenText")?
                            .unwrap_or_default()
                            .into(),
                    });
                }
                Some([]) => {}
                _ => return Err("several actions".to_owned()),
            }
        }
        rows.push(made);
    }
    match maybe(options, "classes")? {
        None => Ok(Summary::new(rows).render()),
        Some("govuk-summary-list--no-border") => Ok(Summary::new(rows).without_borders().render()),
        Some(class) => Err(format!("class {class}")),
    }
}

fn table(options: &Value) -> Rendered {
    only(
        options,
        &[
            "caption",
            "captionClasses",
            "firstCellIsHeader",
            "head",
            "rows",
        ],
    )?;
    let mut head = Vec::new();
    for cell in options["head"].as_array().into_iter().flatten() {
        only(cell, &["text", "format"])?;
        head.push(text(cell, "text")?);
    }
    let mut rows = Vec::new();
    let mut numeric = Vec::new();
    for row in options["rows"].as_array().ok_or("no rows")? {
        let mut cells = Vec::new();
        for (column, cell) in row
            .as_array()
            .ok_or("a row that is no list")?
            .iter()
            .enumerate()
        {
            only(cell, &["text", "html", "format"])?;
            if cell["format"] == "numeric" {
                numeric.push(column);
            }
            cells.push(content(cell)?);
        }
        rows.push(cells);
    }
    let mut made =
        Table::new(maybe(options, "caption")?.unwrap_or_default(), head, rows).numeric(&numeric);
    match maybe(options, "captionClasses")? {
        None => {}
        Some("govuk-table__caption--m") => made = made.caption_class("govuk-table__caption--m"),
        Some(class) => return Err(format!("class {class}")),
    }
    if options["firstCellIsHeader"] == true {
        made = made.first_is_header();
    }
    Ok(made.render())
}

fn tag(options: &Value) -> Rendered {
    only(options, &["text", "classes"])?;
    let words = text(options, "text")?;
    let colours = [
        "grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow",
    ];
    match maybe(options, "classes")? {
        None => Ok(Tag::new(words).render()),
        Some(class) => colours
            .into_iter()
            .find(|colour| class.strip_prefix("govuk-tag--") == Some(colour))
            .map(|colour| Tag::coloured(words, colour).render())
            .ok_or_else(|| format!("class {class}")),
    }
}

fn task_list(options: &Value) -> Rendered {
    only(options, &["items"])?;
    let mut tasks = Vec::new();
    for item in options["items"].as_array().ok_or("no items")? {
        only(item, &["title", "href", "status"])?;
        only(&item["title"], &["text"])?;
        only(&item["status"], &["text", "tag"])?;
        let (state, colour) = match &item["status"]["tag"] {
            Value::Null => (text(&item["status"], "text")?, None),
            tag => {
                let colour = maybe(tag, "classes")?.and_then(|class| {
                    ["blue", "red"]
                        .into_iter()
                        .find(|colour| class.strip_prefix("govuk-tag--") == Some(colour))
                });
                (
                    text(tag, "text")?,
                    Some(colour.ok_or("a tag without a colour of ours")?),
                )
            }
        };
        tasks.push(Task {
            title: text(&item["title"], "text")?.into(),
            href: text(item, "href")?,
            state: Said::here(state),
            colour,
        });
    }
    Ok(TaskList(tasks).render())
}

fn warning_text(options: &Value) -> Rendered {
    only(options, &["text", "iconFallbackText"])?;
    match maybe(options, "iconFallbackText")? {
        None | Some("Warning") => Ok(WarningText(text(options, "text")?).render()),
        Some(_) => Err("other words".to_owned()),
    }
}
