//! A store in memory that holds to the wall's promises.

use std::cell::{Cell, RefCell};

use vocabulary::Instant;

use crate::stores::{
    Actor, Begun, Fault, NewStaff, PeopleRefusal, Session, Sessions, SignInRefusal, Stores,
};

pub struct Memory {
    pub people: RefCell<Vec<NewStaff>>,
    /// Why everything fails, when it does.
    pub fault: RefCell<Option<Fault>>,
    pub locked_until: Cell<Option<Instant>>,
    pub ended: RefCell<Vec<String>>,
}

fn someone(username: &str, display_name: &str, role: &str) -> NewStaff {
    NewStaff {
        username: username.to_owned(),
        display_name: display_name.to_owned(),
        roles: vec![role.to_owned()],
    }
}

impl Memory {
    pub fn new() -> Self {
        Self {
            people: RefCell::new(vec![
                someone("ann.begum", "Ann Begum", "adviser"),
                someone("ada.clark", "Ada Clark", "administrator"),
            ]),
            fault: RefCell::new(None),
            locked_until: Cell::new(None),
            ended: RefCell::new(Vec::new()),
        }
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

impl Stores for Memory {
    async fn ready(&self) -> Result<(), Fault> {
        self.works()
    }

    async fn end_session(&self, cookie: &str) -> Result<(), Fault> {
        self.works()?;
        self.ended.borrow_mut().push(cookie.to_owned());
        Ok(())
    }

    async fn sign_in(
        &self,
        username: &str,
        password: &str,
        _: Instant,
    ) -> Result<Begun, SignInRefusal> {
        self.works().map_err(SignInRefusal::Failed)?;
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

    async fn create_staff(
        &self,
        new: &NewStaff,
        _: &Actor,
        _: Instant,
    ) -> Result<String, PeopleRefusal> {
        if new.username.contains(' ') {
            return Err(PeopleRefusal::BadName);
        }
        let mut people = self.people.borrow_mut();
        if people.iter().any(|known| known.username == new.username) {
            return Err(PeopleRefusal::Taken);
        }
        people.push(new.clone());
        Ok("one-time".to_owned())
    }

    async fn create_service_token(
        &self,
        name: &str,
        _: &[String],
        _: &Actor,
        _: Instant,
    ) -> Result<String, PeopleRefusal> {
        Ok(format!("secret-of-{name}"))
    }
}
