//! Somebody at a form: which form, on which version, with which draft.

use std::rc::Rc;

use form_model::{AnswerKind, Draft, Form, Page, Passage};
use pages::{Authority, Handover};
use vocabulary::Instant;
use web::{Cookie, Reply, Request, cookie_name};

use super::language::Language;
use crate::equality::{Choice, EQUALITY};
use crate::guard::{self, draft_cookie};
use crate::look_up::AddressAsked;
use crate::screens::{ComingBack, handed_over};
use crate::stores::{Fault, Found, Published, Saved, Settings, StoredDraft, Stores};
use crate::{Site, submission};

/// A request at a form.
pub struct Visit<'a, S> {
    pub stores: &'a S,
    pub request: &'a Request,
    pub now: Instant,
    pub settings: Settings,
    /// The newest version, for those who begin now.
    pub current: Rc<Published>,
    /// The name of the draft's cookie, without the prefix.
    name: String,
    /// The draft's cookie, whether or not there still is a draft.
    pub cookie: Option<String>,
    /// The language that the form is read in.
    language: Language,
    /// A form that is no contact, in its own language. Nobody comes back to its drafts: one that is asleep
    /// is none.
    apart: Option<Rc<Published>>,
}

/// The draft of a visit, on the version on which it began; empty before there is one.
#[derive(Clone)]
pub struct Loaded {
    pub published: Rc<Published>,
    pub draft: Draft,
    pub stored: Option<StoredDraft>,
    /// Nobody has used it for 20 minutes: what is in it may be added to, and not shown.
    pub asleep: bool,
}

impl Loaded {
    /// What may be shown of it: all, or the form without an answer.
    pub fn shown(self) -> Self {
        match self.asleep {
            false => self,
            true => Self {
                draft: Draft::default(),
                stored: None,
                asleep: false,
                ..self
            },
        }
    }

    /// What a page says of coming back. `expected` is whether it may well be that nothing is open.
    pub fn coming_back(&self, expected: bool) -> ComingBack<'_> {
        if self.published.form.id == EQUALITY {
            return ComingBack {
                never: true,
                ..ComingBack::default()
            };
        }
        ComingBack {
            words: self
                .stored
                .as_ref()
                .and_then(|stored| stored.words.as_deref()),
            nothing_open: self.stored.is_none() && !expected,
            never: false,
        }
    }
}

/// What became of answers.
pub enum Outcome {
    Kept(Kept),
    /// The draft was sent from another tab, so they were not kept.
    Sent,
}

/// Answers that were kept.
pub struct Kept {
    pub draft: Draft,
    /// A cookie to set, when this began the draft.
    pub begun: Option<String>,
}

impl<'a, S: Stores> Visit<'a, S> {
    /// The visit; none for a form that does not exist.
    pub async fn open(
        stores: &'a S,
        request: &'a Request,
        slug: &str,
        now: Instant,
    ) -> Result<Option<Self>, Fault> {
        Self::open_in(stores, request, slug, now, None).await
    }

    /// The same visit in the language whose button was pressed.
    pub async fn in_language(&self, language: &str) -> Result<Option<Self>, Fault> {
        if let Some(form) = &self.apart {
            let form = Rc::clone(form);
            return Ok(Some(self.apart_in(form, self.name.clone(), Some(language))));
        }
        let slug = self.current.form.slug();
        Self::open_in(self.stores, self.request, slug, self.now, Some(language)).await
    }

    async fn open_in(
        stores: &'a S,
        request: &'a Request,
        slug: &str,
        now: Instant,
        language: Option<&str>,
    ) -> Result<Option<Self>, Fault> {
        let forms = stores.forms().await?;
        let site = stores.site();
        let Some(current) = forms
            .into_iter()
            .find(|published| site.shows(&published.form) && published.form.slug() == slug)
        else {
            return Ok(None);
        };
        let settings = stores.settings().await?;
        let language = Language::of(request, &settings, language);
        let current = language.spoken(site, &current);
        let name = draft_cookie(&current.form.id);
        let cookie = request
            .cookie(&cookie_name(&settings.public_url, &name))
            .filter(|cookie| !cookie.is_empty())
            .map(str::to_owned);
        Ok(Some(Self {
            stores,
            request,
            now,
            settings,
            current,
            name,
            cookie,
            language,
            apart: None,
        }))
    }

    /// The same person at a form of this component's own that is not a contact, with its drafts in a
    /// cookie of this name.
    pub fn apart(&self, form: Rc<Published>, name: String) -> Self {
        self.apart_in(form, name, None)
    }

    fn apart_in(&self, form: Rc<Published>, name: String, pressed: Option<&str>) -> Self {
        let language = Language::of(self.request, &self.settings, pressed);
        let cookie = self.cookie_named(&name).map(str::to_owned);
        Self {
            stores: self.stores,
            request: self.request,
            now: self.now,
            settings: self.settings.clone(),
            current: language.spoken(self.site(), &form),
            name,
            cookie,
            language,
            apart: Some(form),
        }
    }

