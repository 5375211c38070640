//! What staff are shown and may do.

use account_model::{
    AuditEvent, Change, Criteria, Delegate, DelegateStanding, Earlier, Found, Held, Online, Person,
    Power, Week,
};
use vocabulary::{Instant, Role};

use super::{CSRF, Kept, Memory};
use crate::stores::{Actor, Refusal, StaffSession};

/// A session of these tests is named after whose it is.
pub fn colleague(cookie: &str) -> Option<StaffSession> {
    let (display_name, roles): (&str, &[Role]) = match cookie {
        "kim" => ("Kim Adeyemi", &[Role::Adviser]),
        "sue" => ("Sue Senior", &[Role::Senior]),
        "lee" => ("Lee Manager", &[Role::Manager]),
        "sam" => ("Sam Safe", &[Role::Safeguarding]),
        "ash" => ("Ash Auditor", &[Role::Auditor]),
        "dee" => ("Dee Designer", &[Role::ServiceDesigner]),
        "abe" => ("Abe Administrator", &[Role::Administrator]),
        _ => return None,
    };
    Some(StaffSession {
        actor: Actor {
            id: cookie.into(),
            roles: roles.iter().map(|role| role.id().to_owned()).collect(),
        },
        display_name: display_name.into(),
        csrf: CSRF.into(),
    })
}

fn may(power: Power, by: &Actor) -> Result<(), Refusal> {
    match power.is_held_with(&by.roles) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}

fn found(kept: &Kept) -> Found {
    let account = &kept.held.account;
    Found {
        id: account.id.clone(),
        given_name: account.given_name.clone(),
        family_name: account.family_name.clone(),
        date_of_birth: account.date_of_birth.clone(),
        online: kept.held.online,
    }
}

fn is(person: &Person, kept: &Kept) -> bool {
    let account = &kept.held.account;
    account.given_name.eq_ignore_ascii_case(&person.given_name)
        && account
            .family_name
            .eq_ignore_ascii_case(&person.family_name)
        && account.date_of_birth == person.date_of_birth
}

impl Kept {
    fn note(&mut self, what: &str, because: &str, by: &Actor, now: Instant) {
        self.audit.push(AuditEvent {
            sequence: self.audit.len() as u64 + 1,
            at: now,
            who: by.id.clone(),
            what: what.into(),
            because: Some(because.into()),
            detail: None,
        });
    }
}

impl Memory {
    fn filtered(&self, wanted: impl Fn(&Kept) -> bool) -> Vec<Found> {
        let kept = self.kept.borrow();
        kept.iter().filter(|kept| wanted(kept)).map(found).collect()
    }

    pub(super) fn find_for(
        &self,
        criteria: &Criteria,
        reason: &str,
        by: &Actor,
    ) -> Result<Vec<Found>, Refusal> {
        self.works()?;
        may(Power::Look, by)?;
        let found = self.filtered(|kept| match criteria {
            Criteria::AccountReference(reference) => {
                kept.held.account.account_reference == *reference
            }
            Criteria::Person(person) => is(person, kept),
        });
        for one in &found {
            let given = (by.id.clone(), one.id.clone(), reason.to_owned());
            self.reasons.borrow_mut().push(given);
        }
        Ok(found)
    }

    pub(super) fn waiting_for(&self, by: &Actor) -> Result<Vec<Found>, Refusal> {
        self.works()?;
        may(Power::Look, by)?;
        Ok(self.filtered(|kept| {
            let mut delegates = kept.held.delegates.iter();
            delegates.any(|delegate| delegate.standing == DelegateStanding::Waiting)
        }))
    }

    pub(super) fn past_retention_for(
        &self,
        changed_before: Instant,
        by: &Actor,
    ) -> Result<Vec<Found>, Refusal> {
        self.works()?;
        may(Power::Remove, by)?;
        Ok(self.filtered(|kept| {
            let account = &kept.held.account;
            account.died_on.is_some() || account.updated_at < changed_before
        }))
    }

    pub(super) fn read_for(
        &self,
        id: &str,
        reason: Option<&str>,
        by: &Actor,
    ) -> Result<Held, Refusal> {
        self.works()?;
        let held = self
            .of_account(id, |kept| kept.held.clone())
            .ok_or(Refusal::NotFound)?;
        may(Power::Look, by)?;
        let mut reasons = self.reasons.borrow_mut();
        match reason {
            Some(reason) => reasons.push((by.id.clone(), id.into(), reason.into())),
            None if reasons.iter().any(|(who, of, _)| *who == by.id && of == id) => {}
            None => return Err(Refusal::ReasonMissing),
        }
        Ok(held)
    }

