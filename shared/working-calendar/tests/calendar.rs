//! The contract's sentences about response times, as vectors and as properties.

use proptest::prelude::*;
use vocabulary::Instant;
use working_calendar::Allowance::{ClockHours, WorkingDays, WorkingHours};
use working_calendar::{Allowance, BUILT_IN, Calendar};

fn calendar() -> Calendar {
    Calendar::read(BUILT_IN).expect("the calendar that ships is right")
}

fn at(text: &str) -> Instant {
    text.parse().expect(text)
}

/// Local policy: emergency, urgent, soon, standard.
const POLICY: [Allowance; 4] = [
    ClockHours(1),
    WorkingHours(4),
    WorkingDays(2),
    WorkingDays(5),
];

#[test]
fn respond_by_is_what_the_contract_says() {
    let calendar = calendar();
    // received, emergency, urgent, soon, standard
    let vectors = [
        // The contract's example: Thursday of Christmas 2026, with two holidays and a weekend after it.
        (
            "2026-12-24T16:00:00Z",
            "2026-12-24T17:00:00Z",
            "2026-12-29T11:45:00Z",
            "2026-12-30T17:00:00Z",
            "2027-01-05T17:00:00Z",
        ),
        // A plain Tuesday at opening: the hours end within the day.
        (
            "2026-11-24T08:45:00Z",
            "2026-11-24T09:45:00Z",
            "2026-11-24T12:45:00Z",
            "2026-11-26T17:00:00Z",
            "2026-12-01T17:00:00Z",
        ),
        // Hours that run out exactly at close end at close.
        (
            "2026-11-24T13:00:00Z",
            "2026-11-24T14:00:00Z",
            "2026-11-24T17:00:00Z",
            "2026-11-26T17:00:00Z",
            "2026-12-01T17:00:00Z",
        ),
        (
            "2026-11-27T12:30:00Z",
            "2026-11-27T13:30:00Z",
            "2026-11-27T16:30:00Z",
            "2026-12-01T17:00:00Z",
            "2026-12-04T16:30:00Z",
        ),
        // One second later, that second is left for the next working day.
        (
            "2026-11-24T13:00:01Z",
            "2026-11-24T14:00:01Z",
            "2026-11-25T08:45:01Z",
            "2026-11-26T17:00:00Z",
            "2026-12-01T17:00:00Z",
        ),
        // The second before close is inside, close itself is outside.
        (
            "2026-11-24T16:59:59Z",
            "2026-11-24T17:59:59Z",
            "2026-11-25T12:44:59Z",
            "2026-11-26T17:00:00Z",
            "2026-12-01T17:00:00Z",
        ),
        (
            "2026-11-24T17:00:00Z",
            "2026-11-24T18:00:00Z",
            "2026-11-25T12:45:00Z",
            "2026-11-27T16:30:00Z",
            "2026-12-02T17:00:00Z",
        ),
        // Friday closes at half past four; what comes then counts as arriving on Monday.
        (
            "2026-11-27T16:29:59Z",
            "2026-11-27T17:29:59Z",
            "2026-11-30T12:44:59Z",
            "2026-12-01T17:00:00Z",
            "2026-12-04T16:30:00Z",
        ),
        (
            "2026-11-27T16:30:00Z",
            "2026-11-27T17:30:00Z",
            "2026-11-30T12:45:00Z",
            "2026-12-02T17:00:00Z",
            "2026-12-07T17:00:00Z",
        ),
        // Before opening, on a Saturday and on a Sunday night.
        (
            "2026-11-24T03:00:00Z",
            "2026-11-24T04:00:00Z",
            "2026-11-24T12:45:00Z",
            "2026-11-26T17:00:00Z",
            "2026-12-01T17:00:00Z",
        ),
        (
            "2026-11-28T10:00:00Z",
            "2026-11-28T11:00:00Z",
            "2026-11-30T12:45:00Z",
            "2026-12-02T17:00:00Z",
            "2026-12-07T17:00:00Z",
        ),
        // Summer time: a quarter to nine on the clock is a quarter to eight in UTC.
        (
            "2026-06-10T07:44:59Z",
            "2026-06-10T08:44:59Z",
            "2026-06-10T11:45:00Z",
            "2026-06-12T15:30:00Z",
            "2026-06-17T16:00:00Z",
        ),
        // Across the night when clocks go forward (29 March 2026) and back (25 October 2026).
        (
            "2026-03-27T15:30:00Z",
            "2026-03-27T16:30:00Z",
            "2026-03-30T10:45:00Z",
            "2026-03-31T16:00:00Z",
            "2026-04-07T16:00:00Z",
        ),
        (
            "2026-10-23T14:30:00Z",
            "2026-10-23T15:30:00Z",
            "2026-10-26T11:45:00Z",
            "2026-10-27T17:00:00Z",
            "2026-10-30T16:30:00Z",
        ),
        (
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-26T12:45:00Z",
            "2026-10-28T17:00:00Z",
            "2026-11-02T17:00:00Z",
        ),
        // Christmas Day itself, of 2026, 2027 (Saturday, two substitute days) and 2028.
        (
            "2026-12-25T12:00:00Z",
            "2026-12-25T13:00:00Z",
            "2026-12-29T12:45:00Z",
            "2026-12-31T17:00:00Z",
            "2027-01-06T17:00:00Z",
        ),
        (
            "2027-12-24T16:00:00Z",
            "2027-12-24T17:00:00Z",
            "2027-12-29T12:15:00Z",
            "2027-12-30T17:00:00Z",
            "2028-01-05T17:00:00Z",
        ),
        (
            "2027-12-25T12:00:00Z",
            "2027-12-25T13:00:00Z",
            "2027-12-29T12:45:00Z",
            "2027-12-31T16:30:00Z",
            "2028-01-06T17:00:00Z",
        ),
        (
            "2028-12-22T16:00:00Z",
            "2028-12-22T17:00:00Z",
            "2028-12-27T12:15:00Z",
            "2028-12-28T17:00:00Z",
            "2029-01-02T17:00:00Z",
        ),
        // Good Friday and Easter Monday 2026; the early May and the late August holiday.
        (
            "2026-04-02T15:30:00Z",
            "2026-04-02T16:30:00Z",
            "2026-04-07T11:15:00Z",
            "2026-04-08T16:00:00Z",
            "2026-04-13T16:00:00Z",
        ),
        (
            "2026-05-01T15:30:00Z",
            "2026-05-01T16:30:00Z",
            "2026-05-05T11:45:00Z",
            "2026-05-07T16:00:00Z",
            "2026-05-12T16:00:00Z",
        ),
        (
            "2026-08-28T15:00:00Z",
            "2026-08-28T16:00:00Z",
            "2026-09-01T11:15:00Z",
            "2026-09-02T16:00:00Z",
            "2026-09-07T16:00:00Z",
        ),
    ];
    for (received, emergency, urgent, soon, standard) in vectors {
        let expected = [emergency, urgent, soon, standard];
        for (allowance, expected) in POLICY.into_iter().zip(expected) {
            let answer = calendar.respond_by(at(received), allowance).to_string();
            assert_eq!(answer, expected, "received {received}, {allowance:?}");
        }
    }
}

