//! Rules, places, calendar, authorities, policies, forms and words: each is read by the code that will use it, and rules decide
//! thousands of made-up contacts to show that they keep what the contract promises of every rule set.

use super::{Finding, POLICIES, form_folders};
use accounts::policy::Policies;
use anyhow::{Context, Result};
use referral_routing::{Text, Texts};
use std::path::Path;
use std::time::SystemTime;
use vocabulary::Instant;
use working_calendar::Calendar;

const RULES: &str = "components/referral-routing/rules";
const PLACES: &str = "shared/places/places.toml";
const CALENDAR: &str = "shared/working-calendar/calendar.toml";
const AUTHORITIES: &str = "shared/pages/authority";
const WORDS: &str = "shared/wording/words";

/// The time of day.
fn now() -> Result<Instant> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(Instant::from_unix(i64::try_from(since.as_secs())?))
}

/// Findings of all texts.
pub fn check(root: &Path) -> Result<Vec<Finding>> {
    let places = read(root, PLACES)?;
    let calendar = read(root, CALENDAR)?;
    let mut findings = Vec::new();
    for (file, rules) in all(root, RULES)? {
        for problem in referral_routing::check::check(Texts {
            rules: &rules,
            places: &places,
            calendar: &calendar,
        }) {
            let file = match problem.text {
                Text::Rules => file.as_str(),
                Text::Places => PLACES,
                Text::Calendar => CALENDAR,
            };
            findings.push(Finding::new(
                file,
                problem.line,
                problem.message,
                problem.remedy,
            ));
        }
    }
    if let Ok(calendar) = Calendar::read(&calendar)
        && let Some(warning) = calendar.warning(now()?)
    {
        let remedy =
            "GOV.UK publishes bank holidays; raise `known-until` with the last whole year.";
        findings.push(Finding::new(CALENDAR, 0, warning, remedy));
    }
    for (file, authority) in all(root, AUTHORITIES)? {
        for problem in pages::check_authority(&authority) {
            findings.push(Finding::new(
                file.as_str(),
                problem.line,
                problem.message,
                problem.remedy,
            ));
        }
    }
    let policies = all(root, POLICIES)?;
    let policies: Vec<(&str, &str)> = policies
        .iter()
        .map(|(file, text)| (file.as_str(), text.as_str()))
        .collect();
    for (file, problem) in Policies::read(&policies).err().unwrap_or_default() {
        findings.push(Finding::new(
            file,
            problem.line,
            problem.message,
            problem.remedy,
        ));
    }
    // A form's words in another language stand beside it: `adult-contact.pl.toml`.
    let mut texts = Vec::new();
    for folder in form_folders(root)? {
        texts.extend(all(root, &folder)?);
    }
    let (words, forms): (Vec<_>, Vec<_>) = texts
        .into_iter()
        .partition(|(file, _)| form_model::is_file_of_words(file));
    let versions = form_model::compare_versions(&forms);
    let languages = form_model::check_words(&forms, &words);
    for (file, problem) in versions.into_iter().chain(languages) {
        findings.push(Finding::new(
            file.as_str(),
            problem.line,
            problem.message,
            problem.remedy,
        ));
    }
    for (file, form) in &forms {
        for problem in form_model::check(form) {
            findings.push(Finding::new(
                file.as_str(),
                problem.line,
                problem.message,
                problem.remedy,
            ));
        }
    }
    findings.extend(words_of_pages(root)?);
    Ok(findings)
}

/// What the pages say of themselves, in each language beside English.
fn words_of_pages(root: &Path) -> Result<Vec<Finding>> {
    let elsewhere = pages::Authority::built_in().sentences();
    let mut findings = Vec::new();
    for (file, text) in all(root, WORDS)? {
        let name = file.rsplit('/').next().unwrap_or(&file);
        let id = name.strip_suffix(".toml").unwrap_or(name);
        if id == "en" {
            continue;
        }
        for problem in wording::check(id, &text, &elsewhere) {
            findings.push(Finding::new(
                file.as_str(),
                problem.line,
                problem.message,
                problem.remedy,
            ));
        }
    }
    Ok(findings)
}

fn read(root: &Path, file: &str) -> Result<String> {
    std::fs::read_to_string(root.join(file)).with_context(|| format!("cannot read {file}"))
}

/// The TOML files of a folder, by name.
fn all(root: &Path, folder: &str) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    let listed =
        std::fs::read_dir(root.join(folder)).with_context(|| format!("cannot read {folder}"))?;
    for entry in listed {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            let file = format!("{folder}/{name}");
            texts.push((file.clone(), read(root, &file)?));
        }
    }
    texts.sort();
    Ok(texts)
}
