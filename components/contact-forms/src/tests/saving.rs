//! Saving a form for later, coming back, and what somebody finds on a phone that was put down.

use super::browser::Browser;
use super::memory::{FIRST_WORDS, Memory};
use super::{send, text};

const ADULT: &str = "/contact/adult-contact";
const SAVED_WORDS: &str = "candle forest paper seven";

/// Ann has answered three pages.
fn begun(stores: &Memory) -> Browser<'_> {
    let mut ann = Browser::new(stores);
    ann.goes_to("/contact/adult-contact/now", "danger-now=no");
    ann.goes_to("/contact/adult-contact/who-for", "about=self");
    ann.goes_to(
        "/contact/adult-contact/your-words",
        "narrative=I+fell+twice",
    );
    ann
}

fn at(page: &str) -> String {
    format!("{ADULT}/{page}")
}

/// Saves for later and answers the link's path.
fn saves(ann: &mut Browser) -> String {
    let page = text(&ann.post(&at("save"), "from=needs"));
    assert!(page.contains(SAVED_WORDS), "{page}");
    let link = page.split("/resume/").nth(1).unwrap();
    format!("{ADULT}/resume/{}", link.split('"').next().unwrap())
}

#[test]
fn the_first_page_after_the_first_answer_shows_the_words_and_no_page_after_it() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    assert!(!text(&ann.get(&at("now"))).contains("four words before"));
    let next = ann.goes_to(&at("now"), "danger-now=no");
    for _ in 0..2 {
        assert!(text(&ann.get(&next)).contains(FIRST_WORDS));
    }
    let next = ann.goes_to(&next, "about=self");
    assert!(!text(&ann.get(&next)).contains(FIRST_WORDS));
    assert!(!text(&ann.get(&at("check-answers"))).contains(FIRST_WORDS));
}

#[test]
fn whoever_goes_straight_to_the_end_is_shown_the_words_there() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    let next = ann.goes_to(&at("now"), "danger-now=yes&go=check");
    assert_eq!(next, at("check-answers"));
    assert!(text(&ann.get(&next)).contains(FIRST_WORDS));
}

#[test]
fn ann_saves_closes_the_browser_and_comes_back_to_where_she_stopped() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    assert_eq!(
        ann.goes_to(&at("needs"), "needs=memory&go=save"),
        at("save?from=needs")
    );
    let page = text(&ann.get(&at("save?from=needs")));
    assert!(page.contains("name=\"from\" value=\"needs\""), "{page}");
    assert!(page.contains("href=\"/contact/adult-contact/needs\""));
    let link = saves(&mut ann);

    let mut later = Browser::new(&stores);
    let asks = text(&later.get(&link));
    assert!(asks.contains("name=\"four-words\""), "{asks}");
    assert!(!asks.contains("I fell twice"));
    assert_eq!(
        later.goes_to(&link, "four-words=candle+forest+paper+seven"),
        at("needs")
    );
    let page = text(&later.get(&at("needs")));
    assert!(page.contains("value=\"memory\" checked"), "{page}");
    assert!(text(&later.get(&at("check-answers"))).contains("I fell twice"));
    // The browser from before holds nothing any more.
    assert!(!text(&ann.get(&at("check-answers"))).contains("I fell twice"));
    assert_ne!(ann.cookie, later.cookie);
}

#[test]
fn saving_from_the_end_leads_back_to_the_end() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let check = text(&ann.get(&at("check-answers")));
    assert!(check.contains("/contact/adult-contact/save?from=check-answers"));
    ann.post(&at("save"), "from=check-answers");
    let link = format!("{ADULT}/resume/token-of-cookie-0-0");
    assert_eq!(
        Browser::new(&stores).goes_to(&link, "four-words=candle+forest+paper+seven"),
        at("check-answers")
    );
}

#[test]
fn the_saved_page_is_honest_about_what_is_sent_and_names_no_form() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to("/contact/worried-about-someone/what", "risks=not-sure");
    let page = text(&ann.post("/contact/worried-about-someone/save", ""));
    assert!(page.contains("We do not send it to you"), "{page}");
    assert!(page.contains("http://127.0.0.1:3000/contact/worried-about-someone/resume/"));
    assert!(page.contains("Tuesday 22 December"), "{page}");
    for word in ["safeguarding", "abuse", "harm", "concern"] {
        assert!(!page.to_lowercase().contains(word), "{word}");
    }
}

