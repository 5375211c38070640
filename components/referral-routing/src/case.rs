//! A contact as the rules see it: its facts, and what follows from them for certain.

use std::collections::BTreeSet;

use places::{Place, ToldBy};
use vocabulary::{
    Answer, Circumstance, Date, Facts, Form, Instant, PartialDate, Risk, Word, has_rule_ten_sign,
    has_safeguarding_sign, is_rule_ten_risk, is_safeguarding_risk,
};
use working_calendar::local_date;

use crate::Ruleset;
use crate::fact::{Fact, FactSet};

/// Under this age somebody is a child.
const ADULT_AT: i32 = 18;

/// One contact, read against one rule set.
#[derive(Debug)]
pub struct Case<'a> {
    pub facts: &'a Facts,
    pub received: Instant,
    /// The day of the contact, as calendars show it.
    pub today: Date,
    /// Whether the service was open.
    pub open: bool,
    /// Every fact that is there, and the time.
    pub present: FactSet,
    /// Where the person lives.
    pub place: Place<'a>,
    /// Where the person lives whom they care for.
    pub cared_for_place: Place<'a>,
    /// The facts that say that the person is under 18; nothing for an adult.
    pub child: Option<FactSet>,
    /// Words of facts that are words, as bits in the order of their vocabulary.
    words: [u64; Fact::COUNT],
}

impl<'a> Case<'a> {
    pub fn read(ruleset: &'a Ruleset, facts: &'a Facts, received: Instant) -> Self {
        let today = local_date(received);
        let open = ruleset.calendar.is_open(received);
        let place = |district: &'a Option<String>, postcode: &'a Option<String>| {
            ruleset
                .places
                .place(district.as_deref(), postcode.as_deref(), today)
        };
        let mut case = Self {
            facts,
            received,
            today,
            open,
            present: FactSet::NONE,
            place: place(&facts.district, &facts.postcode),
            cared_for_place: place(&facts.cared_for_district, &facts.cared_for_postcode),
            child: None,
            words: [0; Fact::COUNT],
        };
        for fact in Fact::all() {
            let (words, present) = case.look_up(fact);
            if let Some(slot) = case.words.get_mut(fact.index()) {
                *slot = words;
            }
            if present {
                case.present = case.present.and(fact.into());
            }
        }
        case.child = case.says_under_18();
        case
    }

    /// The words of a fact as bits, and whether it is there at all.
    fn look_up(&self, fact: Fact) -> (u64, bool) {
        let facts = self.facts;
        match fact.name() {
            "form" => one(facts.form),
            "about" => one(facts.about),
            "reporter" => one(facts.reporter),
            "date-of-birth" => (0, facts.date_of_birth.is_some()),
            "age" => (0, facts.age.is_some()),
            "reporter-under-18" => one(facts.reporter_under_18),
            "postcode" => (0, facts.postcode.is_some()),
            "district" => (0, facts.district.is_some()),
            "needs" => several(&facts.needs),
            "risks" => several(&facts.risks),
            "circumstances" => several(&facts.circumstances),
            "has-care-needs" => one(facts.has_care_needs),
            "at-risk" => one(facts.at_risk),
            "cannot-protect-self" => one(facts.cannot_protect_self),
            "harm-source" => one(facts.harm_source),
            "in-hospital" => one(facts.in_hospital),
            "discharge-date" => (0, facts.discharge_date.is_some()),
            "caring-hours-per-week" => (0, facts.caring_hours_per_week.is_some()),
            "cared-for-postcode" => (0, facts.cared_for_postcode.is_some()),
            "cared-for-district" => (0, facts.cared_for_district.is_some()),
            "cared-for-age" => (0, facts.cared_for_age.is_some()),
            "known-to-us" => one(facts.known_to_us),
            _ => (1 << u32::from(!self.open), true),
        }
    }

    /// The words of a fact, as bits in the order of its vocabulary.
    pub fn words(&self, fact: Fact) -> u64 {
        self.words.get(fact.index()).copied().unwrap_or(0)
    }

    /// The text of a fact that is one.
    pub fn text(&self, fact: Fact) -> Option<&str> {
        match fact.name() {
            "postcode" => self.facts.postcode.as_deref(),
            "district" => self.facts.district.as_deref(),
            "cared-for-postcode" => self.facts.cared_for_postcode.as_deref(),
            "cared-for-district" => self.facts.cared_for_district.as_deref(),
            _ => None,
        }
    }

    /// The least and the greatest number that a fact may be.
    pub fn span(&self, fact: Fact) -> Option<(f64, f64)> {
        let exactly = |number: f64| Some((number, number));
        match fact.name() {
            "age" => exactly(f64::from(self.facts.age?)),
            "cared-for-age" => exactly(f64::from(self.facts.cared_for_age?)),
            "caring-hours-per-week" => exactly(self.facts.caring_hours_per_week?),
            "date-of-birth" => {
                let (least, most) = self.ages(self.facts.date_of_birth?)?;
                Some((f64::from(least), f64::from(most)))
            }
            "discharge-date" => {
                let days =
                    self.facts.discharge_date?.days_since_1970() - self.today.days_since_1970();
                exactly(f64::from(i32::try_from(days).ok()?))
            }
            _ => None,
        }
    }

