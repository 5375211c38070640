//! The languages that the forms can be read in, Easy Read among them, and the pictures that go with it.
//!
//! Words that nobody has reviewed are offered in a development only. What is stored is always in the
//! form's own language, so that staff can read it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

use form_model::{Form, Language, Words, read_words};
use packed::{Packed, packed};

use crate::stores::Published;

/// The texts of words, in the order in which the switch names the languages of a form.
const WORDS: [Packed; 4] = [
    packed!("safeguarding-concern.en-x-easyread.toml"),
    packed!("safeguarding-concern.pl.toml"),
    packed!("adult-contact.en-x-easyread.toml"),
    packed!("adult-contact.pl.toml"),
];

/// The texts of words.
pub fn texts() -> impl Iterator<Item = String> {
    WORDS.iter().map(Packed::text)
}

/// The words as they can be used. A test reads every text, so none is left out.
static READ: LazyLock<Vec<Words>> =
    LazyLock::new(|| texts().filter_map(|text| read_words(&text).ok()).collect());

/// A form, its version, a language, and whether it is for a development.
type Key = (String, u32, String, bool);

thread_local! {
    /// Forms that somebody has read in a language, made once an instance.
    static SPOKEN: RefCell<BTreeMap<Key, Rc<Published>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The words that may be shown for this version of a form.
fn offered(form: &Form, development: bool) -> impl Iterator<Item = &'static Words> {
    let (id, version) = (form.id.clone(), form.version);
    READ.iter().filter(move |words| {
        words.form == id && words.version == version && (development || words.is_reviewed())
    })
}

/// The languages that the form can be read in: its own first.
pub fn languages(form: &Form, development: bool) -> Vec<Language> {
    let own = Language {
        id: form.language.clone(),
        name: own_name(&form.language).to_owned(),
        unreviewed: None,
    };
    let others = offered(form, development).map(|words| Language {
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
    published: &Rc<Published>,
    wanted: &[Option<&str>],
    development: bool,
) -> Rc<Published> {
    let form = &published.form;
    let languages = languages(form, development);
    let known = |id: &&str| languages.iter().any(|language| language.id == *id);
    let chosen = wanted.iter().copied().flatten().find(known);
    let chosen = chosen.unwrap_or(&form.language);
    if languages.len() == 1 {
        return Rc::clone(published);
    }
    let key = (
        form.id.clone(),
        form.version,
        chosen.to_owned(),
        development,
    );
    if let Some(kept) = SPOKEN.with_borrow(|kept| kept.get(&key).cloned()) {
        return kept;
    }
    let mut said = match offered(form, development).find(|words| words.language == chosen) {
        Some(words) => words.over(form),
        None => form.clone(),
    };
    said.languages = languages;
    let said = Rc::new(Published {
        form: said,
        text: published.text.clone(),
    });
    SPOKEN.with_borrow_mut(|kept| kept.insert(key, Rc::clone(&said)));
    said
}
