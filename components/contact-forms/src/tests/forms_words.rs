//! The forms in Easy Read and in other languages.

use std::sync::LazyLock;

use form_model::{Answers, Form, Journey, Words, read_words};
use serde_json::Value;

use super::memory::Memory;
use super::{cookie_of, send, text};
use crate::catalogue::words;
use form_site::screens;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| crate::catalogue::built_in().unwrap());

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const WHO: &str = "/contact/worried-about-someone/who";

/// Every text of words, with the newest version of its form.
fn all() -> impl Iterator<Item = (Words, &'static Form, String)> {
    words().map(|text| {
        let words = read_words(&text).unwrap_or_else(|problem| panic!("{problem:?}"));
        let form = FORMS.iter().find(|form| form.id == words.form).unwrap();
        (words, form, text)
    })
}

/// Where words that nobody has reviewed are shown.
fn in_a_development() -> Memory {
    let mut stores = Memory::default();
    stores.development = true;
    stores
}

fn is_easy_read(words: &Words) -> bool {
    words.language == "en-x-easyread"
}

#[test]
fn words_belong_to_the_newest_version_and_lack_nothing() {
    for (words, form, text) in all() {
        assert_eq!(words.version, form.version, "{}", form.id);
        assert_eq!(words.strays(form, &text), [], "{}", words.language);
        let missing = words.missing(form);
        assert!(
            missing.is_empty(),
            "{} {}: {missing:#?}",
            form.id,
            words.language
        );
    }
}

