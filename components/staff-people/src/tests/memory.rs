//! A store in memory that holds to the wall's promises.

use std::cell::{Cell, RefCell};

use vocabulary::Instant;

use crate::stores::{
    Actor, Begun, Change, Changed, Event, Fault, Going, Identities, Identity, Member, NewMember,
    NotIdentified, NotLetIn, Power, Refusal, Session, Sessions, SignInRefusal, Stores, Token,
};

pub struct Memory {
    pub people: RefCell<Vec<Member>>,
    pub tokens: RefCell<Vec<Token>>,
    /// What was done about whom.
    pub events: RefCell<Vec<(String, Event)>>,
    /// Whether staff type passwords.
    pub passwords: Cell<bool>,
    /// Whether the directory can be used, where staff do not.
    pub set_up: Cell<bool>,
    pub not_identified: Cell<Option<NotIdentified>>,
    pub not_let_in: RefCell<Option<NotLetIn>>,
    /// Why everything fails, when it does.
    pub fault: RefCell<Option<Fault>>,
    pub locked_until: Cell<Option<Instant>>,
    pub ended: RefCell<Vec<String>>,
}

fn someone(username: &str, display_name: &str, roles: &[&str]) -> Member {
    Member {
        username: username.to_owned(),
        display_name: display_name.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        from_directory: false,
        has_one_time_password: false,
        suspended: false,
        sessions: 0,
        created_by: "demonstration".to_owned(),
        created_at: super::now(),
        tag: "1".to_owned(),
    }
}

impl Memory {
    pub fn new() -> Self {
        Self {
            people: RefCell::new(vec![
                someone("ada.clark", "Ada Clark", &["administrator"]),
                someone("ann.begum", "Ann Begum", &["adviser"]),
                someone("olu.cole", "Olu Cole", &["auditor"]),
            ]),
            tokens: RefCell::new(Vec::new()),
            events: RefCell::new(Vec::new()),
            passwords: Cell::new(true),
            set_up: Cell::new(true),
            not_identified: Cell::new(None),
            not_let_in: RefCell::new(None),
            fault: RefCell::new(None),
            locked_until: Cell::new(None),
            ended: RefCell::new(Vec::new()),
        }
    }

    fn write_down(&self, member: &Member, what: &str, reason: &str, by: &Actor, at: Instant) {
        let mut events = self.events.borrow_mut();
        let event = Event {
            sequence: events.len() as u64 + 1,
            at,
            who: by.id.clone(),
            what: what.to_owned(),
            because: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
            standing: member.roles.join(" "),
        };
        events.push((member.username.clone(), event));
    }

    /// Where staff sign in with the council's directory.
    pub fn with_directory(self) -> Self {
        self.passwords.set(false);
        self
    }

    pub fn breaks(self, fault: Fault) -> Self {
        *self.fault.borrow_mut() = Some(fault);
        self
    }

    fn works(&self) -> Result<(), Fault> {
        self.fault.borrow().clone().map_or(Ok(()), Err)
    }
}

impl Sessions for Memory {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok("http://127.0.0.1:3000".to_owned())
    }

    async fn service(&self, token: &str, _: Instant) -> Result<Option<Actor>, Fault> {
        self.works()?;
        let role = match token {
            "all" => "administrator",
            "reader" => "auditor",
            _ => return Ok(None),
        };
        Ok(Some(Actor {
            id: format!("token:{token}"),
            roles: vec![role.to_owned()],
        }))
    }

    async fn session(&self, cookie: &str, _: Instant) -> Result<Option<Session>, Fault> {
        self.works()?;
        if self.ended.borrow().iter().any(|ended| ended == cookie) {
            return Ok(None);
        }
        let people = self.people.borrow();
        let known = people.iter().find(|known| known.username == cookie);
        Ok(known.map(|known| Session {
            actor: Actor {
                id: known.username.clone(),
                roles: known.roles.clone(),
            },
            display_name: known.display_name.clone(),
            csrf: format!("csrf-of-{cookie}"),
        }))
    }
}

