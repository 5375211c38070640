//! What somebody has told us at a form so far, for pages that a component has beside its form.

use std::rc::Rc;

use form_model::Journey;
use vocabulary::Instant;
use web::{Params, Reply, Request};

use crate::site::{Visit, broken, not_found};
use crate::stores::{AskedAnswer, Fault, Published, Stores};
use crate::submission::asked_answers;

/// A form, and what may be shown of its answers in this browser.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The form in the language that it is read in.
    pub published: Rc<Published>,
    /// Those that pages asked for, in the order of the form.
    pub answers: Vec<AskedAnswer>,
    pub stands: Stands,
}

/// How far somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Nothing is open here: nothing was begun, or nobody has used it for 20 minutes.
    Nothing,
    Open,
    Sent,
}

/// Shows a page beside the only form of this component.
pub async fn show(
    stores: &impl Stores,
    request: &Request,
    now: Instant,
    page: impl FnOnce(&Given) -> String,
) -> Reply {
    let site = stores.site();
    let form = site.named(&Params::default()).to_owned();
    let visit = match Visit::open(stores, request, &form, now).await {
        Ok(Some(visit)) => visit,
        Ok(None) => return not_found(site, request),
        Err(fault) => return broken(site, &fault),
    };
    match given(&visit).await {
        Ok(given) => visit.remembered(Reply::html(200, page(&given))),
        Err(fault) => broken(site, &fault),
    }
}

async fn given<S: Stores>(visit: &Visit<'_, S>) -> Result<Given, Fault> {
    let loaded = visit.load().await?;
    if loaded.stored.is_some() {
        return Ok(Given {
            answers: asked_answers(&Journey::of(&loaded.published.form, &loaded.draft.answers)),
            published: loaded.published,
            stands: Stands::Open,
        });
    }
    let form = &visit.current.form.id;
    let sent = match &visit.cookie {
        Some(cookie) => visit.stores.copy(form, cookie, visit.now).await?,
        None => None,
    };
    Ok(Given {
        published: Rc::clone(&visit.current),
        stands: match sent {
            Some(_) => Stands::Sent,
            None => Stands::Nothing,
        },
        answers: sent.map(|copy| copy.answers).unwrap_or_default(),
    })
}
