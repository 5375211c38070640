//! A form is begun with answers that another page of ours has already, such as what it is about.
//!
//! They fill in questions as if somebody had typed them: each page still shows them, and whoever fills in can change
//! them before anything is sent. Only a page of this site may do it, only for questions that the form has, and
//! never over answers that somebody has given already.

use form_model::{Draft, Form, PageReading};
use web::{FormPost, Reply};

use super::visit::{Outcome, Visit};
use super::{broken, unreadable};
use crate::guard;
use crate::screens::address;
use crate::stores::Stores;
use crate::submission::today;

pub async fn begin<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let form = &visit.current.form;
    let first = form
        .page
        .first()
        .map_or_else(String::new, |page| address(form, &page.id));
    if visit.handed_over().is_some() {
        return super::begin(visit);
    }
    // Whoever is sent here from elsewhere begins as everybody does, and whoever has begun goes on.
    if !guard::is_said_to_be_ours(visit.request, &visit.settings.public_url) {
        return Reply::see_other(&first);
    }
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.site(), visit.request, &problem),
    };
    let loaded = match visit.load_to_write().await {
        Ok(loaded) if loaded.stored.is_some() => return Reply::see_other(&first),
        Ok(loaded) => loaded,
        Err(fault) => return broken(visit.site(), &fault),
    };
    let reading = read(&loaded.published.form, &post, visit);
    match visit.keep(&loaded, &reading, None, |_| String::new()).await {
        Ok(Outcome::Kept(kept)) => visit.go(&first, kept.begun.as_deref()),
        Ok(Outcome::Sent) => Reply::see_other(&first),
        Err(fault) => broken(visit.site(), &fault),
    }
}

/// The answers among what was sent, page by page. What is wrong is left out: its page asks for it.
fn read<S: Stores>(form: &Form, post: &FormPost, visit: &Visit<'_, S>) -> PageReading {
    let mut draft = Draft::default();
    let mut all = PageReading::default();
    for page in &form.page {
        let read = form.read_page(page, &draft, &post.pairs, today(visit.now));
        let answers = PageReading {
            answers: read.answers,
            ..PageReading::default()
        };
        draft.take(&answers);
        for (id, answer) in answers.answers.iter() {
            all.answers.insert(id, answer.clone());
        }
    }
    all
}