#[test]
fn a_question_that_is_still_open_keeps_nobody_from_saving_but_nothing_typed_is_left_out() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let to = ann.goes_to(&at("needs"), "go=save");
    assert_eq!(to, at("save?from=needs"));
    let reply = ann.post(
        &at("birth"),
        "date-of-birth-day=31&date-of-birth-month=2&date-of-birth-year=1941&go=save",
    );
    assert_eq!(reply.status, 422);
    assert!(text(&reply).contains("value=\"31\""));
}

#[test]
fn nothing_is_saved_where_nothing_is_open() {
    let stores = Memory::default();
    let nobody = text(&Browser::new(&stores).post(&at("save"), ""));
    assert!(nobody.contains("There is nothing to save here"));
    let mut ann = begun(&stores);
    stores.asleep.set(true);
    assert_eq!(text(&ann.post(&at("save"), "")), nobody);
}

#[test]
fn a_phone_that_was_put_down_shows_what_it_shows_to_anybody() {
    let stores = Memory::default();
    let ann = begun(&stores);
    let nobody = Browser::new(&stores);
    stores.asleep.set(true);
    for page in [
        "",
        "/now",
        "/your-words",
        "/check-answers",
        "/save",
        "/resume",
        "/confirmation",
        "/nothing",
    ] {
        let target = format!("{ADULT}{page}");
        let (hers, theirs) = (ann.get(&target), nobody.get(&target));
        assert_eq!(hers.status, theirs.status, "{target}");
        assert_eq!(seen(&hers), seen(&theirs), "{target}");
        assert_eq!(hers.headers, theirs.headers);
    }
    assert!(text(&ann.get(&at("your-words"))).contains("/contact/adult-contact/resume"));
    assert!(text(&ann.get(&at("check-answers"))).contains("/contact/adult-contact/resume"));
}

/// What a person sees of a page: all but its hidden fields.
fn seen(reply: &web::Reply) -> String {
    let page = text(reply);
    let mut parts = page.split("<input type=\"hidden\"");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |seen, part| seen + part.split_once('>').unwrap().1)
}

#[test]
fn what_was_typed_on_a_page_left_open_is_kept_and_the_words_are_asked_for() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    stores.asleep.set(true);
    let to = ann.goes_to(&at("needs"), "needs=memory");
    assert_eq!(to, at("resume?kept=yes"));
    let asks = text(&ann.get(&to));
    assert!(asks.contains("We have kept what you typed"), "{asks}");
    assert!(!asks.contains("I fell twice"));
    assert_eq!(
        ann.goes_to(&at("resume"), "four-words=river+apple+stone+yellow"),
        at("risks")
    );
    let check = text(&ann.get(&at("check-answers")));
    assert!(
        check.contains("I fell twice") && check.contains("emory"),
        "{check}"
    );
}

#[test]
fn somebody_else_who_begins_on_that_phone_begins_with_nothing_and_takes_nothing_away() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    stores.asleep.set(true);
    let mut other = Browser::new(&stores);
    other.cookie = ann.cookie.clone();
    let page = text(&other.get(&at("now")));
    assert!(page.contains("name=\"new\""));
    other.goes_to(&at("now"), "danger-now=no&new=yes");
    stores.asleep.set(false);
    assert!(!text(&other.get(&at("check-answers"))).contains("I fell twice"));
    ann.goes_to(&at("needs"), "needs=memory");
    assert!(text(&ann.get(&at("check-answers"))).contains("I fell twice"));
}

#[test]
fn send_pressed_on_a_page_that_was_open_for_long_sends() {
    let stores = Memory::default();
    let mut ann = Browser::new(&stores);
    ann.goes_to(
        "/contact/worried-about-someone/your-words",
        "narrative=Bruises",
    );
    stores.asleep.set(true);
    assert_eq!(
        ann.goes_to("/contact/worried-about-someone/check-answers", ""),
        "/contact/worried-about-someone/confirmation"
    );
    stores.only_contact();
}

#[test]
fn what_is_missing_is_not_asked_again_before_the_words_are_given() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    stores.asleep.set(true);
    assert_eq!(ann.goes_to(&at("check-answers"), ""), at("resume?kept=yes"));
    // Nor does a token that has gone show anything.
    let cookie = ann.cookie.clone().unwrap();
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie.as_str()),
    ];
    for page in ["check-answers", "needs", "save", "resume"] {
        let body = "csrf=stale&needs=memory&four-words=a+b+c+d";
        let reply = send(&stores, "POST", &at(page), &headers, body);
        assert_eq!(reply.status, 403, "{page}");
        assert!(!text(&reply).contains("I fell twice"), "{page}");
        assert!(text(&reply).contains("999"), "{page}");
    }
}

