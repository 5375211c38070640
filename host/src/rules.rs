//! `rules`: tries rules on the contacts that a running front door keeps, and proposes them there. Only facts are
//! read, at the other end, and only numbers come back.
//!
//! One person proposes and another one approves, in the desk.

use crate::desk::{Desk, Reaching, words};
use crate::progress::Work;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use staff_desk::publishing::as_kept;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLE: &str = "Example: cargo frontdoor rules simulate essex-4.toml --over 2000";
/// The most contacts of one request.
const PAGE: u32 = 500;
/// By what the contacts are counted.
const BY: [&str; 3] = ["queue", "priority", "locality"];

#[derive(Args)]
#[command(after_help = EXAMPLE)]
pub struct Options {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Decides contacts that are kept again, and says what would change by queue, priority and locality.
    ///
    /// Nothing is stored but that the facts were read. Exit 0: it was tried; 1: it cannot be used, or was refused;
    /// 2: wrong use.
    #[command(after_help = EXAMPLE)]
    Simulate {
        #[command(flatten)]
        draft: Draft,
        /// How many contacts, the newest first.
        #[arg(long, value_name = "N", default_value_t = PAGE, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        over: u32,
    },
    /// Says what the rules would change, and proposes them for somebody else to approve.
    #[command(after_help = "Example: cargo frontdoor rules propose essex-4.toml")]
    Propose {
        #[command(flatten)]
        draft: Draft,
        /// Only says what they would change and what is wrong with them.
        #[arg(long)]
        dry_run: bool,
    },
}

/// The texts; what is left out is as it is in use.
#[derive(Args)]
struct Draft {
    /// The text of the rules.
    rules: PathBuf,
    /// The text of the places.
    #[arg(long)]
    places: Option<PathBuf>,
    /// The text of the working hours and bank holidays.
    #[arg(long)]
    calendar: Option<PathBuf>,
    #[command(flatten)]
    reaching: Reaching,
}

impl Draft {
    /// The texts as the API takes them.
    fn body(&self) -> Result<Value> {
        let read = |file: &Path| -> Result<String> {
            let text = std::fs::read_to_string(file);
            let text = text.with_context(|| format!("cannot read {}", file.display()))?;
            Ok(as_kept(&text))
        };
        Ok(json!({
            "rules": read(&self.rules)?,
            "places": self.places.as_deref().map(read).transpose()?,
            "calendar": self.calendar.as_deref().map(read).transpose()?,
        }))
    }

