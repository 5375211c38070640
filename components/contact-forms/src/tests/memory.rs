//! Stores in memory, which keep the promises of the walls and count how often they are asked.

mod afterwards;
mod coming_back;
mod decided;
mod receiving;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

use form_model::{Address, Form, Passage, StoredFile};
use places::Places;
use vocabulary::{
    Decision, Destination, DestinationKind, FactValue, Facts, Instant, Priority, Reason, Risk,
    RulesetId, has_rule_ten_sign, has_safeguarding_sign,
};
use working_calendar::Calendar;

use self::decided::decision;
use super::files::Files;
use crate::catalogue;
use form_site::stores::{
    Actor, Afterwards, CameBack, EqualityAnswers, Fault, FileNotKept, FormVersion, Found,
    LinkMessage, Messaged, NotSubmitted, Published, Receipt, Saved, SentCopy, Session, Settings,
    StoredDraft, Stores, Submission, Taken, Way, WayBack,
};

pub struct Memory {
    forms: Vec<Rc<Published>>,
    calendar: Rc<Calendar>,
    places: Rc<Places>,
    pub drafts: RefCell<BTreeMap<String, StoredDraft>>,
    pub contacts: RefCell<Vec<Submission>>,
    receipts: RefCell<BTreeMap<String, (String, Receipt)>>,
    /// Answers about equality that were counted, by the contact's slot.
    pub counted: RefCell<BTreeMap<String, EqualityAnswers>>,
    /// Answers about equality that stand with a contact, by the same.
    pub on_record: RefCell<BTreeMap<String, EqualityAnswers>>,
    /// How often the database of cases was asked.
    pub asked: Cell<u32>,
    /// The way back to each draft that was saved for later, by the draft's cookie.
    pub ways_back: RefCell<BTreeMap<String, WayBack>>,
    /// Nobody has used any draft for 20 minutes.
    pub asleep: Cell<bool>,
    /// How often wrong words were tried.
    pub wrong_words: Cell<u32>,
    /// The seconds for which no more contacts are taken from this address, unless in danger.
    pub too_many_from: RefCell<Option<(String, u32)>>,
    /// The header of a trusted proxy.
    pub trusted_proxy: Option<String>,
    /// Messages have a sender, as in a development.
    pub has_sender: bool,
    /// The messages that were asked for.
    pub messages: RefCell<Vec<LinkMessage>>,
    pub too_many_messages: Cell<bool>,
    /// A service finds addresses.
    pub looks_up_addresses: bool,
    /// What it finds for every postcode but ZZ9 9ZZ; none where it does not answer.
    pub addresses: RefCell<Option<Vec<Address>>>,
    /// The postcodes that it was asked for.
    pub looked_up: RefCell<Vec<String>>,
    /// How many look-ups one address of the internet may have.
    pub most_look_ups: usize,
    /// The database cannot be used.
    pub down: Cell<bool>,
    pub public_url: String,
    pub development: bool,
    /// The store of files.
    pub files: Files,
    /// Another tab saves this just before the next save, or before the contact is stored.
    pub meanwhile: RefCell<Option<String>>,
}

/// Read once for all tests.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| catalogue::built_in().unwrap());

impl Default for Memory {
    fn default() -> Self {
        let published = |(form, text): (&Form, String)| {
            Rc::new(Published {
                form: form.clone(),
                text,
            })
        };
        Self {
            forms: FORMS
                .iter()
                .zip(catalogue::texts())
                .map(published)
                .collect(),
            calendar: Rc::new(Calendar::read(working_calendar::BUILT_IN).unwrap()),
            places: Rc::new(Places::read(places::BUILT_IN).unwrap()),
            drafts: RefCell::default(),
            contacts: RefCell::default(),
            receipts: RefCell::default(),
            counted: RefCell::default(),
            on_record: RefCell::default(),
            ways_back: RefCell::default(),
            asleep: Cell::new(false),
            wrong_words: Cell::new(0),
            too_many_from: RefCell::default(),
            trusted_proxy: None,
            has_sender: false,
            messages: RefCell::default(),
            too_many_messages: Cell::new(false),
            looks_up_addresses: false,
            addresses: RefCell::default(),
            looked_up: RefCell::default(),
            most_look_ups: 60,
            asked: Cell::new(0),
            down: Cell::new(false),
            public_url: "http://127.0.0.1:3000".to_owned(),
            development: false,
            files: Files::default(),
            meanwhile: RefCell::default(),
        }
    }
}

