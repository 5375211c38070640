//! Each form, from its first page to its confirmation.

use super::browser::Browser;
use super::memory::Memory;
use super::text;

/// Goes through a form; `answer` has the fields of a page, or nothing.
fn to_the_end(slug: &str, answer: impl Fn(&str) -> &'static str) -> (Memory, Vec<String>) {
    let stores = Memory::default();
    let mut browser = Browser::new(&stores);
    let begin = text(&browser.get(&format!("/contact/{slug}")));
    assert!(begin.contains(&format!("/contact/{slug}/now")));
    let check = format!("/contact/{slug}/check-answers");
    let mut at = format!("/contact/{slug}/now");
    let mut pages = Vec::new();
    while at != check {
        let shown = browser.get(&at);
        assert_eq!(shown.status, 200, "{at}");
        if at.ends_with("/tasks") {
            at = goes_on(&text(&shown));
            continue;
        }
        let page = at.rsplit('/').next().unwrap().to_owned();
        at = browser.goes_to(&at, answer(&page));
        assert!(!pages.contains(&page), "{page} comes twice");
        pages.push(page);
    }
    let to = browser.goes_to(&check, "website=");
    assert_eq!(to, format!("/contact/{slug}/confirmation"));
    assert!(text(&browser.get(&to)).contains("ASC-0000-0000"));
    drop(browser);
    (stores, pages)
}

/// Where "Continue" leads on a task list.
fn goes_on(tasks: &str) -> String {
    let main = tasks.split("<main").nth(1).unwrap();
    let next = main.split("Next: ").nth(1).expect("what comes next");
    let href = next.split("href=\"").nth(1).unwrap();
    href.split('"').next().unwrap().to_owned()
}

/// What somebody who needs help says on pages that several forms share.
fn shared(page: &str) -> &'static str {
    match page {
        "now" => "danger-now=no",
        "who-for" => "about=self",
        "your-words" | "reason" => "narrative=It+is+hard.",
        "risks" => "risks=none",
        "contact" => "phone=07700+900982",
        "safe-contact" => "safe-contact-phone-safe=yes",
        "name" => "given-name=Ann&family-name=Lee",
        "place" => "postcode=cm1+1qh",
        "taking-part" => "help-to-take-part=yes",
        "someone-suitable" => "someone-suitable=no",
        _ => "",
    }
}

#[test]
fn whoever_wants_equipment_says_what_is_hard() {
    let (stores, pages) = to_the_end("equipment-adaptations", |page| match page {
        "hard" => "hard-to-do=stairs&hard-to-do=bath-shower",
        "in-hospital" => "in-hospital=yes",
        "hospital" => {
            "hospital=A+ward&discharge-date-day=1&discharge-date-month=12&discharge-date-year=2026"
        }
        page => shared(page),
    });
    assert!(
        pages.contains(&"hospital".to_owned()) && pages.contains(&"someone-suitable".to_owned())
    );
    let said: Vec<String> = stores
        .only_contact()
        .answers
        .into_iter()
        .map(|answer| answer.said)
        .collect();
    assert!(said.contains(&"1 December 2026".to_owned()), "{said:?}");
}

#[test]
fn whoever_wants_technology_says_what_it_is_for() {
    to_the_end("care-technology", |page| match page {
        "what-for" => "help-with=call-for-help",
        "responder" => "no-responder=true",
        page => shared(page),
    });
}

#[test]
fn whoever_pays_for_a_care_home_reads_that_we_may_arrange_it_and_goes_on() {
    let (_, pages) = to_the_end("arrange-my-care", |page| match page {
        "care" => "care-wanted=care-home",
        page => shared(page),
    });
    assert!(pages.contains(&"care-home".to_owned()));
}

#[test]
fn whoever_complains_is_asked_only_about_that_and_gives_no_name() {
    let (_, pages) = to_the_end("change-or-problem", |page| match page {
        "what-about" => "what-about=complaint",
        "complaint" => "complaint-about=waiting",
        _ => "",
    });
    for page in ["changes", "visits", "fall", "bill"] {
        assert!(!pages.contains(&page.to_owned()), "{page}");
    }
}

#[test]
fn a_nurse_refers_a_patient_and_hears_of_the_other_form() {
    let (_, pages) = to_the_end("professional-referral", |page| match page {
        "you" => "reporter=health&organisation=A+hospital&your-phone=01632+960+001",
        "why" => "referral-for=hospital-discharge&referral-for=deprivation-of-liberty",
        "they-know" => "person-knows=cannot-decide",
        page => shared(page),
    });
    assert!(pages.contains(&"another-form".to_owned()) && pages.contains(&"hospital".to_owned()));
}