    /// The file that a problem is in.
    fn file(&self, text: &str) -> &Path {
        let other = match text {
            "places" => self.places.as_deref(),
            "calendar" => self.calendar.as_deref(),
            _ => None,
        };
        other.unwrap_or(&self.rules)
    }
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let (Verb::Simulate { draft, .. } | Verb::Propose { draft, .. }) = &options.verb;
    let ready = draft
        .body()
        .and_then(|body| Ok((body, Desk::of(&draft.reaching)?)));
    let (body, desk) = match ready {
        Ok(ready) => ready,
        Err(wrong) => {
            eprintln!("frontdoor: {wrong:#}");
            return Ok(ExitCode::from(2));
        }
    };
    let fits = difference(&desk, draft, &body)?;
    match &options.verb {
        Verb::Simulate { over, .. } => {
            println!("{}", simulate(&desk, &body, *over)?.said());
            Ok(ExitCode::SUCCESS)
        }
        _ if !fits => Ok(ExitCode::from(1)),
        Verb::Propose { dry_run: true, .. } => Ok(ExitCode::SUCCESS),
        Verb::Propose { .. } => {
            let proposed = desk.post("/api/v1/rulesets", &body, None)?.expect(201)?;
            let ruleset = &proposed.body["version"]["ruleset"];
            println!(
                "Proposed. Somebody else must approve it, at {}/staff/rules/{}/{}",
                desk.at,
                words(&ruleset["id"]),
                ruleset["version"]
            );
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Prints what is wrong with the texts, what they change and what nothing uses. Answers whether they can be
/// proposed.
fn difference(desk: &Desk, draft: &Draft, body: &Value) -> Result<bool> {
    let found = desk.post("/api/v1/rulesets/difference", body, None)?;
    let found = found.expect(200)?.body;
    let all = |name: &str| found[name].as_array().cloned().unwrap_or_default();
    let problems = all("problems");
    for problem in &problems {
        let file = draft.file(words(&problem["text"])).display();
        let line = problem["line"].as_u64().unwrap_or(1);
        println!("{file}:{line}: {}", words(&problem["message"]));
        println!("    {}", words(&problem["remedy"]));
    }
    if let Some(version) = found["ruleset"]["version"].as_u64() {
        let with = &found["compared_with"]["version"];
        println!("Version {version}, compared with version {with}:");
        for sentence in all("difference") {
            println!("- {}", words(&sentence));
        }
        for rule in all("never_applied") {
            println!("- The rule {} applied to no made-up contact.", words(&rule));
        }
    }
    Ok(problems.is_empty())
}

/// How many contacts go from one word to another.
type Moves = BTreeMap<(String, String), u64>;

/// What came out of all pages.
#[derive(Debug, Default)]
struct Tally {
    contacts: u64,
    changed: u64,
    sooner: u64,
    later: u64,
    /// As [`BY`].
    moves: [Moves; 3],
}

/// Tries the texts page by page.
fn simulate(desk: &Desk, body: &Value, over: u32) -> Result<Tally> {
    let mut work = Work::begin("Deciding kept contacts again");
    let (mut tally, mut left) = (Tally::default(), over);
    let mut cursor = Value::Null;
    while left > 0 {
        let mut page = body.clone();
        page["limit"] = json!(left.min(PAGE));
        page["cursor"] = cursor;
        let answer = desk.post("/api/v1/rulesets/simulate", &page, None)?;
        let answer = answer.expect(200)?.body;
        tally.add(&answer);
        left = left.saturating_sub(PAGE);
        cursor = answer["next_cursor"].clone();
        work.now(&format!("{} of {over}", tally.contacts));
        if cursor.is_null() {
            break;
        }
    }
    work.end(&format!("{} contacts", tally.contacts));
    Ok(tally)
}

impl Tally {
    fn add(&mut self, page: &Value) {
        let count = |value: &Value| value.as_u64().unwrap_or_default();
        self.contacts += count(&page["contacts"]);
        self.changed += count(&page["changed"]);
        self.sooner += count(&page["sooner"]);
        self.later += count(&page["later"]);
        let word = |value: &Value| value.as_str().unwrap_or("not known").to_owned();
        for (by, moves) in BY.iter().zip(&mut self.moves) {
            for entry in page[*by].as_array().into_iter().flatten() {
                let way = (word(&entry["before"]), word(&entry["after"]));
                *moves.entry(way).or_default() += count(&entry["contacts"]);
            }
        }
    }

    /// All of it, as lines.
    fn said(&self) -> String {
        let mut lines = vec![format!(
            "Of {} contacts, {} would be decided otherwise: {} due sooner, {} later.",
            self.contacts, self.changed, self.sooner, self.later
        )];
        for (by, moves) in BY.iter().zip(&self.moves) {
            let mut totals: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
            for ((before, after), count) in moves {
                totals.entry(before).or_default().0 += count;
                totals.entry(after).or_default().1 += count;
            }
            lines.push(format!("\nBy {by}: in use now, with these rules"));
            for (word, (before, after)) in totals {
                lines.push(format!("  {before:>8} {after:>8}  {word}"));
            }
            for ((before, after), count) in moves {
                if before != after {
                    lines.push(format!("  {count} from {before} to {after}"));
                }
            }
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_add_up_and_are_told_by_queue_priority_and_locality() {
        let page = json!({
            "contacts": 3, "changed": 1, "sooner": 1, "later": 0,
            "queue": [{"before": "carers", "after": "carers", "contacts": 3}],
            "priority": [
                {"before": "standard", "after": "soon", "contacts": 1},
                {"before": "standard", "after": "standard", "contacts": 2},
            ],
            "locality": [{"before": null, "after": null, "contacts": 3}],
        });
        let mut tally = Tally::default();
        tally.add(&page);
        tally.add(&page);
        let said = tally.said();
        for line in [
            "Of 6 contacts, 2 would be decided otherwise: 2 due sooner, 0 later.",
            "         6        6  carers",
            "         6        4  standard",
            "         0        2  soon",
            "  2 from standard to soon",
            "         6        6  not known",
        ] {
            assert!(said.contains(line), "{line}\n{said}");
        }
    }
}
