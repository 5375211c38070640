//! Saving a form for later, and coming back to it with the words. What is said to whoever has no form
//! is what is said to whoever has one and not its words.

use form_model::{Draft, Form, Journey};
use web::{FormPost, Reply};
use wording::phrase::{resume, save};
use wording::{Phrase, Said};

use super::link_message::{self, Wish};
use super::visit::Visit;
use super::{status, unreadable, with_retry};
use crate::guard;
use crate::screens::day_in_words;
use crate::screens::{
    AskWords, CONTACT, FROM, LinkSent, RESUME, SavePage, SavedForm, SendLink, TASKS, WORDS,
    address, nothing_to_save_page, resume_page, save_page, saved_page,
};
use crate::stores::{CameBack, Fault, LinkMessage, Messaged, StoredDraft, Stores, Way, WayBack};

/// How long a form is kept after it was last used. The store sees to it.
const KEPT_SECONDS: i64 = 28 * 86_400;
/// The last segment of the address at which everything is checked.
pub const CHECK: &str = "check-answers";

/// What saving means. It asks the store for nothing, so that it is the same for everybody.
pub fn show<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let form = &visit.current.form;
    let from = visit.request.query_value(FROM);
    let from = from.filter(|page| is_place(form, page));
    Reply::html(200, before(visit, from, None, SendLink::default()))
}

/// The page before saving. Where messages have no sender, it says nothing of the link being sent.
fn before<S: Stores>(
    visit: &Visit<'_, S>,
    from: Option<&str>,
    notice: Option<Said<'_>>,
    send: SendLink<'_>,
) -> String {
    save_page(SavePage {
        form: &visit.current.form,
        token: visit.token().as_deref(),
        from,
        notice,
        send: visit.settings.has_sender.then_some(send),
    })
}

/// The button was pressed: the words and the link are shown, this once. Pressed again, there are others,
/// and the first end.
pub async fn keep<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.site(), visit.request, &problem),
    };
    let form = &visit.current.form;
    let from = post.first(FROM).filter(|page| is_place(form, page));
    let again = |status, happened: Phrase| {
        let send = link_message::typed(&post, &[]);
        let html = before(visit, from, Some(form.wording.say(happened)), send);
        with_retry(Reply::html(status, html))
    };
    if !is_ours(visit, &post) {
        return again(403, save::STALE);
    }
    if post.first("go") == Some("close") {
        return visit.forget(CONTACT);
    }
    let wish = match visit.settings.has_sender {
        true => link_message::read(&post),
        false => Ok(Wish::Nothing),
    };
    let wish = match wish {
        Ok(wish) => wish,
        Err(errors) => {
            let send = link_message::typed(&post, &errors);
            return Reply::html(422, before(visit, from, None, send));
        }
    };
    match put_by(visit, from, &wish).await {
        Ok(Some(way)) => {
            let path = format!("{}/{}", address(form, RESUME), way.token);
            let link = format!("{}{path}", visit.settings.public_url.trim_end_matches('/'));
            let until = visit.now.plus_seconds(KEPT_SECONDS);
            let html = saved_page(SavedForm {
                aside: visit.site().aside,
                form,
                words: &way.words,
                link: &link,
                until: &day_in_words(until, visit.now, &form.wording),
                token: visit.token().as_deref(),
                from,
                sent: sent(&wish, way.messaged),
            });
            Reply::html(200, html)
        }
        Ok(None) => Reply::html(200, nothing_to_save_page(form)),
        Err(fault) => again(status(&fault), save::NOT_SAVED),
    }
}

/// What is said of the message. Nothing is said to be sent that is not.
fn sent(wish: &Wish, messaged: Messaged) -> LinkSent {
    match (wish, messaged) {
        (Wish::NotSafe, _) => LinkSent::NotSafe,
        (_, Messaged::Waiting) => LinkSent::InMailbox,
        (_, Messaged::TooMany) => LinkSent::TooMany,
        (_, Messaged::NotAsked | Messaged::NoSender) => LinkSent::No,
    }
}

async fn put_by<S: Stores>(
    visit: &Visit<'_, S>,
    from: Option<&str>,
    wish: &Wish,
) -> Result<Option<WayBack>, Fault> {
    let Some(cookie) = &visit.cookie else {
        return Ok(None);
    };
    if let Some(from) = from {
        visit.stay_at(from).await?;
    }
    let url = visit.settings.public_url.trim_end_matches('/');
    let message = match wish {
        Wish::Send(channel, to) => Some(LinkMessage {
            channel: *channel,
            to: to.clone(),
            link: format!("{url}{CONTACT}/{RESUME}/"),
            address: visit.address(),
        }),
        Wish::Nothing | Wish::NotSafe => None,
    };
    let form = &visit.current.form.id;
    let stores = visit.stores;
    stores
        .save_for_later(form, cookie, message, visit.now)
        .await
}

/// Where the words are asked for. It asks the store for nothing.
pub fn show_resume<S: Stores>(visit: &Visit<'_, S>, link: &str) -> Reply {
    let kept = visit.request.query_value("kept").is_some();
    let shown = Refused {
        notice: kept.then_some(resume::KEPT),
        ..Refused::default()
    };
    Reply::html(200, ask(visit, link, None, &shown))
}

