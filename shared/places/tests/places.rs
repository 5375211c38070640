//! What a district and a postcode tell, and what they do not.

use places::{BUILT_IN, Place, Places, Postcode, Standing, ToldBy, Units};
use proptest::prelude::*;
use vocabulary::Date;

fn places() -> Places {
    Places::read(BUILT_IN).expect("the places that ship are right")
}

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn elsewhere<'p>(place: &Place<'p>) -> Option<&'p str> {
    match place.standing {
        Standing::Elsewhere(other) => Some(other.name.as_str()),
        _ => None,
    }
}

#[test]
fn a_postcode_is_understood_however_somebody_typed_it() {
    for typed in [
        "CM1 1AA",
        "cm11aa",
        " Cm1  1aA. ",
        "CM1-1AA",
        "(cm1,1aa)",
        "🏠 CM1 1AA",
    ] {
        assert_eq!(
            Postcode::parse(typed).unwrap().to_string(),
            "CM1 1AA",
            "{typed}"
        );
    }
    for (typed, outcode, area) in [
        ("M1 1AA", "M1", "M"),
        ("M60 1NW", "M60", "M"),
        ("W1A 1HQ", "W1A", "W"),
        ("SW1A 1AA", "SW1A", "SW"),
        ("SS0 7AA", "SS0", "SS"),
        ("GIR 0AA", "GIR", "GIR"),
    ] {
        let postcode = Postcode::parse(typed).unwrap();
        assert_eq!((postcode.outcode(), postcode.area()), (outcode, area));
    }
}

#[test]
fn what_is_no_whole_postcode_is_none() {
    let long = "CM1 ".repeat(5_000);
    for typed in [
        "",
        "CM1",
        "SS1",
        "1AA",
        "CM1 1A",
        "CM1 1CA",
        "CMM1 1AA",
        "CM111 1AA",
        "C 1AA",
        "🏠🏠",
        "ＣＭ１ １ＡＡ",
        "CM1 1ÀA",
        &long,
    ] {
        assert_eq!(Postcode::parse(typed), None, "{typed}");
    }
}

#[test]
fn a_known_district_wins_over_the_postcode() {
    let places = places();
    let place = places.place(Some("castle-point"), Some("M1 1AA"), today());
    assert_eq!(
        (place.district, place.locality),
        (Some("castle-point"), Some("south-east"))
    );
    assert_eq!(
        (place.standing, place.told_by),
        (Standing::Ours, Some(ToldBy::District))
    );
    let place = places.place(Some("thurrock"), Some("CM2 0AA"), today());
    assert_eq!(
        (place.district, elsewhere(&place)),
        (Some("thurrock"), Some("Thurrock Council"))
    );
}

#[test]
fn an_unknown_district_is_an_unknown_place_and_leaves_the_postcode_to_tell() {
    let places = places();
    assert_eq!(
        places.place(Some("atlantis"), None, today()),
        Place::UNKNOWN
    );
    let place = places.place(Some("atlantis"), Some("CM2 0AA"), today());
    assert_eq!(
        (place.district, place.locality),
        (Some("chelmsford"), Some("mid"))
    );
}

#[test]
fn a_postcode_tells_only_what_is_certain() {
    let places = places();
    let told = [
        // one district
        ("CM2 0AA", Some("chelmsford"), Some("mid"), None),
        ("CO12 3AA", Some("tendring"), Some("north"), None),
        // one district, though an edge touches another
        ("SS4 1AA", Some("rochford"), Some("south-east"), None),
        // several districts of one locality
        ("CM8 1AA", None, Some("mid"), None),
        ("CM18 6AA", None, Some("west"), None),
        // several localities
        ("CM1 1AA", None, None, None),
        ("SS11 8AA", None, None, None),
        // partly another council's
        ("CM20 1AA", None, None, None),
        ("SS3 0AA", None, None, None),
        ("CM13 1AA", None, None, None),
        ("RM3 0AA", None, None, None),
        ("RM13 0AA", None, None, None),
        ("RM15 0AA", None, None, None),
        ("E4 7AA", None, None, None),
        // wholly another's
        (
            "SS0 7AA",
            Some("southend-on-sea"),
            None,
            Some("Southend-on-Sea City Council"),
        ),
        (
            "ss1 1aa",
            Some("southend-on-sea"),
            None,
            Some("Southend-on-Sea City Council"),
        ),
        ("RM16 1AA", Some("thurrock"), None, Some("Thurrock Council")),
        ("RM20 1AA", Some("thurrock"), None, Some("Thurrock Council")),
        // another's, but an edge is ours
        ("SS17 0AA", None, None, None),
        // far away
        (
            "M1 1AA",
            None,
            None,
            Some("The council where the person lives"),
        ),
        (
            "SW1A 1AA",
            None,
            None,
            Some("The council where the person lives"),
        ),
        (
            "RM1 1AA",
            None,
            None,
            Some("The council where the person lives"),
        ),
        // slips of the pen, and what is no place
        ("ZZ1 1AA", None, None, None),
        ("CM30 1AA", None, None, None),
        ("SS99 1AA", None, None, None),
        ("BF1 1AA", None, None, None),
        ("GIR 0AA", None, None, None),
        ("JE2 3AB", None, None, None),
    ];
    for (postcode, district, locality, other) in told {
        let place = places.place(None, Some(postcode), today());
        assert_eq!(
            (place.district, place.locality, elsewhere(&place)),
            (district, locality, other),
            "{postcode}"
        );
    }
}

