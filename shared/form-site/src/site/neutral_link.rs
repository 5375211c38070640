//! The link that was sent, `/contact/resume/{token}`. It names no form, because somebody else may read the
//! message: only the four words tell which form it opens.

use form_model::Form;
use web::{Cookie, Reply, Request};
use wording::Wording;

use super::saving::{self, Refused};
use super::{broken, unreadable};
use crate::guard::{self, draft_cookie};
use crate::screens::{AskWords, WORDS, resume_page};
use crate::stores::{CameBack, StoredDraft, Stores, Way};
use vocabulary::Instant;

/// Where the words are asked for. It asks the store for nothing, so that it is the same for every token.
pub fn show(link: &str) -> Reply {
    Reply::html(200, ask(link, None, &Refused::default()))
}

/// Words were given.
pub async fn resume(stores: &impl Stores, request: &Request, link: &str, now: Instant) -> Reply {
    let settings = match stores.settings().await {
        Ok(settings) => settings,
        Err(fault) => return broken(stores.site(), &fault),
    };
    let post = match request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(stores.site(), request, &problem),
    };
    let typed = post.first(WORDS).unwrap_or_default();
    let again = |refused: Refused| {
        let html = ask(link, Some(typed), &refused);
        refused.reply(html)
    };
    if !guard::is_ours(request, &post, None, &settings.public_url) {
        return again(Refused::not_ours());
    }
    if typed.trim().is_empty() {
        return again(Refused::missing());
    }
    let address = request.client_address(settings.trusted_proxy.as_deref());
    let came = stores.come_back(None, Way::Link(link), typed, address.as_deref(), now);
    match came.await {
        Ok(CameBack::Opened { cookie, draft }) => {
            let name = draft_cookie(&draft.form.id);
            let location = location(stores, &draft).await;
            let cookie = Cookie::session(&name, &cookie, &settings.public_url);
            Reply::see_other(&location).with_cookie(&cookie)
        }
        Ok(CameBack::Refused) => again(Refused::wrong()),
        Ok(CameBack::Locked(wait)) => again(Refused::locked(wait)),
        Err(fault) => again(Refused::by(&fault)),
    }
}

/// Where somebody stopped; the choice of forms while the form itself cannot be read. It is open by then.
async fn location(stores: &impl Stores, draft: &StoredDraft) -> String {
    match stores.form(&draft.form).await {
        Ok(Some(published)) => saving::place_in(&published.form, draft),
        Ok(None) | Err(_) => crate::screens::CONTACT.to_owned(),
    }
}

fn ask(link: &str, typed: Option<&str>, refused: &Refused) -> String {
    let say = |phrase| Wording::english().say(phrase);
    resume_page(AskWords {
        form: None::<&Form>,
        link: Some(link),
        csrf: None,
        typed,
        error: refused.error.map(say),
        notice: refused.notice.map(say),
    })
}
