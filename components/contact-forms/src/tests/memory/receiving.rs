//! A contact arrives: once, whatever is pressed twice.

use super::*;

impl Memory {
    pub fn receive(
        &self,
        contact: Submission,
        address: Option<&str>,
    ) -> Result<Receipt, NotSubmitted> {
        self.ask()?;
        if let Some((limited, wait)) = &*self.too_many_from.borrow()
            && address == Some(limited)
            && !contact.safeguarding_sign
            && !contact.rule_ten_sign
        {
            return Err(NotSubmitted::TooMany(*wait));
        }
        let form = &contact.form.id;
        let (slot, sent) = match (&contact.idempotency, &contact.draft) {
            (Some(given), _) => (Some(format!("{form}/{}", given.key)), given.body.clone()),
            (None, Some(draft)) => (Some(draft_slot(form, &draft.cookie)), String::new()),
            (None, None) => (None, String::new()),
        };
        if let Some((body, first)) = slot
            .as_ref()
            .and_then(|slot| self.receipts.borrow().get(slot).cloned())
        {
            if body == sent {
                return Ok(Receipt {
                    replayed: true,
                    ..first
                });
            }
            if !contact.safeguarding_sign && !contact.rule_ten_sign {
                return Err(NotSubmitted::KeyReused);
            }
        }
        if let Some(draft) = &contact.draft {
            let mut drafts = self.drafts.borrow_mut();
            let standing = drafts.get_mut(&draft.cookie).map(|standing| {
                self.another_tab_saves(standing);
                standing.revision
            });
            if standing != Some(draft.revision) {
                return Err(NotSubmitted::DraftChanged);
            }
            drafts.remove(&draft.cookie);
        }
        let mut contacts = self.contacts.borrow_mut();
        let receipt = Receipt {
            reference: format!("ASC-0000-{:04}", contacts.len()),
            tracking_code: "code-of-this-contact".to_owned(),
            submitted_at: contact.received_at,
            form: contact.form.clone(),
            decision: contact.decision.clone(),
            next_steps: contact.next_steps.clone(),
            replayed: false,
        };
        if let Some(slot) = slot {
            self.receipts
                .borrow_mut()
                .insert(slot, (sent, receipt.clone()));
        }
        contacts.push(contact);
        Ok(receipt)
    }
}
