//! What a district or a postcode tells about where somebody lives.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::Date;

use crate::postcode::outcode_of;
use crate::{Postcode, Units};

/// Every place that is known, with the days on which it was one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    pub(crate) own_authority: String,
    pub(crate) localities: Vec<Dated<Locality>>,
    pub(crate) others: Vec<Dated<OtherAuthority>>,
    pub(crate) districts: Vec<Dated<District>>,
    pub(crate) outcodes: BTreeMap<String, Outcode>,
    /// What a directory of postcodes tells beyond that, by the first half.
    pub(crate) listed: BTreeMap<String, Vec<Listed>>,
    pub(crate) areas: BTreeSet<String>,
    pub(crate) complete_areas: BTreeSet<String>,
    pub(crate) unnamed: OtherAuthority,
}

/// A part of the council's area that has its own team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locality {
    pub id: String,
    pub name: String,
}

/// Another council that is responsible for adult social care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherAuthority {
    pub id: String,
    pub name: String,
    /// Only when a public page gave it.
    pub phone: Option<String>,
    pub web: Option<String>,
}

/// A district and who is responsible there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    pub slug: String,
    pub name: String,
    /// The official code of the area, such as `E07000067`.
    pub code: Option<String>,
    /// A change of boundaries that is expected from a day on, and that nobody has confirmed.
    pub planned: bool,
    pub belongs_to: Belongs,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// To this council's locality of that id.
    Locality(String),
    /// To another authority of that id.
    Other(String),
}

/// Something that was there on certain days only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated<T> {
    pub what: T,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

impl<T> Dated<T> {
    pub fn on(&self, day: Date) -> Option<&T> {
        let began = self.from.is_none_or(|from| from <= day);
        let lasts = self.until.is_none_or(|until| day <= until);
        (began && lasts).then_some(&self.what)
    }
}

/// What the first half of a postcode tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcode {
    pub districts: Vec<String>,
    pub slivers: Vec<String>,
    pub beyond: bool,
    pub one: bool,
}

/// Second halves of postcodes that lie in one district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Its slug; nothing for another council's that has no name here.
    pub district: Option<String>,
    pub units: Units,
}

/// Where somebody lives, as far as it is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'p> {
    /// The slug, when it is certain.
    pub district: Option<&'p str>,
    /// The id, when it is certain.
    pub locality: Option<&'p str>,
    pub standing: Standing<'p>,
    /// What told it; nothing when nothing did.
    pub told_by: Option<ToldBy>,
}

/// Whose resident somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'p> {
    /// For certain this council's.
    Ours,
    /// This council's by boundaries that are planned and that nobody has confirmed: a person decides whose
    /// it is, and nobody is sent away.
    Planned,
    /// For certain another authority's.
    Elsewhere(&'p OtherAuthority),
    /// A person has to decide.
    Uncertain,
}

/// Which of the two facts told where somebody lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    District,
    Postcode,
}

impl<'p> Place<'p> {
    /// A place that nobody knows.
    pub const UNKNOWN: Self = Self {
        district: None,
        locality: None,
        standing: Standing::Uncertain,
        told_by: None,
    };
}