impl Memory {
    /// The stores with one more form, which a test has checked as far as it needs.
    pub fn with(text: &str) -> Self {
        let mut stores = Self::default();
        let form =
            form_model::read_published(text).unwrap_or_else(|problems| panic!("{problems:#?}"));
        stores.forms.push(Rc::new(Published {
            form,
            text: text.to_owned(),
        }));
        stores
    }

    fn ask(&self) -> Result<(), Fault> {
        self.asked.set(self.asked.get() + 1);
        match self.down.get() {
            true => Err(Fault::Unavailable),
            false => Ok(()),
        }
    }

    fn another_tab_saves(&self, draft: &mut StoredDraft) {
        if let Some(answers) = self.meanwhile.borrow_mut().take() {
            draft.answers = answers;
            draft.revision += 1;
        }
    }

    /// The one contact that was stored.
    pub fn only_contact(&self) -> Submission {
        let contacts = self.contacts.borrow();
        assert_eq!(contacts.len(), 1);
        contacts[0].clone()
    }
}

/// The words of every draft that has just begun.
pub const FIRST_WORDS: &str = "river apple stone yellow";

fn draft_slot(form: &str, cookie: &str) -> String {
    format!("{form}/draft:{cookie}")
}

impl Stores for Memory {
    fn site(&self) -> &'static form_site::Site {
        &crate::SITE
    }

    async fn settings(&self) -> Result<Settings, Fault> {
        Ok(Settings {
            public_url: self.public_url.clone(),
            trusted_proxy: self.trusted_proxy.clone(),
            development: self.development,
            has_sender: self.has_sender,
            looks_up_addresses: self.looks_up_addresses,
        })
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.ask()
    }

    async fn forms(&self) -> Result<Vec<Rc<Published>>, Fault> {
        Ok(self.forms.clone())
    }

    async fn form(&self, version: &FormVersion) -> Result<Option<Rc<Published>>, Fault> {
        let is_it = |published: &&Rc<Published>| {
            published.form.id == version.id && published.form.version == version.version
        };
        Ok(self.forms.iter().find(is_it).cloned())
    }

    async fn decide(&self, facts: &Facts, at: Instant) -> Result<Decision, Fault> {
        Ok(decision(facts, at))
    }

    async fn calendar(&self) -> Result<Rc<Calendar>, Fault> {
        Ok(Rc::clone(&self.calendar))
    }

    async fn places(&self) -> Result<Rc<Places>, Fault> {
        Ok(Rc::clone(&self.places))
    }

    async fn begin(
        &self,
        form: &FormVersion,
        answers: String,
        _went: Option<&Passage>,
        now: Instant,
    ) -> Result<String, Fault> {
        self.ask()?;
        let mut drafts = self.drafts.borrow_mut();
        let cookie = format!("cookie-{}-{}", drafts.len(), self.contacts.borrow().len());
        drafts.insert(
            cookie.clone(),
            StoredDraft {
                form: form.clone(),
                answers,
                revision: 1,
                started_at: now,
                words: Some(FIRST_WORDS.to_owned()),
            },
        );
        Ok(cookie)
    }

    async fn load(&self, cookie: &str, _now: Instant) -> Result<Found, Fault> {
        self.ask()?;
        let draft = self.drafts.borrow().get(cookie).cloned();
        Ok(match draft {
            Some(draft) if self.asleep.get() => Found::Asleep(draft),
            Some(draft) => Found::Open(draft),
            None => Found::Nothing,
        })
    }

    async fn save(
        &self,
        cookie: &str,
        answers: String,
        revision: u32,
        _went: Option<&Passage>,
        _now: Instant,
    ) -> Result<Saved, Fault> {
        self.ask()?;
        let mut drafts = self.drafts.borrow_mut();
        let Some(draft) = drafts.get_mut(cookie) else {
            return Ok(Saved::Gone);
        };
        self.another_tab_saves(draft);
        if draft.revision != revision {
            return Ok(Saved::Changed(draft.clone()));
        }
        draft.answers = answers;
        draft.revision += 1;
        draft.words = None;
        Ok(Saved::Stored(draft.revision))
    }

    async fn save_for_later(
        &self,
        _form: &str,
        cookie: &str,
        message: Option<LinkMessage>,
        _now: Instant,
    ) -> Result<Option<WayBack>, Fault> {
        self.ask()?;
        if self.asleep.get() || !self.drafts.borrow().contains_key(cookie) {
            return Ok(None);
        }
        let mut ways_back = self.ways_back.borrow_mut();
        let way = WayBack {
            words: "candle forest paper seven".to_owned(),
            token: format!("token-of-{cookie}"),
            messaged: match (&message, self.too_many_messages.get()) {
                (None, _) => Messaged::NotAsked,
                (Some(_), false) => Messaged::Waiting,
                (Some(_), true) => Messaged::TooMany,
            },
        };
        self.messages.borrow_mut().extend(message);
        ways_back.insert(cookie.to_owned(), way.clone());
        Ok(Some(way))
    }

    async fn come_back(
        &self,
        form: Option<&str>,
        way: Way<'_>,
        words: &str,
        _address: Option<&str>,
        _now: Instant,
    ) -> Result<CameBack, Fault> {
        self.opened(form, way, words)
    }

    async fn may_look_up(&self, _address: Option<&str>, _now: Instant) -> Result<bool, Fault> {
        self.ask()?;
        Ok(self.looked_up.borrow().len() < self.most_look_ups)
    }

    async fn find_addresses(&self, postcode: &str) -> Option<Vec<Address>> {
        self.looked_up.borrow_mut().push(postcode.to_owned());
        let found = self.addresses.borrow().clone();
        found.map(|found| match postcode {
            "ZZ9 9ZZ" => Vec::new(),
            _ => found,
        })
    }

    async fn leave(&self, form: &str, cookie: &str) -> Result<(), Fault> {
        self.ask()?;
        self.drafts.borrow_mut().remove(cookie);
        self.receipts.borrow_mut().remove(&draft_slot(form, cookie));
        Ok(())
    }

    async fn submit(
        &self,
        contact: Submission,
        address: Option<&str>,
    ) -> Result<Receipt, NotSubmitted> {
        self.receive(contact, address)
    }

    async fn receipt(&self, form: &str, key: &str) -> Result<Option<Receipt>, Fault> {
        self.receipt_in(&format!("{form}/{key}"))
    }

    async fn receipt_of_draft(&self, form: &str, cookie: &str) -> Result<Option<Receipt>, Fault> {
        self.receipt_in(&draft_slot(form, cookie))
    }

    async fn may_add_file(&self, address: Option<&str>, _now: Instant) -> Result<bool, Fault> {
        self.ask()?;
        let limited = self.too_many_from.borrow();
        Ok(limited
            .as_ref()
            .is_none_or(|(limited, _)| address != Some(limited.as_str())))
    }

    async fn begin_file(&self, _now: Instant) -> Result<String, FileNotKept> {
        self.files.begin()
    }

    async fn append_to_file(&self, id: &str, part: u32, bytes: Vec<u8>) -> Result<(), FileNotKept> {
        self.files.append(id, part, bytes)
    }

    async fn finish_file(
        &self,
        id: &str,
        name: &str,
        media_type: &str,
        _now: Instant,
    ) -> Result<StoredFile, FileNotKept> {
        self.files.finish(id, name, media_type)
    }

    async fn remove_file(&self, id: &str) -> Result<(), Fault> {
        self.files.remove(id)
    }

    async fn keep_files(&self, ids: Vec<String>) -> Result<(), Fault> {
        self.files.keep(&ids)
    }

    async fn afterwards(
        &self,
        form: &str,
        cookie: &str,
        _now: Instant,
    ) -> Result<Option<Afterwards>, Fault> {
        self.standing(&draft_slot(form, cookie))
    }

    async fn copy(
        &self,
        form: &str,
        cookie: &str,
        _now: Instant,
    ) -> Result<Option<SentCopy>, Fault> {
        self.copied(&draft_slot(form, cookie))
    }

    async fn count_equality(
        &self,
        form: &str,
        cookie: &str,
        given: EqualityAnswers,
        _now: Instant,
    ) -> Result<Taken, Fault> {
        let slot = draft_slot(form, cookie);
        self.take(&self.counted, slot, given, |standing| !standing.in_danger)
    }

    async fn add_equality_to_record(
        &self,
        form: &str,
        cookie: &str,
        given: EqualityAnswers,
        _now: Instant,
    ) -> Result<Taken, Fault> {
        let slot = draft_slot(form, cookie);
        self.take(&self.on_record, slot, given, |standing| {
            !standing.in_danger && standing.about_oneself
        })
    }

    async fn service(&self, token: &str, _now: Instant) -> Result<Option<Actor>, Fault> {
        let role = token.strip_prefix("token-of-").map(str::to_owned);
        Ok(role.map(|role| Actor {
            id: format!("token:{role}"),
            roles: vec![role],
        }))
    }

    async fn session(&self, cookie: &str, _now: Instant) -> Result<Option<Session>, Fault> {
        Ok((cookie == "signed-in").then(|| Session {
            actor: Actor {
                id: "amina".to_owned(),
                roles: vec!["adviser".to_owned()],
            },
            csrf: "session-token".to_owned(),
        }))
    }
}
