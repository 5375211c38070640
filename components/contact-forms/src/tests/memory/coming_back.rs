//! Somebody comes back to a form with its words.

use super::*;

impl Memory {
    pub fn opened(&self, form: Option<&str>, way: Way<'_>, words: &str) -> Result<CameBack, Fault> {
        self.ask()?;
        let mut ways_back = self.ways_back.borrow_mut();
        let before = match way {
            Way::Cookie(cookie) => Some(cookie.to_owned()),
            Way::Link(token) => ways_back
                .iter()
                .find(|(_, way)| way.token == token)
                .map(|(cookie, _)| cookie.clone()),
        };
        let right = before.filter(|cookie| {
            let saved = ways_back.get(cookie).map(|way| way.words.as_str());
            words == saved.unwrap_or(FIRST_WORDS)
                && self
                    .drafts
                    .borrow()
                    .get(cookie)
                    .is_some_and(|draft| form.is_none_or(|form| draft.form.id == form))
        });
        if self.wrong_words.get() >= 5 {
            return Ok(CameBack::Locked(3_600));
        }
        let Some(before) = right else {
            self.wrong_words.set(self.wrong_words.get() + 1);
            return Ok(CameBack::Refused);
        };
        let mut drafts = self.drafts.borrow_mut();
        let mut draft = drafts.remove(&before).unwrap();
        draft.words = None;
        let cookie = format!("{before}-again");
        drafts.insert(cookie.clone(), draft.clone());
        if let Some(way) = ways_back.remove(&before) {
            ways_back.insert(cookie.clone(), way);
        }
        self.asleep.set(false);
        Ok(CameBack::Opened { cookie, draft })
    }
}
