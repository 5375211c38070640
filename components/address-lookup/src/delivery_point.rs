//! One delivery point of the service (`results[].DPA`), and how its parts become the lines of an address.
//!
//! The parts are those of Royal Mail's Postcode Address File. Which of them are there differs from one
//! address to the next: a flat, a firm, a farm without a number.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use crate::Address;
use crate::lettering::written;

/// The parts of `DPA` that make an address. The service leaves out what there is none of.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "SCREAMING_SNAKE_CASE")]
pub struct DeliveryPoint {
    po_box_number: Part,
    organisation_name: Part,
    department_name: Part,
    sub_building_name: Part,
    building_name: Part,
    building_number: Part,
    dependent_thoroughfare_name: Part,
    thoroughfare_name: Part,
    double_dependent_locality: Part,
    dependent_locality: Part,
    post_town: Part,
    postcode: Part,
}

impl DeliveryPoint {
    /// The address; none where nothing tells it from the whole town.
    pub fn address(&self) -> Option<Address> {
        let number = self.number();
        let mut premises: Vec<String> = [
            self.organisation_name.written(),
            self.department_name.written(),
            self.flat_and_building(),
            self.po_box(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
        let mut places: Vec<String> = [
            &self.dependent_thoroughfare_name,
            &self.thoroughfare_name,
            &self.double_dependent_locality,
            &self.dependent_locality,
        ]
        .into_iter()
        .map(Part::written)
        .filter(|part| !part.is_empty())
        .collect();
        // A number stands before the street, or the village that has no streets.
        match places.first_mut() {
            Some(street) if !number.is_empty() => *street = format!("{number} {street}"),
            None if !number.is_empty() => premises.push(number),
            _ => {}
        }
        if premises.is_empty() && !places.is_empty() {
            premises.push(places.remove(0));
        }
        let line_1 = premises.join(", ");
        (!line_1.is_empty()).then(|| Address {
            line_1,
            line_2: places.join(", "),
            town: self.post_town.written(),
            county: String::new(),
            postcode: self.postcode.0.trim().to_owned(),
        })
    }

    /// The number of the house. A building that is called `12A` or `1-3` has that for its number.
    fn number(&self) -> String {
        match self.building_number.0.trim() {
            "" if self.is_numbered_by_name() => self.building_name.written(),
            number => number.to_owned(),
        }
    }

    fn is_numbered_by_name(&self) -> bool {
        let name = self.building_name.0.trim();
        let mut ends = name.chars().rev();
        let (last, before) = (ends.next(), ends.next());
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let one_letter = before.is_none() && is_letter(last);
        let begins = is_digit(name.chars().next()) && !name.contains(char::is_whitespace);
        one_letter || (begins && (is_digit(last) || (is_letter(last) && is_digit(before))))
    }

    fn flat_and_building(&self) -> String {
        let flat = self.sub_building_name.written();
        let named = !(self.is_numbered_by_name() && self.building_number.0.trim().is_empty());
        match self.building_name.written() {
            building if !named || building.is_empty() => flat,
            building if flat.is_empty() => building,
            building => format!("{flat}, {building}"),
        }
    }

    fn po_box(&self) -> String {
        match self.po_box_number.0.trim() {
            "" => String::new(),
            number => format!("PO Box {number}"),
        }
    }
}

/// A part of an address. The service writes numbers as text or as numbers.
#[derive(Default)]
struct Part(String);

impl Part {
    fn written(&self) -> String {
        written(&self.0)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TextOrNumber)
    }
}

struct TextOrNumber;

impl Visitor<'_> for TextOrNumber {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("text or a number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Part, E> {
        // Nothing that is no text reaches a page, however the service was made to answer it.
        let text = text.chars().filter(|c| !c.is_control()).collect();
        Ok(Part(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Part, E> {
        Ok(Part(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Part, E> {
        Ok(Part::default())
    }
}
