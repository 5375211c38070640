//! What holds of every account.

use metering::{
    Account, Because, BroughtForward, Indexation, Metering, Pence, Policy, Week, meter,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vocabulary::{AgainstCharge, ArrangedBy, CareSetting, Date, Rounding};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn pence(most: i64) -> impl Strategy<Value = Pence> {
    prop_oneof![
        1 => Just(0),
        3 => 0..=1_000.min(most),
        6 => 0..=most,
    ]
    .prop_map(|amount| Pence::new(amount).unwrap())
}

prop_compose! {
    fn policies()(
        cap in pence(10_000_000),
        daily_living_weekly in pence(30_000),
        daily_living_settings in subsequence(CareSetting::ALL, 0..=2),
        dlc_against_charge in select(AgainstCharge::ALL),
        scheme_start in prop::option::weighted(0.3, 0_i64..500),
    ) -> Policy {
        Policy {
            cap,
            daily_living_weekly,
            daily_living_settings,
            round: Rounding::HalfUp,
            dlc_against_charge,
            scheme_start: scheme_start.map(|days| date("2026-01-05").plus_days(days)),
        }
    }
}

prop_compose! {
    fn weeks()(
        weeks in prop::collection::btree_map(
            0_i64..60,
            (select(ArrangedBy::ALL), select(CareSetting::ALL), prop::option::weighted(0.9, pence(2_000_000)),
             pence(2_000_000), pence(2_000_000)),
            0..40,
        ),
    ) -> Vec<Week> {
        let week = |(week, (arranged_by, setting, budget, charged, paid))| Week {
            week_starting: date("2026-01-05").plus_days(7 * week),
            arranged_by,
            setting,
            budget,
            charged,
            paid,
        };
        weeks.into_iter().map(week).collect()
    }
}

fn indexations() -> impl Strategy<Value = Vec<Indexation>> {
    let percent = (-20_000_000_i64..=150_000_000).prop_map(|parts| {
        let sign = if parts < 0 { "-" } else { "" };
        let text = format!(
            "{sign}{}.{:06}",
            parts.abs() / 1_000_000,
            parts.abs() % 1_000_000
        );
        text.parse().unwrap()
    });
    let one = (0_i64..500, percent).prop_map(|(days, percent)| Indexation {
        date: date("2026-01-05").plus_days(days),
        percent,
    });
    prop::collection::vec(one, 0..6)
}

prop_compose! {
    fn accounts()(
        policy in policies(),
        weeks in weeks(),
        indexations in indexations(),
        moved in prop::option::weighted(0.3, (0_i64..500, pence(10_000_000))),
        seen in 0_i64..500,
    ) -> Account {
        let as_at = date("2026-01-05").plus_days(seen);
        let weeks = weeks.into_iter().filter(|week| week.week_starting <= as_at).collect();
        let brought_forward = moved.map(|(days, accrued)| BroughtForward {
            date: date("2026-01-05").plus_days(days),
            accrued,
        });
        Account { policy, weeks, indexations, brought_forward, as_at }
    }
}

fn metered(account: &Account) -> Metering {
    meter(account).expect("within bounds")
}

proptest! {
    #[test]
    fn nothing_is_negative_and_nothing_passes_the_cap(account in accounts()) {
        let metering = metered(&account);
        prop_assert!(metering.accrued <= metering.cap);
        prop_assert_eq!(metering.remaining.get(), metering.cap.get() - metering.accrued.get());
        prop_assert!((0..=10_000).contains(&metering.progress));
        let json = metering.to_json();
        let amounts = json["entries"].as_array().unwrap().iter().flat_map(|entry| {
            let parts = entry["not_counted"].as_array().unwrap();
            parts.iter().map(|part| &part["amount"]).chain([&entry["counted"]])
        });
        for amount in amounts.chain([&json["accrued"], &json["cap"], &json["remaining"]]) {
            prop_assert!(amount.as_i64().unwrap() >= 0, "{}", json);
        }
    }

    #[test]
    fn the_order_of_weeks_and_indexations_changes_nothing(
        (account, weeks, indexations) in accounts().prop_flat_map(|account| {
            let weeks = Just(account.weeks.clone()).prop_shuffle();
            let indexations = Just(account.indexations.clone()).prop_shuffle();
            (Just(account), weeks, indexations)
        })
    ) {
        let shuffled = Account { weeks, indexations, ..account.clone() };
        prop_assert_eq!(metered(&shuffled), metered(&account));
    }

    #[test]
    fn an_indexation_keeps_the_percentage_within_a_penny(account in accounts(), by in indexations()) {
        let as_at = account.as_at;
        let weeks = account.weeks.into_iter().filter(|week| week.week_starting < as_at).collect();
        let account = Account { weeks, indexations: Vec::new(), ..account };
        let before = metered(&account);
        for one in by {
            let indexations = vec![Indexation { date: as_at, ..one }];
            let after = metered(&Account { indexations, ..account.clone() });
            // What had counted as a part of its cap, times the new cap, is what has counted now: but for a penny.
            let of = |amount: Pence| i128::from(amount.get());
            let off = of(after.accrued) * of(before.cap) - of(before.accrued) * of(after.cap);
            prop_assert!(off.abs() <= of(before.cap), "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn without_an_indexation_what_counted_is_the_sum_of_the_weeks(account in accounts()) {
        let account = Account { indexations: Vec::new(), brought_forward: None, ..account };
        let metering = metered(&account);
        let sum: i64 = metering.entries.iter().map(|entry| entry.counted.get()).sum();
        prop_assert_eq!(metering.accrued.get(), sum);
        prop_assert_eq!(metering.entries.len(), account.weeks.len());
    }

    #[test]
    fn every_penny_of_a_week_counts_or_is_accounted_for(account in accounts()) {
        for entry in metered(&account).entries {
            let week = account.weeks.iter().find(|week| week.week_starting == entry.week_starting).unwrap();
            let base = match (week.budget, week.arranged_by) {
                (None, ArrangedBy::Adult) => Pence::NOTHING,
                (Some(budget), ArrangedBy::Adult) => budget,
                (_, ArrangedBy::Council) => week.charged,
            };
            let not_counted: i64 = entry.not_counted.iter().map(|part| part.amount.get()).sum();
            prop_assert_eq!(entry.counted.get() + not_counted, base.max(week.paid).get());
            // A week of which nothing counts, though there was something, says why.
            prop_assert!(entry.counted == base || !entry.not_counted.is_empty());
        }
    }

    #[test]
    fn a_day_is_a_monday_after_today_and_within_eighteen_months(account in accounts()) {
        if let Some(day) = metered(&account).reaches_cap_on {
            prop_assert_eq!(day.days_after_monday(), 0);
            prop_assert!(day > account.as_at && day <= account.as_at.plus_days(550));
        }
    }

    #[test]
    fn nothing_counts_before_the_scheme_nor_without_a_budget(account in accounts()) {
        for entry in metered(&account).entries {
            let week = account.weeks.iter().find(|week| week.week_starting == entry.week_starting).unwrap();
            let before = account.policy.scheme_start.is_some_and(|start| week.week_starting < start);
            if before || week.budget.is_none() {
                prop_assert_eq!(entry.counted, Pence::NOTHING);
                let because = if week.budget.is_none() { Because::NoBudget } else { Because::BeforeTheScheme };
                prop_assert_eq!(entry.not_counted.first().map(|part| part.because), Some(because));
            }
        }
    }

    #[test]
    fn no_body_makes_the_reader_panic(
        numbers in prop::collection::vec(any::<i64>(), 6),
        texts in prop::collection::vec(".{0,12}", 4),
    ) {
        let body = serde_json::json!({
            "policy": {"cap": numbers[0], "daily_living_weekly": numbers[1], "daily_living_settings": [texts[0]],
                       "round": "half-up"},
            "weeks": [{"week_starting": "2026-01-05", "arranged_by": "self", "setting": "home", "budget": numbers[2],
                       "charged": numbers[3], "paid": numbers[4]},
                      {"week_starting": texts[1], "setting": numbers[5]}],
            "indexations": [{"date": "2026-04-06", "percent": texts[2]}],
            "as_at": texts[3],
        });
        prop_assert!(metering::read(&body).is_err());
    }
}
