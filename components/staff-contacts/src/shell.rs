//! These pages on Spin: the walls that they ask through, and the clock.

use std::rc::Rc;

use form_site::Site;
use form_site::stores::Stores as _;
use form_site::walls::Walls;
use packed::Packed;
use places::Places;
use std::sync::LazyLock;
use vocabulary::{Actor, Decision, Facts, Instant};
use web::{Reply, Request};
use working_calendar::Calendar;

use crate::stores::{
    Fault, NotAdvised, NotSubmitted, Published, Receipt, Session, Sessions, Stores, Submission,
};

/// No form is this component's own: it enters those that are published.
static SITE: Site = Site {
    component: "staff-contacts",
    prefix: crate::screens::PREFIX,
    order: &[],
    forms: Packed(&[]),
    words: &NO_WORDS,
    routes: &[],
    aside: None,
};
static NO_WORDS: LazyLock<Vec<form_model::Words>> = LazyLock::new(Vec::new);

web::spin_service!(answer, unread);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    staff_pages::unread(crate::screens::PREFIX, status)
}

async fn answer(request: Request) -> Reply {
    let now = form_site::walls::ready().await;
    crate::answer(&Desk(Walls(&SITE)), request, now).await
}

/// The libraries that the manifest composes in.
struct Desk(Walls);

impl Sessions for Desk {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        self.0.public_url().await
    }

    /// Machines enter contacts by the API of the forms.
    async fn service(&self, _token: &str, _now: Instant) -> Result<Option<Actor>, Fault> {
        Ok(None)
    }

    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault> {
        let found = self.0.signed_in(cookie, now).await?;
        Ok(found.map(|found| Session {
            actor: Actor {
                id: found.actor.id,
                roles: found.actor.roles,
            },
            display_name: found.display_name,
            csrf: found.csrf,
        }))
    }
}

impl Stores for Desk {
    async fn ready(&self) -> Result<(), Fault> {
        self.0.ready().await
    }

    async fn forms(&self) -> Result<Vec<Rc<Published>>, Fault> {
        self.0.forms().await
    }

    async fn decide(&self, facts: &Facts, received_at: Instant) -> Result<Decision, Fault> {
        self.0.decide(facts, received_at).await
    }

    async fn calendar(&self) -> Result<Rc<Calendar>, Fault> {
        self.0.calendar().await
    }

    async fn places(&self) -> Result<Rc<Places>, Fault> {
        self.0.places().await
    }

    async fn submit(&self, contact: Submission) -> Result<Receipt, NotSubmitted> {
        // Whoever enters contacts for others enters many, so they are not counted by an address.
        self.0.submit(contact, None).await
    }

    async fn give_advice(
        &self,
        contact: Submission,
        outcome: &str,
        by: &Actor,
    ) -> Result<Receipt, NotAdvised> {
        let by = form_site::stores::Actor {
            id: by.id.clone(),
            roles: by.roles.clone(),
        };
        self.0.give_advice(contact, outcome, None, by).await
    }
}
