//! After a contact was sent: the confirmation, a copy, and questions about equality.

use std::collections::BTreeMap;

use super::memory::Memory;
use super::{send, text};
use form_site::equality::{Choice, EQUALITY};
use form_site::guard;
use web::Reply;

/// A browser that keeps every cookie, and sends the token that stands in the page of the first form.
pub struct Jar<'m> {
    stores: &'m Memory,
    cookies: BTreeMap<String, String>,
}

impl<'m> Jar<'m> {
    fn new(stores: &'m Memory) -> Self {
        Self {
            stores,
            cookies: BTreeMap::new(),
        }
    }

    /// Somebody who has sent these pages of a form: page and fields.
    fn sent(stores: &'m Memory, slug: &str, pages: &[(&str, &str)]) -> Self {
        let mut jar = Self::new(stores);
        for (page, fields) in pages {
            let at = format!("/contact/{slug}/{page}");
            jar.goes_to(&at, fields);
        }
        let check = format!("/contact/{slug}/check-answers");
        assert_eq!(
            jar.goes_to(&check, ""),
            format!("/contact/{slug}/confirmation")
        );
        jar
    }

    /// Somebody who has asked for help for themselves.
    pub fn asked_for_help(stores: &'m Memory) -> Self {
        let pages = [
            ("who-for", "about=self"),
            ("your-words", "narrative=The+stairs%0D%0Aare+steep"),
            ("needs", "needs=mobility-falls"),
            ("contact", "phone=07700+900982"),
            ("name", "given-name=Ann"),
        ];
        Self::sent(stores, "adult-contact", &pages)
    }

