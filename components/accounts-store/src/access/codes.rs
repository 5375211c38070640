//! Codes of six digits: how one is drawn, how long it works, and how many go to one person.

use crate::{Fault, Store};
use database::Connection;
use sealing::Randomness;
use vocabulary::Instant;

/// How long a code works.
pub(crate) const VALID_SECONDS: i64 = 600;
/// How many codes there are.
const CODES: u32 = 1_000_000;
/// Every code is drawn by the same number of the 32-bit numbers below this one; the few above are drawn again.
const FAIR_BELOW: u32 = u32::MAX / CODES * CODES;

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// How many codes one reference gets within an hour, and within a day.
const IN_AN_HOUR: usize = 5;
const IN_A_DAY: usize = 20;

impl<C: Connection, R: Randomness> Store<C, R> {
    /// A code, each as likely as any other.
    pub(super) fn draw_code(&self) -> Result<String, Fault> {
        loop {
            let drawn = u32::from_be_bytes(self.randomness.bytes()?);
            if let Some(code) = code_of(drawn) {
                return Ok(code);
            }
        }
    }

    /// What is kept of a code. It opens nothing under another reference.
    pub(super) fn code_hash(&self, reference: &[u8; 32], typed: &str) -> [u8; 32] {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let parts: [&[u8]; 2] = [reference, digits.as_bytes()];
        self.keys.index.hash("access code", &parts)
    }
}

fn code_of(drawn: u32) -> Option<String> {
    (drawn < FAIR_BELOW).then(|| format!("{:06}", drawn % CODES))
}

/// Whether a code that was made then still works.
pub(super) fn is_valid(made_at: i64, now: Instant) -> bool {
    made_at <= now.as_unix() && now.as_unix() < made_at + VALID_SECONDS
}

/// When the last codes went to one reference, the newest first. Always of the same size, and zeros where none
/// went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sent([i64; IN_A_DAY]);

impl Sent {
    /// Whether one more may go.
    pub(super) fn allows_one_more(&self, now: Instant) -> bool {
        let within = |most: usize, seconds: i64| {
            let earlier = self.0.iter().take(most);
            earlier.clone().any(|at| *at <= now.as_unix() - seconds)
        };
        within(IN_AN_HOUR, HOUR) && within(IN_A_DAY, DAY)
    }

    pub(super) fn with_one_more(&self, now: Instant) -> Self {
        let mut later = [now.as_unix(); IN_A_DAY];
        let places = later.iter_mut().skip(1);
        places.zip(self.0).for_each(|(place, at)| *place = at);
        Self(later)
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|at| at.to_be_bytes()).collect()
    }

    /// Reads what `to_bytes` wrote; zeros where something is missing.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let mut sent = Self::default();
        let (eights, _) = bytes.as_chunks::<8>();
        let places = sent.0.iter_mut().zip(eights);
        places.for_each(|(place, eight)| *place = i64::from_be_bytes(*eight));
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_code_is_drawn_by_as_many_numbers_as_any_other() {
        assert_eq!(FAIR_BELOW % CODES, 0);
        // Hardly anything is drawn again.
        const { assert!(u32::MAX - FAIR_BELOW < CODES) };
        assert_eq!(code_of(0).as_deref(), Some("000000"));
        assert_eq!(code_of(42).as_deref(), Some("000042"));
        assert_eq!(code_of(FAIR_BELOW - 1).as_deref(), Some("999999"));
        assert_eq!(code_of(FAIR_BELOW), None);
        assert_eq!(code_of(u32::MAX), None);
    }

    /// As many drawn numbers as there are codes, spread over all that are drawn.
    #[test]
    fn the_digits_of_codes_come_equally_often() {
        let mut counts = [[0_u32; 10]; 6];
        for number in 0..CODES {
            let code = code_of(number * 4_001).unwrap();
            for (place, digit) in code.bytes().enumerate() {
                counts[place][usize::from(digit - b'0')] += 1;
            }
        }
        assert_eq!(counts, [[100_000; 10]; 6]);
    }

    #[test]
    fn a_code_works_for_ten_minutes_and_not_a_second_longer() {
        let at = Instant::from_unix;
        assert!(is_valid(1_000, at(1_000)));
        assert!(is_valid(1_000, at(1_599)));
        assert!(!is_valid(1_000, at(1_600)));
        assert!(!is_valid(1_000, at(999)));
    }

    proptest! {
        /// Whenever somebody asks, five codes at most go within any hour, and twenty within any day.
        #[test]
        fn nobody_is_flooded(pauses in prop::collection::vec(0_i64..4_000, 0..200)) {
            let mut now = 1_798_128_000;
            let mut sent = Sent::default();
            let mut times = Vec::new();
            for pause in pauses {
                now += pause;
                let at = Instant::from_unix(now);
                if sent.allows_one_more(at) {
                    sent = Sent::from_bytes(&sent.with_one_more(at).to_bytes());
                    times.push(now);
                }
                let within = |seconds| times.iter().filter(|time| **time > now - seconds).count();
                prop_assert!(within(HOUR) <= IN_AN_HOUR && within(DAY) <= IN_A_DAY);
            }
        }

        /// Somebody who waits gets a code.
        #[test]
        fn a_code_an_hour_goes_all_day(asks in 1_usize..19) {
            let mut sent = Sent::default();
            for hour in 0..asks {
                let at = Instant::from_unix(1_798_128_000 + i64::try_from(hour).unwrap() * HOUR);
                prop_assert!(sent.allows_one_more(at));
                sent = sent.with_one_more(at);
            }
        }
    }
}
