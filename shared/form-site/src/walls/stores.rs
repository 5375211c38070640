//! The stores and the rules, asked through their walls.

use std::cell::RefCell;
use std::rc::Rc;

use form_model::{Address, Passage, StoredFile};
use places::Places;
use vocabulary::{Decision, Facts, Instant};
use working_calendar::Calendar;

use super::wit::front_door::address_lookup::addresses;
use super::wit::front_door::case_store::{afterwards, contacts, drafts, maintenance, settings};
use super::wit::front_door::staff_access::sessions;
use super::{choose_authority, convert, forms, rules, uploads};
use crate::Site;
use crate::stores::{
    Actor, Afterwards, CameBack, EqualityAnswers, Fault, FileNotKept, FormVersion, Found,
    LinkMessage, NotSubmitted, Published, Receipt, Saved, SentCopy, Session, Settings, Stores,
    Submission, Taken, Way, WayBack,
};

/// The libraries that the manifest composes in, for the forms of this component.
pub struct Walls(pub &'static Site);

thread_local! {
    /// What the operator has set does not change while the program runs.
    static SETTINGS: RefCell<Option<Settings>> = const { RefCell::new(None) };
}

impl Stores for Walls {
    fn site(&self) -> &'static Site {
        self.0
    }

    async fn settings(&self) -> Result<Settings, Fault> {
        if let Some(settings) = SETTINGS.with_borrow(Clone::clone) {
            return Ok(settings);
        }
        let read = settings::read().await.map_err(convert::fault)?;
        let settings = Settings {
            public_url: read.public_url,
            trusted_proxy: read.trusted_proxy,
            development: read.environment == "development",
            has_sender: read.has_sender,
            looks_up_addresses: addresses::configured().await,
        };
        SETTINGS.replace(Some(settings.clone()));
        Ok(settings)
    }

    async fn ready(&self) -> Result<(), Fault> {
        maintenance::ready().await.map_err(convert::fault)?;
        choose_authority().await?;
        // Other components list what is published, so it is published before anybody asks for it.
        forms::current(self.0).await?;
        rules::current().await.map(|_| ())
    }

    async fn forms(&self) -> Result<Vec<Rc<Published>>, Fault> {
        forms::current(self.0).await
    }

    async fn form(&self, version: &FormVersion) -> Result<Option<Rc<Published>>, Fault> {
        forms::load(version).await
    }

    async fn decide(&self, facts: &Facts, at: Instant) -> Result<Decision, Fault> {
        let rules = rules::current().await?;
        let facts = convert::facts(facts.to_list());
        Ok(convert::decision(
            rules.ruleset.decide(&facts, at.as_unix()),
        ))
    }

    async fn calendar(&self) -> Result<Rc<Calendar>, Fault> {
        rules::current()
            .await
            .map(|rules| Rc::clone(&rules.calendar))
    }

    async fn places(&self) -> Result<Rc<Places>, Fault> {
        rules::current().await.map(|rules| Rc::clone(&rules.places))
    }

    async fn begin(
        &self,
        form: &FormVersion,
        answers: String,
        went: Option<&Passage>,
        now: Instant,
    ) -> Result<String, Fault> {
        drafts::begin(
            convert::form_version(form),
            answers,
            went.map(convert::went),
            now.as_unix(),
        )
        .await
        .map_err(convert::fault)
    }

    async fn load(&self, cookie: &str, now: Instant) -> Result<Found, Fault> {
        let found = drafts::load(cookie.to_owned(), now.as_unix())
            .await
            .map_err(convert::fault)?;
        Ok(match found {
            drafts::Found::Nothing => Found::Nothing,
            drafts::Found::Open(draft) => Found::Open(convert::draft(draft)),
            drafts::Found::Asleep(draft) => Found::Asleep(convert::draft(draft)),
        })
    }

    async fn save(
        &self,
        cookie: &str,
        answers: String,
        revision: u32,
        went: Option<&Passage>,
        now: Instant,
    ) -> Result<Saved, Fault> {
        let saved = drafts::save(
            cookie.to_owned(),
            answers,
            revision,
            went.map(convert::went),
            now.as_unix(),
        )
        .await
        .map_err(convert::fault)?;
        Ok(match saved {
            drafts::Saved::Stored(revision) => Saved::Stored(revision),
            drafts::Saved::Changed(draft) => Saved::Changed(convert::draft(draft)),
            drafts::Saved::Gone => Saved::Gone,
        })
    }

    async fn save_for_later(
        &self,
        form: &str,
        cookie: &str,
        message: Option<LinkMessage>,
        now: Instant,
    ) -> Result<Option<WayBack>, Fault> {
        let (form, cookie) = (form.to_owned(), cookie.to_owned());
        let message = message.map(convert::link_message);
        let saved = drafts::save_for_later(form, cookie, message, now.as_unix())
            .await
            .map_err(convert::fault)?;
        Ok(saved.map(convert::way_back))
    }

    async fn come_back(
        &self,
        form: Option<&str>,
        way: Way<'_>,
        words: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<CameBack, Fault> {
        let way = match way {
            Way::Cookie(cookie) => drafts::Way::Cookie(cookie.to_owned()),
            Way::Link(token) => drafts::Way::Link(token.to_owned()),
        };
        let (form, words) = (form.map(str::to_owned), words.to_owned());
        let address = address.map(str::to_owned);
        let came = drafts::come_back(form, way, words, address, now.as_unix())
            .await
            .map_err(convert::fault)?;
        Ok(match came {
            drafts::CameBack::Opened((cookie, draft)) => CameBack::Opened {
                cookie,
                draft: convert::draft(draft),
            },
            drafts::CameBack::Refused => CameBack::Refused,
            drafts::CameBack::Locked(wait) => CameBack::Locked(wait),
        })
    }

    async fn may_look_up(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault> {
        drafts::may_look_up(address.map(str::to_owned), now.as_unix())
            .await
            .map_err(convert::fault)
    }

    /// Why there are none stands in the log of the library.
    async fn find_addresses(&self, postcode: &str) -> Option<Vec<Address>> {
        let found = addresses::find(postcode.to_owned()).await.ok()?;
        Some(found.into_iter().map(convert::address).collect())
    }

    async fn leave(&self, form: &str, cookie: &str) -> Result<(), Fault> {
        drafts::leave(form.to_owned(), cookie.to_owned())
            .await
            .map_err(convert::fault)
    }

    async fn submit(
        &self,
        submission: Submission,
        address: Option<&str>,
    ) -> Result<Receipt, NotSubmitted> {
        contacts::submit(convert::submission(submission), address.map(str::to_owned))
            .await
            .map(convert::receipt)
            .map_err(convert::refusal)
    }

    async fn receipt(&self, form: &str, key: &str) -> Result<Option<Receipt>, Fault> {
        let receipt = contacts::receipt_of(form.to_owned(), key.to_owned())
            .await
            .map_err(convert::fault)?;
        Ok(receipt.map(convert::receipt))
    }

    async fn receipt_of_draft(&self, form: &str, cookie: &str) -> Result<Option<Receipt>, Fault> {
        let receipt = contacts::receipt_of_draft(form.to_owned(), cookie.to_owned())
            .await
            .map_err(convert::fault)?;
        Ok(receipt.map(convert::receipt))
    }

    async fn may_add_file(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault> {
        drafts::may_add_file(address.map(str::to_owned), now.as_unix())
            .await
            .map_err(convert::fault)
    }

    async fn begin_file(&self, now: Instant) -> Result<String, FileNotKept> {
        uploads::begin(now).await
    }

    async fn append_to_file(&self, id: &str, part: u32, bytes: Vec<u8>) -> Result<(), FileNotKept> {
        uploads::append(id, part, bytes).await
    }

    async fn finish_file(
        &self,
        id: &str,
        name: &str,
        media_type: &str,
        now: Instant,
    ) -> Result<StoredFile, FileNotKept> {
        uploads::finish(id, name, media_type, now).await
    }

    async fn remove_file(&self, id: &str) -> Result<(), Fault> {
        uploads::remove(id).await
    }

    async fn keep_files(&self, ids: Vec<String>) -> Result<(), Fault> {
        uploads::keep(ids).await
    }

    async fn afterwards(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<Afterwards>, Fault> {
        let standing = afterwards::look(form.to_owned(), cookie.to_owned(), now.as_unix())
            .await
            .map_err(convert::fault)?;
        Ok(standing.map(|standing| Afterwards {
            in_danger: standing.in_danger,
            about_oneself: standing.about_oneself,
            at_work: standing.at_work,
            counted: standing.counted,
            on_record: standing.on_record,
        }))
    }

    async fn copy(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<SentCopy>, Fault> {
        let copy = afterwards::copy(form.to_owned(), cookie.to_owned(), now.as_unix())
            .await
            .map_err(convert::fault)?;
        Ok(copy.map(convert::sent_copy))
    }

    async fn count_equality(
        &self,
        form: &str,
        cookie: &str,
        given: EqualityAnswers,
        now: Instant,
    ) -> Result<Taken, Fault> {
        let (form, given) = (form.to_owned(), convert::equality(given));
        let taken = afterwards::count_equality(form, cookie.to_owned(), given, now.as_unix());
        taken.await.map(convert::taken).map_err(convert::fault)
    }

    async fn add_equality_to_record(
        &self,
        form: &str,
        cookie: &str,
        given: EqualityAnswers,
        now: Instant,
    ) -> Result<Taken, Fault> {
        let (form, given) = (form.to_owned(), convert::equality(given));
        let taken =
            afterwards::add_equality_to_record(form, cookie.to_owned(), given, now.as_unix());
        taken.await.map(convert::taken).map_err(convert::fault)
    }

    async fn service(&self, token: &str, now: Instant) -> Result<Option<Actor>, Fault> {
        let actor = sessions::service(token.to_owned(), now.as_unix())
            .await
            .map_err(convert::staff_fault)?;
        Ok(actor.map(convert::actor))
    }

    async fn session(&self, cookie: &str, now: Instant) -> Result<Option<Session>, Fault> {
        let session = sessions::current(cookie.to_owned(), now.as_unix())
            .await
            .map_err(convert::staff_fault)?;
        Ok(session.map(|session| Session {
            actor: convert::actor(session.actor),
            csrf: session.csrf,
        }))
    }
}
