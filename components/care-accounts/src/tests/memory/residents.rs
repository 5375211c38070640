//! Who is let in, and what they see.

use account_model::{DelegateStanding, Online, Seen};
use vocabulary::Instant;

use super::{CODE, Kept, Memory, Session};
use crate::stores::{AccessRefusal, Begun};

impl Memory {
    pub(super) fn may_try(&self) -> Result<(), AccessRefusal> {
        self.works()?;
        match self.too_many.get() {
            Some(wait) => Err(AccessRefusal::TooMany(wait)),
            None => Ok(()),
        }
    }

    pub(super) fn of_account<T>(&self, id: &str, of: impl Fn(&Kept) -> T) -> Option<T> {
        let kept = self.kept.borrow();
        kept.iter().find(|kept| kept.held.account.id == id).map(of)
    }

    /// Lets somebody in who asked for a code before, with the right one.
    pub(super) fn enter_with(&self, reference: &str, code: &str, now: Instant) -> Option<Begun> {
        let asked = self.asked.borrow();
        let born = &asked.iter().rev().find(|asked| asked.0 == reference)?.1;
        let kept = self.kept.borrow();
        let (account, delegate) = kept.iter().find_map(|kept| whose(kept, reference, born))?;
        (code == CODE).then(|| self.begin(&account, delegate, now))
    }

    pub(super) fn begin(&self, account: &str, delegate: Option<String>, now: Instant) -> Begun {
        let mut sessions = self.sessions.borrow_mut();
        let token = format!("session-{}", sessions.len() + 1);
        sessions.push(Session {
            token: token.clone(),
            account: account.to_owned(),
            delegate,
        });
        Begun {
            token,
            expires_at: now.plus_seconds(20 * 60),
        }
    }

    /// The account of a session, unless it is not open online.
    pub(super) fn account_of(&self, token: &str) -> Option<String> {
        let sessions = self.sessions.borrow();
        let session = sessions.iter().find(|session| session.token == token)?;
        self.of_account(&session.account, |kept| kept.held.online)
            .filter(|online| *online == Online::Open)
            .map(|_| session.account.clone())
    }

    pub(super) fn seen(&self, token: &str) -> Option<Seen> {
        let account = self.account_of(token)?;
        let account = self.of_account(&account, |kept| kept.held.account.clone())?;
        let sessions = self.sessions.borrow();
        let session = sessions.iter().find(|session| session.token == token)?;
        Some(Seen {
            account,
            delegate: session.delegate.clone(),
        })
    }
}

/// The account that this reference opens, and the name of the delegate whose it is.
fn whose(kept: &Kept, reference: &str, born: &str) -> Option<(String, Option<String>)> {
    let account = &kept.held.account;
    if kept.held.online != Online::Open {
        return None;
    }
    if account.account_reference == reference && account.date_of_birth == born {
        return Some((account.id.clone(), None));
    }
    let mut delegates = kept.held.delegates.iter().zip(&kept.delegates_born);
    let (delegate, _) = delegates.find(|(delegate, theirs)| {
        delegate.reference == reference
            && *theirs == born
            && delegate.standing == DelegateStanding::Approved
    })?;
    Some((account.id.clone(), Some(delegate.name.clone())))
}
