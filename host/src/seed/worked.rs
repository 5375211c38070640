//! What became of made-up contacts. Where nobody has worked yet, all of them came within the last eight days
//! and wait; some are overdue. Where somebody has, a quarter of those are held, and every other contact came
//! within the last four hundred days and is closed.

use super::contact::{contact, pick};
use anyhow::Result;
use referral_routing::Ruleset;
use runtime::loading::{Change, Deed, MadeUp};
use runtime::words::{referrals, types};

const HOUR: i64 = 3_600;

/// Who works: people whom a development has.
const ADVISER: (&str, &str) = ("asha.adviser", "adviser");
const SENIOR: (&str, &str) = ("sam.senior", "senior");
const SAFEGUARDING: (&str, &str) = ("sofia.safeguarding", "safeguarding");

const OUTCOMES: [&str; 5] = [
    "NFA: Information and advice or signposting",
    "Progress to assessment, review or reassessment",
    "Progress to reablement/ST-Max",
    "NFA: Referral to other service within the local authority",
    "NFA: Support declined",
];

/// The contact of a number, with which nobody has done anything up to `now`, in seconds since 1970.
pub fn waiting(ruleset: &Ruleset, number: u32, now: i64) -> Result<MadeUp> {
    Ok(MadeUp {
        contact: contact(ruleset, number, received(number, now, 0, 8)?)?,
        deeds: Vec::new(),
    })
}

/// The contact of a number and what was done with it up to `now`.
pub fn worked(ruleset: &Ruleset, number: u32, now: i64) -> Result<MadeUp> {
    let hours = |most: usize, step: u32| i64::try_from(1 + pick(number, most, step));
    let holder = [ADVISER, SENIOR][pick(number, 2, 25)];
    if !number.is_multiple_of(2) {
        let mut made_up = waiting(ruleset, number, now)?;
        if pick(number, 4, 27) == 0 {
            let at = now.min(made_up.contact.received_at + HOUR);
            made_up.deeds.push(deed(at, holder, Change::Claim));
        }
        return Ok(made_up);
    }
    // Four days are enough for all that is done.
    let received = received(number, now, 4, 400)?;
    let contact = contact(ruleset, number, received)?;
    let first = received + HOUR * hours(40, 27)?;
    let last = first + HOUR * hours(48, 29)?;
    let mut deeds = vec![deed(first, holder, Change::Claim)];
    if contact.safeguarding_sign {
        deeds.push(deed(last, SAFEGUARDING, no_enquiry()));
    }
    let closing = referrals::Closing {
        outcome: OUTCOMES[pick(number, OUTCOMES.len(), 31)].to_owned(),
        note: None,
        no_reply: false,
    };
    deeds.push(deed(last, holder, Change::Close(closing)));
    Ok(MadeUp { contact, deeds })
}

/// When the contact of a number was received: so many days ago at least, and at most.
fn received(number: u32, now: i64, least: usize, most: usize) -> Result<i64> {
    let hours = 24 * least + pick(number, 24 * (most - least), 21);
    let seconds = pick(number, 3_600, 23);
    Ok(now - HOUR * i64::try_from(hours)? - i64::try_from(seconds)?)
}

fn deed(at: i64, (id, role): (&str, &str), change: Change) -> Deed {
    Deed {
        at,
        by: types::Actor {
            id: id.to_owned(),
            roles: vec![role.to_owned()],
        },
        change,
    }
}

/// A decision under section 42 without which nothing with a safeguarding sign is closed.
fn no_enquiry() -> Change {
    let limb = |finding: &str| referrals::LimbFinding {
        finding: finding.to_owned(),
        because: "Made up.".to_owned(),
    };
    Change::DecideS42(referrals::S42Decision {
        limb_a: limb("yes"),
        limb_b: limb("no"),
        limb_c: limb("no"),
        decision: "no-enquiry".to_owned(),
        reasons: "Made up.".to_owned(),
        passed_to: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_are_closed_in_order_and_some_of_the_rest_are_held_and_overdue() {
        let ruleset = referral_routing::built_in().unwrap();
        let now = 1_800_000_000;
        let made: Vec<MadeUp> = (0..400)
            .map(|number| worked(&ruleset, number, now).unwrap())
            .collect();
        let ends_closed = |made: &&MadeUp| {
            let last = made.deeds.last();
            last.is_some_and(|deed| matches!(deed.change, Change::Close(_)))
        };
        let (closed, open): (Vec<_>, Vec<_>) = made.iter().partition(ends_closed);
        assert_eq!(closed.len(), 200);
        let held = open.iter().filter(|made| !made.deeds.is_empty()).count();
        assert!((25..100).contains(&held), "{held}");
        let overdue = |made: &&&MadeUp| made.contact.decision.respond_by < now;
        let overdue = open.iter().filter(overdue).count();
        assert!((20..180).contains(&overdue), "{overdue}");
        for made in &made {
            let times: Vec<i64> = std::iter::once(made.contact.received_at)
                .chain(made.deeds.iter().map(|deed| deed.at))
                .chain([now])
                .collect();
            assert!(times.is_sorted(), "{times:?}");
            let decided = |deed: &Deed| matches!(deed.change, Change::DecideS42(_));
            let closed = ends_closed(&made);
            assert_eq!(
                made.deeds.iter().any(decided),
                closed && made.contact.safeguarding_sign
            );
        }
    }
}