    fn ask(&mut self, method: &str, target: &str, fields: &str) -> Reply {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let cookies = cookies.join("; ");
        let headers = [
            ("cookie", cookies.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let reply = send(self.stores, method, target, &headers, fields);
        let set = reply
            .headers
            .iter()
            .filter(|(name, _)| *name == "set-cookie");
        for (_, cookie) in set {
            let pair = cookie.split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        reply
    }

    pub fn page(&mut self, target: &str) -> String {
        let reply = self.ask("GET", target, "");
        assert_eq!(reply.status, 200, "{target}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{target}");
        text(&reply)
    }

    /// Sends a page with the token of its own cookie, as the page has it.
    pub fn post(&mut self, target: &str, fields: &str) -> Reply {
        let slug = target.split('/').nth(2).unwrap();
        let form = match slug {
            "worried-about-someone" => "safeguarding-concern",
            slug => slug,
        };
        let choice = Choice::ALL
            .into_iter()
            .find(|choice| target.contains(&choice.segment()));
        let name = match choice {
            Some(choice) => choice.cookie(form),
            None => form_site::guard::draft_cookie(form),
        };
        let token = self.cookies.get(&name).map(|cookie| guard::token(cookie));
        let fields = match token {
            Some(token) => format!("{fields}&csrf={token}"),
            None => fields.to_owned(),
        };
        self.ask("POST", target, &fields)
    }

    pub fn goes_to(&mut self, target: &str, fields: &str) -> String {
        let reply = self.post(target, fields);
        let problem = text(&reply);
        let problem = problem.split("<title>").nth(1).unwrap_or_default();
        assert_eq!(
            reply.status,
            303,
            "{target}: {}",
            problem.get(..80).unwrap_or_default()
        );
        reply.header("location").unwrap().to_owned()
    }
}

const CONFIRMATION: &str = "/contact/adult-contact/confirmation";
const COPY: &str = "/contact/adult-contact/copy";
const CHOICES: &str = "/contact/adult-contact/equality";

pub fn of(choice: Choice, page: &str) -> String {
    format!("{CHOICES}/{}/{page}", choice.id())
}

#[test]
fn the_confirmation_has_all_that_people_look_for() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let page = ann.page(CONFIRMATION);
    for said in [
        "ASC-0000-0000",
        "code-of-this-contact",
        "What happens next",
        "If you want to talk to us",
        "0345 603 7630",
        "Keep a copy",
        "choose “Print” in the menu of your browser",
        "Tell us how this went",
        "/contact/change-or-problem",
        CHOICES,
    ] {
        assert!(page.contains(said), "{said}");
    }
    let panel = page.split("govuk-panel").nth(1).unwrap();
    let panel = panel.split("</div>").next().unwrap();
    assert!(!panel.contains("<a "), "{panel}");
}

#[test]
fn a_copy_has_everything_that_was_sent_after_the_question_whether_it_is_safe() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    assert!(ann.page(CONFIRMATION).contains(COPY));
    let before = stores.asked.get();
    let asked = ann.page(COPY);
    assert_eq!(
        stores.asked.get(),
        before,
        "it must be the same for everybody"
    );
    assert!(asked.contains("Is it safe to show or print this here?"));
    assert!(asked.contains("Exit this page") && !asked.contains("steep"));
    let reply = ann.post(COPY, "");
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let copy = text(&reply);
    for said in [
        "ASC-0000-0000",
        "Tuesday 24 November 2026",
        "The stairs<br>are steep",
        "Ann",
    ] {
        assert!(copy.contains(said), "{said}");
    }
    assert!(!copy.contains("code-of-this-contact"));
    let contact = stores.only_contact();
    for answer in &contact.answers {
        let asked = maud::html! { (answer.asked) }.into_string();
        assert!(copy.contains(&asked), "{asked}");
    }
}

#[test]
fn a_copy_of_a_danger_shows_no_word_that_tells_whoever_reads_along() {
    let stores = Memory::default();
    let pages = [
        ("what", "risks=domestic-abuse"),
        ("your-words", "narrative=There+was+abuse"),
        ("name", "given-name=Edith"),
    ];
    let mut neighbour = Jar::sent(&stores, "worried-about-someone", &pages);
    let asked = neighbour.page("/contact/worried-about-someone/copy");
    let mut somebody = Jar::new(&stores);
    let of_nobody = somebody.page("/contact/worried-about-someone/copy");
    let without_token = |page: &str| {
        let (before, rest) = page
            .split_once("<input type=\"hidden\"")
            .unwrap_or((page, ""));
        format!(
            "{before}{}",
            rest.split_once('>').map_or("", |(_, after)| after)
        )
    };
    assert_eq!(without_token(&asked), of_nobody);
    let copy = text(&neighbour.post("/contact/worried-about-someone/copy", "")).to_lowercase();
    assert!(
        copy.contains("asc-0000-0000") && copy.contains("edith"),
        "{copy}"
    );
    assert!(copy.contains("a copy may leave out some answers"));
    let pages = [
        copy,
        neighbour.page("/contact/worried-about-someone/confirmation"),
    ];
    for page in pages {
        let page = page.to_lowercase();
        for word in [
            "safeguarding",
            "abuse",
            "queue",
            "triage",
            "rule",
            "a sign of",
        ] {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[test]
fn nobody_else_sees_a_copy_nor_anybody_after_leaving_or_after_20_minutes() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let shown = |jar: &mut Jar| text(&jar.post(COPY, "")).contains("steep");
    assert!(!shown(&mut Jar::new(&stores)));
    assert!(shown(&mut ann));
    stores.asleep.set(true);
    assert!(!shown(&mut ann));
    let page = ann.page(CONFIRMATION);
    assert!(page.contains("ASC-0000-0000") && !page.contains(COPY) && !page.contains(CHOICES));
    stores.asleep.set(false);
    ann.ask("POST", "/contact/adult-contact/leave", "");
    assert!(!shown(&mut ann));
    assert!(text(&ann.ask("POST", COPY, "csrf=x")).contains("not shown here any more"));
}

#[test]
fn a_copy_is_not_shown_to_a_page_of_another_site() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let reply = ann.ask("POST", COPY, "csrf=wrong");
    assert_eq!(reply.status, 403);
    assert!(!text(&reply).contains("steep"));
    assert!(text(&reply).contains("Press it again"));
}

#[test]
fn ann_is_counted_and_then_adds_to_her_record() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let choices = ann.page(CHOICES);
    for choice in Choice::ALL {
        assert!(choices.contains(&of(choice, "health")), "{choice:?}");
    }
    let at = ann.goes_to(&of(Choice::Statistics, "health"), "health-condition=yes");
    assert_eq!(at, of(Choice::Statistics, "day-to-day"));
    let page = ann.page(&at);
    assert!(!page.contains("Save and come back later") && !page.contains("four words"));
    let at = ann.goes_to(&at, "health-impact=a-little");
    assert_eq!(at, of(Choice::Statistics, "group"));
    let at = ann.goes_to(&at, "ethnic-group=asian");
    assert_eq!(at, of(Choice::Statistics, "background-asian"));
    // She leaves one out, and goes to the end from there.
    let check = ann.goes_to(&at, "go=check");
    assert_eq!(check, of(Choice::Statistics, "check-answers"));
    let page = ann.page(&check);
    assert!(page.contains("Yes, a little") && page.contains("Send my answers"));
    assert!(
        stores.counted.borrow().is_empty(),
        "nothing before she sends"
    );
    let thanks = ann.goes_to(&check, "");
    assert_eq!(thanks, of(Choice::Statistics, "thank-you"));
    let page = ann.page(&thanks);
    assert!(page.contains("Your answers are counted") && page.contains(CHOICES));
    {
        let counted = stores.counted.borrow();
        let given = counted.values().next().unwrap();
        assert_eq!(given.form.id, EQUALITY);
        let said: Vec<(&str, &str)> = given
            .answers
            .iter()
            .map(|answer| (answer.question.as_str(), answer.value.as_str()))
            .collect();
        let expected = [
            ("health-condition", "\"yes\""),
            ("health-impact", "\"a-little\""),
            ("ethnic-group", "\"asian\""),
        ];
        assert_eq!(said, expected);
        assert!(
            stores.on_record.borrow().is_empty(),
            "the other choice is hers"
        );
    }
    let check = of(Choice::Record, "check-answers");
    ann.goes_to(
        &of(Choice::Record, "religion"),
        "religion=prefer-not-to-say",
    );
    let thanks = ann.goes_to(&check, "");
    assert!(
        ann.page(&thanks)
            .contains("Your answers are with what you sent")
    );
    let on_record = stores.on_record.borrow();
    let given = on_record.values().next().unwrap();
    assert_eq!(given.answers[0].said, "Prefer not to say");
    assert_eq!(given.answers[0].asked, "What is your religion?");
    drop(on_record);
    assert_eq!(stores.counted.borrow().len(), 1);
    assert!(!ann.page(CONFIRMATION).contains(CHOICES), "all is done");
    assert_eq!(stores.contacts.borrow().len(), 1);
}

#[test]
fn sent_twice_is_counted_once() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let check = of(Choice::Statistics, "check-answers");
    ann.goes_to(&of(Choice::Statistics, "sex"), "sex=female");
    let thanks = of(Choice::Statistics, "thank-you");
    assert_eq!(ann.goes_to(&check, ""), thanks);
    assert_eq!(ann.goes_to(&check, ""), thanks);
    // Nor from a page that was still open, nor begun again.
    ann.goes_to(&of(Choice::Statistics, "sex"), "sex=male");
    assert_eq!(ann.goes_to(&check, ""), thanks);
    let counted = stores.counted.borrow();
    assert_eq!(counted.len(), 1);
    assert_eq!(
        counted.values().next().unwrap().answers[0].value,
        "\"female\""
    );
    drop(counted);
    for page in ["sex", "check-answers"] {
        let page = ann.page(&of(Choice::Statistics, page));
        assert!(page.contains("Your answers are counted"), "{page}");
    }
    assert!(stores.drafts.borrow().is_empty());
}

