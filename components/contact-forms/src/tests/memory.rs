//! Stores in memory, which keep the promises of the walls and count how often they are asked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

use form_model::{Address, Form, StoredFile};
use places::Places;
use vocabulary::{
    Decision, Destination, DestinationKind, FactValue, Facts, Instant, Priority, Reason, Risk,
    RulesetId, has_rule_ten_sign, has_safeguarding_sign,
};
use working_calendar::Calendar;

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

    fn receipt_in(&self, slot: &str) -> Result<Option<Receipt>, Fault> {
        self.ask()?;
        let found = self.receipts.borrow().get(slot).cloned();
        Ok(found.map(|(_, receipt)| receipt))
    }

    /// The contact of a slot, unless nobody has looked for 20 minutes.
    fn sent_lately(&self, slot: &str) -> Result<Option<(Receipt, Submission)>, Fault> {
        let receipt = self.receipt_in(slot)?.filter(|_| !self.asleep.get());
        Ok(receipt.map(|receipt| {
            let number: usize = receipt.reference[9..].parse().unwrap();
            let contact = self.contacts.borrow()[number].clone();
            (receipt, contact)
        }))
    }

    /// Takes answers about equality once, and ends their draft.
    fn take(
        &self,
        kept: &RefCell<BTreeMap<String, EqualityAnswers>>,
        slot: String,
        given: EqualityAnswers,
        allowed: impl Fn(&Afterwards) -> bool,
    ) -> Result<Taken, Fault> {
        let standing = self.standing(&slot)?;
        if !standing.is_some_and(|standing| allowed(&standing)) {
            return Ok(Taken::NotOffered);
        }
        let mut drafts = self.drafts.borrow_mut();
        if kept.borrow().contains_key(&slot) {
            drafts.remove(&given.draft.cookie);
            return Ok(Taken::Before);
        }
        let standing = drafts.get(&given.draft.cookie).map(|draft| draft.revision);
        if standing != Some(given.draft.revision) {
            return Ok(Taken::DraftChanged);
        }
        drafts.remove(&given.draft.cookie);
        kept.borrow_mut().insert(slot, given);
        Ok(Taken::Taken)
    }

    fn standing(&self, slot: &str) -> Result<Option<Afterwards>, Fault> {
        Ok(self.sent_lately(slot)?.map(|(_, contact)| {
            let fact = |name: &str, value: &str| {
                let value = FactValue::Text(value.to_owned());
                contact.facts.contains(&(name.to_owned(), value))
            };
            Afterwards {
                in_danger: contact.safeguarding_sign || contact.rule_ten_sign,
                about_oneself: fact("about", "self"),
                at_work: fact("reporter", "housing"),
                counted: self.counted.borrow().contains_key(slot),
                on_record: self.on_record.borrow().contains_key(slot),
            }
        }))
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

/// Enough of a decision for pages to be shown; the rules have tests of their own.
fn decision(facts: &Facts, at: Instant) -> Decision {
    let team = |id: &str| Destination {
        kind: DestinationKind::Team,
        id: id.to_owned(),
        name: id.to_owned(),
    };
    let sign = has_safeguarding_sign(facts);
    let priority = match () {
        () if facts.risks.contains(&Risk::ImmediateDanger) => Priority::Emergency,
        () if sign || has_rule_ten_sign(facts) => Priority::Urgent,
        () => Priority::Standard,
    };
    let queue = if sign {
        "safeguarding-triage"
    } else {
        "ascc-general"
    };
    let advice = |id: &str, title: &str, text: &str| vocabulary::Advice {
        id: id.to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
    };
    Decision {
        queue: queue.to_owned(),
        priority,
        respond_by: at.plus_seconds(86_400),
        locality: None,
        district: None,
        destination: team(queue),
        also_tell: if sign {
            vec![team("emergency-duty")]
        } else {
            Vec::new()
        },
        advice: vec![
            advice("a", "About abuse", "What safeguarding means."),
            advice("b", "Keep warm", "Heat one room."),
        ],
        reasons: vec![Reason {
            rule: "safeguarding-sign".to_owned(),
            because: "A sign of abuse.".to_owned(),
            facts: vec!["form".to_owned()],
        }],
        ruleset: RulesetId {
            id: "essex".to_owned(),
            version: 1,
        },
    }
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
        self.ask()?;
        let mut ways_back = self.ways_back.borrow_mut();
        let before = match way {
            Way::Cookie(cookie) => Some(cookie.to_owned()),
            Way::Link(token) => ways_back
                .iter()
                .find(|(_, way)| way.token == token)
                .map(|(cookie, _)| cookie.clone()),
        };
        let right = before.filter(|cookie| {
            let saved = ways_back.get(cookie).map(|way| way.words.as_str());
            words == saved.unwrap_or(FIRST_WORDS)
                && self
                    .drafts
                    .borrow()
                    .get(cookie)
                    .is_some_and(|draft| form.is_none_or(|form| draft.form.id == form))
        });
        if self.wrong_words.get() >= 5 {
            return Ok(CameBack::Locked(3_600));
        }
        let Some(before) = right else {
            self.wrong_words.set(self.wrong_words.get() + 1);
            return Ok(CameBack::Refused);
        };
        let mut drafts = self.drafts.borrow_mut();
        let mut draft = drafts.remove(&before).unwrap();
        draft.words = None;
        let cookie = format!("{before}-again");
        drafts.insert(cookie.clone(), draft.clone());
        if let Some(way) = ways_back.remove(&before) {
            ways_back.insert(cookie.clone(), way);
        }
        self.asleep.set(false);
        Ok(CameBack::Opened { cookie, draft })
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
        self.ask()?;
        if let Some((limited, wait)) = &*self.too_many_from.borrow()
            && address == Some(limited)
            && !contact.safeguarding_sign
            && !contact.rule_ten_sign
        {
            return Err(NotSubmitted::TooMany(*wait));
        }
        let form = &contact.form.id;
        let (slot, sent) = match (&contact.idempotency, &contact.draft) {
            (Some(given), _) => (Some(format!("{form}/{}", given.key)), given.body.clone()),
            (None, Some(draft)) => (Some(draft_slot(form, &draft.cookie)), String::new()),
            (None, None) => (None, String::new()),
        };
        if let Some((body, first)) = slot
            .as_ref()
            .and_then(|slot| self.receipts.borrow().get(slot).cloned())
        {
            if body == sent {
                return Ok(Receipt {
                    replayed: true,
                    ..first
                });
            }
            if !contact.safeguarding_sign && !contact.rule_ten_sign {
                return Err(NotSubmitted::KeyReused);
            }
        }
        if let Some(draft) = &contact.draft {
            let mut drafts = self.drafts.borrow_mut();
            let standing = drafts.get_mut(&draft.cookie).map(|standing| {
                self.another_tab_saves(standing);
                standing.revision
            });
            if standing != Some(draft.revision) {
                return Err(NotSubmitted::DraftChanged);
            }
            drafts.remove(&draft.cookie);
        }
        let mut contacts = self.contacts.borrow_mut();
        let receipt = Receipt {
            reference: format!("ASC-0000-{:04}", contacts.len()),
            tracking_code: "code-of-this-contact".to_owned(),
            submitted_at: contact.received_at,
            form: contact.form.clone(),
            decision: contact.decision.clone(),
            next_steps: contact.next_steps.clone(),
            replayed: false,
        };
        if let Some(slot) = slot {
            self.receipts
                .borrow_mut()
                .insert(slot, (sent, receipt.clone()));
        }
        contacts.push(contact);
        Ok(receipt)
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
        let sent = self.sent_lately(&draft_slot(form, cookie))?;
        Ok(sent.map(|(receipt, contact)| SentCopy {
            reference: receipt.reference,
            submitted_at: receipt.submitted_at,
            form: receipt.form,
            in_danger: contact.safeguarding_sign || contact.rule_ten_sign,
            answers: contact.answers,
        }))
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
