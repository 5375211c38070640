//! Stores in memory that hold to the wall's promises as far as pages can tell.

mod desk;
pub mod identities;
mod residents;

use std::cell::{Cell, RefCell};

use account_model::{
    Account, AuditEvent, Change, Counts, Criteria, Found, Held, Line, Numbered, Person, Rejected,
    Seen, Source, Statement, StatementHead, Taken,
};
use vocabulary::Instant;

use super::people;
use crate::stores::{
    AccessRefusal, Actor, Begun, Drafted, Fault, Refusal, Settings, StaffSession, Stores, Visit,
    Worked,
};

/// The one code that is right.
pub const CODE: &str = "428157";
/// What a post of any session must carry.
pub const CSRF: &str = "csrf-token";

/// An account, and what is kept beside it.
pub struct Kept {
    pub held: Held,
    /// By delegate, in their order.
    pub delegates_born: Vec<String>,
    pub statements: Vec<Statement>,
    pub audit: Vec<AuditEvent>,
}

impl Kept {
    pub fn of(held: Held, delegates_born: &[&str]) -> Self {
        Self {
            held,
            delegates_born: delegates_born.iter().map(|born| (*born).into()).collect(),
            statements: Vec::new(),
            audit: Vec::new(),
        }
    }
}

/// Somebody who is signed in.
pub struct Session {
    pub token: String,
    pub account: String,
    pub delegate: Option<String>,
}

/// What the stores hold.
pub struct Memory {
    pub kept: RefCell<Vec<Kept>>,
    pub sessions: RefCell<Vec<Session>>,
    /// Issuer, subject and account.
    pub links: RefCell<Vec<(String, String, String)>>,
    /// Who asked for a code, right or wrong.
    pub asked: RefCell<Vec<(String, String)>>,
    pub settings: RefCell<Settings>,
    /// Why everything fails, when it does.
    pub fault: RefCell<Option<Fault>>,
    /// The seconds to wait, when there were too many tries.
    pub too_many: Cell<Option<u32>>,
    /// Who gave which reason for which account.
    pub reasons: RefCell<Vec<(String, String, String)>>,
    /// Every batch of lines, and whether it was a dry run.
    pub taken: RefCell<Vec<(Vec<Numbered>, bool)>>,
    /// Accounts that came in and were kept.
    pub imported: RefCell<Vec<String>>,
    /// The file that lines came from last.
    pub source: RefCell<Option<Source>>,
    /// When the next statement is due; every account alike.
    pub due_on: RefCell<String>,
    pub provider: RefCell<identities::Provider>,
}

impl Memory {
    pub fn new() -> Self {
        Self {
            kept: RefCell::new(vec![people::ada(), people::omar()]),
            sessions: RefCell::new(Vec::new()),
            links: RefCell::new(Vec::new()),
            asked: RefCell::new(Vec::new()),
            settings: RefCell::new(Settings {
                public_url: "http://127.0.0.1:3000".to_owned(),
                trusted_proxy: None,
                is_development: true,
                has_sender: true,
                authority: "essex".to_owned(),
                demonstration: false,
            }),
            fault: RefCell::new(None),
            too_many: Cell::new(None),
            reasons: RefCell::new(Vec::new()),
            taken: RefCell::new(Vec::new()),
            imported: RefCell::new(Vec::new()),
            source: RefCell::new(None),
            due_on: RefCell::new("2026-10-06".to_owned()),
            provider: RefCell::default(),
        }
    }

    pub fn breaks(self, fault: Fault) -> Self {
        *self.fault.borrow_mut() = Some(fault);
        self
    }

    /// With figures of the scheme that is not in force.
    pub fn demonstrates(self) -> Self {
        self.settings.borrow_mut().demonstration = true;
        self
    }

    /// With somebody signed in, whose session this is.
    pub fn with_session(self, token: &str, account: &str, delegate: Option<&str>) -> Self {
        self.sessions.borrow_mut().push(Session {
            token: token.into(),
            account: account.into(),
            delegate: delegate.map(str::to_owned),
        });
        self
    }

    fn works(&self) -> Result<(), Fault> {
        self.fault.borrow().clone().map_or(Ok(()), Err)
    }
}

