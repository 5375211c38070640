//! Stores that stand in memory. A cookie or a token is the roles that it stands for, with `+` between them.

use std::cell::RefCell;

use vocabulary::Instant;

use crate::exports::{Asked, ExportPage, Exported};
use crate::stores::{Actor, Fault, Refusal, Session, Sessions, Stores};

#[derive(Default)]
pub struct Memory {
    /// What can be exported, two at a time.
    pub referrals: Vec<Exported>,
    /// What was asked for, and by whom, page by page.
    pub exported: RefCell<Vec<(Asked, Actor)>>,
    /// After so many pages the store cannot be used.
    pub breaks_after: Option<usize>,
}

fn actor(roles: &str) -> Actor {
    Actor {
        id: "kim".to_owned(),
        roles: roles.split('+').map(str::to_owned).collect(),
    }
}

impl Sessions for Memory {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok("http://127.0.0.1:3000".to_owned())
    }

    async fn service(&self, token: &str, _now: Instant) -> Result<Option<Actor>, Fault> {
        Ok((token != "nobody").then(|| actor(token)))
    }

    async fn session(&self, cookie: &str, _now: Instant) -> Result<Option<Session>, Fault> {
        Ok((cookie != "nobody").then(|| Session {
            actor: actor(cookie),
            display_name: "Kim Adeyemi".to_owned(),
            csrf: "csrf".to_owned(),
        }))
    }
}

impl Stores for Memory {
    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }

    async fn export(
        &self,
        asked: &Asked,
        cursor: Option<&str>,
        by: &Actor,
        _now: Instant,
    ) -> Result<ExportPage, Refusal> {
        let mut exported = self.exported.borrow_mut();
        if self.breaks_after == Some(exported.len()) {
            return Err(Fault::Unavailable.into());
        }
        exported.push((asked.clone(), by.clone()));
        let from: usize = cursor.map_or(0, |cursor| cursor.parse().unwrap());
        let to = (from + 2).min(self.referrals.len());
        Ok(ExportPage {
            referrals: self.referrals[from..to].to_vec(),
            next_cursor: (to < self.referrals.len()).then(|| to.to_string()),
        })
    }
}