#[test]
fn whatever_the_language_the_same_is_asked_and_routing_learns_the_same() {
    for (words, form, _) in all() {
        let said = words.over(form);
        let ids = |form: &Form| -> Vec<String> {
            form.questions()
                .flat_map(|(_, question)| {
                    let choices = question
                        .answer
                        .choices()
                        .iter()
                        .map(|choice| choice.id.clone());
                    std::iter::once(question.id.clone())
                        .chain(choices)
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        assert_eq!(ids(&said), ids(form));
        let mut answers = Answers::default();
        for (id, value) in [
            ("danger-now", "yes"),
            ("about", "someone-else"),
            ("reporter", "health"),
        ] {
            answers.insert(id, form_model::Answer::Choice(value.to_owned()));
        }
        assert_eq!(
            Journey::of(&said, &answers).facts().to_list(),
            Journey::of(form, &answers).facts().to_list()
        );
    }
}

#[test]
fn no_word_of_an_unlisted_language_gives_a_concern_away() {
    for (words, form, _) in all().filter(|(words, ..)| words.form == "safeguarding-concern") {
        for page in &words.over(form).page {
            let title = page.title.as_deref().unwrap_or_default().to_lowercase();
            for word in [
                "safeguarding",
                "abuse",
                "harm",
                "risk",
                "danger",
                "przemoc",
                "krzywd",
                "zagroż",
            ] {
                assert!(!title.contains(word), "{title}");
            }
        }
    }
}

#[test]
fn each_page_of_easy_read_has_a_picture_that_is_there_and_is_described() {
    for (words, form, _) in all().filter(|(words, ..)| is_easy_read(words)) {
        for page in &words.over(form).page {
            let picture = page
                .picture
                .as_ref()
                .unwrap_or_else(|| panic!("{}", page.id));
            assert!(screens::has_picture(&picture.name), "{}", picture.name);
            assert!(!picture.alt.is_empty());
        }
    }
}

#[test]
fn easy_read_has_short_sentences() {
    for (words, form, _) in all().filter(|(words, ..)| is_easy_read(words)) {
        let said = words.over(form);
        let mut texts: Vec<&str> = said.begin.iter().map(String::as_str).collect();
        for page in &said.page {
            texts.extend(page.text.iter().map(String::as_str));
            for instead in &page.instead {
                texts.extend(instead.text.iter().flatten().map(String::as_str));
            }
            texts.push(&page.heading);
        }
        for sentence in texts.iter().flat_map(|text| text.split(['.', '?', ':'])) {
            let count = sentence.split_whitespace().count();
            assert!(count <= 16, "{}: {sentence}", form.id);
        }
    }
}

#[test]
fn the_switch_keeps_the_answers_and_is_remembered() {
    let stores = in_a_development();
    let first = send(&stores, "POST", WHO, &[FORM], "about=someone-else");
    let draft = cookie_of(&first);
    let switched = send(
        &stores,
        "GET",
        &format!("{WHO}?language=en-x-easyread"),
        &[("cookie", &draft)],
        "",
    );
    let language = switched.header("set-cookie").unwrap();
    assert!(
        language.starts_with("language=en-x-easyread; Path=/; HttpOnly"),
        "{language}"
    );
    let page = text(&switched);
    assert!(page.contains("value=\"someone-else\" checked"), "{page}");
    assert!(page.contains("Nobody has checked these Easy Read words yet."));
    assert!(page.contains("role=\"img\" aria-label=\"Two people\""));
    assert!(page.contains("<html lang=\"en\""));
    let cookies = format!("{draft}; language=en-x-easyread");
    let next = text(&send(
        &stores,
        "GET",
        "/contact/worried-about-someone/birth",
        &[("cookie", &cookies)],
        "",
    ));
    assert!(next.contains("When were they born?"), "{next}");
    let back = send(
        &stores,
        "GET",
        &format!("{WHO}?language=en"),
        &[("cookie", &cookies)],
        "",
    );
    assert!(
        back.header("set-cookie")
            .unwrap()
            .starts_with("language=en;")
    );
    assert!(text(&back).contains("Who are you worried about?") && text(&back).contains("checked"));
    let changing = text(&send(
        &stores,
        "GET",
        &format!("{WHO}?return=check&language=pl"),
        &[("cookie", &cookies)],
        "",
    ));
    assert!(changing.contains("name=\"return\" value=\"check\""));
}

#[test]
fn what_was_typed_and_not_saved_comes_along_into_another_language() {
    let stores = in_a_development();
    let page = "/contact/adult-contact/your-words";
    let typed = "narrative=Mum+fell+%3Cb%3E&in-language=pl&return=check";
    let reply = send(&stores, "POST", page, &[FORM], typed);
    assert_eq!(reply.status, 200);
    let shown = text(&reply);
    assert!(shown.contains("<html lang=\"pl\""), "{shown}");
    assert!(shown.contains("Mum fell &lt;b&gt;</textarea>"), "{shown}");
    assert!(shown.contains("name=\"return\" value=\"check\""));
    assert!(!shown.contains("govuk-error"));
    let cookies: Vec<_> = reply
        .headers
        .iter()
        .filter(|(name, _)| *name == "set-cookie")
        .collect();
    assert!(
        matches!(cookies.as_slice(), [(_, value)] if value.starts_with("language=pl;")),
        "nothing was saved: {cookies:?}"
    );
}

#[test]
fn what_is_not_valid_comes_along_too_and_is_not_blamed() {
    let stores = in_a_development();
    let page = "/contact/adult-contact/birth";
    let typed =
        "date-of-birth-day=31&date-of-birth-month=luty&date-of-birth-year=85&in-language=pl";
    let reply = send(&stores, "POST", page, &[FORM], typed);
    assert_eq!(reply.status, 200);
    let shown = text(&reply);
    for value in ["value=\"31\"", "value=\"luty\"", "value=\"85\""] {
        assert!(shown.contains(value), "{value}: {shown}");
    }
    assert!(!shown.contains("govuk-error"), "{shown}");
    assert!(!shown.contains("Błąd:"), "{shown}");
    let everything = send(
        &stores,
        "POST",
        "/contact/adult-contact/needs",
        &[FORM],
        "needs=meals-nutrition&needs=not-sure&in-language=en-x-easyread",
    );
    assert_eq!(text(&everything).matches("\" checked").count(), 2);
}

#[test]
fn another_site_cannot_change_the_language_and_enter_goes_on() {
    let stores = in_a_development();
    let page = "/contact/adult-contact/your-words";
    let elsewhere = [FORM, ("sec-fetch-site", "cross-site")];
    let reply = send(
        &stores,
        "POST",
        page,
        &elsewhere,
        "narrative=x&in-language=pl",
    );
    assert_eq!(reply.status, 403);
    assert_eq!(reply.header("set-cookie"), None);
    let shown = text(&send(&stores, "GET", page, &[], ""));
    let first = shown.split("<button").nth(1).unwrap();
    assert!(
        first.starts_with(" type=\"submit\" form=\"this-page\" tabindex=\"-1\">Continue"),
        "{first}"
    );
}

#[test]
fn what_is_stored_is_in_words_that_staff_can_read_and_says_how_it_was_read() {
    let stores = in_a_development();
    let cookies = [FORM, ("cookie", "language=en-x-easyread")];
    let first = send(
        &stores,
        "POST",
        "/contact/worried-about-someone/what",
        &cookies,
        "risks=repeated-falls",
    );
    let draft = cookie_of(&first);
    let token = form_site::guard::token(draft.split_once('=').unwrap().1);
    let cookies = format!("{draft}; language=en-x-easyread");
    let check = "/contact/worried-about-someone/check-answers";
    let page = text(&send(&stores, "GET", check, &[("cookie", &cookies)], ""));
    assert!(page.contains("They fall a lot"), "{page}");
    let sent = send(
        &stores,
        "POST",
        check,
        &[FORM, ("cookie", &cookies)],
        &format!("csrf={token}&website="),
    );
    assert_eq!(sent.status, 303);
    let contact = stores.only_contact();
    assert!(
        contact
            .answers
            .iter()
            .any(|answer| answer.said == "They fall again and again")
    );
    assert!(
        contact.flags.contains(&"read-in-en-x-easyread".to_owned()),
        "{:?}",
        contact.flags
    );
}

#[test]
fn a_language_that_the_form_does_not_have_changes_nothing() {
    let stores = in_a_development();
    for language in ["tlh", "", "EN", "%00"] {
        let reply = send(
            &stores,
            "GET",
            &format!("{WHO}?language={language}"),
            &[],
            "",
        );
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("set-cookie"), None);
        assert!(text(&reply).contains("Who are you worried about?"));
    }
}

#[test]
fn words_that_nobody_reviewed_are_for_a_development_only() {
    for development in [true, false] {
        let mut stores = Memory::default();
        stores.development = development;
        let page = text(&send(
            &stores,
            "GET",
            &format!("{WHO}?language=en-x-easyread"),
            &[],
            "",
        ));
        assert_eq!(page.contains("Easy Read"), development, "{page}");
        let listed: Value =
            serde_json::from_str(&text(&send(&stores, "GET", "/api/v1/forms", &[], ""))).unwrap();
        let concern = listed
            .as_array()
            .unwrap()
            .iter()
            .find(|form| form["id"] == "safeguarding-concern");
        let languages = concern.unwrap()["languages"].as_array().unwrap();
        assert_eq!(languages[0], "en");
        assert_eq!(languages.len() > 1, development, "{languages:?}");
    }
}

#[test]
fn whoever_leaves_in_a_hurry_leaves_no_language_behind() {
    let stores = in_a_development();
    let cookies = [("cookie", "language=en-x-easyread")];
    let reply = send(
        &stores,
        "GET",
        "/contact/worried-about-someone/leave",
        &cookies,
        "",
    );
    let ended = reply
        .headers
        .iter()
        .filter(|(name, value)| *name == "set-cookie" && value.contains("Max-Age=0"));
    assert_eq!(ended.count(), 2);
}

#[test]
fn a_polish_page_is_polish_as_a_whole_its_title_and_buttons_too() {
    let stores = in_a_development();
    let page = text(&send(
        &stores,
        "GET",
        &format!("{WHO}?language=pl"),
        &[],
        "",
    ));
    assert!(page.contains("<html lang=\"pl\""));
    assert!(page.contains("O kogo Pan/Pani się martwi?"), "{page}");
    for said in [
        "Dalej</button>",
        ">Wstecz</a>",
        "Opieka i wsparcie dla dorosłych",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("lang=\"pl\"><div"));
    assert!(page.contains("value=\"en-x-easyread\""));
}

#[test]
fn a_mistake_is_explained_in_the_language_that_is_read() {
    let stores = in_a_development();
    let reply = send(
        &stores,
        "POST",
        "/contact/adult-contact/needs",
        &[FORM, ("cookie", "language=pl")],
        "",
    );
    assert_eq!(reply.status, 422);
    assert!(
        text(&reply).contains("Proszę wybrać, w czym potrzebna jest pomoc, albo wybrać „Nie wiem”")
    );
}