#[test]
fn whoever_answers_nothing_sends_nothing_and_may_stop_at_any_page() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let at = ann.goes_to(&of(Choice::Record, "health"), "");
    assert_eq!(at, of(Choice::Record, "group"));
    let check = of(Choice::Record, "check-answers");
    let page = ann.page(&check);
    assert!(page.contains("There is nothing to send") && page.contains(CONFIRMATION));
    let reply = ann.post(&check, "");
    assert!(text(&reply).contains("There is nothing to send"));
    assert!(stores.on_record.borrow().is_empty());
}

#[test]
fn about_somebody_else_it_asks_about_the_one_who_writes_and_adds_nothing_to_a_record() {
    let stores = Memory::default();
    let pages = [
        ("who-for", "about=someone-else"),
        ("needs", "needs=memory"),
        ("contact", "phone=07700+900982"),
        ("name", "given-name=Ann"),
    ];
    let mut ben = Jar::sent(&stores, "adult-contact", &pages);
    let page = ben.page(CHOICES);
    assert!(
        page.contains("not about anybody whom you wrote about"),
        "{page}"
    );
    assert!(page.contains(&of(Choice::Statistics, "health")));
    assert!(!page.contains("Add to my record"));
    for page in ["health", "check-answers", "thank-you"] {
        let page = ben.page(&of(Choice::Record, page));
        assert!(page.contains("There are no questions here now"));
    }
    ben.post(&of(Choice::Record, "sex"), "sex=male");
    assert!(stores.drafts.borrow().is_empty());
}

