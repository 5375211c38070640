//! Every page of the forms that are in other languages: nothing of ours is in a language that the page
//! does not say it is in, and everybody is asked the same.

use form_model::{Form, Page};

use super::memory::Memory;
use super::{cookie_of, send, text};
use form_site::guard;

const FORMS: [&str; 2] = ["adult-contact", "safeguarding-concern"];
const LANGUAGES: [&str; 3] = ["en", "en-x-easyread", "pl"];
const POST: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Words that nearly every English sentence has one of, and that are no Polish words.
const ENGLISH: [&str; 26] = [
    "the", "you", "your", "and", "is", "are", "what", "who", "with", "of", "for", "from", "this",
    "that", "have", "not", "can", "us", "our", "it", "if", "at", "answer", "enter", "select",
    "page",
];
/// Names and codes stay as they are in any language.
const NAMES: [&str; 7] = [
    "code-of-this-contact",
    "Essex County Council",
    "National Domestic Abuse Helpline",
    "Children and Families Hub",
    "Castle Point",
    "Easy Read",
    "Mental Health Act",
];

/// What a page says, text by text, each with its language.
fn said(page: &str) -> Vec<(String, String)> {
    const EMPTY: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];
    let mut said = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, _) = open.pop().unwrap();
            assert_eq!(opened, name, "{page}");
        } else if !tag.starts_with('!') {
            let name = tag.split([' ', '/']).next().unwrap().to_owned();
            let attribute = |wanted: &str| {
                let (_, rest) = tag.split_once(&format!(" {wanted}=\""))?;
                Some(rest.split('"').next().unwrap().to_owned())
            };
            let around = open.last().map_or("", |(_, lang)| lang).to_owned();
            let lang = attribute("lang").unwrap_or(around);
            for label in ["aria-label", "title", "alt", "data-loading"] {
                said.extend(attribute(label).map(|label| (lang.clone(), label)));
            }
            if !EMPTY.contains(&name.as_str()) && !tag.ends_with('/') {
                open.push((name, lang));
            }
        }
        if let Some((name, lang)) = open.last()
            && name != "script"
        {
            said.push((lang.clone(), words.trim().to_owned()));
        }
    }
    said.retain(|(_, words)| !words.is_empty() && !words.contains("://"));
    said
}

fn is_english(words: &str) -> bool {
    let words = NAMES
        .iter()
        .fold(words.to_owned(), |words, name| words.replace(name, ""));
    words
        .split(|c: char| !c.is_alphabetic())
        .any(|word| ENGLISH.contains(&word.to_lowercase().as_str()))
}

fn is_polish(words: &str) -> bool {
    words.contains(['ą', 'ć', 'ę', 'ł', 'ń', 'ó', 'ś', 'ź', 'ż', 'Ż', 'Ś', 'Ł'])
}

pub fn assert_each_in_its_language(page: &str, language: &str, at: &str) {
    let main = language.split('-').next().unwrap();
    assert!(page.contains(&format!("<html lang=\"{main}\"")), "{at}");
    for (lang, words) in said(page) {
        match lang.split('-').next().unwrap() {
            "pl" => assert!(!is_english(&words), "{at} {language}: {words}"),
            "en" => assert!(!is_polish(&words), "{at} {language}: {words}"),
            other => panic!("{at}: lang={other}: {words}"),
        }
    }
}

/// How many things there are to fill in or to choose.
fn asked(page: &str) -> [usize; 4] {
    ["<input", "<option", "<textarea", "<fieldset"].map(|part| page.matches(part).count())
}

fn form(id: &str) -> Form {
    let forms = crate::catalogue::built_in().unwrap();
    forms.into_iter().find(|form| form.id == id).unwrap()
}

fn development() -> Memory {
    let mut stores = Memory::default();
    stores.development = true;
    stores
}

/// Somebody in a language who has told whom it is about.
struct Reader {
    stores: Memory,
    cookies: String,
    token: String,
}

impl Reader {
    fn new(form: &Form, about: &str, language: &str) -> Self {
        let stores = development();
        let page = form.find_question("about").unwrap().0;
        let target = format!("/contact/{}/{}", form.slug(), page.id);
        let begun = send(&stores, "POST", &target, &[POST], &format!("about={about}"));
        let draft = cookie_of(&begun);
        Self {
            stores,
            token: guard::token(draft.split_once('=').unwrap().1),
            cookies: format!("{draft}; language={language}"),
        }
    }