/// What stands in no line of a test but is wrong.
fn judged(numbered: &Numbered, known: &[String]) -> Option<Rejected> {
    let Line::Week(week) = &numbered.line else {
        return None;
    };
    (!known
        .iter()
        .any(|known| known == week.account_reference.as_str()))
    .then(|| Rejected {
        number: numbered.number,
        reason: "There is no such account. Send its line first.".into(),
        account_unknown: true,
    })
}

impl Stores for Memory {
    async fn settings(&self) -> Result<Settings, Fault> {
        Ok(self.settings.borrow().clone())
    }

    async fn ready(&self) -> Result<(), Fault> {
        self.works()
    }

    async fn work(&self, _: Instant) -> Result<Worked, Fault> {
        self.works()?;
        Ok(Worked {
            messages_sent: 1,
            codes_expired: 2,
            sessions_expired: 3,
            checkpoints: 1,
        })
    }

    async fn service(&self, token: &str, _: Instant) -> Result<Option<Actor>, Fault> {
        self.works()?;
        // A token of these tests is the names of its roles.
        let roles: Vec<String> = token.split('+').map(str::to_owned).collect();
        let known = roles
            .iter()
            .all(|role| vocabulary::Role::from_id(role).is_some());
        Ok(known.then(|| Actor {
            id: format!("token:{token}"),
            roles,
        }))
    }

    async fn staff_session(&self, cookie: &str, _: Instant) -> Result<Option<StaffSession>, Fault> {
        self.works()?;
        Ok(desk::colleague(cookie))
    }

    async fn progress(&self, digest: &[u8]) -> Result<u64, Fault> {
        self.works()?;
        let source = self.source.borrow();
        Ok(source
            .as_ref()
            .filter(|source| source.digest == digest)
            .map_or(0, |source| source.reached))
    }

    async fn take(
        &self,
        lines: Vec<Numbered>,
        source: Option<Source>,
        dry_run: bool,
        _: &Actor,
        _: Instant,
    ) -> Result<Taken, Fault> {
        self.works()?;
        let mut known: Vec<String> = self
            .kept
            .borrow()
            .iter()
            .map(|kept| kept.held.account.account_reference.clone())
            .chain(self.imported.borrow().iter().cloned())
            .collect();
        let mut taken = Taken::default();
        let one = |counts: &mut Counts| counts.added += 1;
        for numbered in &lines {
            match (judged(numbered, &known), &numbered.line) {
                (Some(rejected), _) => taken.rejected.push(rejected),
                (None, Line::Account(account)) => {
                    known.push(account.account_reference.clone());
                    one(&mut taken.accounts);
                }
                (None, Line::Week(_)) => one(&mut taken.weeks),
            }
        }
        if !dry_run {
            *self.imported.borrow_mut() = known;
        }
        self.taken.borrow_mut().push((lines, dry_run));
        *self.source.borrow_mut() = source;
        Ok(taken)
    }

    async fn ask(
        &self,
        account_reference: &str,
        date_of_birth: &str,
        _: Option<&str>,
        _: Instant,
    ) -> Result<(), AccessRefusal> {
        self.may_try()?;
        self.asked
            .borrow_mut()
            .push((account_reference.into(), date_of_birth.into()));
        Ok(())
    }

    async fn enter(
        &self,
        account_reference: &str,
        code: &str,
        _: Option<&str>,
        now: Instant,
    ) -> Result<Option<Begun>, AccessRefusal> {
        self.may_try()?;
        Ok(self.enter_with(account_reference, code, now))
    }

    async fn enter_linked(
        &self,
        issuer: &str,
        subject: &str,
        now: Instant,
    ) -> Result<Option<Begun>, Fault> {
        self.works()?;
        let links = self.links.borrow();
        let linked = links
            .iter()
            .find(|link| link.0 == issuer && link.1 == subject);
        Ok(linked.map(|link| self.begin(&link.2, None, now)))
    }