#[test]
fn nobody_is_sent_away_for_a_postcode_that_touches_a_district_of_ours() {
    let places = places();
    assert_eq!(places.outcodes().count(), 86);
    let away: Vec<&str> = places
        .outcodes()
        .filter(|outcode| {
            elsewhere(&places.place(None, Some(&format!("{outcode} 1AA")), today())).is_some()
        })
        .collect();
    assert_eq!(away, ["RM16", "RM17", "RM18", "RM19", "RM20", "SS0", "SS1"]);
}

/// Each district of Greater Essex, its locality today, and the one that is planned from April 2028.
const PLANNED: [(&str, Option<&str>, &str); 14] = [
    ("basildon", Some("south-west"), "south-west"),
    ("braintree", Some("mid"), "north"),
    ("brentwood", Some("south-west"), "mid"),
    ("castle-point", Some("south-east"), "south-east"),
    ("chelmsford", Some("mid"), "mid"),
    ("colchester", Some("north"), "north"),
    ("epping-forest", Some("west"), "west"),
    ("harlow", Some("west"), "west"),
    ("maldon", Some("mid"), "mid"),
    ("rochford", Some("south-east"), "south-east"),
    ("tendring", Some("north"), "north"),
    ("uttlesford", Some("west"), "west"),
    ("southend-on-sea", None, "south-east"),
    ("thurrock", None, "south-west"),
];

#[test]
fn boundaries_change_on_a_day_and_the_days_before_keep_theirs() {
    let places = places();
    for (district, today, planned) in PLANNED {
        let last = places.place(Some(district), None, "2028-03-31".parse().unwrap());
        assert_eq!(last.locality, today, "{district}");
        assert_eq!(last.standing == Standing::Ours, today.is_some());
        let first = places.place(Some(district), None, "2028-04-01".parse().unwrap());
        assert_eq!(first.locality, Some(planned), "{district}");
        assert_eq!(first.standing, Standing::Planned, "{district}");
    }
    let by_postcode = |day: &str| {
        let day = day.parse().unwrap();
        places.place(None, Some("CO9 1AA"), day).locality
    };
    assert_eq!(by_postcode("2028-03-31"), Some("mid"));
    assert_eq!(by_postcode("2028-04-01"), Some("north"));
}

#[test]
fn nobody_of_greater_essex_is_sent_away_by_a_plan_that_nobody_has_confirmed() {
    let (places, day) = (places(), "2028-04-03".parse().unwrap());
    let away: Vec<&str> = places
        .outcodes()
        .filter(|outcode| {
            elsewhere(&places.place(None, Some(&format!("{outcode} 1AA")), day)).is_some()
        })
        .collect();
    assert_eq!(away, [""; 0]);
    // Who lives far away still does.
    assert!(elsewhere(&places.place(None, Some("M1 1AA"), day)).is_some());
    assert!(elsewhere(&places.place(Some("havering"), None, day)).is_some());
}

#[test]
fn a_plan_is_confirmed_by_the_code_of_its_area() {
    let text = BUILT_IN.replace(
        "name = \"Braintree\"\nlocality = \"north\"\n",
        "name = \"Braintree\"\ngss = \"E06999999\"\nlocality = \"north\"\n",
    );
    let places = Places::read(&text).unwrap();
    let day = "2028-04-03".parse().unwrap();
    let standing = |district| places.place(Some(district), None, day).standing;
    assert_eq!(standing("braintree"), Standing::Ours);
    assert_eq!(standing("colchester"), Standing::Planned);
}

