//! What residents, carers and professionals write, in the variety in which they write it.
//!
//! Nobody here exists: the names are put together by number, the telephone numbers are from the
//! ranges that Ofcom keeps free for drama, and the addresses of e-mail end in example.org.

use serde_json::{Map, Value, json};

/// The form that all of them fill in.
pub const FORM: &str = "adult-contact";

const GIVEN_NAMES: &[&str] = &[
    "Margaret",
    "Oluwaseun",
    "Zoë",
    "John",
    "Siân",
    "Mohammed",
    "Agnieszka",
    "Patricia",
    "Harpreet",
    "Derek",
    "Nguyễn",
    "Joyce",
    "Ade",
    "Ioana",
    "Brian",
    "Ruth",
];

const FAMILY_NAMES: &[&str] = &[
    "O'Connor",
    "Smith",
    "Patel",
    "van den Berg",
    "Okafor",
    "Kowalska",
    "Brown",
    "Singh Gill",
    "Müller",
    "Taylor-Jones",
    "Ahmed",
    "Whitehead",
    "Popescu",
];

const OUTWARD_CODES: &[&str] = &[
    "CM1", "CM2", "CM7", "CM8", "CM20", "CO1", "CO2", "CO4", "CO15", "SS4", "SS7", "SS11", "SS14",
    "SS16", "IG10", "RM4", "CB10", "EN9", "SS2", "RM17", "IP1", "E17",
];

const NEEDS: &[&str] = &[
    "personal-care",
    "meals-nutrition",
    "home-safety",
    "keeping-home",
    "mobility-falls",
    "equipment-adaptations",
    "memory",
    "mental-health",
    "learning-disability",
    "sight-hearing",
    "long-term-condition",
    "loneliness",
    "care-technology",
    "caring-role",
    "money-charging",
    "hospital-discharge",
    "information-only",
    "not-sure",
];

const RISKS: &[&str] = &[
    "repeated-falls",
    "carer-breakdown",
    "self-neglect",
    "abuse-or-neglect",
    "left-alone-unsafe",
    "no-food-heat-medication",
    "hoarding-or-fire",
    "domestic-abuse",
];

const SENTENCES: &[&str] = &[
    "Mum had a fall in the kitchen on Sunday and was on the floor until I came round.",
    "She is not eating properly and the fridge is full of food that has gone off.",
    "I look after my husband day and night and I have not slept through since Easter.",
    "He can no longer get in and out of the bath by himself, and will not let me help.",
    "The hospital say he can come home on Thursday but there is nobody there to help him.",
    "I am not sure if this is the right place to ask; please tell me if it is not.",
    "We have been managing up to now, but my own health is getting worse.",
    "Her neighbour does the shopping, and is moving away at the end of the month.",
    "It takes me twenty minutes to get up the stairs.",
    "Please do not ring in the evening.",
    "He gets lost on the way back from the shop — twice last week somebody brought him home.",
    "I would like to know what help there is and what it costs.",
];

/// The bodies of `count` submissions, the same ones each time.
pub fn bodies(count: usize) -> Vec<Value> {
    (0..count)
        .map(|number| {
            let answers = Chance::of(number).contact();
            json!({"answers": answers, "channel": "web"})
        })
        .collect()
}

/// Chance that comes out the same for the same contact.
struct Chance(u64);

impl Chance {
    fn of(number: usize) -> Self {
        Self(number as u64 + 1)
    }

    /// A number under `limit`, by SplitMix64.
    fn under(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % limit as u64) as usize
    }

    fn in_a_hundred(&mut self, percent: usize) -> bool {
        self.under(100) < percent
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.under(words.len())]
    }

    /// Up to `most` different ones, at least one.
    fn some_of(&mut self, words: &[&'static str], most: usize) -> Vec<&'static str> {
        let count = 1 + self.under(most);
        let mut chosen: Vec<&str> = Vec::new();
        for _ in 0..count {
            let word = self.one_of(words);
            if !chosen.contains(&word) {
                chosen.push(word);
            }
        }
        chosen
    }

    fn contact(&mut self) -> Map<String, Value> {
        let mut answers = Map::new();
        let mut tell = |question: &str, value: Value| answers.insert(question.to_owned(), value);
        let family_name = self.one_of(FAMILY_NAMES);

        if self.in_a_hundred(55) {
            tell("about", json!("self"));
        } else {
            tell("about", json!("someone-else"));
            let reporter = ["carer", "family-or-friend", "neighbour-or-public", "health"];
            tell("reporter", json!(self.one_of(&reporter)));
            tell("your-given-name", json!(self.one_of(GIVEN_NAMES)));
            tell("your-family-name", json!(family_name));
            tell("your-phone", json!(self.mobile()));
        }
        tell("given-name", json!(self.one_of(GIVEN_NAMES)));
        tell("family-name", json!(family_name));
        tell("date-of-birth", json!(self.birth_date()));
        tell("postcode", json!(self.postcode()));
        tell("needs", json!(self.some_of(NEEDS, 4)));
        if self.in_a_hundred(20) {
            tell("risks", json!(self.some_of(RISKS, 2)));
        }
        if self.in_a_hundred(80) {
            tell("narrative", json!(self.narrative()));
        }
        if self.in_a_hundred(30) {
            let circumstances = ["in-hospital", "moving-area", "armed-forces"];
            tell("circumstances", json!([self.one_of(&circumstances)]));
        }
        if self.in_a_hundred(60) {
            tell(
                "help-to-take-part",
                json!(self.one_of(&["yes", "no", "unknown"])),
            );
        }
        if self.in_a_hundred(30) {
            let line = format!("{} Station Road", 1 + self.under(90));
            tell("address", json!({"line-1": line, "town": "Chelmsford"}));
        }
        tell("phone", json!(self.mobile()));
        if self.in_a_hundred(40) {
            tell(
                "email",
                json!(format!("somebody{}@example.org", self.under(10_000))),
            );
        }
        if self.in_a_hundred(50) {
            let phone =
                json!({"kind": "phone", "safe": "yes", "voicemail": "no", "times": "mornings"});
            tell("safe-contact", json!({"ways": [phone]}));
        }
        answers
    }

    fn narrative(&mut self) -> String {
        self.some_of(SENTENCES, 8).join(" ")
    }

    fn mobile(&mut self) -> String {
        format!("07700 900{:03}", self.under(1000))
    }

    fn birth_date(&mut self) -> String {
        let year = 1926 + self.under(78);
        format!("{year}-{:02}-{:02}", 1 + self.under(12), 1 + self.under(28))
    }

    fn postcode(&mut self) -> String {
        let letters = ["AA", "BD", "EF", "HG", "JL", "NP", "QR", "TS", "UW", "XY"];
        format!(
            "{} {}{}",
            self.one_of(OUTWARD_CODES),
            1 + self.under(9),
            self.one_of(&letters)
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn contacts_differ_from_each_other_and_not_from_run_to_run() {
        let all = bodies(300);
        let different: HashSet<String> = all.iter().map(Value::to_string).collect();
        assert!(different.len() > 295, "only {} differ", different.len());
        assert_eq!(all, bodies(300));
    }

    #[test]
    fn some_are_in_danger_some_write_for_others_and_most_tell_a_story() {
        let all = bodies(500);
        let having = |question: &str| {
            all.iter()
                .filter(|body| body["answers"].get(question).is_some())
                .count()
        };
        assert!((50..150).contains(&having("risks")));
        assert!((150..300).contains(&having("your-given-name")));
        assert!((350..450).contains(&having("narrative")));
    }
}