#[test]
fn beyond_the_holidays_that_are_known_only_weekends_count_and_somebody_is_warned() {
    let calendar = calendar();
    assert_eq!(
        calendar
            .respond_by(at("2031-12-24T16:00:00Z"), WorkingHours(4))
            .to_string(),
        "2031-12-25T11:45:00Z"
    );
    assert_eq!(calendar.warning(at("2027-12-30T00:00:00Z")), None);
    assert!(
        calendar
            .warning(at("2028-01-01T00:00:00Z"))
            .unwrap()
            .contains("2028-12-31")
    );
}

#[test]
fn the_last_second_that_can_be_written_has_an_answer_too() {
    let calendar = calendar();
    for allowance in POLICY {
        assert_eq!(
            calendar.respond_by(Instant::LATEST, allowance),
            Instant::LATEST
        );
    }
    assert!(calendar.next_opening(Instant::EARLIEST) > Instant::EARLIEST);
}

#[test]
fn working_time_is_the_time_in_which_somebody_is_there() {
    let calendar = calendar();
    let (received, due) = (at("2026-12-24T16:00:00Z"), at("2026-12-29T11:45:00Z"));
    assert_eq!(calendar.working_seconds_between(received, due), 4 * 3600);
    assert_eq!(calendar.working_seconds_between(due, received), -4 * 3600);
}

