//! `forms`: says what a new version of a form would change, proposes it, and publishes what somebody
//! else has proposed. It asks a running front door through the staff API, so nothing is built and
//! nothing is deployed.
//!
//! Two people are needed, so two tokens: one proposes, another one approves. What may be published is
//! decided at the other end; nothing in here reads a form.

use crate::desk::{Desk, Reaching, words};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use staff_desk::publishing::as_kept;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor forms publish adult-contact-3.toml")]
pub struct Options {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Says what the file would change, and proposes it; or publishes what somebody else proposed.
    #[command(after_help = "Example: cargo frontdoor forms publish adult-contact-3.toml")]
    Publish {
        #[command(flatten)]
        asking: Asking,
        /// Publishes the version that somebody else has proposed, if its text is that of the file.
        #[arg(long)]
        approve: bool,
        /// Why, for whoever looks at it later.
        #[arg(long, requires = "approve")]
        reason: Option<String>,
        /// Only says what the file would change.
        #[arg(long, conflicts_with = "approve")]
        dry_run: bool,
    },
    /// Says what the file would change and what is wrong with it. Nothing is stored.
    #[command(after_help = "Example: cargo frontdoor forms difference adult-contact-3.toml")]
    Difference {
        #[command(flatten)]
        asking: Asking,
    },
}

#[derive(Args)]
struct Asking {
    /// The text of the form.
    file: PathBuf,
    #[command(flatten)]
    reaching: Reaching,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let (Verb::Publish { asking, .. } | Verb::Difference { asking }) = &options.verb;
    let ready = std::fs::read_to_string(&asking.file)
        .with_context(|| format!("cannot read {}", asking.file.display()))
        .and_then(|text| Ok((text, Desk::of(&asking.reaching)?)));
    let (text, desk) = match ready {
        Ok(ready) => ready,
        Err(wrong) => {
            eprintln!("frontdoor: {wrong:#}");
            return Ok(ExitCode::from(2));
        }
    };
    let text = as_kept(&text);
    let Some((form, version)) = desk.difference(&text, &asking.file)? else {
        return Ok(ExitCode::from(1));
    };
    match &options.verb {
        Verb::Difference { .. } | Verb::Publish { dry_run: true, .. } => {}
        Verb::Publish {
            approve: true,
            reason,
            ..
        } => {
            desk.approve(&form, version, &text, reason.as_deref())?;
        }
        Verb::Publish { .. } => desk.propose(&form, version, &text)?,
    }
    Ok(ExitCode::SUCCESS)
}

impl Desk {
    /// Prints what the text would change. Answers which version it is, if nothing is wrong with it.
    fn difference(&self, text: &str, file: &Path) -> Result<Option<(String, u64)>> {
        let found = self.post(
            "/api/v1/staff-forms/difference",
            &json!({ "text": text }),
            None,
        )?;
        let found = found.expect(200)?.body;
        let problems = found["problems"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        for problem in problems {
            let line = problem["line"].as_u64().unwrap_or(1);
            println!("{}:{line}: {}", file.display(), words(&problem["message"]));
            println!("    {}", words(&problem["remedy"]));
        }
        let (id, version) = (
            words(&found["form"]["id"]),
            found["form"]["version"].as_u64(),
        );
        if let Some(version) = version {
            println!("{}", heading(id, version, &found["compared_with"]));
            for sentence in found["difference"].as_array().into_iter().flatten() {
                println!("- {}", words(sentence));
            }
        }
        Ok(version
            .filter(|_| problems.is_empty())
            .map(|version| (id.to_owned(), version)))
    }

    fn propose(&self, form: &str, version: u64, text: &str) -> Result<()> {
        self.post("/api/v1/staff-forms", &json!({ "text": text }), None)?
            .expect(201)?;
        println!(
            "Proposed. Somebody else must approve it, at {}/staff/forms/{form}/{version} or with: \
             cargo frontdoor forms publish --approve",
            self.at
        );
        Ok(())
    }

    fn approve(&self, form: &str, version: u64, text: &str, reason: Option<&str>) -> Result<()> {
        let path = format!("/api/v1/staff-forms/{form}/{version}");
        let standing = self.get(&path)?;
        if standing.status == 404 {
            bail!(
                "nobody has proposed version {version} of {form}. Run the command without --approve to propose it"
            );
        }
        let standing = standing.expect(200)?;
        if standing.body["text"].as_str() != Some(text) {
            bail!(
                "what was proposed as version {version} of {form} is not what stands in the file. Read it at \
                 {}/staff/forms/{form}/{version}",
                self.at
            );
        }
        let body = reason.map_or_else(|| json!({}), |reason| json!({ "reason": reason }));
        self.post(&format!("{path}/approve"), &body, standing.etag.as_deref())?
            .expect(200)?;
        println!("Published. People see it within a few seconds.");
        Ok(())
    }
}

/// What the list of differences is headed.
fn heading(form: &str, version: u64, compared_with: &Value) -> String {
    match compared_with.as_u64() {
        Some(with) => format!("{form}, version {version}, compared with version {with}:"),
        None => format!("{form}, version {version}. There is nothing to compare it with."),
    }
}