#[test]
fn a_postcode_of_several_districts_asks_which_and_one_that_tells_asks_nothing() {
    let places = places();
    let asks = |typed: &str| -> Option<Vec<&str>> {
        let districts = places.may_be_in(typed, today())?;
        Some(districts.iter().map(|d| d.slug.as_str()).collect())
    };
    let ss11 = vec!["chelmsford", "rochford", "basildon"];
    for typed in ["SS11 8AA", "ss118aa", "SS11", " ss11 "] {
        assert_eq!(asks(typed), Some(ss11.clone()), "{typed}");
    }
    // Another council has most of it, and an edge is ours.
    assert_eq!(asks("RM3 0AA"), Some(vec!["havering", "brentwood"]));
    // The first half of one district alone may be the beginning of another first half.
    assert_eq!(asks("SS1"), Some(vec!["southend-on-sea"]));
    for typed in [
        "CM2 0AA", "SS0 7AA", "M1 1AA", "M1", "ZZ1 1AA", "", "no", "SS11 8",
    ] {
        assert_eq!(asks(typed), None, "{typed}");
    }
}

/// The places that ship, with postcodes of a directory.
fn with_directory(listed: &str) -> Result<Places, Vec<places::Problem>> {
    Places::read(&format!(
        "{BUILT_IN}\n[postcodes]\nsource = \"a test\"\n\n[postcodes.listed]\n{listed}\n"
    ))
}

#[test]
fn a_whole_postcode_of_the_directory_tells_what_its_first_half_does_not() {
    let places = with_directory(
        "SS3 = { rochford = \"0AAB 1BX\", southend-on-sea = \"9AABD\" }\n\
         RM3 = { brentwood = \"7ZZ\", elsewhere = \"0AAB\" }",
    )
    .unwrap();
    let told = |postcode: &str| {
        let place = places.place(None, Some(postcode), today());
        (place.district, place.locality, elsewhere(&place))
    };
    let southend = "Southend-on-Sea City Council";
    let rochford = (Some("rochford"), Some("south-east"), None);
    assert_eq!(told("SS3 0AB"), rochford);
    assert_eq!(told("ss31bx"), rochford);
    assert_eq!(
        told("SS3 9AD"),
        (Some("southend-on-sea"), None, Some(southend))
    );
    assert_eq!(
        told("RM3 7ZZ"),
        (Some("brentwood"), Some("south-west"), None)
    );
    assert_eq!(
        told("RM3 0AA").2,
        Some("The council where the person lives")
    );
    // What the directory does not have may be a slip of the pen: it is asked, and nobody is sent away.
    for unknown in ["SS3 0AD", "SS3 9AE", "SS3 1AA", "RM3 0BB"] {
        assert_eq!(told(unknown), (None, None, None), "{unknown}");
        assert!(places.may_be_in(unknown, today()).is_some(), "{unknown}");
    }
    assert_eq!(places.may_be_in("SS3 0AB", today()), None);
}

#[test]
fn a_list_of_postcodes_that_is_wrong_says_where() {
    let problems =
        with_directory("SS3 = { atlantis = \"0AB\", rochford = \"0AB AAB 1\" }").unwrap_err();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems.iter().any(|p| p.message.contains("atlantis")));
    assert!(problems.iter().any(|p| p.message.contains("`AAB`")));
}

#[test]
fn everything_wrong_in_places_is_told_at_once() {
    let text = r#"
[own-authority]
id = "here"
name = "Here Council"
[[locality]]
id = "east"
name = "East"
[[locality]]
id = "east"
name = "East again"
[[district]]
slug = "one"
name = "One"
locality = "west"
[[district]]
slug = "two"
name = "Two"
[outcodes]
AA1 = { districts = ["three"] }
AA2 = { districts = [], one = true }
[outside]
area = []
"#;
    let problems = Places::read(text).unwrap_err();
    let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [9, 14, 15, 19, 20, 21, 22], "{problems:#?}");
    assert!(
        problems[1].remedy.contains("east"),
        "the known localities are listed"
    );
}

#[test]
fn no_contact_of_another_authority_stands_there_without_its_source() {
    let text = BUILT_IN.replace("source = \"essexsab.org.uk/reporting-concerns\"\n", "");
    assert!(
        Places::read(&text).unwrap_err()[0]
            .message
            .contains("source")
    );
}

proptest! {
    #[test]
    fn second_halves_are_what_was_written_and_nothing_else(
        written in proptest::collection::btree_set("[0-9][ABD-HJLNP-UW-Z]{2}", 0..200),
        asked in "[0-9][ABD-HJLNP-UW-Z]{2}",
    ) {
        let units = Units::of(written.iter().map(String::as_str));
        prop_assert_eq!(&Units::read(&units.to_string()).unwrap(), &units);
        for unit in &written {
            prop_assert!(units.has(unit), "{} of {}", unit, units);
        }
        prop_assert_eq!(units.has(&asked), written.contains(&asked));
    }

    #[test]
    fn whatever_somebody_typed_has_an_answer(district in ".{0,20}", postcode in ".{0,60}") {
        let places = places();
        let place = places.place(Some(&district), Some(&postcode), today());
        if place.told_by.is_none() {
            prop_assert_eq!(place, Place::UNKNOWN);
        }
    }
}
