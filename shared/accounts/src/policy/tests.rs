use metering::Because;
use vocabulary::{AgainstCharge, ArrangedBy, CareSetting, Rounding};

use super::*;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn pence(amount: i64) -> metering::Pence {
    metering::Pence::new(amount).unwrap()
}

fn own(starting: &str, setting: CareSetting, budget: i64) -> Week {
    Week {
        week_starting: date(starting),
        arranged_by: ArrangedBy::Adult,
        setting,
        budget: Some(pence(budget)),
        charged: pence(0),
        paid: pence(budget),
    }
}

/// The version that ships, with parts of its text changed.
fn text(changes: &[(&str, &str)]) -> String {
    let [(_, built_in)] = BUILT_IN else {
        panic!("more versions: choose one");
    };
    changes
        .iter()
        .fold((*built_in).to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        })
}

/// Further versions beside the one that ships.
fn with(later: &[String]) -> Policies {
    let mut texts = BUILT_IN.to_vec();
    texts.extend(later.iter().map(|text| ("later.toml", text.as_str())));
    Policies::read(&texts).unwrap()
}

/// A second version from Monday 2 June 2025, with £250 of daily living a week.
fn second(changes: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("version = 1", "version = 2"),
        ("from = 2023-10-01", "from = 2025-06-02"),
        ("is = 20000", "is = 25000"),
    ];
    all.extend(changes);
    text(&all)
}

fn told(texts: &[(&str, &str)]) -> String {
    let problems = Policies::read(texts).unwrap_err();
    let told: Vec<String> = problems
        .iter()
        .map(|(file, problem)| format!("{file}:{}: {}", problem.line, problem.message))
        .collect();
    told.join("\n")
}

#[test]
fn the_design_of_2023_is_not_in_force() {
    let policies = Policies::built_in().unwrap();
    let policy = policies.on(date("2026-11-22"));
    assert!(!policy.in_force);
    assert_eq!(policy.status(false), SchemeStatus::NotInForce);
    assert_eq!(policy.status(true), SchemeStatus::Demonstration);
    assert_eq!(
        policy.counts,
        metering::Policy {
            cap: pence(8_600_000),
            daily_living_weekly: pence(20_000),
            daily_living_settings: vec![CareSetting::CareHome],
            round: Rounding::HalfUp,
            dlc_against_charge: AgainstCharge::Deduct,
            scheme_start: Some(date("2023-10-01")),
        }
    );
    assert_eq!(
        (policy.indexations.len(), policy.near_cap),
        (0, None),
        "nothing was ever indexed, and nothing says that statements go more often"
    );
    assert_eq!(
        (policy.statement_interval_months, policy.retention_years),
        (12, 99)
    );
}

#[test]
fn every_version_in_the_folder_ships() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    files.sort();
    let shipped: Vec<&str> = BUILT_IN.iter().map(|(file, _)| *file).collect();
    assert_eq!(files, shipped);
}

#[test]
fn only_law_is_in_force_whatever_the_site_is_set_to() {
    let law =
        Policies::read(&[("law.toml", &text(&[("\"not_in_force\"", "\"in_force\"")]))]).unwrap();
    let law = law.on(date("2026-01-01"));
    assert_eq!(
        (law.status(false), law.status(true)),
        (SchemeStatus::InForce, SchemeStatus::InForce)
    );
    let ids = [
        SchemeStatus::NotInForce,
        SchemeStatus::Demonstration,
        SchemeStatus::InForce,
    ];
    assert_eq!(
        ids.map(SchemeStatus::id),
        ["not_in_force", "demonstration", "in_force"]
    );
    assert_eq!(ids.map(SchemeStatus::shows_figures), [false, true, true]);
    // No file can make itself a demonstration.
    let demonstration = text(&[("\"not_in_force\"", "\"demonstration\"")]);
    assert_eq!(
        told(&[("a.toml", &demonstration)]),
        "a.toml:24: As `status`, `demonstration` is not known"
    );
}

#[test]
fn the_version_of_a_day_is_the_latest_that_has_begun() {
    let policies = with(&[second(&[]), second(&[("version = 2", "version = 3")])]);
    let on = |day: &str| policies.on(date(day)).version;
    assert_eq!(
        on("1999-01-01"),
        1,
        "days before the first are the first one's"
    );
    assert_eq!(on("2025-06-01"), 1);
    assert_eq!(
        on("2025-06-02"),
        3,
        "the higher number replaces the other of that day"
    );
    assert_eq!(on("2030-01-01"), 3);
}

