//! `forms`: says what a new version of a form would change, proposes it, and publishes what somebody
//! else has proposed. It asks a running front door through the staff API, so nothing is built and
//! nothing is deployed.
//!
//! Two people are needed, so two tokens: one proposes, another one approves. What may be published is
//! decided at the other end; nothing in here reads a form.

use crate::credentials::Credentials;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use staff_desk::publishing::as_kept;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The setting with the service token of whoever runs this.
const TOKEN: &str = "FRONTDOOR_TOKEN";
/// A busy front door may take this long.
const PATIENCE: Duration = Duration::from_secs(60);

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
    /// Where the front door runs.
    #[arg(long, default_value = "http://127.0.0.1:3000")]
    at: String,
    /// The folder of what is kept, with the service tokens of a development. The setting
    /// FRONTDOOR_TOKEN comes first.
    #[arg(long, default_value = ".frontdoor")]
    data: PathBuf,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let (Verb::Publish { asking, .. } | Verb::Difference { asking }) = &options.verb;
    let ready = std::fs::read_to_string(&asking.file)
        .with_context(|| format!("cannot read {}", asking.file.display()))
        .and_then(|text| Ok((text, Desk::of(asking)?)));
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

/// The desk of a running front door, for somebody with a token.
struct Desk {
    at: String,
    token: String,
    agent: ureq::Agent,
}

/// What came back.
struct Answer {
    status: u16,
    etag: Option<String>,
    body: Value,
}

impl Desk {
    fn of(asking: &Asking) -> Result<Self> {
        let at = asking.at.trim_end_matches('/').to_owned();
        if !keeps_a_token(&at) {
            bail!(
                "{at} would send the token in clear. Name an address that begins with https:// with --at"
            );
        }
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        let token = match std::env::var(TOKEN) {
            Ok(token) if !token.trim().is_empty() => token.trim().to_owned(),
            _ => development_token(&asking.data)?,
        };
        Ok(Self { at, token, agent })
    }

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

    fn get(&self, path: &str) -> Result<Answer> {
        let asked = self.agent.get(format!("{}{path}", self.at));
        let answer = asked.header("authorization", self.bearer()).call();
        self.read(answer)
    }

    fn post(&self, path: &str, body: &Value, tag: Option<&str>) -> Result<Answer> {
        let mut asked = self
            .agent
            .post(format!("{}{path}", self.at))
            .header("authorization", self.bearer())
            .content_type("application/json");
        if let Some(tag) = tag {
            asked = asked.header("if-match", tag);
        }
        self.read(asked.send(body.to_string()))
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    fn read(
        &self,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Answer> {
        let mut answer = answer.with_context(|| {
            format!(
                "nothing answers at {}. Is the front door running there?",
                self.at
            )
        })?;
        let header = |name: &str| answer.headers().get(name)?.to_str().ok().map(str::to_owned);
        Ok(Answer {
            etag: header("etag"),
            status: answer.status().as_u16(),
            body: serde_json::from_str(&answer.body_mut().read_to_string()?).unwrap_or_default(),
        })
    }
}

impl Answer {
    /// Itself, if the status is this one; otherwise what the other end said.
    fn expect(self, status: u16) -> Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        let errors: Vec<&str> = self.body["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|error| words(&error["message"]))
            .collect();
        match (self.body["detail"].as_str(), errors.as_slice()) {
            (Some(detail), []) => bail!("refused: {detail}"),
            (Some(detail), errors) => bail!("refused: {detail}\n{}", errors.join("\n")),
            (None, _) => bail!(
                "the answer had the status {}. Is this the address of a front door?",
                self.status
            ),
        }
    }
}

fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What the list of differences is headed.
fn heading(form: &str, version: u64, compared_with: &Value) -> String {
    match compared_with.as_u64() {
        Some(with) => format!("{form}, version {version}, compared with version {with}:"),
        None => format!("{form}, version {version}. There is nothing to compare it with."),
    }
}

/// Whether nobody on the way can read a token that is sent to this address.
fn keeps_a_token(at: &str) -> bool {
    let Some(host) = at.strip_prefix("http://") else {
        return at.starts_with("https://");
    };
    let host = host.split('/').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// The first token of a development with which forms may be proposed.
fn development_token(data: &Path) -> Result<String> {
    let path = data.join("credentials.json");
    let credentials = std::fs::read_to_string(&path).with_context(|| {
        format!(
            "there is no token. Set {TOKEN}, or name the folder of what is kept with --data: {} cannot be read",
            path.display()
        )
    })?;
    let credentials: Credentials = serde_json::from_str(&credentials)
        .with_context(|| format!("{} cannot be used", path.display()))?;
    credentials
        .service_tokens
        .into_iter()
        .find(|token| token.roles.iter().any(|role| role == "service-designer"))
        .map(|token| token.token)
        .with_context(|| {
            format!(
                "no token in {} has the role service-designer",
                path.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_sent_in_clear_only_within_this_machine() {
        for safe in [
            "http://127.0.0.1:3000",
            "http://localhost:3000",
            "http://[::1]:3000",
            "https://care.example.gov.uk",
        ] {
            assert!(keeps_a_token(safe), "{safe}");
        }
        for open in [
            "http://care.example.gov.uk",
            "http://127.0.0.1.example.org",
            "http://10.0.0.1:3000",
            "ftp://localhost",
            "care.example.gov.uk",
        ] {
            assert!(!keeps_a_token(open), "{open}");
        }
    }

    #[test]
    fn the_token_of_a_development_is_one_that_may_propose() {
        let data = std::env::temp_dir().join(format!("frontdoor-forms-{}", std::process::id()));
        std::fs::create_dir_all(&data).unwrap();
        let tokens = json!([
            {"name": "ticker", "token": "a", "roles": ["worker"]},
            {"name": "dara", "token": "b", "roles": ["service-designer"]},
        ]);
        let credentials = json!({"staff": [], "service_tokens": tokens, "accounts": []});
        std::fs::write(data.join("credentials.json"), credentials.to_string()).unwrap();
        assert_eq!(development_token(&data).unwrap(), "b");
        let nowhere = development_token(&data.join("nowhere")).unwrap_err();
        assert!(nowhere.to_string().contains(TOKEN), "{nowhere}");
        std::fs::remove_dir_all(&data).unwrap();
    }
}