    fn get(&self, target: &str) -> String {
        text(&send(
            &self.stores,
            "GET",
            target,
            &[("cookie", &self.cookies)],
            "",
        ))
    }

    fn post(&self, target: &str, fields: &str) -> String {
        let headers = [POST, ("cookie", self.cookies.as_str())];
        let fields = format!("{fields}&csrf={}", self.token);
        text(&send(&self.stores, "POST", target, &headers, &fields))
    }
}

/// Fields with which most kinds of questions are wrong.
fn wrong(page: &Page) -> String {
    let of = |id: &str| {
        format!(
            "{id}=%00&{id}-day=31&{id}-month=2&{id}-year=2020&{id}-postcode=%3F&{id}-phone-safe=maybe"
        )
    };
    let fields = page.question.iter().map(|question| of(&question.id));
    fields.collect::<Vec<_>>().join("&")
}

#[test]
fn every_page_says_in_which_language_its_words_are_and_asks_the_same() {
    for id in FORMS {
        let form = form(id);
        for about in ["self", "someone-else"] {
            let readers = LANGUAGES.map(|language| (language, Reader::new(&form, about, language)));
            for page in &form.page {
                let target = format!("/contact/{}/{}", form.slug(), page.id);
                let mut counted = Vec::new();
                for (language, reader) in &readers {
                    let shown = reader.get(&target);
                    assert_each_in_its_language(&shown, language, &target);
                    counted.push(asked(&shown));
                    let blamed = reader.post(&target, &wrong(page));
                    if blamed.starts_with("<!DOCTYPE") {
                        assert_each_in_its_language(&blamed, language, &target);
                    }
                }
                assert!(
                    counted.iter().all(|count| *count == counted[0]),
                    "{target}: {counted:?}"
                );
            }
        }
    }
}

#[test]
fn pages_around_the_questions_are_in_the_language_of_the_form_too() {
    for id in FORMS {
        let form = form(id);
        for language in LANGUAGES {
            let reader = Reader::new(&form, "someone-else", language);
            let at = |page: &str| format!("/contact/{}{page}", form.slug());
            for page in ["", "/check-answers", "/save", "/resume", "/confirmation"] {
                let target = at(page);
                assert_each_in_its_language(&reader.get(&target), language, &target);
            }
            let saved = reader.post(&at("/save"), "");
            assert_each_in_its_language(&saved, language, "saved");
            let refused = reader.post(&at("/resume"), "four-words=");
            assert_each_in_its_language(&refused, language, "no words");
            let fields = [
                ("needs", "needs=memory"),
                ("what", "risks=repeated-falls"),
                ("name", "given-name=Ann&date-of-birth-day=&family-name="),
                (
                    "birth",
                    "date-of-birth-day=9&date-of-birth-month=3&date-of-birth-year=1941",
                ),
                ("contact", "phone=01632+960001"),
                (
                    "safe-contact",
                    "safe-contact-phone-safe=yes&safe-contact-phone-voicemail=no",
                ),
            ];
            for (page, fields) in fields {
                if form.find_page(page).is_some() {
                    reader.post(&at(&format!("/{page}")), fields);
                }
            }
            let checked = reader.get(&at("/check-answers"));
            assert_each_in_its_language(&checked, language, "check-answers");
            reader.post(&at("/check-answers"), "website=");
            let sent = reader.get(&at("/confirmation"));
            assert!(sent.contains("ASC-"), "{sent}");
            assert_each_in_its_language(&sent, language, "confirmation");
            for page in ["/copy", "/equality"] {
                assert_each_in_its_language(&reader.get(&at(page)), language, page);
            }
        }
    }
}

#[test]
fn in_danger_the_first_words_of_the_confirmation_are_in_the_language_of_the_reader() {
    let form = form("adult-contact");
    let reader = Reader::new(&form, "self", "pl");
    reader.post("/contact/adult-contact/now", "danger-now=yes");
    reader.post("/contact/adult-contact/check-answers", "website=");
    let sent = reader.get("/contact/adult-contact/confirmation");
    let main = sent.split("<main").nth(1).unwrap();
    assert!(main.contains("Proszę zadzwonić pod <a"), "{main}");
    assert!(!main.contains("Do not wait for us"), "{main}");
}
