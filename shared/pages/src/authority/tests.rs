use super::*;
use vocabulary::Date;

fn example() -> &'static Authority {
    let mut all = Authority::all().iter();
    all.find(|known| known.demonstration).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn here() -> &'static str {
    include_str!("../../authority/essex.toml")
}

fn handed_over() -> &'static str {
    include_str!("../../authority/example.toml")
}

#[track_caller]
fn finds(text: &str, words: &str) {
    let problems = check_authority(text);
    let said = problems
        .iter()
        .any(|problem| problem.message.contains(words));
    assert!(said, "{problems:#?}");
    assert!(problems.iter().all(|problem| !problem.remedy.is_empty()));
}

#[test]
fn every_number_that_we_show_says_where_it_was_published() {
    for authority in Authority::all() {
        for phone in &authority.phones {
            assert!(!phone.source.trim().is_empty(), "{}", phone.id);
            let well_formed = phone.number.chars().all(|c| c.is_ascii_digit() || c == ' ');
            assert!(well_formed, "{}", phone.number);
        }
        for id in ["emergency", "council", "out-of-hours", "textphone"] {
            assert!(authority.phone(id).is_some(), "{id}");
        }
    }
}

#[test]
fn danger_comes_first() {
    for authority in Authority::all() {
        let first = authority.phones.first();
        assert_eq!(first.map(|phone| phone.number.as_str()), Some("999"));
    }
}

#[test]
fn an_unknown_key_is_refused_rather_than_ignored() {
    assert!(Authority::parse(&here().replace("website", "webiste")).is_err());
}

#[test]
fn every_authority_that_ships_has_no_problems() {
    let files = std::fs::read_dir("authority").unwrap().count();
    assert_eq!(Authority::all().len(), files, "one of them cannot be read");
    for text in [here(), handed_over()] {
        assert_eq!(check_authority(text), []);
    }
}

#[test]
fn the_operator_chooses_and_a_demonstration_serves_nobody() {
    let real = Authority::built_in();
    assert!(!real.demonstration);
    assert_eq!(Authority::current(), real);
    assert!(Authority::choose(&example().id, false).is_err());
    assert_eq!(Authority::current(), real);
    Authority::choose(&example().id, true).unwrap();
    assert_eq!(Authority::current(), example());
    let unknown = Authority::choose("atlantis", false)
        .unwrap_err()
        .to_string();
    assert!(
        unknown.contains("atlantis") && unknown.contains(&real.id),
        "{unknown}"
    );
    assert!(!unknown.contains(&example().id), "{unknown}");
    Authority::choose(&real.id, false).unwrap();
    assert_eq!(Authority::current(), real);
}

#[test]
fn a_concern_is_told_here_until_the_day_on_which_somebody_else_takes_it() {
    assert_eq!(Authority::built_in().handover(day("2026-11-22")), None);
    assert_eq!(example().handover(day("2025-12-31")), None);
    let handover = example().handover(day("2026-01-01")).unwrap();
    let shown: Vec<&str> = handover
        .verified_phones()
        .map(|phone| phone.number.as_str())
        .collect();
    assert_eq!(shown, ["01632 960120", "01632 960121"]);
}

#[test]
fn an_authority_that_says_neither_or_both_is_found_and_nobody_is_handed_over() {
    let neither = here().replace("here = true\n", "");
    finds(&neither, "neither here nor anywhere else");
    let none = here().split("[[safeguarding-intake]]").next().unwrap();
    finds(none, "does not say where");
    let both = handed_over().replace(
        "source = \"made up: it has been handed over since\"",
        "source = \"both\"\nhere = true",
    );
    finds(&both, "one of the two");
    let twice = handed_over().replace("until = \"2025-12-31\"\n", "");
    finds(&twice, "two intakes hold");
    for text in [&neither, none, &both, &twice] {
        let authority = Authority::parse(text).unwrap();
        assert_eq!(authority.handover(day("2026-11-22")), None, "{text}");
    }
    finds(
        &handed_over().replace("2025-12-31", "2025-12-01"),
        "On 2025-12-02 no intake holds",
    );
    finds(
        &handed_over().replace(
            "from = \"2026-01-01\"",
            "from = \"2026-01-01\"\nuntil = \"2027-01-01\"",
        ),
        "After 2027-01-01 no intake holds",
    );
}

#[test]
fn a_handover_without_an_address_or_a_number_that_is_verified_is_found_and_nobody_is_handed_over() {
    let unsafe_address = handed_over().replace("https://tell", "http://tell");
    finds(&unsafe_address, "not safe to open");
    let no_address = handed_over().replace("url = \"https://tell.example.org/adults\"\n", "");
    assert!(!check_authority(&no_address).is_empty());
    let not_verified = handed_over().replace("verified = \"2026-01-05\"\n", "");
    finds(&not_verified, "no phone number that somebody has verified");
    for text in [&unsafe_address, &not_verified] {
        let authority = Authority::parse(text).unwrap();
        assert_eq!(authority.handover(day("2026-11-22")), None);
    }
}

#[test]
fn every_language_says_all_that_the_pages_and_the_authority_say() {
    let sentences = Authority::built_in().sentences();
    for (id, words) in [
        ("pl", include_str!("../../../wording/words/pl.toml")),
        (
            "en-x-easyread",
            include_str!("../../../wording/words/en-x-easyread.toml"),
        ),
    ] {
        assert_eq!(wording::check(id, words, &sentences), [], "{id}");
    }
}
