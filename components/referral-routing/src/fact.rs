//! The facts that a rule may ask for, and which words or numbers each can be.

use vocabulary::{
    About, Answer, Circumstance, FACT_NAMES, Form, HarmSource, Need, RECEIVED_AT, Reporter, Risk,
    Word,
};

/// One of the contract's facts, or the time when the contact reached us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact(u8);

/// Several facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FactSet(u32);

/// What kind of value a fact has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these words, each with its label.
    Word(Vec<(&'static str, &'static str)>),
    /// Any of these words.
    Words(Vec<(&'static str, &'static str)>),
    /// Whole years of age.
    Years,
    /// A birth date, which counts in years of age.
    BirthDate,
    /// A date, which counts in days from the day of the contact.
    Date,
    /// A number.
    Number,
    /// A text as typed, or a slug.
    Text,
}

/// What a rule may ask of the time when a contact reached us.
pub const INSIDE: &str = "inside-working-hours";
pub const OUTSIDE: &str = "outside-working-hours";

impl Fact {
    /// How many there are, the time included.
    pub const COUNT: usize = FACT_NAMES.len() + 1;

    /// The fact of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|fact| fact.name() == name)
    }

    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT)
            .filter_map(|index| u8::try_from(index).ok())
            .map(Self)
    }

    pub fn name(self) -> &'static str {
        FACT_NAMES.get(self.index()).copied().unwrap_or(RECEIVED_AT)
    }

    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// What kind of value it has, and how a sentence about it begins.
    pub fn kind(self) -> (Kind, &'static str) {
        match self.name() {
            "form" => (word::<Form>(), "the form"),
            "about" => (word::<About>(), "the one whom it is about"),
            "reporter" => (word::<Reporter>(), "the one who tells us"),
            "date-of-birth" => (Kind::BirthDate, "the age by date of birth"),
            "age" => (Kind::Years, "the age"),
            "reporter-under-18" => (word::<Answer>(), "whether the one who tells us is under 18"),
            "postcode" => (Kind::Text, "the postcode"),
            "district" => (Kind::Text, "the district"),
            "needs" => (words::<Need>(), "the needs"),
            "risks" => (words::<Risk>(), "the risks"),
            "circumstances" => (words::<Circumstance>(), "the circumstances"),
            "has-care-needs" => (word::<Answer>(), "whether the person has care needs"),
            "at-risk" => (word::<Answer>(), "whether the person is at risk"),
            "cannot-protect-self" => (
                word::<Answer>(),
                "whether the person cannot protect themselves",
            ),
            "harm-source" => (word::<HarmSource>(), "who may be causing harm"),
            "in-hospital" => (word::<Answer>(), "whether the person is in hospital"),
            "discharge-date" => (Kind::Date, "the days until discharge"),
            "caring-hours-per-week" => (Kind::Number, "the hours of caring a week"),
            "cared-for-postcode" => (Kind::Text, "the postcode of the person cared for"),
            "cared-for-district" => (Kind::Text, "the district of the person cared for"),
            "cared-for-age" => (Kind::Years, "the age of the person cared for"),
            "known-to-us" => (word::<Answer>(), "whether we know the person"),
            _ => (
                Kind::Word(vec![
                    (INSIDE, "inside working hours"),
                    (OUTSIDE, "outside working hours"),
                ]),
                "the time of the contact",
            ),
        }
    }
}

fn list<W: Word>() -> Vec<(&'static str, &'static str)> {
    W::ALL
        .iter()
        .map(|word| (word.id(), word.label()))
        .collect()
}

fn word<W: Word>() -> Kind {
    Kind::Word(list::<W>())
}

fn words<W: Word>() -> Kind {
    Kind::Words(list::<W>())
}

impl FactSet {
    pub const NONE: Self = Self(0);

    pub fn of(fact: Fact) -> Self {
        Self(1 << fact.0)
    }

    /// The facts of these names.
    pub fn named(names: &[&str]) -> Self {
        names
            .iter()
            .filter_map(|name| Fact::named(name))
            .fold(Self::NONE, |set, fact| set.and(fact.into()))
    }

    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub fn has(self, fact: Fact) -> bool {
        self.0 & (1 << fact.0) != 0
    }

    /// The names, in the order of the contract.
    pub fn names(self) -> Vec<String> {
        Fact::all()
            .filter(|fact| self.has(*fact))
            .map(|fact| fact.name().to_owned())
            .collect()
    }
}

impl From<Fact> for FactSet {
    fn from(fact: Fact) -> Self {
        Self::of(fact)
    }
}