    fn cookie_named(&self, name: &str) -> Option<&'a str> {
        let name = cookie_name(&self.settings.public_url, name);
        self.request
            .cookie(&name)
            .filter(|cookie| !cookie.is_empty())
    }

    /// The draft, as far as it may be shown. There is none before the first page was sent, none after
    /// everything was, and none that is asleep.
    pub async fn load(&self) -> Result<Loaded, Fault> {
        match self.load_to_write().await? {
            loaded if loaded.asleep => Ok(self.blank()),
            loaded => Ok(loaded),
        }
    }

    /// The draft, even where it is asleep: to add to it, and not to show it.
    pub async fn load_to_write(&self) -> Result<Loaded, Fault> {
        let found = match &self.cookie {
            Some(cookie) => self.stores.load(cookie, self.now).await?,
            None => Found::Nothing,
        };
        let (stored, asleep) = match found {
            Found::Open(stored) => (stored, false),
            Found::Asleep(_) if self.apart.is_some() => return Ok(self.blank()),
            Found::Asleep(stored) => (stored, true),
            Found::Nothing => return Ok(self.blank()),
        };
        if stored.form.id != self.current.form.id {
            return Ok(self.blank());
        }
        self.on_its_version(stored, asleep).await
    }

    async fn on_its_version(&self, stored: StoredDraft, asleep: bool) -> Result<Loaded, Fault> {
        let published = match self.apart {
            Some(_) => None,
            None => self.stores.form(&stored.form).await?,
        };
        let published = match published {
            Some(published) => self.language.spoken(self.site(), &published),
            None => Rc::clone(&self.current),
        };
        let draft = Draft::from_json(&published.form, &stored.answers);
        Ok(Loaded {
            published,
            draft,
            stored: Some(stored),
            asleep,
        })
    }

    /// No draft: the newest version, without an answer.
    pub fn blank(&self) -> Loaded {
        Loaded {
            published: Rc::clone(&self.current),
            draft: Draft::default(),
            stored: None,
            asleep: false,
        }
    }

    /// The reply to this visit, with the language remembered if it was chosen just now.
    pub fn remembered(&self, reply: Reply) -> Reply {
        self.language
            .remembered(reply, &self.current.form, &self.settings)
    }

    /// The language that the form was read in, when it is not the form's own.
    pub fn other_language(&self) -> Option<&str> {
        let form = &self.current.form;
        let own = form.languages.first()?;
        (own.id != form.language).then_some(form.language.as_str())
    }

    /// Who takes what this form asks, instead of us.
    pub fn handed_over(&self) -> Option<&'static Handover> {
        handed_over(&self.current.form, submission::today(self.now))
    }

    /// The token of this visit's pages.
    pub fn token(&self) -> Option<String> {
        self.cookie.as_deref().map(guard::token)
    }

    /// The address that a limit may count.
    pub fn address(&self) -> Option<String> {
        let proxy = self.settings.trusted_proxy.as_deref();
        self.request.client_address(proxy)
    }

    /// The address that a page asks for, where it can be looked up.
    pub fn address_asked<'f>(&self, form: &'f Form, page: &'f Page) -> Option<AddressAsked<'f>> {
        let looks_up = self.settings.looks_up_addresses;
        looks_up.then(|| AddressAsked::on(form, page)).flatten()
    }

    /// Whether what this browser had was sent already.
    pub async fn was_sent(&self) -> Result<bool, Fault> {
        let Some(cookie) = &self.cookie else {
            return Ok(false);
        };
        let form = &self.current.form.id;
        let receipt = self.stores.receipt_of_draft(form, cookie).await?;
        Ok(receipt.is_some())
    }

    /// Keeps what a page brought, and where the person then is, who was at the page `from`. Two tabs do not undo
    /// each other: the page's answers go into what the other tab saved.
    pub async fn keep(
        &self,
        loaded: &Loaded,
        reading: &form_model::PageReading,
        from: Option<&str>,
        place: impl Fn(&Draft) -> String,
    ) -> Result<Outcome, Fault> {
        const TRIES: usize = 8;
        let mut draft = loaded.draft.clone();
        draft.take(reading);
        let to = place(&draft);
        let mut passage = draft.go(from, &to);
        if let (Some(cookie), Some(stored)) = (&self.cookie, &loaded.stored) {
            let mut revision = stored.revision;
            for _ in 0..TRIES {
                let further = passage != Passage::default();
                let went = Some(&passage).filter(|_| further && is_counted(loaded));
                match self
                    .stores
                    .save(cookie, draft.to_json(), revision, went, self.now)
                    .await?
                {
                    Saved::Stored(_) => return Ok(Outcome::Kept(Kept { draft, begun: None })),
                    Saved::Changed(newest) => {
                        draft = Draft::from_json(&loaded.published.form, &newest.answers);
                        draft.take(reading);
                        let to = place(&draft);
                        passage = draft.go(from, &to);
                        revision = newest.revision;
                    }
                    Saved::Gone if self.was_sent().await? => return Ok(Outcome::Sent),
                    // It has expired, or somebody left in a hurry. What is typed now begins a new one.
                    Saved::Gone => return self.begin(loaded, draft, &passage).await,
                }
            }
            return Err(Fault::Unavailable);
        }
        self.begin(loaded, draft, &passage).await
    }

    async fn begin(
        &self,
        loaded: &Loaded,
        draft: Draft,
        passage: &Passage,
    ) -> Result<Outcome, Fault> {
        let form = &loaded.published.form;
        let went = Some(passage).filter(|_| is_counted(loaded));
        let version = crate::stores::FormVersion {
            id: form.id.clone(),
            version: form.version,
        };
        let cookie = self
            .stores
            .begin(&version, draft.to_json(), went, self.now)
            .await?;
        Ok(Outcome::Kept(Kept {
            draft,
            begun: Some(cookie),
        }))
    }

    /// On to another page, with the cookie of a draft that has just begun.
    pub fn go(&self, location: &str, begun: Option<&str>) -> Reply {
        let reply = Reply::see_other(location);
        match begun {
            Some(cookie) => reply.with_cookie(&Cookie::session(
                &self.name,
                cookie,
                &self.settings.public_url,
            )),
            None => reply,
        }
    }

    /// Writes down where the person is, for when they come back.
    pub async fn stay_at(&self, page: &str) -> Result<(), Fault> {
        let loaded = self.load().await?;
        let (Some(cookie), Some(stored)) = (&self.cookie, &loaded.stored) else {
            return Ok(());
        };
        if loaded.draft.at.as_deref() == Some(page) {
            return Ok(());
        }
        let mut draft = loaded.draft;
        draft.at = Some(page.to_owned());
        // Where another tab saves at this moment, the place that it has written down will do.
        self.stores
            .save(cookie, draft.to_json(), stored.revision, None, self.now)
            .await?;
        Ok(())
    }

    /// Away, with this browser's cookie forgotten. The draft stays as it is.
    pub fn forget(&self, location: &str) -> Reply {
        Reply::see_other(location)
            .with_cookie(&Cookie::ended(&self.name, &self.settings.public_url))
    }

    /// Out, in a hurry: the draft can no longer be reached, the cookie goes, and then a harmless page.
    pub async fn leave(&self) -> Reply {
        if let Some(cookie) = &self.cookie {
            let files = self.files().await;
            // Whether or not the store could be told, the person must get away, and the cookie goes.
            if self
                .stores
                .leave(&self.current.form.id, cookie)
                .await
                .is_err()
            {
                self.log("failed to end a draft of somebody who left the page");
            }
            for id in files {
                self.remove_file(&id).await;
            }
        }
        let mut reply = self.forget(&Authority::current().exit_to);
        for choice in Choice::ALL {
            let name = choice.cookie(&self.current.form.id);
            let Some(cookie) = self.cookie_named(&name) else {
                continue;
            };
            if self.stores.leave(EQUALITY, cookie).await.is_err() {
                self.log("failed to end a draft of somebody who left the page");
            }
            reply = reply.with_cookie(&Cookie::ended(&name, &self.settings.public_url));
        }
        self.language.forgotten(reply, &self.settings)
    }

    /// The files of the draft, where the form asks for any. They end with it.
    async fn files(&self) -> Vec<String> {
        let mut questions = self.current.form.questions();
        if !questions.any(|(_, question)| matches!(question.answer, AnswerKind::Upload(_))) {
            return Vec::new();
        }
        let loaded = self.load_to_write().await;
        loaded.map_or_else(
            |_| Vec::new(),
            |loaded| submission::files(&loaded.draft.answers),
        )
    }

    /// Whose forms these are.
    pub fn site(&self) -> &'static Site {
        self.stores.site()
    }

    /// A line in the log. It names nobody.
    pub fn log(&self, what: &str) {
        eprintln!("{}: {what}", self.site().component);
    }

    /// The districts that people may choose, if the form's page asks for one.
    pub async fn districts(&self, asked: bool) -> Result<Vec<(String, String)>, Fault> {
        if !asked {
            return Ok(Vec::new());
        }
        let places = self.stores.places().await?;
        let mut districts: Vec<(String, String)> = places
            .districts(submission::today(self.now))
            .map(|district| (district.slug.clone(), district.name.clone()))
            .collect();
        districts.sort_by(|one, other| one.1.cmp(&other.1));
        Ok(districts)
    }
}

/// Whether it is counted how people go through a form. Which pages of the questions about equality somebody comes
/// to tells what they answered, and those numbers are kept apart.
fn is_counted(loaded: &Loaded) -> bool {
    loaded.published.form.id != EQUALITY
}
