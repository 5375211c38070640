//! What happens when somebody opens or sends a page.

mod added;
mod ask;
mod begin_with;
mod copy;
mod equality;
mod files;
mod language;
mod link_message;
mod look_up;
mod neutral_link;
mod saving;
mod send;
mod visit;
mod which_area;

use vocabulary::Instant;
use web::{Params, Pieces, Problem, Reply, Request};

use crate::Site;
use crate::guard::{HONEYPOT_FIELD, TOKEN_FIELD};
use crate::routes::Page;
use crate::screens::{self, WORDS};
use crate::stores::{Fault, Stores};
use crate::submission::today;
pub use visit::Visit;

/// The most bytes of a form in plain text that a page shows again.
const FORM_LIMIT: usize = 64 * 1024;

/// Answers a page.
pub async fn answer(
    stores: &impl Stores,
    page: Page,
    request: &Request,
    params: &Params,
    now: Instant,
) -> Reply {
    match page {
        Page::Choose => match stores.forms().await {
            Ok(forms) => {
                let forms: Vec<_> = forms.iter().map(|published| &published.form).collect();
                Reply::html(200, screens::choose_page(&forms, today(now)))
            }
            Err(fault) => broken(stores.site(), &fault),
        },
        Page::NeutralLink => neutral_link::show(params.get("token")),
        Page::NeutralLinkNow => {
            neutral_link::resume(stores, request, params.get("token"), now).await
        }
        page => match Visit::open(stores, request, stores.site().named(params), now).await {
            Ok(Some(visit)) => {
                let reply = in_form(&visit, page, params).await;
                visit.remembered(reply)
            }
            Ok(None) if page == Page::Begin => elsewhere(stores, request, params).await,
            Ok(None) => not_found(stores.site(), request),
            Err(fault) => broken(stores.site(), &fault),
        },
    }
}

/// Answers a page that is sent with files; none where it is not a page that asks for any.
pub async fn answer_with_files<S: Stores>(
    stores: &S,
    request: &Request,
    params: &Params,
    body: &mut impl Pieces,
    now: Instant,
) -> Option<Reply> {
    let visit = match Visit::open(stores, request, stores.site().named(params), now).await {
        Ok(visit) => visit?,
        Err(fault) => return Some(broken(stores.site(), &fault)),
    };
    let reply = files::answer(&visit, params.get("page"), body).await?;
    Some(visit.remembered(reply))
}

/// The form of another component stands somewhere else. Whoever looks for it here is taken there.
async fn elsewhere(stores: &impl Stores, request: &Request, params: &Params) -> Reply {
    let forms = stores.forms().await.unwrap_or_default();
    let wanted = params.get("form");
    let found = forms
        .iter()
        .find(|published| published.form.slug() == wanted);
    match found {
        Some(published) => Reply::see_other(&published.form.path()),
        None => not_found(stores.site(), request),
    }
}

async fn in_form<S: Stores>(visit: &Visit<'_, S>, page: Page, params: &Params) -> Reply {
    let (id, token) = (params.get("page"), params.get("token"));
    match page {
        Page::Choose | Page::NeutralLink | Page::NeutralLinkNow | Page::Begin => begin(visit),
        Page::BeginWith => begin_with::begin(visit).await,
        Page::Ask => ask::show(visit, id).await,
        Page::Answer => ask::answer(visit, id).await,
        Page::CheckAnswers => send::show(visit).await,
        Page::Send => send::send(visit).await,
        Page::Confirmation => send::confirmation(visit).await,
        Page::AskCopy => copy::ask(visit),
        Page::ShowCopy => copy::show(visit).await,
        Page::Equality
        | Page::EqualityAsk
        | Page::EqualityAnswer
        | Page::EqualityCheck
        | Page::EqualitySend
        | Page::EqualityThanks => equality::answer(visit, page, params).await,
        Page::Leave => visit.leave().await,
        Page::Save => saving::show(visit),
        Page::SaveNow => saving::keep(visit).await,
        Page::Resume => saving::show_resume(visit, token),
        Page::ResumeNow => saving::open(visit, token).await,
    }
}

/// The first page of a form, or whom to tell instead.
fn begin<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let form = &visit.current.form;
    Reply::html(
        200,
        match visit.handed_over() {
            Some(to) => screens::handover_page(form, to),
            None => screens::begin_page(form),
        },
    )
}

/// The page for an address that does not exist.
pub fn not_found(site: &Site, request: &Request) -> Reply {
    Reply::html(
        404,
        screens::refusal(site, None, 404, None, &typed(request)),
    )
}

/// The page for a method that an address does not have.
pub fn wrong_method(site: &Site, request: &Request, allow: &str) -> Reply {
    Reply::html(
        405,
        screens::refusal(site, None, 405, None, &typed(request)),
    )
    .with_header("allow", allow)
}

/// What was typed on the page that was sent, as far as it can be read. No page shows a token.
fn typed(request: &Request) -> Vec<(String, String)> {
    let mut pairs = match request.form() {
        Ok(post) => post.pairs,
        Err(_) if is_plain(request) => plain(&request.body),
        Err(_) => Vec::new(),
    };
    pairs.retain(|(name, _)| ![TOKEN_FIELD, HONEYPOT_FIELD, WORDS].contains(&name.as_str()));
    pairs
}

fn is_plain(request: &Request) -> bool {
    request
        .header("content-type")
        .is_none_or(|kind| kind.trim_start().starts_with("text/plain"))
}

/// A form that was sent as plain text: a name and a value on each line.
fn plain(body: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body.get(..FORM_LIMIT).unwrap_or(body));
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The page for when a store did nothing.
pub fn broken(site: &Site, fault: &Fault) -> Reply {
    let status = status(fault);
    with_retry(Reply::html(
        status,
        screens::refusal(site, None, status, None, &[]),
    ))
}

/// The page for a post that cannot be read. What can be is kept, and can be sent again.
fn unreadable(site: &Site, request: &Request, problem: &Problem) -> Reply {
    let typed = typed(request);
    let again = (problem.status == 415).then_some(request.path.as_str());
    let html = screens::refusal(site, None, problem.status, again, &typed);
    Reply::html(problem.status, html)
}

fn status(fault: &Fault) -> u16 {
    match fault {
        Fault::Unavailable | Fault::WrongKey(_) => 503,
        Fault::Internal => 500,
    }
}

fn with_retry(reply: Reply) -> Reply {
    match reply.status {
        503 => reply.with_header("retry-after", &web::RETRY_AFTER.to_string()),
        _ => reply,
    }
}
