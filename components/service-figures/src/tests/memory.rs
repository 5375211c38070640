//! Stores that stand in memory. A cookie or a token is the roles that it stands for, with `+` between them.

use vocabulary::Instant;

use crate::stores::{Actor, Fault, Session, Sessions, Stores};

#[derive(Default)]
pub struct Memory {}

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
}
