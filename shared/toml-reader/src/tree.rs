//! From a parsed tree into a Rust type, through one small deserializer.
//!
//! The deserializers of `toml` are several, and each is compiled anew for every type that is read; in a
//! component that is a quarter of a megabyte.

use std::fmt::Display;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Ledger, Problem};

/// Reads a whole text into a type.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let ledger = Ledger::new(text);
    let table = ledger.parse();
    let span = table.span();
    let tree = Spanned::new(span, DeValue::Table(table.into_inner()));
    let read = from_tree(&tree);
    match ledger.into_problems().into_iter().next() {
        Some(problem) => Err(problem),
        None => read.map_err(|misfit| misfit.in_text(text)),
    }
}

/// Reads a part of a tree into a type.
///
/// # Errors
/// The first thing that does not fit.
pub fn from_tree<T: DeserializeOwned>(tree: &Spanned<DeValue>) -> Result<T, Misfit> {
    T::deserialize(Tree(tree))
}

/// Something that does not fit the type.
#[derive(Debug)]
pub struct Misfit {
    pub message: String,
    /// Where it begins, in bytes from the text's beginning.
    pub place: Option<usize>,
}

impl Misfit {
    /// What is wrong, with its line and what to do.
    fn in_text(self, text: &str) -> Problem {
        Problem {
            line: Ledger::new(text).line(&(self.place.unwrap_or(0)..0)),
            message: self.message,
            remedy:
                "Correct this line. Where a name is not known, the message lists those that are."
                    .to_owned(),
        }
    }

    fn at(mut self, place: usize) -> Self {
        self.place.get_or_insert(place);
        self
    }
}

impl Display for Misfit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<M: Display>(message: M) -> Self {
        Self {
            message: message.to_string(),
            place: None,
        }
    }
}

#[derive(Clone, Copy)]
struct Tree<'a, 't>(&'a Spanned<DeValue<'t>>);

impl<'de> de::Deserializer<'de> for Tree<'_, '_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let read = match self.0.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Boolean(yes) => visitor.visit_bool(*yes),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => Err(de::Error::custom("this number is too large")),
                }
            }
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(de::Error::custom("this is not a number")),
            },
            DeValue::Datetime(moment) => visitor.visit_str(&moment.to_string()),
            DeValue::Array(items) => visitor.visit_seq(Items(items.iter())),
            DeValue::Table(table) => visitor.visit_map(Members {
                rest: table.iter(),
                value: None,
            }),
        };
        read.map_err(|misfit| misfit.at(self.0.span().start))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    /// A word for a variant that carries nothing, a table of one member for another.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let read = match self.0.get_ref() {
            DeValue::String(word) => visitor.visit_enum(word.as_ref().into_deserializer()),
            DeValue::Table(table) => match one(table) {
                Some((name, value)) => visitor.visit_enum(Variant { name, value }),
                None => Err(de::Error::custom("exactly one of its kinds must be given")),
            },
            _ => Err(de::Error::custom("a word or a table was expected here")),
        };
        read.map_err(|misfit| misfit.at(self.0.span().start))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn one<'a, 't>(table: &'a DeTable<'t>) -> Option<(&'a Spanned<Key<'t>>, Tree<'a, 't>)> {
    let mut members = table.iter();
    let (name, value) = members.next()?;
    members.next().is_none().then_some((name, Tree(value)))
}

type Key<'t> = std::borrow::Cow<'t, str>;

struct Items<'a, 't>(std::slice::Iter<'a, Spanned<DeValue<'t>>>);

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        self.0
            .next()
            .map(|item| seed.deserialize(Tree(item)))
            .transpose()
    }
}

struct Members<'a, 't, I> {
    rest: I,
    value: Option<Tree<'a, 't>>,
}

impl<'de, 'a, 't: 'a, I> MapAccess<'de> for Members<'a, 't, I>
where
    I: Iterator<Item = (&'a Spanned<Key<'t>>, &'a Spanned<DeValue<'t>>)>,
{
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(Tree(value));
        read_name(name, seed).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(de::Error::custom("a value was expected here")),
        }
    }
}

fn read_name<'de, S: DeserializeSeed<'de>>(
    name: &Spanned<Key>,
    seed: S,
) -> Result<S::Value, Misfit> {
    let word: StrDeserializer<Misfit> = name.get_ref().as_ref().into_deserializer();
    seed.deserialize(word)
        .map_err(|misfit| misfit.at(name.span().start))
}

struct Variant<'a, 't> {
    name: &'a Spanned<Key<'t>>,
    value: Tree<'a, 't>,
}

impl<'de, 'a, 't> EnumAccess<'de> for Variant<'a, 't> {
    type Error = Misfit;
    type Variant = Tree<'a, 't>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), Misfit> {
        Ok((read_name(self.name, seed)?, self.value))
    }
}

impl<'de> VariantAccess<'de> for Tree<'_, '_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        Err(de::Error::custom(
            "this one carries nothing: write it as a word",
        ))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Misfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_any(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_any(self, visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Home {
        name: String,
        floors: Option<u32>,
        height: f64,
        rooms: Vec<Room>,
        #[serde(default)]
        words: BTreeMap<String, bool>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Room {
        Kitchen,
        Bedroom(u8),
        Hall { doors: u8 },
    }

    const HOME: &str = "name = \"The Elms\"\nheight = 9\nrooms = [\"kitchen\", { bedroom = 2 }, \
                        { hall = { doors = 0x10 } }]\n[words]\nwarm = true\n";

    #[test]
    fn a_text_becomes_a_type() {
        let home: Home = from_text(HOME).unwrap();
        assert_eq!(
            (home.name.as_str(), home.floors, home.height),
            ("The Elms", None, 9.0)
        );
        assert_eq!(
            home.rooms,
            [Room::Kitchen, Room::Bedroom(2), Room::Hall { doors: 16 }]
        );
        assert_eq!(home.words.get("warm"), Some(&true));
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_line() {
        let wrong = |from: &str, to: &str| {
            let problem = from_text::<Home>(&HOME.replace(from, to)).unwrap_err();
            (problem.line, problem.message)
        };
        let (line, message) = wrong("height", "heigth");
        assert_eq!(line, 2);
        assert!(
            message.contains("heigth") && message.contains("`floors`"),
            "{message}"
        );
        assert_eq!(wrong("warm = true", "warm = 1").0, 5);
        let (line, message) = wrong("\"kitchen\"", "\"attic\"");
        assert!(
            line == 3 && message.contains("attic") && message.contains("`hall`"),
            "{message}"
        );
        assert_eq!(wrong("bedroom = 2", "bedroom = 999").0, 3);
        assert_eq!(wrong("name = \"The Elms\"", "name = ").0, 1);
        assert!(wrong("name = \"The Elms\"\n", "").1.contains("name"));
    }
}
