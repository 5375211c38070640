//! What the forms ask of the stores, answered from rusqlite in the same process.
//!
//! As in the component, forms and rules are read once and kept by version, one copy for each thread,
//! and every few seconds it is looked whether there are newer ones.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant as Moment, SystemTime, UNIX_EPOCH};

use case_store::{Store, model};
use form_model::{Form, Passage};
use form_site::stores as forms;
use form_site::stores::{Fault, NotSubmitted, Stores};
use places::Places;
use referral_routing::{Ruleset, Texts};
use vocabulary::{Decision, Facts, Instant};
use working_calendar::Calendar;

use crate::connection::ReaderAndWriter;
use crate::convert;

/// How long it is believed that nobody has published anything.
const LOOKED_FOR_EVERY: Duration = Duration::from_secs(5);

/// The stores for one request: a connection, and what the thread has read.
pub struct NativeStores {
    pub store: Store<ReaderAndWriter>,
}

/// What a thread has read.
#[derive(Default)]
struct Known {
    forms: Option<(Moment, Vec<Rc<forms::Published>>)>,
    rules: Option<(Moment, Rc<Rules>)>,
}

struct Rules {
    ruleset: Ruleset,
    calendar: Rc<Calendar>,
    places: Rc<Places>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The time of day.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Instant::from_unix(since.map_or(0, |since| since.as_secs() as i64))
}

/// Publishes the forms and the rules that are built in, where they are not there yet.
pub async fn publish(store: &Store<ReaderAndWriter>) -> anyhow::Result<()> {
    let built_in = contact_forms::catalogue::built_in()
        .map_err(|problems| anyhow::anyhow!("the forms have problems: {problems:?}"))?;
    let definitions: Vec<model::Definition> = built_in
        .iter()
        .zip(contact_forms::catalogue::texts())
        .map(|(form, text)| model::Definition {
            form: version(form),
            text,
        })
        .collect();
    let published = store.ensure_forms(&definitions).await;
    published.map_err(|refusal| anyhow::anyhow!("failed to publish the forms: {refusal:?}"))?;

    let ruleset = referral_routing::built_in()
        .map_err(|problems| anyhow::anyhow!("the rules have problems: {problems:?}"))?;
    let texts = referral_routing::built_in_texts();
    let rules = model::Published {
        id: ruleset.id().clone(),
        rules: texts.rules.to_owned(),
        places: texts.places.to_owned(),
        calendar: texts.calendar.to_owned(),
    };
    store.ensure_rules(&rules, now()).await?;
    Ok(())
}

fn version(form: &Form) -> model::FormVersion {
    model::FormVersion {
        id: form.id.clone(),
        version: form.version,
    }
}

impl NativeStores {
    async fn rules(&self) -> Result<Rc<Rules>, Fault> {
        let known = KNOWN.with_borrow(|known| known.rules.clone());
        if let Some((looked, rules)) = &known
            && looked.elapsed() < LOOKED_FOR_EVERY
        {
            return Ok(Rc::clone(rules));
        }
        let current = self
            .store
            .current_rules(now())
            .await
            .map_err(convert::fault)?;
        let current = current.ok_or(Fault::Internal)?;
        let rules = match known {
            Some((_, rules)) if *rules.ruleset.id() == current => rules,
            _ => {
                let published = self.store.rules(&current).await.map_err(convert::fault)?;
                Rc::new(read_rules(&published.ok_or(Fault::Internal)?)?)
            }
        };
        KNOWN.with_borrow_mut(|known| known.rules = Some((Moment::now(), Rc::clone(&rules))));
        Ok(rules)
    }

    async fn read_form(&self, wanted: &model::FormVersion) -> Result<Rc<forms::Published>, Fault> {
        let found = self.store.form(wanted).await.map_err(convert::fault)?;
        let text = found.ok_or(Fault::Internal)?.text;
        let form = form_model::read(&text).map_err(|_| Fault::Internal)?;
        Ok(Rc::new(forms::Published { form, text }))
    }
}

fn read_rules(published: &model::Published) -> Result<Rules, Fault> {
    let texts = Texts {
        rules: &published.rules,
        places: &published.places,
        calendar: &published.calendar,
    };
    Ok(Rules {
        ruleset: Ruleset::read(texts).map_err(|_| Fault::Internal)?,
        calendar: Rc::new(Calendar::read(&published.calendar).map_err(|_| Fault::Internal)?),
        places: Rc::new(Places::read(&published.places).map_err(|_| Fault::Internal)?),
    })
}