/// Why nothing was opened, as the page says it. It is the same wherever the words were given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Refused {
    status: u16,
    pub error: Option<Phrase>,
    pub notice: Option<Phrase>,
    /// The seconds to wait.
    wait: Option<u32>,
}

impl Refused {
    fn mistake(status: u16, error: Phrase) -> Self {
        Self {
            status,
            error: Some(error),
            ..Self::default()
        }
    }

    fn notice(status: u16, notice: Phrase) -> Self {
        Self {
            status,
            notice: Some(notice),
            ..Self::default()
        }
    }

    /// The page was not one of ours.
    pub fn not_ours() -> Self {
        Self::notice(403, resume::NOT_OPENED)
    }

    pub fn missing() -> Self {
        Self::mistake(422, resume::MISSING)
    }

    pub fn wrong() -> Self {
        Self::mistake(422, resume::WRONG)
    }

    pub fn locked(wait: u32) -> Self {
        Self {
            wait: Some(wait),
            ..Self::mistake(429, resume::LOCKED)
        }
    }

    pub fn by(fault: &Fault) -> Self {
        Self::notice(status(fault), resume::NOT_NOW)
    }

    /// The page as a reply.
    pub fn reply(self, html: String) -> Reply {
        let reply = with_retry(Reply::html(self.status, html));
        match self.wait {
            Some(wait) => reply.with_header("retry-after", &wait.to_string()),
            None => reply,
        }
    }
}

/// Words were given.
pub async fn open<S: Stores>(visit: &Visit<'_, S>, link: &str) -> Reply {
    let post = match visit.request.form() {
        Ok(post) => post,
        Err(problem) => return unreadable(visit.site(), visit.request, &problem),
    };
    let typed = post.first(WORDS).unwrap_or_default();
    let again = |refused: Refused| {
        let html = ask(visit, link, Some(typed), &refused);
        refused.reply(html)
    };
    if !is_ours(visit, &post) {
        return again(Refused::not_ours());
    }
    if typed.trim().is_empty() {
        return again(Refused::missing());
    }
    let way = match link {
        "" => Way::Cookie(visit.cookie.as_deref().unwrap_or_default()),
        link => Way::Link(link),
    };
    let (form, address) = (&visit.current.form.id, visit.address());
    let came = visit
        .stores
        .come_back(Some(form), way, typed, address.as_deref(), visit.now);
    match came.await {
        Ok(CameBack::Opened { cookie, draft }) => match place(visit, &draft).await {
            Ok(place) => visit.go(&place, Some(&cookie)),
            // It is open now, whatever cannot be read for the moment.
            Err(_) => visit.go(&address_of(visit, CHECK), Some(&cookie)),
        },
        Ok(CameBack::Refused) => again(Refused::wrong()),
        Ok(CameBack::Locked(wait)) => again(Refused::locked(wait)),
        Err(fault) => again(Refused::by(&fault)),
    }
}

fn ask<S: Stores>(
    visit: &Visit<'_, S>,
    link: &str,
    typed: Option<&str>,
    refused: &Refused,
) -> String {
    let say = |phrase| visit.current.form.wording.say(phrase);
    resume_page(AskWords {
        form: Some(&visit.current.form),
        link: Some(link).filter(|link| !link.is_empty()),
        csrf: visit.token().as_deref(),
        typed,
        error: refused.error.map(say),
        notice: refused.notice.map(say),
    })
}

/// Where the words of the browser's own form are asked for, after something was typed into it.
pub fn asleep<S: Stores>(visit: &Visit<'_, S>) -> Reply {
    Reply::see_other(&format!("{}?kept=yes", address_of(visit, RESUME)))
}

/// The page where somebody stopped, on the version on which they began.
async fn place<S: Stores>(visit: &Visit<'_, S>, stored: &StoredDraft) -> Result<String, Fault> {
    let published = match visit.stores.form(&stored.form).await? {
        Some(published) => published,
        None => std::rc::Rc::clone(&visit.current),
    };
    Ok(place_in(&published.form, stored))
}

/// The same, of the version on which the draft began.
pub fn place_in(form: &Form, stored: &StoredDraft) -> String {
    let draft = Draft::from_json(form, &stored.answers);
    let stopped = draft.at.as_deref().filter(|page| is_place(form, page));
    match stopped {
        Some(page) => address(form, page),
        None => address(form, first_not_seen(form, &draft)),
    }
}

/// For a draft that does not say where: the first page that was not seen.
fn first_not_seen<'f>(form: &'f Form, draft: &Draft) -> &'f str {
    let journey = Journey::of(form, &draft.answers);
    let not_seen = journey.pages().iter().find(|shown| {
        let mut questions = shown.questions.iter();
        questions.any(|question| !draft.has_seen(&question.id))
    });
    not_seen.map_or(CHECK, |shown| shown.page.id.as_str())
}

/// Whether somebody can stop there.
fn is_place(form: &Form, page: &str) -> bool {
    page == CHECK || (page == TASKS && !form.section.is_empty()) || form.find_page(page).is_some()
}

fn is_ours<S: Stores>(visit: &Visit<'_, S>, post: &FormPost) -> bool {
    let (cookie, url) = (visit.cookie.as_deref(), &visit.settings.public_url);
    guard::is_ours(visit.request, post, cookie, url)
}

fn address_of<S: Stores>(visit: &Visit<'_, S>, page: &str) -> String {
    address(&visit.current.form, page)
}
