//! People of these tests. None of them exists.

use account_model::{
    Account, Authority, ContactOnRecord, Delegate, DelegateStanding, Earlier, Held, Online, Week,
};
use metering::Pence;
use vocabulary::{ArrangedBy, CareSetting, Date, Instant};

use super::memory::Kept;

/// Ada's number, and that of Ben, who acts for her.
pub const ADA: &str = "CA-7781-2046";
pub const BEN: &str = "DA-5530-9917";
pub const ADA_BORN: &str = "1941-03-09";
pub const BEN_BORN: &str = "1968-07-21";
/// How pages for staff name Ada's account.
pub const ADA_ID: &str = "b0hY3mQ0S5eVw2uJcT1x4A";
pub const OMAR: &str = "CA-1002-3390";
pub const OMAR_BORN: &str = "1955-11-30";
pub const OMAR_ID: &str = "Zk3pV8n1R0aQm6tYwE5s7g";

pub fn pence(amount: i64) -> Pence {
    Pence::new(amount).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// A week that the council arranged at home: £250.00 budget, £80.00 charged.
pub fn council_week(monday: Date) -> metering::Week {
    metering::Week {
        week_starting: monday,
        arranged_by: ArrangedBy::Council,
        setting: CareSetting::Home,
        budget: Some(pence(25_000)),
        charged: pence(8_000),
        paid: pence(8_000),
    }
}

/// A week in a care home that the person arranged: £950.00 budget, £1,200.00 paid.
pub fn own_week(monday: Date) -> metering::Week {
    metering::Week {
        week_starting: monday,
        arranged_by: ArrangedBy::Adult,
        setting: CareSetting::CareHome,
        budget: Some(pence(95_000)),
        charged: Pence::NOTHING,
        paid: pence(120_000),
    }
}

fn entered(figures: metering::Week) -> Week {
    let entered_at = Instant::from_unix((figures.week_starting.days_since_1970() + 8) * 86_400);
    Week {
        figures,
        entered_at,
        earlier: Vec::new(),
    }
}

/// 59 weeks from Monday 6 October 2025 to Monday 16 November 2026: 40 that the council arranged, then 19 in a care
/// home. The week of 2 November 2026 was corrected, and that of 12 January 2026 has no budget.
fn adas_weeks() -> Vec<Week> {
    let first = day("2025-10-06");
    let mut weeks: Vec<Week> = (0..59)
        .map(|index| {
            let monday = first.plus_days(7 * index);
            entered(match index {
                14 => metering::Week {
                    budget: None,
                    ..council_week(monday)
                },
                0..40 => council_week(monday),
                _ => own_week(monday),
            })
        })
        .collect();
    let corrected = &mut weeks[56];
    corrected.earlier.push(Earlier {
        figures: metering::Week {
            paid: pence(130_000),
            ..corrected.figures.clone()
        },
        corrected_at: at("2026-11-12T09:00:00Z"),
        because: "The care home sent a lower bill.".into(),
    });
    weeks
}

fn account(id: &str, reference: &str, name: (&str, &str), born: &str) -> Account {
    Account {
        id: id.into(),
        account_reference: reference.into(),
        given_name: name.0.into(),
        family_name: name.1.into(),
        date_of_birth: born.into(),
        requested_on: Some("2025-09-15".into()),
        brought_forward: None,
        died_on: None,
        weeks: Vec::new(),
        statements: Vec::new(),
        updated_at: at("2026-11-23T03:00:00Z"),
        revision: 61,
    }
}

fn held(account: Account) -> Held {
    Held {
        tag: format!("t{}", account.revision),
        account,
        online: Online::Open,
        contact: ContactOnRecord {
            email: true,
            phone: false,
            held_until: None,
        },
        delegates: Vec::new(),
        sessions: 0,
        locked_until: None,
        linked: false,
    }
}

/// Somebody with 59 weeks, and an attorney.
pub fn ada() -> Kept {
    let mut held = held(Account {
        weeks: adas_weeks(),
        ..account(ADA_ID, ADA, ("Ada", "Winter"), ADA_BORN)
    });
    held.delegates.push(Delegate {
        number: 1,
        name: "Ben Winter".into(),
        authority: Authority::PropertyAttorney,
        evidence: "Sealed copy of the power of attorney, seen at the office.".into(),
        reference: BEN.into(),
        standing: DelegateStanding::Approved,
        recorded_by: "kim".into(),
        recorded_at: at("2026-05-01T09:00:00Z"),
        decided_by: Some("lee".into()),
        decided_at: Some(at("2026-05-02T09:00:00Z")),
        until: None,
    });
    Kept::of(held, &[BEN_BORN])
}

/// Somebody without a single week.
pub fn omar() -> Kept {
    Kept::of(
        held(account(OMAR_ID, OMAR, ("Omar", "Field"), OMAR_BORN)),
        &[],
    )
}
