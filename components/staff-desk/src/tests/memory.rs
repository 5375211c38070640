//! Stores in memory that hold to the walls' promises: the order of refusals, entity tags, roles.

mod assessing;
mod changes;
mod lists;

use std::cell::{Cell, RefCell};

use casework::ShownFor;
use staff_model::SavedView;
use vocabulary::{Instant, Priority, Role};

use self::changes::{apply, may};
use self::lists::{counts, listing};
use super::people;
use super::shelf::Shelf;
use crate::files::{FileRefusal, KeptFile, Scan};
use crate::form_versions::{Shown, Version, VersionChange};
use crate::possible_match::PossibleMatch;
use crate::referral::{
    Action, AuditEvent, Change, Criteria, Entry, Event, Filter, FormVersion, Listing, QueueCount,
    Referral,
};
use crate::stores::{
    Actor, Colleague, Fault, Refusal, Session, Sessions, Settings, Stores, Worked, WorkingTime,
};

/// What the stores hold.
pub struct Memory {
    pub referrals: RefCell<Vec<Referral>>,
    pub colleagues: RefCell<Vec<Colleague>>,
    /// Why everything fails, when it does.
    pub fault: RefCell<Option<Fault>>,
    pub searched_because: RefCell<Vec<String>>,
    pub forms: RefCell<Shelf>,
    /// Each with its bytes, of which a piece has three.
    pub files: RefCell<Vec<(KeptFile, Vec<u8>)>>,
    /// Why the store of files fails, when it does.
    pub files_fault: RefCell<Option<Fault>>,
    /// What is found whenever possible matches are looked for.
    pub matches: RefCell<Vec<PossibleMatch>>,
    /// Each with the user name of whoever keeps it.
    pub views: RefCell<Vec<(String, SavedView)>>,
    /// What a referral was last shown for.
    pub shown_for: Cell<ShownFor>,
    counter: Cell<u64>,
}

impl Memory {
    pub fn new() -> Self {
        Self {
            referrals: RefCell::new(vec![people::pat(), people::doris(), people::amir()]),
            colleagues: RefCell::new(people::colleagues()),
            fault: RefCell::new(None),
            searched_because: RefCell::new(Vec::new()),
            forms: RefCell::new(Shelf::new()),
            files: RefCell::new(Vec::new()),
            files_fault: RefCell::new(None),
            matches: RefCell::new(Vec::new()),
            views: RefCell::new(Vec::new()),
            shown_for: Cell::new(ShownFor::Screen),
            counter: Cell::new(7),
        }
    }

    pub fn breaks(self, fault: Fault) -> Self {
        *self.fault.borrow_mut() = Some(fault);
        self
    }

    pub fn referral(&self, reference: &str) -> Referral {
        self.referrals
            .borrow()
            .iter()
            .find(|referral| referral.entry.reference == reference)
            .unwrap()
            .clone()
    }

    fn works(&self) -> Result<(), Fault> {
        self.fault.borrow().clone().map_or(Ok(()), Err)
    }
}

impl Sessions for Memory {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok(self.settings().await?.public_url)
    }

    async fn service(&self, token: &str, _: Instant) -> Result<Option<Actor>, Fault> {
        self.works()?;
        let roles: &[&str] = match token {
            "all" => &[
                "adviser",
                "senior",
                "safeguarding",
                "administrator",
                "worker",
                "service-designer",
            ],
            "designer" => &["service-designer"],
            "reader" => &["auditor"],
            "return" => &["worker"],
            _ => return Ok(None),
        };
        Ok(Some(Actor {
            id: format!("token:{token}"),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        }))
    }

    async fn session(&self, cookie: &str, _: Instant) -> Result<Option<Session>, Fault> {
        self.works()?;
        Ok(self
            .colleagues
            .borrow()
            .iter()
            .find(|known| known.username == cookie)
            .map(|known| Session {
                actor: Actor {
                    id: known.username.clone(),
                    roles: known.roles.clone(),
                },
                display_name: known.display_name.clone(),
                csrf: format!("csrf-of-{cookie}"),
            }))
    }
}

impl Stores for Memory {
    async fn settings(&self) -> Result<Settings, Fault> {
        Ok(Settings {
            public_url: "http://127.0.0.1:3000".to_owned(),
        })
    }

