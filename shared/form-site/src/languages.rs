//! The languages that the forms can be read in, Easy Read among them, and the pictures that go with it.
//!
//! Words that nobody has reviewed are offered in a development only. What is stored is always in the
//! form's own language, so that staff can read it.

use std::cell::RefCell;
use std::rc::Rc;

use form_model::{Form, Language, Words};
use wording::Wording;

use crate::Site;
use crate::equality::{self, EQUALITY};
use crate::stores::Published;

/// A form as it is read in a language, and whether that is for a development.
type Spoken = (bool, Rc<Published>);

thread_local! {
    /// Forms that somebody has read in a language, made once an instance.
    static SPOKEN: RefCell<Vec<Spoken>> = const { RefCell::new(Vec::new()) };
}

/// The words that may be shown for this version of a form.
fn offered(site: &Site, form: &Form, development: bool) -> impl Iterator<Item = &'static Words> {
    let words: &'static [Words] = match form.id.as_str() {
        EQUALITY => &equality::SPOKEN,
        _ => site.words,
    };
    words.iter().filter(move |words| {
        words.form == form.id
            && words.version == form.version
            && (development || words.is_reviewed())
    })
}

/// The languages that the form can be read in: its own first.
pub fn languages(site: &Site, form: &Form, development: bool) -> Vec<Language> {
    let own = Language {
        id: form.language.clone(),
        name: own_name(&form.language).to_owned(),
        unreviewed: None,
    };
    let others = offered(site, form, development).map(|words| Language {
        id: words.language.clone(),
        name: words.name.clone(),
        unreviewed: (!words.is_reviewed()).then(|| words.unreviewed.clone()),
    });
    std::iter::once(own).chain(others).collect()
}

fn own_name(language: &str) -> &str {
    match language {
        "en" => "English",
        other => other,
    }
}

/// The form in the first of these languages that it can be read in, else in its own.
pub fn spoken(
    site: &Site,
    published: &Rc<Published>,
    wanted: &[Option<&str>],
    development: bool,
) -> Rc<Published> {
    let form = &published.form;
    let others = || offered(site, form, development);
    if others().next().is_none() {
        return Rc::clone(published);
    }
    let known = |id: &&str| form.language == *id || others().any(|words| words.language == *id);
    let chosen = wanted.iter().copied().flatten().find(known);
    let chosen = chosen.unwrap_or(&form.language);
    let is_this = |(for_development, kept): &&Spoken| {
        let kept = &kept.form;
        *for_development == development
            && (kept.id == form.id && kept.version == form.version && kept.language == chosen)
            // One form may stand at several addresses.
            && kept.path == form.path
    };
    let kept =
        SPOKEN.with_borrow(|kept| kept.iter().find(is_this).map(|(_, kept)| Rc::clone(kept)));
    if let Some(kept) = kept {
        return kept;
    }
    let mut said = match others().find(|words| words.language == chosen) {
        Some(words) => words.over(form),
        None => form.clone(),
    };
    said.languages = languages(site, form, development);
    said.wording = Wording::of(&said.language, development);
    let said = Rc::new(Published {
        form: said,
        text: published.text.clone(),
    });
    SPOKEN.with_borrow_mut(|kept| kept.push((development, Rc::clone(&said))));
    said
}