#[test]
fn a_week_is_counted_by_the_version_of_its_monday() {
    // £950 less £200 in the week of 26 May, and less £250 in that of 2 June: 75000 + 70000.
    let weeks = [
        own("2025-06-02", CareSetting::CareHome, 95_000),
        own("2025-05-26", CareSetting::CareHome, 95_000),
    ];
    let policies = with(&[second(&[])]);
    let metered = policies.meter(&weeks, None, date("2025-06-30")).unwrap();
    let counted: Vec<i64> = metered
        .entries
        .iter()
        .map(|entry| entry.counted.get())
        .collect();
    assert_eq!(counted, [75_000, 70_000]);
    assert_eq!(metered.accrued.get(), 145_000);
    // The day before, the second version counts nothing yet.
    let before = policies.meter(&weeks, None, date("2025-06-01")).unwrap();
    assert_eq!((before.entries.len(), before.accrued.get()), (1, 75_000));
}

#[test]
fn one_version_alone_counts_as_the_meter_does() {
    let policies = Policies::built_in().unwrap();
    let weeks = vec![
        own("2023-09-25", CareSetting::Home, 30_000),
        own("2026-01-05", CareSetting::CareHome, 95_000),
    ];
    let figure = BroughtForward {
        date: date("2025-01-06"),
        accrued: pence(1_000_000),
    };
    for (brought_forward, as_at) in [
        (None, "2026-06-01"),
        (Some(figure), "2026-06-01"),
        (None, "2024-01-01"),
    ] {
        let account = policies
            .on(date(as_at))
            .account(weeks.clone(), brought_forward, date(as_at));
        assert_eq!(
            policies.meter(&weeks, brought_forward, date(as_at)),
            metering::meter(&account)
        );
    }
}

#[test]
fn a_version_that_changes_nothing_changes_nothing() {
    let same = second(&[("is = 25000", "is = 20000")]);
    let weeks: Vec<Week> = (0..120)
        .map(|week| Week {
            week_starting: date("2024-01-01").plus_days(7 * week),
            ..own("2024-01-01", CareSetting::CareHome, 95_000)
        })
        .collect();
    for as_at in ["2025-06-01", "2025-06-02", "2025-06-03", "2026-06-01"] {
        let (one, two) = (with(&[]), with(std::slice::from_ref(&same)));
        let meter = |policies: Policies| policies.meter(&weeks, None, date(as_at));
        assert_eq!(meter(one), meter(two), "{as_at}");
    }
}

#[test]
fn indexations_before_and_after_a_change_of_version_count_once() {
    // 4 % on 7 April 2025 and 4 % on 2 June 2025, the day on which the second version begins.
    let indexed = |text: String| {
        text + "[[indexation]]\ndate = 2025-04-07\npercent = \"4.0\"\nsource = \"made up\"\nconfidence = \"low\"\n\
                [[indexation]]\ndate = 2025-06-02\npercent = \"4.0\"\nsource = \"made up\"\nconfidence = \"low\"\n"
    };
    let (first, second) = (indexed(text(&[])), indexed(second(&[])));
    let policies = Policies::read(&[("1.toml", &first), ("2.toml", &second)]).unwrap();
    let week = [own("2025-03-31", CareSetting::Home, 100_000)];
    let metered = policies.meter(&week, None, date("2025-06-02")).unwrap();
    // 100000, by 4 % twice: 104000, 108160. The cap: 8600000, 8944000, 9301760.
    assert_eq!(
        (metered.accrued.get(), metered.cap.get()),
        (108_160, 9_301_760)
    );
}

#[test]
fn a_figure_of_another_council_stands_in_whatever_version_its_day_is() {
    let figure = |day: &str| {
        Some(BroughtForward {
            date: date(day),
            accrued: pence(500_000),
        })
    };
    let weeks = [
        own("2025-05-26", CareSetting::Home, 30_000),
        own("2025-06-02", CareSetting::Home, 30_000),
        own("2025-06-09", CareSetting::Home, 30_000),
    ];
    let policies = with(&[second(&[])]);
    let accrued = |day: &str| {
        let metered = policies
            .meter(&weeks, figure(day), date("2025-06-30"))
            .unwrap();
        let brought = |entry: &&metering::Entry| {
            entry
                .not_counted
                .iter()
                .any(|part| part.because == Because::BroughtForward)
        };
        (
            metered.accrued.get(),
            metered.entries.iter().filter(brought).count(),
        )
    };
    // Each week from the day on adds £300; each before it is in the figure.
    assert_eq!(accrued("2025-05-26"), (590_000, 0));
    assert_eq!(accrued("2025-06-02"), (560_000, 1));
    assert_eq!(accrued("2025-06-09"), (530_000, 2));
}