    async fn working_time(&self) -> Option<WorkingTime> {
        Some(super::working_time())
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.works()
    }

    async fn work(&self, _: Instant) -> Result<Worked, Fault> {
        self.works()?;
        Ok(Worked {
            notices_sent: 1,
            drafts_expired: 2,
            receipts_expired: 0,
            escalated: 0,
            checkpoints: 1,
            files_scanned: 3,
            files_infected: 1,
            files_expired: 0,
        })
    }

    async fn files(&self, ids: &[String]) -> Result<Vec<KeptFile>, Fault> {
        if let Some(fault) = self.files_fault.borrow().clone() {
            return Err(fault);
        }
        let files = self.files.borrow();
        let known = |id: &String| {
            let found = files.iter().find(|(file, _)| file.id == *id);
            found.map(|(file, _)| file.clone())
        };
        Ok(ids.iter().filter_map(known).collect())
    }

    async fn piece(&self, id: &str, part: u32, unchecked: bool) -> Result<Vec<u8>, FileRefusal> {
        let files = self.files.borrow();
        let (file, bytes) = files
            .iter()
            .find(|(file, _)| file.id == id)
            .ok_or(FileRefusal::NotFound)?;
        match file.scan {
            Scan::Clean => {}
            Scan::NoScanner | Scan::NotScanned if unchecked => {}
            _ => return Err(FileRefusal::NotYet("Not now.".to_owned())),
        }
        let piece = bytes.chunks(3).nth(part as usize);
        Ok(piece.unwrap_or_default().to_vec())
    }

    async fn colleagues(&self) -> Result<Vec<Colleague>, Fault> {
        Ok(self.colleagues.borrow().clone())
    }

    async fn saved_views(&self, by: &Actor) -> Result<Vec<SavedView>, Fault> {
        let views = self.views.borrow();
        let mine = views.iter().filter(|(who, _)| *who == by.id);
        Ok(mine.map(|(_, view)| view.clone()).collect())
    }

    async fn save_view(&self, view: &SavedView, by: &Actor, _: Instant) -> Result<(), Refusal> {
        if view.name.len() > 60 {
            let sentence = "Must have 1 to 60 characters on one line.".to_owned();
            return Err(Refusal::Invalid(vec![("name".to_owned(), sentence)]));
        }
        self.remove_view(&view.name, by).await?;
        self.views.borrow_mut().push((by.id.clone(), view.clone()));
        Ok(())
    }

    async fn remove_view(&self, name: &str, by: &Actor) -> Result<(), Fault> {
        let other = |(who, view): &(String, SavedView)| *who != by.id || view.name != name;
        self.views.borrow_mut().retain(other);
        Ok(())
    }

    async fn browse(
        &self,
        filter: &Filter,
        cursor: Option<&str>,
        limit: u32,
        _: &Actor,
        _: Instant,
    ) -> Result<Listing, Refusal> {
        self.works()?;
        let start: usize = match cursor.map(str::parse) {
            None => 0,
            Some(Ok(start)) => start,
            Some(Err(_)) => {
                return Err(Refusal::Invalid(vec![(
                    "cursor".to_owned(),
                    "Is not a cursor of this list.".to_owned(),
                )]));
            }
        };
        let referrals = self.referrals.borrow();
        Ok(listing(&referrals, filter, start, limit as usize))
    }

    async fn read_for(
        &self,
        reference: &str,
        shown_for: ShownFor,
        by: &Actor,
        _: Instant,
    ) -> Result<Referral, Refusal> {
        self.works()?;
        self.shown_for.set(shown_for);
        self.referrals
            .borrow()
            .iter()
            .find(|referral| referral.entry.reference == reference)
            .filter(|referral| {
                referral.restricted_to.is_empty() || referral.restricted_to.contains(&by.id)
            })
            .cloned()
            .ok_or(Refusal::NotFound)
    }