    async fn link(
        &self,
        token: &str,
        issuer: &str,
        subject: &str,
        _: Instant,
    ) -> Result<bool, Fault> {
        self.works()?;
        let sessions = self.sessions.borrow();
        let mine = sessions
            .iter()
            .find(|session| session.token == token && session.delegate.is_none());
        Ok(mine
            .map(|session| {
                let link = (issuer.into(), subject.into(), session.account.clone());
                self.links.borrow_mut().push(link);
            })
            .is_some())
    }

    async fn current(&self, token: &str, now: Instant) -> Result<Option<Visit>, Fault> {
        self.works()?;
        Ok(self.account_of(token).map(|_| Visit {
            csrf: CSRF.into(),
            expires_at: now.plus_seconds(20 * 60),
        }))
    }

    async fn leave(&self, token: &str, _: Instant) -> Result<(), Fault> {
        self.works()?;
        self.sessions
            .borrow_mut()
            .retain(|session| session.token != token);
        Ok(())
    }

    async fn leave_everywhere(&self, token: &str, _: Instant) -> Result<(), Fault> {
        self.works()?;
        let account = self.account_of(token);
        self.sessions
            .borrow_mut()
            .retain(|session| Some(&session.account) != account.as_ref());
        Ok(())
    }

    async fn look(&self, token: &str, _: Instant) -> Result<Option<Seen>, Fault> {
        self.works()?;
        Ok(self.seen(token))
    }

    async fn statement(
        &self,
        token: &str,
        id: &str,
        _: Instant,
    ) -> Result<Option<Statement>, Fault> {
        self.works()?;
        Ok(self.account_of(token).and_then(|account| {
            self.of_account(&account, |kept| {
                kept.statements
                    .iter()
                    .find(|statement| statement.head.id == id)
                    .cloned()
            })
            .flatten()
        }))
    }

    async fn due(&self, on: &str, _: u32) -> Result<Vec<String>, Fault> {
        self.works()?;
        let kept = self.kept.borrow();
        let open = kept.iter().filter(|kept| {
            let next = kept.statements.last();
            next.map_or(self.due_on.borrow().as_str() <= on, |_| false)
        });
        Ok(open.map(|kept| kept.held.account.id.clone()).collect())
    }

    async fn prepare(&self, id: &str, _: Instant) -> Result<Option<Account>, Fault> {
        self.works()?;
        Ok(self.of_account(id, |kept| kept.held.account.clone()))
    }

    async fn issue(&self, id: &str, drafted: Drafted, now: Instant) -> Result<bool, Fault> {
        self.works()?;
        let mut kept = self.kept.borrow_mut();
        let kept = kept.iter_mut().find(|kept| kept.held.account.id == id);
        let Some(kept) = kept.filter(|kept| kept.held.account.revision == drafted.revision) else {
            return Ok(false);
        };
        let number = u32::try_from(kept.statements.len()).unwrap() + 1;
        let head = StatementHead {
            id: format!("s{number}-of-{id}"),
            number,
            from: drafted.from,
            to: drafted.to,
            issued_at: now,
        };
        kept.held.account.statements.insert(0, head.clone());
        kept.statements.push(Statement {
            head,
            content: drafted.content,
        });
        Ok(true)
    }

    async fn find(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
        _: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        self.find_for(criteria, reason, by)
    }

    async fn waiting(&self, by: &Actor, _: Instant) -> Result<Vec<Found>, Refusal> {
        self.waiting_for(by)
    }

    async fn past_retention(
        &self,
        changed_before: Instant,
        by: &Actor,
        _: Instant,
    ) -> Result<Vec<Found>, Refusal> {
        self.past_retention_for(changed_before, by)
    }

    async fn read(
        &self,
        id: &str,
        reason: Option<&str>,
        by: &Actor,
        _: Instant,
    ) -> Result<Held, Refusal> {
        self.read_for(id, reason, by)
    }

    async fn change(
        &self,
        id: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Held>, Refusal> {
        self.change_for(id, tag, change, by, now)
    }

    async fn suspend_person(
        &self,
        person: &Person,
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<u32, Refusal> {
        self.suspend_for(person, because, by, now)
    }

    async fn audit(
        &self,
        id: &str,
        after: u64,
        by: &Actor,
        _: Instant,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        self.audit_for(id, after, by)
    }
}
