//! After five wrong codes every code is wrong for a quarter of an hour, after five more for an hour, then for
//! four, then for a day. References that are nobody's are locked alike.
//!
//! Tries are counted by reference over all its codes, so that asking for another code gives no new tries. A
//! right code takes nothing from the count either: whoever guesses must not gain tries by the person's own
//! coming and going. What counts is how long nothing wrong was typed.

use vocabulary::Instant;

/// How many wrong codes lead to a lock.
const TRIES: i64 = 5;
/// How long the first lock holds, the second, and so on; the last one again and again.
const LOCKS_SECONDS: [i64; 4] = [900, 3_600, 4 * 3_600, DAY];
/// After this long without a wrong code the count begins afresh.
const FORGOTTEN_SECONDS: i64 = DAY;

const DAY: i64 = 86_400;

/// The wrong codes of one reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tries {
    pub wrong: i64,
    /// When the last one was looked at.
    pub wrong_at: i64,
    pub locked_until: i64,
}

impl Tries {
    pub(super) fn is_locked(self, now: Instant) -> bool {
        now.as_unix() < self.locked_until
    }

    /// One more wrong code was looked at.
    pub(super) fn with_one_more(self, now: Instant) -> Self {
        let at = now.as_unix();
        let before = match self.wrong_at <= at - FORGOTTEN_SECONDS {
            true => 0,
            false => self.wrong,
        };
        let wrong = before + 1;
        let lock = usize::try_from(wrong / TRIES - 1).unwrap_or_default();
        let lock = LOCKS_SECONDS.get(lock).copied().unwrap_or(DAY);
        Self {
            wrong,
            wrong_at: at,
            locked_until: match wrong % TRIES {
                0 => at + lock,
                _ => self.locked_until,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after_five_wrong(tries: Tries, now: i64) -> Tries {
        let now = Instant::from_unix(now);
        (0..5).fold(tries, |tries, _| tries.with_one_more(now))
    }

    #[test]
    fn each_lock_is_longer_than_the_one_before() {
        let (mut tries, mut now) = (Tries::default(), 1_798_128_000);
        for seconds in [900, 3_600, 14_400, 86_400] {
            tries = after_five_wrong(tries, now);
            assert_eq!(tries.locked_until, now + seconds);
            now = tries.locked_until;
            assert!(!tries.is_locked(Instant::from_unix(now)));
        }
    }

    #[test]
    fn a_day_without_a_wrong_code_begins_afresh() {
        let now = 1_798_128_000;
        let tries = after_five_wrong(Tries::default(), now);
        let sooner = after_five_wrong(tries, now + DAY - 1);
        assert_eq!(sooner.locked_until, now + DAY - 1 + 3_600);
        let later = after_five_wrong(tries, now + DAY);
        assert_eq!(later.locked_until, now + DAY + 900);
    }

    proptest! {
        /// However many are typed, and whenever: within less than a quarter of an hour five at most are looked at.
        #[test]
        fn no_more_than_five_wrong_codes_are_looked_at(pauses in prop::collection::vec(0_i64..2_000, 0..300)) {
            let (mut tries, mut now) = (Tries::default(), 1_798_128_000);
            let mut looked_at = Vec::new();
            for pause in pauses {
                now += pause;
                let at = Instant::from_unix(now);
                if !tries.is_locked(at) {
                    tries = tries.with_one_more(at);
                    looked_at.push(now);
                }
                let lately = looked_at.iter().filter(|time| **time > now - 900).count();
                prop_assert!(lately <= 5);
            }
        }
    }
}
