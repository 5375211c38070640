//! Writes the questions of the form about equality as Rust, so that whoever needs them carries no parser.

use form_model::{Condition, Form, Test};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

const FORM: &str = "../form-site/forms/equality.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FORM}");
    let form = form_model::read_published(&std::fs::read_to_string(FORM)?)
        .map_err(|problems| format!("{FORM}: {problems:?}"))?;
    let out = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    std::fs::write(Path::new(&out).join("questions.rs"), written(&form)?)?;
    Ok(())
}

fn written(form: &Form) -> Result<String, Box<dyn Error>> {
    let mut rust = String::from("&[\n");
    for page in &form.page {
        let because = match &page.show_when {
            None => None,
            Some(Condition::Ask(ask)) => match &ask.test {
                Test::Is(answer) => Some((ask.question.as_str(), answer.as_str())),
                _ => return Err(unclear(&page.id)),
            },
            Some(_) => return Err(unclear(&page.id)),
        };
        for question in &page.question {
            if question.show_when.is_some() {
                return Err(unclear(&question.id));
            }
            let choices = question.answer.choices().iter();
            let choices: Vec<_> = choices.map(|choice| (&choice.id, &choice.label)).collect();
            writeln!(
                rust,
                "Question {{ id: {:?}, label: {:?}, because: {because:?}, choices: &{choices:?} }},",
                question.id, question.label
            )?;
        }
    }
    rust.push(']');
    Ok(rust)
}

/// Who was asked must be told by one answer, or small numbers could be worked out.
fn unclear(id: &str) -> Box<dyn Error> {
    format!("{FORM}: {id} must be asked always, or because of one answer before it (show-when with `is`)").into()
}