fn is(published: &forms::Published, id: &str, version: u32) -> bool {
    published.form.id == id && published.form.version == version
}

impl Stores for NativeStores {
    fn site(&self) -> &'static form_site::Site {
        &contact_forms::SITE
    }

    async fn settings(&self) -> Result<forms::Settings, Fault> {
        Ok(forms::Settings {
            public_url: "http://127.0.0.1".to_owned(),
            trusted_proxy: None,
            development: true,
            has_sender: false,
            looks_up_addresses: false,
        })
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.store.ready().await.map_err(convert::fault)
    }

    async fn forms(&self) -> Result<Vec<Rc<forms::Published>>, Fault> {
        let known = KNOWN.with_borrow(|known| known.forms.clone());
        if let Some((looked, forms)) = &known
            && looked.elapsed() < LOOKED_FOR_EVERY
        {
            return Ok(forms.clone());
        }
        let known = known.map_or_else(Vec::new, |(_, forms)| forms);
        let mut read = Vec::new();
        for current in self.store.current_forms().await.map_err(convert::fault)? {
            let kept = known
                .iter()
                .find(|form| is(form, &current.id, current.version));
            read.push(match kept {
                Some(kept) => Rc::clone(kept),
                None => self.read_form(&current).await?,
            });
        }
        KNOWN.with_borrow_mut(|known| known.forms = Some((Moment::now(), read.clone())));
        Ok(read)
    }

    async fn form(
        &self,
        wanted: &forms::FormVersion,
    ) -> Result<Option<Rc<forms::Published>>, Fault> {
        let known = self.forms().await?;
        let kept = known
            .into_iter()
            .find(|form| is(form, &wanted.id, wanted.version));
        match kept {
            Some(kept) => Ok(Some(kept)),
            None => self.read_form(&convert::form(wanted)).await.map(Some),
        }
    }

    async fn decide(&self, facts: &Facts, at: Instant) -> Result<Decision, Fault> {
        Ok(self.rules().await?.ruleset.decide(facts, at))
    }

    async fn calendar(&self) -> Result<Rc<Calendar>, Fault> {
        Ok(Rc::clone(&self.rules().await?.calendar))
    }

    async fn places(&self) -> Result<Rc<Places>, Fault> {
        Ok(Rc::clone(&self.rules().await?.places))
    }

    async fn begin(
        &self,
        form: &forms::FormVersion,
        answers: String,
        went: Option<&Passage>,
        now: Instant,
    ) -> Result<String, Fault> {
        let form = convert::form(form);
        let went = went.map(convert::went);
        let begun = self
            .store
            .begin_draft(&form, &answers, went.as_ref(), now)
            .await;
        begun.map_err(convert::fault)
    }

    async fn load(&self, cookie: &str, now: Instant) -> Result<forms::Found, Fault> {
        let found = self.store.load_draft(cookie, now).await;
        Ok(match found.map_err(convert::fault)? {
            model::Found::Nothing => forms::Found::Nothing,
            model::Found::Open(draft) => forms::Found::Open(convert::draft(draft)),
            model::Found::Asleep(draft) => forms::Found::Asleep(convert::draft(draft)),
        })
    }

    async fn save(
        &self,
        cookie: &str,
        answers: String,
        revision: u32,
        went: Option<&Passage>,
        now: Instant,
    ) -> Result<forms::Saved, Fault> {
        let went = went.map(convert::went);
        let saved = self
            .store
            .save_draft(cookie, &answers, revision, went.as_ref(), now)
            .await;
        Ok(match saved.map_err(convert::fault)? {
            model::Saved::Stored(revision) => forms::Saved::Stored(revision),
            model::Saved::Changed(draft) => forms::Saved::Changed(convert::draft(draft)),
            model::Saved::Gone => forms::Saved::Gone,
        })
    }

    async fn save_for_later(
        &self,
        form: &str,
        cookie: &str,
        _message: Option<forms::LinkMessage>,
        now: Instant,
    ) -> Result<Option<forms::WayBack>, Fault> {
        // It has no sender, and says so in its settings, so nobody can ask for a message.
        let saved = self.store.save_for_later(form, cookie, None, now).await;
        Ok(saved.map_err(convert::fault)?.map(|way| forms::WayBack {
            words: way.words,
            token: way.token,
            messaged: forms::Messaged::NoSender,
        }))
    }

    async fn come_back(
        &self,
        form: Option<&str>,
        way: forms::Way<'_>,
        words: &str,
        address: Option<&str>,
        now: Instant,
    ) -> Result<forms::CameBack, Fault> {
        let way = match way {
            forms::Way::Cookie(cookie) => model::Way::Cookie(cookie),
            forms::Way::Link(token) => model::Way::Link(token),
        };
        let came = self.store.come_back(form, way, words, address, now).await;
        Ok(match came.map_err(convert::fault)? {
            model::CameBack::Opened { cookie, draft } => forms::CameBack::Opened {
                cookie,
                draft: convert::draft(draft),
            },
            model::CameBack::Refused => forms::CameBack::Refused,
            model::CameBack::Locked(wait) => forms::CameBack::Locked(wait),
        })
    }

    async fn may_look_up(&self, address: Option<&str>, now: Instant) -> Result<bool, Fault> {
        let may = self.store.may_look_up(address, now).await;
        may.map_err(convert::fault)
    }

    /// No service is set up here.
    async fn find_addresses(&self, _postcode: &str) -> Option<Vec<form_model::Address>> {
        None
    }

    async fn leave(&self, form: &str, cookie: &str) -> Result<(), Fault> {
        let left = self.store.leave_draft(form, cookie, now()).await;
        left.map_err(convert::fault)
    }

    async fn submit(
        &self,
        submission: forms::Submission,
        address: Option<&str>,
    ) -> Result<forms::Receipt, NotSubmitted> {
        let submission = convert::submission(submission);
        match self.store.submit_from(&submission, address, now()).await {
            Ok(receipt) => Ok(convert::receipt(receipt)),
            Err(model::NotSubmitted::KeyReused) => Err(NotSubmitted::KeyReused),
            Err(model::NotSubmitted::DraftChanged) => Err(NotSubmitted::DraftChanged),
            Err(model::NotSubmitted::TooMany(wait)) => Err(NotSubmitted::TooMany(wait)),
            Err(model::NotSubmitted::Failed(fault)) => {
                Err(NotSubmitted::Failed(convert::fault(fault)))
            }
        }
    }

    async fn receipt(&self, form: &str, key: &str) -> Result<Option<forms::Receipt>, Fault> {
        let receipt = self.store.receipt(form, key, now()).await;
        Ok(receipt.map_err(convert::fault)?.map(convert::receipt))
    }

    async fn receipt_of_draft(
        &self,
        form: &str,
        cookie: &str,
    ) -> Result<Option<forms::Receipt>, Fault> {
        let receipt = self.store.receipt_of_draft(form, cookie, now()).await;
        Ok(receipt.map_err(convert::fault)?.map(convert::receipt))
    }

    async fn afterwards(
        &self,
        form: &str,
        cookie: &str,
        now: Instant,
    ) -> Result<Option<forms::Afterwards>, Fault> {
        let standing = self.store.afterwards(form, cookie, now).await;
        Ok(standing
            .map_err(convert::fault)?
            .map(|standing| forms::Afterwards {
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
    ) -> Result<Option<forms::SentCopy>, Fault> {
        let copy = self.store.copy_of_draft(form, cookie, now).await;
        Ok(copy.map_err(convert::fault)?.map(convert::sent_copy))
    }

    async fn count_equality(
        &self,
        form: &str,
        cookie: &str,
        given: forms::EqualityAnswers,
        now: Instant,
    ) -> Result<forms::Taken, Fault> {
        let given = convert::equality(given);
        let taken = self.store.count_equality(form, cookie, &given, now).await;
        taken.map(convert::taken).map_err(convert::fault)
    }

    async fn add_equality_to_record(
        &self,
        form: &str,
        cookie: &str,
        given: forms::EqualityAnswers,
        now: Instant,
    ) -> Result<forms::Taken, Fault> {
        let given = convert::equality(given);
        let taken = self
            .store
            .add_equality_to_record(form, cookie, &given, now)
            .await;
        taken.map(convert::taken).map_err(convert::fault)
    }

    /// There are no service tokens here: the bench sends what residents send.
    async fn service(&self, _: &str, _: Instant) -> Result<Option<forms::Actor>, Fault> {
        Ok(None)
    }

    /// There are no staff here.
    async fn session(&self, _: &str, _: Instant) -> Result<Option<forms::Session>, Fault> {
        Ok(None)
    }
}
