//! Whom a development can sign in as: made at the first start, kept in `credentials.json`.

use crate::accounts::made_up;
use crate::secrets;
use anyhow::{Context, Result};
use runtime::{App, StaffAccess, upkeep};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::SystemTime;

/// `credentials.json`, as the contract has it.
#[derive(Debug, Deserialize, Serialize)]
pub struct Credentials {
    pub staff: Vec<Person>,
    pub service_tokens: Vec<Token>,
    pub accounts: Vec<Account>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Person {
    pub username: String,
    pub password: String,
    pub roles: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Token {
    pub name: String,
    pub token: String,
    pub roles: Vec<String>,
}

#[derive(Debug, Deserialize, Serialize)]
pub struct Account {
    pub account_reference: String,
    pub date_of_birth: String,
}

/// The roles that people have, each with the user name of somebody who has it.
const PEOPLE: [(&str, &str, &str); 7] = [
    ("adviser", "asha.adviser", "Asha Adviser"),
    ("senior", "sam.senior", "Sam Senior"),
    ("safeguarding", "sofia.safeguarding", "Sofia Safeguarding"),
    ("manager", "max.manager", "Max Manager"),
    ("service-designer", "dara.designer", "Dara Designer"),
    ("auditor", "ali.auditor", "Ali Auditor"),
    ("administrator", "ada.administrator", "Ada Administrator"),
];

/// The role of machines.
const WORKER: &str = "worker";

impl From<(String, String)> for Account {
    fn from((account_reference, date_of_birth): (String, String)) -> Self {
        Self {
            account_reference,
            date_of_birth,
        }
    }
}

impl Credentials {
    /// Reads them, or makes them.
    pub fn of(data: &Path) -> Result<Self> {
        let path = data.join("credentials.json");
        let there = match std::fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text)
                .with_context(|| format!("{} cannot be used", path.display()))?,
            Err(_) => Self::make()?,
        };
        // A development from before there were care accounts has none.
        let credentials = Self {
            accounts: made_up::demonstration().map(Account::from).collect(),
            ..there
        };
        let text = serde_json::to_string_pretty(&credentials)?;
        if std::fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(credentials);
        }
        secrets::write_private(&path, &text)?;
        Ok(credentials)
    }

    fn make() -> Result<Self> {
        let staff = PEOPLE
            .iter()
            .map(|(role, username, _)| {
                Ok(Person {
                    username: (*username).to_owned(),
                    password: secrets::password()?,
                    roles: vec![(*role).to_owned()],
                })
            })
            .collect::<Result<_>>()?;
        let every_role = PEOPLE
            .iter()
            .map(|(role, ..)| *role)
            .chain([WORKER])
            .map(str::to_owned)
            .collect();
        let service_tokens = vec![
            Token {
                name: "demonstration".to_owned(),
                token: secrets::token()?,
                roles: every_role,
            },
            Token {
                name: "ticker".to_owned(),
                token: secrets::token()?,
                roles: vec![WORKER.to_owned()],
            },
        ];
        Ok(Self {
            staff,
            service_tokens,
            accounts: made_up::demonstration().map(Account::from).collect(),
        })
    }

    /// The token with which the host asks for background work.
    pub fn worker_token(&self) -> Option<&str> {
        self.service_tokens
            .iter()
            .find(|token| token.roles == [WORKER])
            .map(|token| token.token.as_str())
    }

    /// Puts them into the database of staff, where they are not there yet.
    pub async fn establish(&self, app: &App) -> Result<()> {
        let staff = self
            .staff
            .iter()
            .map(|person| upkeep::DemonstrationStaff {
                username: person.username.clone(),
                display_name: display_name(&person.username).to_owned(),
                password: person.password.clone(),
                roles: person.roles.clone(),
            })
            .collect();
        let tokens = self
            .service_tokens
            .iter()
            .map(|token| upkeep::DemonstrationToken {
                name: token.name.clone(),
                token: token.token.clone(),
                roles: token.roles.clone(),
            })
            .collect();
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)?
            .as_secs();
        StaffAccess::load(app)?
            .demonstrate(staff, tokens, i64::try_from(now)?)
            .await
    }
}

/// The name that colleagues see.
fn display_name(username: &str) -> &str {
    let known = PEOPLE.iter().find(|(_, name, _)| *name == username);
    known.map_or(username, |(.., display)| display)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_token_has_every_role_and_somebody_has_each() {
        let made = Credentials::make().unwrap();
        assert_eq!(made.service_tokens[0].roles.len(), 8);
        assert!(made.service_tokens[0].roles.contains(&"worker".to_owned()));
        assert_eq!(made.staff.len(), 7);
        assert_eq!(
            made.worker_token(),
            Some(made.service_tokens[1].token.as_str())
        );
        let json = serde_json::to_value(&made).unwrap();
        let born: Vec<&str> = made
            .accounts
            .iter()
            .map(|account| account.date_of_birth.as_str())
            .collect();
        assert_eq!(born, ["1941-03-09", "1956-07-21", "1938-11-30"]);
        for person in json["staff"].as_array().unwrap() {
            assert!(
                person["username"]
                    .as_str()
                    .unwrap()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'.')
            );
            assert!(person["password"].as_str().unwrap().len() >= 12);
        }
    }
}