/// Where browsers are sent, and what they keep.
pub const THERE: &str = "https://login.example/authorise";
pub const KEPT: &str = "1.staff.kept";

impl Identities for Memory {
    type Identity = Identity;

    async fn provider(&self) -> Option<String> {
        (!self.passwords.get() && self.set_up.get()).then(|| "Council account".to_owned())
    }

    async fn go(&self, back: &str, _: Instant) -> Result<Going, NotIdentified> {
        assert_eq!(back, "http://127.0.0.1:3000/staff/sign-in/back");
        match self.not_identified.get() {
            Some(why) => Err(why),
            None => Ok(Going {
                to: THERE.to_owned(),
                kept: KEPT.to_owned(),
            }),
        }
    }

    async fn come_back(
        &self,
        back: &str,
        kept: &str,
        query: &str,
        _: Instant,
    ) -> Result<Identity, NotIdentified> {
        assert_eq!(back, "http://127.0.0.1:3000/staff/sign-in/back");
        match self.not_identified.get() {
            Some(why) => Err(why),
            None if (kept, query) == (KEPT, "code=right") => Ok(Identity {
                issuer: "https://login.example".to_owned(),
                subject: "7".to_owned(),
                name: Some("Ann Begum".to_owned()),
                email: None,
                roles: Vec::new(),
            }),
            None => Err(NotIdentified::Over),
        }
    }
}

impl Stores for Memory {
    async fn ready(&self) -> Result<(), Fault> {
        self.works()
    }

    async fn end_session(&self, cookie: &str) -> Result<(), Fault> {
        self.works()?;
        self.ended.borrow_mut().push(cookie.to_owned());
        Ok(())
    }

    async fn passwords(&self) -> Result<bool, Fault> {
        self.works()?;
        Ok(self.passwords.get())
    }

    async fn sign_in(
        &self,
        username: &str,
        password: &str,
        _: Instant,
    ) -> Result<Begun, SignInRefusal> {
        self.works()?;
        if !self.passwords.get() {
            return Err(SignInRefusal::PasswordsOff);
        }
        if let Some(until) = self.locked_until.get() {
            return Err(SignInRefusal::Locked(until));
        }
        let people = self.people.borrow();
        let known = people.iter().any(|known| known.username == username);
        match password {
            "correct horse battery" | "one-time" if known => Ok(Begun {
                cookie: username.to_owned(),
                must_change_password: password == "one-time",
            }),
            _ => Err(SignInRefusal::Wrong),
        }
    }

    async fn begin_for(&self, _: &Identity, _: Instant) -> Result<Begun, NotLetIn> {
        match self.not_let_in.borrow().clone() {
            Some(why) => Err(why),
            None => Ok(Begun {
                cookie: "ann.begum".to_owned(),
                must_change_password: false,
            }),
        }
    }

    async fn change_password(
        &self,
        _: &str,
        old: &str,
        _: &str,
        _: Instant,
    ) -> Result<(), SignInRefusal> {
        match old {
            "correct horse battery" | "one-time" => Ok(()),
            _ => Err(SignInRefusal::Wrong),
        }
    }

    async fn everybody(&self, by: &Actor, _: Instant) -> Result<Vec<Member>, Refusal> {
        self.works()?;
        may(Power::Look, by)?;
        Ok(self.people.borrow().clone())
    }

    async fn one(&self, username: &str, by: &Actor, _: Instant) -> Result<Member, Refusal> {
        self.works()?;
        may(Power::Look, by)?;
        let people = self.people.borrow();
        let found = people.iter().find(|known| known.username == username);
        found.cloned().ok_or(Refusal::NotFound)
    }

    async fn history(&self, username: &str, after: u64, by: &Actor) -> Result<Vec<Event>, Refusal> {
        self.one(username, by, super::now()).await?;
        let events = self.events.borrow();
        let later = events
            .iter()
            .filter(|(who, event)| who == username && event.sequence > after);
        Ok(later.map(|(_, event)| event.clone()).collect())
    }