impl Places {
    /// Where somebody lives on a day. A district that is known wins over the postcode; one that is not
    /// known tells nothing.
    #[must_use]
    pub fn place(&self, district: Option<&str>, postcode: Option<&str>, day: Date) -> Place<'_> {
        district
            .and_then(|slug| self.district(slug, day))
            .map(|found| self.place_of_district(found, day))
            .or_else(|| {
                let postcode = Postcode::parse(postcode?)?;
                self.place_of_postcode(&postcode, day)
            })
            .unwrap_or(Place::UNKNOWN)
    }

    /// The name of the council whose places these are.
    #[must_use]
    pub fn own_authority(&self) -> &str {
        &self.own_authority
    }

    /// The localities of a day.
    pub fn localities(&self, day: Date) -> impl Iterator<Item = &Locality> {
        self.localities
            .iter()
            .filter_map(move |locality| locality.on(day))
    }

    /// Every locality that ever was or will be.
    pub fn all_localities(&self) -> impl Iterator<Item = &Locality> {
        self.localities.iter().map(|locality| &locality.what)
    }

    /// The districts of a day, our own and those of other authorities that are known by name.
    pub fn districts(&self, day: Date) -> impl Iterator<Item = &District> {
        self.districts
            .iter()
            .filter_map(move |district| district.on(day))
    }

    /// The other authorities of a day that are known by name.
    pub fn other_authorities(&self, day: Date) -> impl Iterator<Item = &OtherAuthority> {
        self.others.iter().filter_map(move |other| other.on(day))
    }

    /// The first halves of postcodes that are known.
    pub fn outcodes(&self) -> impl Iterator<Item = &str> {
        self.outcodes.keys().map(String::as_str)
    }

    /// The one district of a day that has this official code.
    #[must_use]
    pub fn district_with_code(&self, code: &str, day: Date) -> Option<&District> {
        let mut found = self
            .districts(day)
            .filter(|district| district.code.as_deref() == Some(code));
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether something is known of the first half of a postcode, or of all that begin with its letters.
    #[must_use]
    pub fn is_near(&self, postcode: &Postcode) -> bool {
        self.outcodes.contains_key(postcode.outcode())
            || self.complete_areas.contains(postcode.area())
    }

    /// The districts of which a postcode, or the first half of one, may be in any: those to choose from where
    /// it does not tell which. Nothing where it does, and where none of them is near.
    #[must_use]
    pub fn may_be_in(&self, typed: &str, day: Date) -> Option<Vec<&District>> {
        let outcode = self.outcodes.get(&outcode_of(typed)?)?;
        let place = self.place(None, Some(typed), day);
        if place.district.is_some() || matches!(place.standing, Standing::Elsewhere(_)) {
            return None;
        }
        let touched = outcode.districts.iter().chain(&outcode.slivers);
        let districts: Vec<&District> = touched
            .filter_map(|slug| self.district(slug, day))
            .collect();
        (!districts.is_empty()).then_some(districts)
    }

    fn district(&self, slug: &str, day: Date) -> Option<&District> {
        self.districts(day).find(|district| district.slug == slug)
    }

    fn standing(&self, district: &District, day: Date) -> Standing<'_> {
        match &district.belongs_to {
            _ if district.planned => Standing::Planned,
            Belongs::Locality(_) => Standing::Ours,
            Belongs::Other(id) => self
                .other_authorities(day)
                .find(|other| other.id == *id)
                .map_or(Standing::Uncertain, Standing::Elsewhere),
        }
    }

    fn place_of_district<'p>(&'p self, district: &'p District, day: Date) -> Place<'p> {
        Place {
            district: Some(&district.slug),
            locality: self.locality_of(district, day),
            standing: self.standing(district, day),
            told_by: Some(ToldBy::District),
        }
    }

    fn locality_of(&self, district: &District, day: Date) -> Option<&str> {
        match &district.belongs_to {
            Belongs::Locality(id) => self
                .localities(day)
                .find(|locality| locality.id == *id)
                .map(|l| l.id.as_str()),
            Belongs::Other(_) => None,
        }
    }

    /// What a directory tells of the whole postcode. One that it does not have tells nothing, as it may be a
    /// slip of the pen.
    fn place_in_list(&self, postcode: &Postcode, day: Date) -> Option<Place<'_>> {
        let listed = self.listed.get(postcode.outcode())?;
        let found = listed
            .iter()
            .find(|listed| listed.units.has(postcode.inward()))?;
        let told_by = Some(ToldBy::Postcode);
        let Some(slug) = &found.district else {
            return Some(Place {
                standing: Standing::Elsewhere(&self.unnamed),
                told_by,
                ..Place::UNKNOWN
            });
        };
        let district = self.district(slug, day)?;
        Some(Place {
            told_by,
            ..self.place_of_district(district, day)
        })
    }

    /// Nothing, when the postcode tells nothing.
    fn place_of_postcode(&self, postcode: &Postcode, day: Date) -> Option<Place<'_>> {
        if let Some(place) = self.place_in_list(postcode, day) {
            return Some(place);
        }
        let Some(outcode) = self.outcodes.get(postcode.outcode()) else {
            let outside = self.areas.contains(postcode.area())
                && !self.complete_areas.contains(postcode.area());
            return outside.then_some(Place {
                standing: Standing::Elsewhere(&self.unnamed),
                told_by: Some(ToldBy::Postcode),
                ..Place::UNKNOWN
            });
        };
        let touched: Option<Vec<&District>> = outcode
            .districts
            .iter()
            .chain(&outcode.slivers)
            .map(|slug| self.district(slug, day))
            .collect();
        let touched = touched.filter(|districts| !districts.is_empty() && !outcode.beyond)?;
        let told_by = Some(ToldBy::Postcode);
        let all_stand = same(
            touched
                .iter()
                .map(|district| Some(self.standing(district, day))),
        );
        // The source is sure of the one district; yet nobody is sent away for a postcode of which an
        // edge is ours.
        let one = touched.first().copied().filter(|district| {
            let ours = matches!(
                self.standing(district, day),
                Standing::Ours | Standing::Planned
            );
            outcode.one && (ours || all_stand.is_some())
        });
        if let Some(district) = one {
            return Some(Place {
                told_by,
                ..self.place_of_district(district, day)
            });
        }
        let locality = same(
            touched
                .iter()
                .map(|district| self.locality_of(district, day)),
        );
        let standing = all_stand.unwrap_or(Standing::Uncertain);
        Some(Place {
            district: None,
            locality,
            standing,
            told_by,
        })
    }
}

/// The one value that all have, if they have one.
fn same<T: PartialEq>(mut values: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = values.next()??;
    values
        .all(|value| value.as_ref() == Some(&first))
        .then_some(first)
}