#[test]
fn everything_wrong_in_a_calendar_is_told_at_once() {
    let text = r#"
zone = "Mars/Olympus"
[[working-period]]
days = ["monday", "moonday"]
opens = "8:45"
closes = "17:00"
[[working-period]]
days = ["friday"]
opens = "17:00"
closes = "08:45"
[bank-holidays]
division = "england-and-wales"
source = "GOV.UK"
dates = [2026-12-25, 2026-12-25, "2026-02-30"]
"#;
    let lines: Vec<u32> = Calendar::read(text)
        .unwrap_err()
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [1, 2, 5, 10, 11, 14, 14]);
}

#[test]
fn where_there_is_little_room_a_day_is_short() {
    let day = "2026-11-02".parse().unwrap();
    let said = [
        working_calendar::day_in_short(day),
        working_calendar::month_in_short(day),
    ];
    assert_eq!(said, ["2 Nov", "Nov"]);
}

#[test]
fn times_are_said_as_people_say_them() {
    use working_calendar::{
        by_the_end_of, date_in_words, length_in_words, staff_time, time_in_words,
    };
    let (due, now) = (at("2026-12-29T11:45:00Z"), at("2026-12-24T16:00:00Z"));
    assert_eq!(by_the_end_of(due, now), "by the end of Tuesday 29 December");
    assert_eq!(
        date_in_words(at("2027-01-04T17:00:00Z"), now),
        "Monday 4 January 2027"
    );
    assert_eq!(staff_time(due), "Tuesday 29 December 2026, 11:45am");
    assert_eq!(
        staff_time(at("2026-06-10T16:00:00Z")),
        "Wednesday 10 June 2026, 5pm"
    );
    assert_eq!(
        staff_time(at("2026-06-30T23:05:00Z")),
        "Wednesday 1 July 2026, 12:05am"
    );
    assert_eq!(time_in_words(at("2026-11-24T12:00:00Z")), "midday");
    assert_eq!(time_in_words(at("2026-11-24T00:00:00Z")), "midnight");
    assert_eq!(length_in_words(11_700), "3 hours 15 minutes");
    assert_eq!(length_in_words(-86_460), "1 day");
    assert_eq!(length_in_words(59), "less than a minute");
}

fn moments() -> impl Strategy<Value = Instant> {
    // 2024 to the end of 2035: years with holidays and years without.
    (1_704_067_200_i64..2_082_758_400).prop_map(Instant::from_unix)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn working_hours_are_counted_to_the_second_inside_working_periods(received in moments(), hours in 1_u32..60) {
        let calendar = calendar();
        let due = calendar.respond_by(received, WorkingHours(hours));
        prop_assert_eq!(calendar.working_seconds_between(received, due), i64::from(hours) * 3600);
        // It ends while somebody is there, at the latest at close.
        prop_assert!(calendar.is_open(due.plus_seconds(-1)));
    }

    #[test]
    fn a_contact_outside_working_periods_counts_as_arriving_when_the_next_one_opens(received in moments()) {
        let calendar = calendar();
        let arrival = calendar.next_opening(received);
        prop_assert!(arrival >= received && calendar.is_open(arrival));
        prop_assert_eq!(calendar.working_seconds_between(received, arrival), 0);
        for allowance in &POLICY[1..] {
            prop_assert_eq!(calendar.respond_by(received, *allowance), calendar.respond_by(arrival, *allowance));
        }
    }

    #[test]
    fn working_days_end_at_close_after_so_many_openings(received in moments(), days in 1_u32..15) {
        let calendar = calendar();
        let due = calendar.respond_by(received, WorkingDays(days));
        prop_assert!(calendar.is_open(due.plus_seconds(-1)) && !calendar.is_open(due));
        let (first, last) = (
            working_calendar::local_date(calendar.next_opening(received)),
            working_calendar::local_date(due),
        );
        let between = (1..=last.days_since_1970() - first.days_since_1970())
            .filter(|n| calendar.is_working_day(first.plus_days(*n)))
            .count();
        prop_assert_eq!(between, days as usize);
    }

    #[test]
    fn what_comes_later_is_never_due_earlier(received in moments(), later in 0_i64..200_000) {
        let calendar = calendar();
        for allowance in POLICY {
            let (first, second) = (
                calendar.respond_by(received, allowance),
                calendar.respond_by(received.plus_seconds(later), allowance),
            );
            prop_assert!(received < first && first <= second);
        }
    }
}
