//! What a browser may do once it has sent a contact.

use super::*;

impl Memory {
    pub fn receipt_in(&self, slot: &str) -> Result<Option<Receipt>, Fault> {
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
    pub fn take(
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

    pub fn standing(&self, slot: &str) -> Result<Option<Afterwards>, Fault> {
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

    pub fn copied(&self, slot: &str) -> Result<Option<SentCopy>, Fault> {
        let sent = self.sent_lately(slot)?;
        Ok(sent.map(|(receipt, contact)| SentCopy {
            reference: receipt.reference,
            submitted_at: receipt.submitted_at,
            form: receipt.form,
            in_danger: contact.safeguarding_sign || contact.rule_ten_sign,
            answers: contact.answers,
        }))
    }
}
