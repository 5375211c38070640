//! The desk of a running front door, asked through the staff API by somebody with a token: for the verbs that
//! change what is published, so that nothing is built and nothing is deployed.

use crate::credentials::Credentials;
use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The setting with the service token of whoever runs this.
const TOKEN: &str = "FRONTDOOR_TOKEN";
/// A busy front door may take this long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where the front door is, and who is asking.
#[derive(Args)]
pub struct Reaching {
    /// Where the front door runs.
    #[arg(long, default_value = "http://127.0.0.1:3000")]
    pub at: String,
    /// The folder of what is kept, with the service tokens of a development. The setting
    /// FRONTDOOR_TOKEN comes first.
    #[arg(long, default_value = ".frontdoor")]
    pub data: PathBuf,
}

/// The desk of a running front door, for somebody with a token.
pub struct Desk {
    pub at: String,
    token: String,
    agent: ureq::Agent,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub etag: Option<String>,
    pub body: Value,
}

impl Desk {
    /// # Errors
    /// The address would show the token to others, or there is no token.
    pub fn of(reaching: &Reaching) -> Result<Self> {
        let at = reaching.at.trim_end_matches('/').to_owned();
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
            _ => development_token(&reaching.data)?,
        };
        Ok(Self { at, token, agent })
    }

    pub fn get(&self, path: &str) -> Result<Answer> {
        let asked = self.agent.get(format!("{}{path}", self.at));
        let answer = asked.header("authorization", self.bearer()).call();
        self.read(answer)
    }

    pub fn post(&self, path: &str, body: &Value, tag: Option<&str>) -> Result<Answer> {
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
    pub fn expect(self, status: u16) -> Result<Self> {
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

/// A text of an answer.
pub fn words(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
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

/// The first token of a development with which forms and rules may be proposed.
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
    use serde_json::json;

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
        let data = std::env::temp_dir().join(format!("frontdoor-desk-{}", std::process::id()));
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