    pub(super) fn change_for(
        &self,
        id: &str,
        tag: Option<&str>,
        change: &Change,
        by: &Actor,
        now: Instant,
    ) -> Result<Option<Held>, Refusal> {
        let held = self
            .of_account(id, |kept| kept.held.clone())
            .ok_or(Refusal::NotFound)?;
        may(Power::of(change), by)?;
        match tag {
            None => return Err(Refusal::TagMissing),
            Some(tag) if tag != held.tag => return Err(Refusal::Stale(held.tag)),
            Some(_) => {}
        }
        let mut all = self.kept.borrow_mut();
        if let Change::Remove { .. } = change {
            all.retain(|kept| kept.held.account.id != id);
            return Ok(None);
        }
        let kept = all.iter_mut().find(|kept| kept.held.account.id == id);
        let kept = kept.ok_or(Refusal::NotFound)?;
        apply(kept, change, by, now)?;
        kept.held.account.revision += 1;
        kept.held.account.updated_at = now;
        kept.held.tag = format!("t{}", kept.held.account.revision);
        Ok(Some(kept.held.clone()))
    }

    pub(super) fn suspend_for(
        &self,
        person: &Person,
        because: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<u32, Refusal> {
        self.works()?;
        may(Power::SuspendPerson, by)?;
        let mut all = self.kept.borrow_mut();
        let mut suspended = 0;
        let to_suspend =
            |kept: &&mut Kept| is(person, kept) && kept.held.online != Online::Suspended;
        for kept in all.iter_mut().filter(to_suspend) {
            kept.held.online = Online::Suspended;
            kept.note("suspend", because, by, now);
            suspended += 1;
        }
        Ok(suspended)
    }

    pub(super) fn audit_for(
        &self,
        id: &str,
        after: u64,
        by: &Actor,
    ) -> Result<Vec<AuditEvent>, Refusal> {
        self.works()?;
        let audit = self
            .of_account(id, |kept| kept.audit.clone())
            .ok_or(Refusal::NotFound)?;
        may(Power::ReadAudit, by)?;
        let newer = audit.into_iter().filter(|event| event.sequence > after);
        Ok(newer.take(100).collect())
    }
}

fn apply(kept: &mut Kept, change: &Change, by: &Actor, now: Instant) -> Result<(), Refusal> {
    let (what, because) = match change {
        Change::CloseOnline(because) => {
            kept.held.online = Online::Closed;
            ("close-online", because)
        }
        Change::OpenOnline(because) => {
            kept.held.online = Online::Open;
            ("open-online", because)
        }
        Change::Suspend(because) => {
            kept.held.online = Online::Suspended;
            ("suspend", because)
        }
        Change::LiftSuspension(because) => {
            kept.held.online = Online::Open;
            ("lift-suspension", because)
        }
        Change::ConfirmContact(because) => {
            kept.held.contact.held_until = None;
            ("confirm-contact", because)
        }
        Change::EndSessions(because) => {
            kept.held.sessions = 0;
            kept.held.linked = false;
            ("end-sessions", because)
        }
        Change::Correct { figures, because } => {
            correct(&mut kept.held.account.weeks, figures, because, now)?;
            ("correct", because)
        }
        Change::RecordDelegate(new) => {
            let number = u32::try_from(kept.held.delegates.len()).unwrap() + 1;
            kept.delegates_born.push(new.date_of_birth.clone());
            kept.held.delegates.push(Delegate {
                number,
                name: new.name.clone(),
                authority: new.authority,
                evidence: new.evidence.clone(),
                reference: format!("DA-0000-000{number}"),
                standing: DelegateStanding::Waiting,
                recorded_by: by.id.clone(),
                recorded_at: now,
                decided_by: None,
                decided_at: None,
                until: new.until.clone(),
            });
            ("record-delegate", &new.evidence)
        }
        Change::DecideDelegate {
            number,
            approve,
            because,
        } => {
            let delegate = delegate(kept, *number)?;
            if delegate.recorded_by == by.id {
                let sentence = "Somebody else must decide: you recorded this delegate.";
                return Err(Refusal::Conflict(sentence.into()));
            }
            delegate.standing = match approve {
                true => DelegateStanding::Approved,
                false => DelegateStanding::Refused,
            };
            delegate.decided_by = Some(by.id.clone());
            delegate.decided_at = Some(now);
            ("decide-delegate", because)
        }
        Change::EndDelegate { number, because } => {
            delegate(kept, *number)?.standing = DelegateStanding::Ended;
            ("end-delegate", because)
        }
        Change::RecordDeath { died_on, because } => {
            kept.held.account.died_on = Some(died_on.clone());
            kept.held.online = Online::Closed;
            ("record-death", because)
        }
        Change::Remove { because, .. } => ("remove", because),
    };
    kept.note(what, because, by, now);
    Ok(())
}

fn delegate(kept: &mut Kept, number: u32) -> Result<&mut Delegate, Refusal> {
    let mut delegates = kept.held.delegates.iter_mut();
    delegates
        .find(|delegate| delegate.number == number)
        .ok_or_else(|| Refusal::Conflict("There is no such delegate.".into()))
}

fn correct(
    weeks: &mut [Week],
    figures: &metering::Week,
    because: &str,
    now: Instant,
) -> Result<(), Refusal> {
    let mut weeks = weeks.iter_mut();
    let week = weeks
        .find(|week| week.figures.week_starting == figures.week_starting)
        .ok_or_else(|| Refusal::Conflict("There is no such week.".into()))?;
    week.earlier.push(Earlier {
        figures: std::mem::replace(&mut week.figures, figures.clone()),
        corrected_at: now,
        because: because.into(),
    });
    week.entered_at = now;
    Ok(())
}