#[test]
fn nobody_in_danger_is_asked() {
    let stores = Memory::default();
    let pages = [("what", "risks=domestic-abuse")];
    let mut ann = Jar::sent(&stores, "worried-about-someone", &pages);
    let page = ann.page("/contact/worried-about-someone/confirmation");
    assert!(!page.contains("/equality") && page.contains("/contact/worried-about-someone/copy"));
    let page = ann.page("/contact/worried-about-someone/equality");
    assert!(page.contains("There are no questions here now"));
}

#[test]
fn the_questions_are_no_contact_and_unknown_pages_of_them_are_unknown() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    let mut status = |target: &str| ann.ask("GET", target, "").status;
    assert_eq!(status("/contact/equality"), 404);
    assert_eq!(status("/api/v1/forms/equality"), 404);
    assert_eq!(status(&format!("{CHOICES}/neither")), 404);
    assert_eq!(status(&of(Choice::Record, "unknown")), 404);
    assert_eq!(status(&format!("{CHOICES}/record")), 200);
    assert!(!text(&ann.ask("GET", "/api/v1/forms", "")).contains(EQUALITY));
    let nobody = Jar::new(&stores).page(CHOICES);
    assert!(nobody.contains("There are no questions here now"));
}

#[test]
fn exit_this_page_ends_what_was_begun_and_an_idle_page_shows_nothing_again() {
    let stores = Memory::default();
    let mut ann = Jar::asked_for_help(&stores);
    ann.goes_to(&of(Choice::Statistics, "religion"), "religion=hindu");
    assert!(
        ann.page(&of(Choice::Statistics, "religion"))
            .contains("checked")
    );
    stores.asleep.set(true);
    let page = ann.page(&of(Choice::Statistics, "religion"));
    assert!(!page.contains("checked") && page.contains("no questions here now"));
    stores.asleep.set(false);
    let exit = of(Choice::Statistics, "leave");
    assert!(
        ann.page(&of(Choice::Statistics, "religion"))
            .contains(&exit)
    );
    ann.ask("POST", &exit, "");
    assert!(ann.cookies.is_empty(), "{:?}", ann.cookies);
    assert!(stores.drafts.borrow().is_empty());
}