#[test]
fn a_cap_that_becomes_lower_is_reached_and_never_passed() {
    let lower = second(&[("is = 8600000", "is = 50000")]);
    let weeks = [
        own("2025-05-26", CareSetting::Home, 80_000),
        own("2025-06-02", CareSetting::Home, 80_000),
    ];
    let metered = with(&[lower])
        .meter(&weeks, None, date("2025-06-30"))
        .unwrap();
    assert_eq!(
        (
            metered.accrued.get(),
            metered.cap.get(),
            metered.remaining.get()
        ),
        (50_000, 50_000, 0)
    );
    assert_eq!(metered.entries[1].counted.get(), 0);
}

#[test]
fn the_day_of_the_cap_follows_the_latest_week_that_counted_whichever_version_counted_it() {
    let near = second(&[("is = 8600000", "is = 400000")]);
    let weeks = [own("2025-05-26", CareSetting::Home, 100_000)];
    let metered = with(&[near])
        .meter(&weeks, None, date("2025-06-02"))
        .unwrap();
    // 300000 remain: Mondays 9, 16 and 23 June.
    assert_eq!(metered.reaches_cap_on, Some(date("2025-06-23")));
}

#[test]
fn statements_go_more_often_near_a_cap_where_the_policy_says_so() {
    let near = "[near_cap]\npercent = 80\ninterval_months = 3\nsource = \"made up\"\nconfidence = \"low\"\n";
    let policies = Policies::read(&[("a.toml", &(text(&[]) + near))]).unwrap();
    let policy = policies.on(date("2026-01-01"));
    assert_eq!(policy.months_to_next_statement(7_999), 12);
    assert_eq!(policy.months_to_next_statement(8_000), 3);
    let built_in = Policies::built_in().unwrap();
    assert_eq!(
        built_in
            .on(date("2026-01-01"))
            .months_to_next_statement(10_000),
        12
    );
}

#[test]
fn everything_that_is_wrong_with_every_file_is_told_at_once() {
    let first = text(&[
        ("is = 8600000", "is = -1"),
        ("confidence = \"low\"", "confidence = \"sure\""),
        ("is = [\"care-home\"]", "is = [\"hotel\"]"),
        (
            "[statement_interval_months]\nis = 12",
            "[statement_interval_months]\nis = 0",
        ),
        ("from = 2023-10-01\n", ""),
        ("version = 1", "version = 1\ncolour = \"red\""),
    ]) + "[[indexation]]\ndate = 2025-04-07\npercent = \"four\"\nsource = \"s\"\nconfidence = \"low\"\n\
          [[indexation]]\ndate = 2025-04-07\npercent = \"1.0\"\n[near_cap]\npercent = 101\ninterval_months = 3\n";
    let second = text(&[("[round]", "[rounding]")]);
    let third = text(&[("id = \"england\"", "id = \"wales\"")]);
    let said = told(&[("1.toml", &first), ("2.toml", &second), ("3.toml", &third)]);
    for expected in [
        "1.toml:22: In the text, the member `colour` is not known",
        "1.toml:1: `from` is missing",
        "1.toml:27: `is` is not a whole number from 0",
        "As `confidence`, `sure` is not known",
        "The word `hotel` is not known",
        "`is` is 0",
        "`percent` must be a decimal number as text",
        "Two indexations have the same date",
        "`source` is missing",
        "`percent` is more than 100",
        "2.toml:1: `round` is missing",
        "2.toml:41: In the text, the member `rounding` is not known",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn versions_are_of_one_policy_and_have_a_number_each() {
    let other = second(&[
        ("id = \"england\"", "id = \"wales\""),
        ("version = 2", "version = 1"),
    ]);
    let said = told(&[("1.toml", &text(&[])), ("2.toml", &other)]);
    assert!(
        said.contains("2.toml:20: `id` is not that of the other versions, england"),
        "{said}"
    );
    assert!(
        said.contains("2.toml:21: `version` is 0, or the number of another version"),
        "{said}"
    );
    assert_eq!(told(&[]), "policies:1: There is no version of a policy");
}

#[test]
fn a_scheme_that_is_in_force_says_since_when() {
    let start = "[scheme_start]\nis = 2023-10-01\n";
    let law = text(&[
        ("\"not_in_force\"", "\"in_force\""),
        (start, "[near_cap]\npercent = 80\ninterval_months = 6\n"),
    ]);
    let said = told(&[("a.toml", &law)]);
    assert_eq!(
        said,
        "a.toml:1: The scheme is in force, and `scheme_start` is missing"
    );
}

#[test]
fn a_cap_that_outgrows_every_amount_is_told_when_it_is_read() {
    let mut grown = text(&[]);
    for year in 2025..2030 {
        grown += &format!(
            "[[indexation]]\ndate = {year}-04-07\npercent = \"1000\"\nsource = \"s\"\nconfidence = \"low\"\n"
        );
    }
    assert_eq!(
        told(&[("a.toml", &grown)]),
        "a.toml:1: The indexations take the cap past 100000000000 pence"
    );
}
