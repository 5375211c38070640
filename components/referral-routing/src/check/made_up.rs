//! Made-up contacts: always the same ones, of every kind, about nobody.

use std::collections::BTreeSet;

use vocabulary::{Date, Facts, Instant, PartialDate, Word};

/// Places that tell much, little, nothing or nonsense.
const DISTRICTS: [&str; 8] = [
    "chelmsford",
    "castle-point",
    "tendring",
    "harlow",
    "basildon",
    "southend-on-sea",
    "thurrock",
    "atlantis",
];
const POSTCODES: [&str; 14] = [
    "CM2 0AA", "cm11aa", "SS0 7AA", "RM16 1AA", "SS17 0AA", "SS3 0AA", "CM20 1AA", "RM3 0AA",
    "M1 1AA", "SW1A 1AA", "CO12 3AA", "ZZ1 1AA", "SS1", "🏠",
];

/// Makes up contacts, one after another.
#[derive(Debug)]
pub struct MadeUp {
    state: u64,
}

impl Default for MadeUp {
    fn default() -> Self {
        Self::new()
    }
}

impl MadeUp {
    #[must_use]
    pub fn new() -> Self {
        Self {
            state: 0x9E37_79B9_7F4A_7C15,
        }
    }

    /// The next contact, and when it reached us.
    pub fn contact(&mut self) -> (Facts, Instant) {
        // The years 2024 to 2033, to the second.
        let received =
            Instant::from_unix(1_704_067_200 + i64::try_from(self.below(315_360_000)).unwrap_or(0));
        // Some contacts say almost everything, some almost nothing.
        let silence = 1 + self.below(5);
        let facts = Facts {
            form: self.maybe(silence, Self::word),
            about: self.maybe(silence, Self::word),
            reporter: self.maybe(silence, Self::word),
            date_of_birth: self.maybe(silence + 1, Self::birth_date),
            age: self.maybe(silence + 1, |made_up| made_up.age()),
            reporter_under_18: self.maybe(silence, Self::word),
            postcode: self.maybe(silence, |made_up| made_up.one_of(&POSTCODES)),
            district: self.maybe(silence + 1, |made_up| made_up.one_of(&DISTRICTS)),
            needs: self.words(silence),
            risks: self.words(silence + 2),
            circumstances: self.words(silence + 2),
            has_care_needs: self.maybe(silence, Self::word),
            at_risk: self.maybe(silence + 2, Self::word),
            cannot_protect_self: self.maybe(silence, Self::word),
            harm_source: self.maybe(silence, Self::word),
            in_hospital: self.maybe(silence + 1, Self::word),
            discharge_date: self.maybe(silence, |made_up| made_up.date(received)),
            caring_hours_per_week: self.maybe(silence, |made_up| made_up.small(169).into()),
            cared_for_postcode: self.maybe(silence, |made_up| made_up.one_of(&POSTCODES)),
            cared_for_district: self.maybe(silence + 1, |made_up| made_up.one_of(&DISTRICTS)),
            cared_for_age: self.maybe(silence + 1, |made_up| made_up.age()),
            known_to_us: self.maybe(silence, Self::word),
        };
        (facts, received)
    }

    /// A number below `limit`, by xorshift.
    fn below(&mut self, limit: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % limit.max(1)
    }

    fn small(&mut self, limit: u16) -> u16 {
        u16::try_from(self.below(limit.into())).unwrap_or(0)
    }

    /// Something, or nothing the more often the greater the silence.
    fn maybe<T>(&mut self, silence: u64, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(silence + 1) == 0).then(|| make(self))
    }

    fn word<W: Word>(&mut self) -> W {
        let index = usize::try_from(self.below(W::ALL.len() as u64)).unwrap_or(0);
        // A vocabulary is never empty, and the index is below its length.
        #[allow(clippy::indexing_slicing)]
        W::ALL[index]
    }

    fn words<W: Word>(&mut self, silence: u64) -> BTreeSet<W> {
        let how_many = if self.below(silence + 1) == 0 {
            1 + self.below(3)
        } else {
            0
        };
        (0..how_many).map(|_| self.word()).collect()
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        let index = self.below(texts.len() as u64);
        texts
            .get(usize::try_from(index).unwrap_or(0))
            .copied()
            .unwrap_or_default()
            .to_owned()
    }

    /// Half of them near 18, where it matters.
    fn age(&mut self) -> u16 {
        if self.below(2) == 0 {
            15 + self.small(6)
        } else {
            self.small(110)
        }
    }

    /// Half of them near the day of the contact, where it matters.
    fn date(&mut self, received: Instant) -> Date {
        if self.below(2) == 0 {
            let day = received.as_unix().div_euclid(86_400);
            return Date::from_days_since_1970(day - 3 + i64::from(self.small(11)));
        }
        Date::from_days_since_1970(19_700 + i64::from(self.small(3_700)))
    }

    fn birth_date(&mut self) -> PartialDate {
        let year = if self.below(2) == 0 {
            2004 + self.small(20)
        } else {
            1930 + self.small(74)
        };
        let (month, day) = (1 + self.small(12), 1 + self.small(28));
        let text = match self.below(3) {
            0 => format!("{year:04}"),
            1 => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        };
        text.parse()
            .unwrap_or(PartialDate::from(Date::from_days_since_1970(0)))
    }
}
