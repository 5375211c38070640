//! A copy of what was sent: asked for on one page, shown on the next.

use vocabulary::Instant;
use web::Reply;
use wording::phrase::copy as words;

use super::visit::Visit;
use super::{broken, unreadable};
use crate::guard;
use crate::screens::{ask_copy_page, copy_page, day_in_words, nothing_here_page};
use crate::stores::Stores;

/// Whether it is safe here. It asks the store for nothing, so that it is the same for everybody.
pub fn ask<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let token = visit.token();
    Reply::html(
        200,
        ask_copy_page(&visit.current.form, token.as_deref(), None),
    )
}

/// Somebody said that it is safe. The page answers a post, so that neither its address nor the
/// browser's history shows it again.
pub async fn show<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.site(), visit.request, &problem),
    };
    let form = &visit.current.form;
    let (cookie, url) = (visit.cookie.as_deref(), &visit.settings.public_url);
    if !guard::is_ours(visit.request, &post, cookie, url) {
        let token = visit.token();
        return Reply::html(
            403,
            ask_copy_page(form, token.as_deref(), Some(words::STALE)),
        );
    }
    let copy = match cookie {
        Some(cookie) => visit.stores.copy(&form.id, cookie, visit.now).await,
        None => Ok(None),
    };
    match copy {
        Ok(Some(copy)) => {
            // On paper the year matters, so no day is said as one of this year.
            let long_ago = Instant::from_unix(0);
            let sent_on = day_in_words(copy.submitted_at, long_ago, &form.wording);
            Reply::html(200, copy_page(form, &copy, &sent_on))
        }
        Ok(None) => Reply::html(200, nothing_here_page(form)),
        Err(fault) => broken(visit.site(), &fault),
    }
}