#[test]
fn a_page_whose_token_has_gone_keeps_what_was_typed_and_says_what_happened() {
    let stores = Memory::default();
    let ann = begun(&stores);
    let cookie = ann.cookie.clone().unwrap();
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie.as_str()),
    ];
    let typed = "csrf=stale&narrative=Words+to+keep&four-words=a+b+c+d";
    let reply = send(&stores, "POST", &at("your-words"), &headers, typed);
    assert_eq!(reply.status, 403);
    let page = text(&reply);
    assert!(
        page.contains("Words to keep") && page.contains("we could not be sure"),
        "{page}"
    );
    let page = text(&send(&stores, "POST", &at("resume"), &headers, typed));
    assert!(
        page.contains("value=\"a b c d\"") && page.contains("We could not be sure"),
        "{page}"
    );
    assert_eq!(stores.wrong_words.get(), 0, "it was no try");
}

#[test]
fn wrong_words_are_answered_alike_whatever_there_is() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let link = saves(&mut ann);
    let unknown = format!("{ADULT}/resume/a-token-that-nobody-was-given");
    let mut visitor = Browser::new(&stores);
    let known = visitor.post(&link, "four-words=river+apple");
    let other = visitor.post(&unknown, "four-words=river+apple");
    assert_eq!((known.status, other.status), (422, 422));
    assert_eq!(
        text(&known).replace(&link, "LINK"),
        text(&other).replace(&unknown, "LINK")
    );
    assert!(text(&known).contains("<title>Error: "));
    assert_eq!(visitor.cookie, None);
    assert_eq!(visitor.post(&link, "four-words=+").status, 422);
    assert_eq!(stores.wrong_words.get(), 2, "nothing typed is no try");
    for _ in 0..3 {
        visitor.post(&unknown, "four-words=no");
    }
    let locked = visitor.post(&link, "four-words=candle+forest+paper+seven");
    assert_eq!(locked.status, 429);
    assert_eq!(locked.header("retry-after"), Some("3600"));
    assert!(text(&locked).contains("999"));
}

#[test]
fn a_link_of_one_form_opens_no_other() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let link = saves(&mut ann).replace("adult-contact", "worried-about-someone");
    let reply = Browser::new(&stores).post(&link, "four-words=candle+forest+paper+seven");
    assert_eq!(reply.status, 422);
}

#[test]
fn closing_the_form_on_this_device_leaves_the_link() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let link = saves(&mut ann);
    assert_eq!(ann.goes_to(&at("save"), "go=close"), "/contact");
    assert_eq!(ann.cookie, None);
    ann.goes_to(&link, "four-words=candle+forest+paper+seven");
    // Leaving in a hurry ends the link too.
    ann.goes_to(&at("leave"), "");
    assert_eq!(
        ann.post(&link, "four-words=candle+forest+paper+seven")
            .status,
        422
    );
}

#[test]
fn when_the_store_is_down_nothing_is_said_to_be_saved() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    stores.down.set(true);
    for (page, fields) in [("save", "from=needs"), ("resume", "four-words=a+b+c+d")] {
        let reply = ann.post(&at(page), fields);
        assert_eq!(reply.status, 503, "{page}");
        assert_eq!(reply.header("retry-after"), Some("5"));
        assert!(text(&reply).contains("999"));
    }
}

#[test]
fn no_page_has_a_script_or_a_style_of_its_own() {
    let stores = Memory::default();
    let mut ann = begun(&stores);
    let mut pages = vec![
        ann.post(&at("save"), ""),
        ann.post(&at("resume"), "four-words=no"),
    ];
    pages.push(ann.post(&at("birth"), "date-of-birth-day=40"));
    pages.push(ann.get("/contact"));
    for form in crate::catalogue::built_in().unwrap() {
        let mut last: Vec<&str> = form.page.iter().map(|page| page.id.as_str()).collect();
        last.extend([
            "save",
            "resume",
            "resume/token",
            "check-answers",
            "confirmation",
            "nothing",
        ]);
        for page in last {
            pages.push(ann.get(&format!("/contact/{}/{page}", form.slug())));
        }
        pages.push(ann.get(&format!("/contact/{}", form.slug())));
    }
    assert!(pages.len() > 100);
    for reply in pages {
        let page = text(&reply);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        assert!(
            !page.contains("<style") && !page.contains(" style="),
            "{page}"
        );
        for script in page.split("<script").skip(1) {
            let (tag, content) = script.split_once('>').unwrap();
            assert!(tag.starts_with(" src=\"/contact/assets/"), "{tag}");
            assert!(content.starts_with("</script>"), "{tag}");
        }
        for tag in page.split('<') {
            assert!(!tag.split('>').next().unwrap().contains(" on"), "{tag}");
        }
    }
}