    async fn create_staff(
        &self,
        new: &NewMember,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal> {
        self.works()?;
        may(Power::Change, by)?;
        if !self.passwords.get() {
            return Err(Refusal::Conflict("Nobody has a password.".to_owned()));
        }
        if new.username.contains(' ') {
            return Err(invalid(
                "username",
                "Make the user name of 2 to 64 small letters, digits, full stops and hyphens.",
            ));
        }
        if new.roles.is_empty() {
            return Err(invalid("roles", "Choose one role at least."));
        }
        let known = |known: &Member| known.username == new.username;
        if self.people.borrow().iter().any(known) {
            return Err(Refusal::Conflict(
                "There is somebody of this name.".to_owned(),
            ));
        }
        let name = match new.display_name.as_str() {
            "" => &new.username,
            given => given,
        };
        let roles: Vec<&str> = new.roles.iter().map(String::as_str).collect();
        let member = someone(&new.username, name, &roles);
        self.people.borrow_mut().push(member.clone());
        self.write_down(&member, "created", reason, by, now);
        Ok(Changed {
            member,
            one_time_password: Some("one-time".to_owned()),
        })
    }

    async fn change_staff(
        &self,
        username: &str,
        tag: Option<&str>,
        change: &Change,
        reason: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Changed, Refusal> {
        let mut member = self.one(username, by, now).await?;
        may(Power::Change, by)?;
        match tag {
            None => return Err(Refusal::TagMissing),
            Some(tag) if tag != member.tag => return Err(Refusal::Stale(member.tag)),
            Some(_) => {}
        }
        if by.id == username && matches!(change, Change::Roles(_) | Change::Suspend) {
            let sentence = "Nobody does this to their own name.";
            return Err(Refusal::Conflict(sentence.to_owned()));
        }
        if reason.trim().is_empty() {
            return Err(invalid("reason", "Say why."));
        }
        let what = match change {
            Change::Roles(roles) => {
                member.roles.clone_from(roles);
                "roles"
            }
            Change::DisplayName(name) => {
                member.display_name.clone_from(name);
                "display-name"
            }
            Change::Suspend => {
                member.suspended = true;
                "suspended"
            }
            Change::Allow => {
                member.suspended = false;
                "allowed"
            }
            Change::NewPassword => "new-password",
            Change::EndSessions => "sessions-ended",
        };
        member.tag = format!("{}+", member.tag);
        let mut people = self.people.borrow_mut();
        for known in people.iter_mut().filter(|known| known.username == username) {
            *known = member.clone();
        }
        drop(people);
        self.write_down(&member, what, reason, by, now);
        let with_password = matches!(change, Change::NewPassword | Change::Allow);
        Ok(Changed {
            member,
            one_time_password: with_password.then(|| "one-time".to_owned()),
        })
    }

    async fn tokens(&self, by: &Actor) -> Result<Vec<Token>, Refusal> {
        may(Power::Look, by)?;
        Ok(self.tokens.borrow().clone())
    }

    async fn create_service_token(
        &self,
        name: &str,
        roles: &[String],
        _: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<String, Refusal> {
        may(Power::Change, by)?;
        if name.contains(' ') {
            return Err(invalid(
                "name",
                "Make the user name of 2 to 64 small letters, digits, full stops and hyphens.",
            ));
        }
        self.tokens.borrow_mut().push(Token {
            name: name.to_owned(),
            roles: roles.to_vec(),
            created_by: by.id.clone(),
            created_at: now,
            revoked_at: None,
        });
        Ok(format!("secret-of-{name}"))
    }

    async fn revoke_service_token(
        &self,
        name: &str,
        _: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Token, Refusal> {
        may(Power::Look, by)?;
        let mut tokens = self.tokens.borrow_mut();
        let mut found = tokens.iter_mut().filter(|token| token.name == name);
        let token = found.next().ok_or(Refusal::NotFound)?;
        may(Power::Change, by)?;
        token.revoked_at = Some(now);
        Ok(token.clone())
    }
}

fn invalid(field: &str, sentence: &str) -> Refusal {
    Refusal::Invalid(vec![(field.to_owned(), sentence.to_owned())])
}

fn may(power: Power, by: &Actor) -> Result<(), Refusal> {
    match power.is_held_with(&by.roles) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}
