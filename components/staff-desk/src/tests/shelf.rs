//! The versions of forms, kept in memory as the wall promises.

use vocabulary::{Instant, Role};

use crate::form_versions::{Deed, FormEvent, Shown, State, Version, VersionChange};
use crate::referral::FormVersion;
use crate::stores::{Actor, Refusal};

/// A form of two pages, as it came with the program.
pub const FIRST: &str = r#"id = "adult-contact"
version = 1
title = "Ask for help"
summary = "It takes 10 minutes."

[[page]]
id = "your-words"
heading = "What is happening?"

[[page.question]]
id = "narrative"
label = "What is happening?"
hint = "Use your own words."
what = "what is happening"
answer.long-text = { max = 10000 }

[[page]]
id = "who-for"
heading = "Who is it for?"

[[page.question]]
id = "about"
label = "Who is it for?"
what = "who it is for"
fact = "about"
answer.choose-one = [
  { id = "self", label = "Me" },
  { id = "someone-else", label = "Someone else" },
]
"#;

/// Its second version, with these words for its question.
pub fn second(label: &str) -> String {
    FIRST.replace("version = 1", "version = 2").replace(
        "label = \"What is happening?\"",
        &format!("label = \"{label}\""),
    )
}

/// Every version, and what happened to them.
pub struct Shelf {
    pub versions: Vec<(Version, String)>,
    pub history: Vec<FormEvent>,
}

impl Shelf {
    pub fn new() -> Self {
        let first = Version {
            form: FormVersion {
                id: "adult-contact".to_owned(),
                version: 1,
            },
            state: State::Published,
            offered: true,
            etag: "published-0".to_owned(),
            proposed: None,
            changed: None,
        };
        Self {
            versions: vec![(first, FIRST.to_owned())],
            history: Vec::new(),
        }
    }

    pub fn all(&self, by: &Actor) -> Result<Vec<Version>, Refusal> {
        if !sees(by) {
            return Err(Refusal::NotAllowed);
        }
        let mut all: Vec<Version> = self.versions.iter().map(|(one, _)| one.clone()).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.form.version));
        Ok(all)
    }

    pub fn show(&self, form: &FormVersion, by: &Actor) -> Result<Shown, Refusal> {
        let found = self.versions.iter().find(|(one, _)| one.form == *form);
        let (version, text) = found.filter(|_| sees(by)).ok_or(Refusal::NotFound)?;
        Ok(Shown {
            version: version.clone(),
            text: text.clone(),
            history: self.history.clone(),
        })
    }

    pub fn propose(
        &mut self,
        form: &FormVersion,
        text: &str,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        if !by.has(Role::ServiceDesigner) {
            return Err(Refusal::NotAllowed);
        }
        let standing =
            |(one, _): &(Version, String)| one.form == *form && one.state == State::Proposed;
        if let Some((one, _)) = self.versions.iter().find(|one| standing(one)) {
            let who = one.proposed.as_ref().map_or("", |deed| deed.who.as_str());
            return Err(Refusal::Conflict(format!("{who} has proposed it already.")));
        }
        self.versions.retain(|(one, _)| one.form != *form);
        let version = Version {
            form: form.clone(),
            state: State::Proposed,
            offered: false,
            etag: format!("proposed-{}", self.history.len()),
            proposed: Some(deed(by, now)),
            changed: None,
        };
        self.versions.push((version.clone(), text.to_owned()));
        self.tell("form-proposed", form, None, by, now);
        Ok(version)
    }

    pub fn change(
        &mut self,
        form: &FormVersion,
        tag: Option<&str>,
        change: &VersionChange,
        by: &Actor,
        now: Instant,
    ) -> Result<Version, Refusal> {
        let standing = self.show(form, by)?.version;
        if !by.has(Role::ServiceDesigner) {
            return Err(Refusal::NotAllowed);
        }
        match tag {
            None => return Err(Refusal::TagMissing),
            Some(tag) if tag != standing.etag => return Err(Refusal::Stale(standing.etag)),
            Some(_) => {}
        }
        let own = standing
            .proposed
            .as_ref()
            .is_some_and(|deed| deed.who == by.id);
        let (state, what, because) = match (change, standing.state) {
            (VersionChange::Approve(_), State::Proposed) if own => {
                return Err(Refusal::Conflict(
                    "Somebody else must approve it.".to_owned(),
                ));
            }
            (VersionChange::Approve(why), State::Proposed) => {
                (State::Published, "form-published", why.clone())
            }
            (VersionChange::Withdraw(why), State::Proposed) => {
                (State::TakenBack, "form-taken-back", Some(why.clone()))
            }
            (VersionChange::Withdraw(why), State::Published) if form.version > 1 => {
                (State::Withdrawn, "form-withdrawn", Some(why.clone()))
            }
            _ => return Err(Refusal::Conflict("That is not possible.".to_owned())),
        };
        self.tell(what, form, because, by, now);
        let mark = self.history.len();
        for (one, _) in &mut self.versions {
            if one.form == *form {
                one.state = state;
                one.etag = format!("{}-{mark}", state.id());
                one.changed = Some(deed(by, now));
            }
        }
        let newest = self
            .versions
            .iter()
            .filter(|(one, _)| one.state == State::Published)
            .map(|(one, _)| one.form.version)
            .max();
        for (one, _) in &mut self.versions {
            one.offered = Some(one.form.version) == newest;
        }
        Ok(self.show(form, by)?.version)
    }

    fn tell(
        &mut self,
        what: &str,
        form: &FormVersion,
        because: Option<String>,
        by: &Actor,
        now: Instant,
    ) {
        let event = FormEvent {
            at: now,
            who: by.id.clone(),
            what: what.to_owned(),
            version: form.version,
            because,
        };
        self.history.insert(0, event);
    }
}

fn deed(by: &Actor, now: Instant) -> Deed {
    Deed {
        who: by.id.clone(),
        at: now,
    }
}

fn sees(by: &Actor) -> bool {
    by.has(Role::ServiceDesigner) || by.has(Role::Auditor)
}
