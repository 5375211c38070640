//! The stores, in memory.

use std::cell::RefCell;
use std::rc::Rc;

use places::Places;
use vocabulary::{Actor, Decision, Facts, Instant};
use working_calendar::Calendar;

use crate::stores::{
    Fault, NotAdvised, NotSubmitted, Published, Receipt, Session, Sessions, Stores, Submission,
};

const FORMS: [&str; 3] = [
    include_str!("../../../contact-forms/forms/adult-contact-2.toml"),
    include_str!("../../../contact-forms/forms/safeguarding-concern-2.toml"),
    include_str!("../../../carer-assessment/forms/carer-assessment.toml"),
];

#[derive(Default)]
pub struct Memory {
    pub contacts: RefCell<Vec<Submission>>,
    /// The outcome of each that was closed at once.
    pub closed: RefCell<Vec<String>>,
}

impl Memory {
    pub fn only_contact(&self) -> Submission {
        let contacts = self.contacts.borrow();
        assert_eq!(contacts.len(), 1);
        contacts[0].clone()
    }

    fn receive(&self, contact: Submission) -> Result<Receipt, NotSubmitted> {
        let mut contacts = self.contacts.borrow_mut();
        let of_key = |known: &&Submission| {
            known.idempotency.as_ref().unwrap().key == contact.idempotency.as_ref().unwrap().key
        };
        let first = contacts.iter().find(of_key).cloned();
        let replayed = first.is_some();
        if first.is_some_and(|first| first.idempotency != contact.idempotency) {
            return Err(NotSubmitted::KeyReused);
        }
        let receipt = Receipt {
            reference: "ASC-TEST-0001".to_owned(),
            tracking_code: "ABCD-EFGH".to_owned(),
            submitted_at: contact.received_at,
            form: contact.form.clone(),
            decision: contact.decision.clone(),
            next_steps: contact.next_steps.clone(),
            replayed,
        };
        if !replayed {
            contacts.push(contact);
        }
        Ok(receipt)
    }
}

impl Sessions for Memory {
    type Fault = Fault;

    async fn public_url(&self) -> Result<String, Fault> {
        Ok("http://127.0.0.1:3000".to_owned())
    }

    async fn service(&self, _token: &str, _now: Instant) -> Result<Option<Actor>, Fault> {
        Ok(None)
    }

    async fn session(&self, cookie: &str, _now: Instant) -> Result<Option<Session>, Fault> {
        Ok((cookie != "nobody").then(|| Session {
            actor: Actor {
                id: "kim".to_owned(),
                roles: vec![cookie.to_owned()],
            },
            display_name: "Kim Adeyemi".to_owned(),
            csrf: "token".to_owned(),
        }))
    }
}

impl Stores for Memory {
    async fn ready(&self) -> Result<(), Fault> {
        Ok(())
    }

    async fn forms(&self) -> Result<Vec<Rc<Published>>, Fault> {
        Ok(FORMS
            .iter()
            .map(|text| {
                Rc::new(Published {
                    form: form_model::read_published(text).unwrap(),
                    text: (*text).to_owned(),
                })
            })
            .collect())
    }

    async fn decide(&self, facts: &Facts, received_at: Instant) -> Result<Decision, Fault> {
        Ok(referral_routing::built_in()
            .unwrap()
            .decide(facts, received_at))
    }

    async fn calendar(&self) -> Result<Rc<Calendar>, Fault> {
        Ok(Rc::new(Calendar::read(working_calendar::BUILT_IN).unwrap()))
    }

    async fn places(&self) -> Result<Rc<Places>, Fault> {
        Ok(Rc::new(Places::read(places::BUILT_IN).unwrap()))
    }

    async fn submit(&self, contact: Submission) -> Result<Receipt, NotSubmitted> {
        self.receive(contact)
    }

    async fn give_advice(
        &self,
        contact: Submission,
        outcome: &str,
        _by: &Actor,
    ) -> Result<Receipt, NotAdvised> {
        if contact.safeguarding_sign || contact.rule_ten_sign {
            return Err(NotAdvised::InDanger);
        }
        let receipt = self.receive(contact).map_err(|_| NotAdvised::KeyReused)?;
        self.closed.borrow_mut().push(outcome.to_owned());
        Ok(receipt)
    }
}