/// The states of the parts, in order: title and words.
fn parts(html: &str) -> Vec<(String, String)> {
    let without_tags = |html: &str| {
        let words = html.split('<').filter_map(|part| part.split_once('>'));
        words.map(|(_, words)| words).collect::<String>()
    };
    html.split("<li class=\"govuk-task-list__item")
        .skip(1)
        .map(|item| {
            let item = item.split("</li>").next().unwrap();
            let (name, state) = item.split_once("govuk-task-list__status").unwrap();
            (without_tags(name), without_tags(state))
        })
        .collect()
}

#[test]
fn a_professional_sees_how_far_each_part_is_and_can_send_what_there_is() {
    let stores = Memory::default();
    let mut nurse = Browser::new(&stores);
    let at = |page: &str| format!("/contact/professional-referral/{page}");
    assert_eq!(nurse.goes_to(&at("now"), "danger-now=no"), at("tasks"));
    let list = text(&nurse.get(&at("tasks")));
    assert!(list.contains("You have finished 0 of 9 parts."), "{list}");
    let all = parts(&list);
    assert_eq!(all.first().unwrap().0, "About you");
    assert!(
        all.iter().all(|(_, state)| state == "Not started"),
        "{all:?}"
    );
    assert_eq!(goes_on(&list), at("you"));

    let you = "reporter=health&organisation=A+hospital";
    assert_eq!(nurse.goes_to(&at("you"), you), at("tasks"));
    assert_eq!(
        nurse.goes_to(&at("why"), "referral-for=deprivation-of-liberty"),
        at("another-form")
    );
    let list = text(&nurse.get(&at("tasks")));
    assert!(list.contains("You have finished 1 of 9 parts."), "{list}");
    assert_eq!(parts(&list)[0].1, "Done");
    assert_eq!(parts(&list)[1].1, "In progress");
    assert_eq!(goes_on(&list), at("reason"), "on where they stopped");
    assert!(list.contains(&format!("href=\"{}\"", at("check-answers"))));

    // Any part first; the answers stand under the parts' own titles.
    nurse.goes_to(&at("name"), "given-name=Ida&family-name=Lee");
    let check = text(&nurse.get(&at("check-answers")));
    let place = |words: &str| {
        check
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {check}"))
    };
    assert!(
        place("About you") < place("The referral") && place("The referral") < place("The person")
    );
    assert_eq!(nurse.goes_to(&at("check-answers"), ""), at("confirmation"));
    assert_eq!(stores.only_contact().decision.queue, "ascc-general");
}

#[test]
fn a_danger_that_a_professional_tells_of_comes_before_every_part() {
    let stores = Memory::default();
    let mut nurse = Browser::new(&stores);
    let at = |page: &str| format!("/contact/professional-referral/{page}");
    assert_eq!(nurse.goes_to(&at("now"), "danger-now=yes"), at("call-now"));
    assert_eq!(
        nurse.goes_to(&at("call-now"), "go=check"),
        at("check-answers")
    );
    assert_eq!(nurse.goes_to(&at("check-answers"), ""), at("confirmation"));
}

#[test]
fn whoever_is_reached_through_someone_else_says_through_whom() {
    let (stores, pages) = to_the_end("adult-contact", |page| match page {
        "needs" => "needs=memory",
        "best-way" => "contact-preference=someone-else",
        "through-whom" => "through-name=Bo&through-reach=01632+960+001",
        page => shared(page),
    });
    assert!(pages.contains(&"through-whom".to_owned()));
    assert!(
        stores
            .only_contact()
            .answers
            .iter()
            .any(|answer| answer.said == "Bo")
    );
}

/// A neighbour is asked in everyday words; a nurse is asked what the law asks.
#[test]
fn what_is_asked_about_a_concern_fits_who_tells_it() {
    let of_professionals = ["your-work", "types", "may-be-happening", "done"];
    for (who, asked) in [
        ("reporter=neighbour-or-public", false),
        ("reporter=health", true),
    ] {
        let (_, pages) = to_the_end("worried-about-someone", |page| match page {
            "who" => "about=someone-else",
            "how-you-know" => who,
            "name" => "given-name=Edith",
            _ => "",
        });
        for page in of_professionals {
            assert_eq!(pages.contains(&page.to_owned()), asked, "{who}: {page}");
        }
    }
}