    /// The least and the greatest age that a birth date allows; nothing when it lies in the future,
    /// which is a slip of the pen.
    fn ages(&self, born: PartialDate) -> Option<(i32, i32)> {
        let earliest = born.earliest();
        (earliest <= self.today).then(|| {
            let latest = born.latest().min(self.today);
            (
                latest.whole_years_until(self.today),
                earliest.whole_years_until(self.today),
            )
        })
    }

    /// Known to be under 18: at least one of birth date and age says so for certain, and neither says
    /// for certain that the person is an adult. No age given means adult.
    fn says_under_18(&self) -> Option<FactSet> {
        let by_age = self.facts.age.map(|age| (i32::from(age), i32::from(age)));
        let by_birth = self.facts.date_of_birth.and_then(|born| self.ages(born));
        let (mut says, mut child) = (FactSet::NONE, false);
        for (ages, fact) in [(by_birth, "date-of-birth"), (by_age, "age")] {
            match ages {
                Some((_, most)) if most < ADULT_AT => {
                    child = true;
                    says = says.and(FactSet::named(&[fact]));
                }
                Some((least, _)) if least >= ADULT_AT => return None,
                _ => {}
            }
        }
        child.then_some(says)
    }

    pub fn has_safeguarding_sign(&self) -> bool {
        has_safeguarding_sign(self.facts)
    }

    pub fn has_rule_ten_sign(&self) -> bool {
        has_rule_ten_sign(self.facts)
    }

    /// The facts that are a safeguarding sign.
    pub fn safeguarding_facts(&self) -> FactSet {
        let facts = self.facts;
        self.named_if(&[
            ("form", facts.form == Some(Form::SafeguardingConcern)),
            (
                "risks",
                facts.risks.iter().copied().any(is_safeguarding_risk),
            ),
            ("at-risk", facts.at_risk == Some(Answer::Yes)),
        ])
    }

    /// The facts that are a safeguarding sign or a risk of rule 10.
    pub fn pressing_facts(&self) -> FactSet {
        let rule_ten = self.facts.risks.iter().copied().any(is_rule_ten_risk);
        self.safeguarding_facts()
            .and(self.named_if(&[("risks", rule_ten)]))
    }

    /// A carer's own request: they ask about caring and nothing else, and not for somebody else.
    pub fn is_carers_own_request(&self) -> bool {
        vocabulary::is_carers_own_request(self.facts)
    }

    pub fn asks_about_caring(&self) -> bool {
        vocabulary::asks_about_caring(self.facts)
    }

    /// The circumstances that bear on which council is responsible, by the rule set's list.
    pub fn residence_facts(&self, bearing: &BTreeSet<Circumstance>) -> FactSet {
        let facts = self.facts;
        self.named_if(&[
            ("circumstances", !facts.circumstances.is_disjoint(bearing)),
            (
                "in-hospital",
                facts.in_hospital == Some(Answer::Yes)
                    && bearing.contains(&Circumstance::InHospital),
            ),
        ])
    }

    /// The fact that told where the person lives.
    pub fn place_facts(&self) -> FactSet {
        told(self.place, "district", "postcode")
    }

    /// The fact that told where the person lives whom they care for.
    pub fn cared_for_place_facts(&self) -> FactSet {
        told(
            self.cared_for_place,
            "cared-for-district",
            "cared-for-postcode",
        )
    }

    /// The place that a decision shows, and the fact that told it.
    pub fn shown_place_and_facts(&self) -> (Place<'a>, FactSet) {
        let told = match self.is_carers_own_request() {
            true => self.cared_for_place_facts(),
            false => self.place_facts(),
        };
        (self.shown_place(), told)
    }

    /// The place that a decision shows: of the person cared for, in a carer's own request.
    pub fn shown_place(&self) -> Place<'a> {
        if self.is_carers_own_request() {
            self.cared_for_place
        } else {
            self.place
        }
    }

    /// These facts, as far as they are there.
    pub fn present(&self, names: &[&str]) -> FactSet {
        FactSet::named(names).only(self.present)
    }

    fn named_if(&self, names: &[(&str, bool)]) -> FactSet {
        names
            .iter()
            .filter(|(_, holds)| *holds)
            .fold(FactSet::NONE, |set, (name, _)| {
                set.and(FactSet::named(&[name]))
            })
    }

    pub fn has_risk(&self, risk: Risk) -> bool {
        self.facts.risks.contains(&risk)
    }
}

fn told(place: Place<'_>, district: &str, postcode: &str) -> FactSet {
    match place.told_by {
        Some(ToldBy::District) => FactSet::named(&[district]),
        Some(ToldBy::Postcode) => FactSet::named(&[postcode]),
        None => FactSet::NONE,
    }
}

fn one<W: Word>(word: Option<W>) -> (u64, bool) {
    word.map_or((0, false), |word| (1 << word.index(), true))
}

fn several<W: Word>(words: &BTreeSet<W>) -> (u64, bool) {
    (
        words.iter().fold(0, |bits, word| bits | 1 << word.index()),
        !words.is_empty(),
    )
}
