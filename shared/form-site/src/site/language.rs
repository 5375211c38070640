//! In which language somebody reads a form: as the address says, else as they said before.

use std::rc::Rc;

use form_model::Form;
use web::{Cookie, Reply, Request, cookie_name};

use crate::stores::{Published, Settings};
use crate::{Site, languages};

/// The cookie that remembers the language until the browser is closed. It says nothing of a form.
const COOKIE: &str = "language";
/// The query member by which the switch asks for a language.
const MEMBER: &str = "language";

/// What was asked for, which may be a language that a form cannot be read in.
pub struct Language {
    asked: Option<String>,
    before: Option<String>,
    development: bool,
}

impl Language {
    /// `pressed` is the language of the button that was pressed.
    pub fn of(request: &Request, settings: &Settings, pressed: Option<&str>) -> Self {
        let cookie = request.cookie(&cookie_name(&settings.public_url, COOKIE));
        Self {
            asked: pressed
                .or_else(|| request.query_value(MEMBER))
                .map(str::to_owned),
            before: cookie.map(str::to_owned),
            development: settings.development,
        }
    }

    /// The form in this language, as far as there are words.
    pub fn spoken(&self, site: &Site, published: &Rc<Published>) -> Rc<Published> {
        let wanted = [self.asked.as_deref(), self.before.as_deref()];
        languages::spoken(site, published, &wanted, self.development)
    }

    /// Remembers what was just chosen, if the form can be read in it.
    pub fn remembered(&self, reply: Reply, form: &Form, settings: &Settings) -> Reply {
        match &self.asked {
            Some(asked) if *asked == form.language => {
                reply.with_cookie(&Cookie::session(COOKIE, asked, &settings.public_url))
            }
            _ => reply,
        }
    }

    /// Leaves no trace of a choice.
    pub fn forgotten(&self, reply: Reply, settings: &Settings) -> Reply {
        match self.before {
            Some(_) => reply.with_cookie(&Cookie::ended(COOKIE, &settings.public_url)),
            None => reply,
        }
    }
}