    async fn change(
        &self,
        reference: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Referral, Refusal> {
        let action = match change {
            Change::Claim => Action::Claim,
            Change::S42Decision(_) => Action::S42Decision,
            Change::Close { .. } => Action::Close,
            Change::Assess(change) => Action::Assess(change.kind()),
            Change::Work(change) => Action::Work(change.kind()),
            Change::Priority { .. } => Action::Priority,
            _ => Action::Note,
        };
        let wanted = match change {
            Change::Priority { priority, .. } => Some(*priority),
            _ => None,
        };
        self.may_change(reference, action, wanted, tag, by).await?;
        let mut referrals = self.referrals.borrow_mut();
        let referral = referrals
            .iter_mut()
            .find(|referral| referral.entry.reference == reference)
            .ok_or(Refusal::NotFound)?;
        if let Change::Assess(change) = change {
            assessing::take(referral, change, by, now)?;
        } else {
            apply(referral, change, by, now);
        }
        self.counter.set(self.counter.get() + 1);
        Ok(referral.clone())
    }

    async fn next(
        &self,
        queues: &[String],
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Referral>, Refusal> {
        self.works()?;
        let waiting = self.referrals.borrow().iter().find_map(|referral| {
            let entry = &referral.entry;
            let asked = queues.is_empty() || queues.contains(&entry.queue);
            (asked && entry.is_open() && entry.assignee.is_none())
                .then(|| (entry.reference.clone(), referral.etag.clone()))
        });
        match waiting {
            None => Ok(None),
            Some((reference, tag)) => {
                let claimed = self.change(&reference, Some(&tag), &Change::Claim, by, now);
                claimed.await.map(Some)
            }
        }
    }

    async fn may_change(
        &self,
        reference: &str,
        action: Action,
        wanted: Option<Priority>,
        tag: Option<&str>,
        by: &Actor,
    ) -> Result<(), Refusal> {
        let found = self.read(reference, by, super::now()).await?;
        may(&found, action, wanted, tag, by)
    }

    async fn queues(&self, _: &Actor, now: Instant) -> Result<Vec<QueueCount>, Refusal> {
        self.works()?;
        Ok(counts(&self.referrals.borrow(), now))
    }

    async fn unclaimed_emergencies(&self, _: &Actor, now: Instant) -> Result<Vec<Entry>, Refusal> {
        self.works()?;
        Ok(self
            .referrals
            .borrow()
            .iter()
            .map(|referral| referral.entry.clone())
            .filter(|entry| {
                entry.priority == Priority::Emergency
                    && entry.assignee.is_none()
                    && entry.is_open()
                    && entry.received_at.plus_seconds(15 * 60) <= now
            })
            .collect())
    }

    async fn change_counter(&self) -> Result<u64, Fault> {
        self.works()?;
        Ok(self.counter.get())
    }

    async fn search(
        &self,
        criteria: &Criteria,
        reason: &str,
        _: &Actor,
        _: Instant,
    ) -> Result<Vec<Entry>, Refusal> {
        self.searched_because.borrow_mut().push(reason.to_owned());
        let wanted = criteria.family_name.clone().unwrap_or_default();
        Ok(self
            .referrals
            .borrow()
            .iter()
            .map(|referral| referral.entry.clone())
            .filter(|entry| {
                entry
                    .name
                    .as_deref()
                    .is_some_and(|name| name.ends_with(&wanted))
            })
            .collect())
    }

    async fn possible_matches(
        &self,
        reference: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<PossibleMatch>, Refusal> {
        self.read(reference, by, now).await?;
        Ok(self.matches.borrow().clone())
    }

    async fn audit(
        &self,
        reference: &str,
        after: u64,
        by: &Actor,
        now: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        let referral = self.read(reference, by, now).await?;
        Ok(referral
            .timeline
            .into_iter()
            .zip(1_u64..)
            .filter(|(_, sequence)| *sequence > after)
            .map(|(event, sequence)| AuditEvent {
                sequence,
                at: event.at,
                who: event.who,
                what: event.what,
                because: event.text,
                hash: "00".to_owned(),
            })
            .collect())
    }

    async fn form_versions(&self, by: &Actor) -> Result<Vec<Version>, Refusal> {
        self.works()?;
        self.forms.borrow().all(by)
    }

    async fn form_version(&self, form: &FormVersion, by: &Actor) -> Result<Shown, Refusal> {
        self.works()?;
        self.forms.borrow().show(form, by)
    }

    async fn propose_form(
        &self,
        form: &FormVersion,
        text: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        self.forms.borrow_mut().propose(form, text, by, now)
    }

    async fn change_form_version(
        &self,
        form: &FormVersion,
        tag: Option<&str>,
        change: &VersionChange,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        self.forms.borrow_mut().change(form, tag, change, by, now)
    }
}
