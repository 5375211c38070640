//! Reads places from TOML.

use std::collections::{BTreeMap, BTreeSet};

use toml_reader::{Ledger, Noted, Problem, Section};
use vocabulary::Date;

use crate::Units;
use crate::place::{Belongs, Dated, District, Listed, Locality, OtherAuthority, Outcode, Places};

/// In a list of postcodes, those of a council that is not named in the text.
const ELSEWHERE: &str = "elsewhere";

const MEMBERS: [&str; 7] = [
    "own-authority",
    "locality",
    "other-authority",
    "district",
    "outcodes",
    "outside",
    "postcodes",
];

impl Places {
    /// Reads places, or says everything that is wrong with them.
    ///
    /// # Errors
    /// Every problem, with its line and what to do about it.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let ledger = Ledger::new(text);
        let tree = ledger.parse();
        let root = ledger.root(&tree, &MEMBERS);
        let own_authority = needed_section(&root, "own-authority", &["id", "name"])
            .and_then(|own| own.needed_text("id").and(own.needed_text("name")));
        let localities = read_localities(&root);
        let others = read_others(&root);
        let districts = read_districts(&root, &localities, &others);
        let outcodes = read_outcodes(&root, &districts);
        let listed = read_listed(&root, &districts);
        let outside = needed_section(&root, "outside", &["areas", "complete-areas", "authority"]);
        let unnamed = outside
            .and_then(|outside| needed_section(&outside, "authority", &["id", "name"]))
            .and_then(|authority| read_other(&authority));
        let areas = |name| -> BTreeSet<String> {
            outside
                .iter()
                .flat_map(|o| o.texts(name))
                .map(|area| area.value)
                .collect()
        };
        let (areas, complete_areas) = (areas("areas"), areas("complete-areas"));
        let problems = ledger.into_problems();
        match (own_authority, unnamed) {
            (Some(own), Some(unnamed)) if problems.is_empty() => Ok(Self {
                own_authority: own.value,
                localities,
                others,
                districts,
                outcodes,
                listed,
                areas,
                complete_areas,
                unnamed,
            }),
            _ => Err(problems),
        }
    }
}

fn needed_section<'a, 't>(
    parent: &Section<'a, 't>,
    name: &str,
    known: &[&str],
) -> Option<Section<'a, 't>> {
    if !parent.has(name) {
        let message = format!("`{name}` is missing");
        parent
            .ledger()
            .note(parent.line(), message, format!("Add the table [{name}]."));
    }
    parent.section(name, known)
}

fn read_localities(root: &Section<'_, '_>) -> Vec<Dated<Locality>> {
    let mut localities = Vec::new();
    for section in root.sections("locality", &["id", "name", "from", "until"]) {
        let (Some(id), Some(name)) = (section.needed_text("id"), section.needed_text("name"))
        else {
            continue;
        };
        let locality = Locality {
            id: id.value.clone(),
            name: name.value,
        };
        add_dated(&mut localities, &section, locality, &id, |known| &known.id);
    }
    localities
}

fn read_others(root: &Section<'_, '_>) -> Vec<Dated<OtherAuthority>> {
    let known = [
        "id",
        "name",
        "phone",
        "web",
        "source",
        "confidence",
        "from",
        "until",
    ];
    let mut others = Vec::new();
    for section in root.sections("other-authority", &known) {
        let Some(other) = read_other(&section) else {
            continue;
        };
        if other.phone.is_some() || other.web.is_some() {
            section.needed_text("source");
            section.needed_text("confidence");
        }
        let id = Noted {
            value: other.id.clone(),
            line: section.line(),
        };
        add_dated(&mut others, &section, other, &id, |known| &known.id);
    }
    others
}

fn read_other(section: &Section<'_, '_>) -> Option<OtherAuthority> {
    let (id, name) = (section.needed_text("id"), section.needed_text("name"));
    Some(OtherAuthority {
        id: id?.value,
        name: name?.value,
        phone: section.text("phone").map(|phone| phone.value),
        web: section.text("web").map(|web| web.value),
    })
}

fn read_districts(
    root: &Section<'_, '_>,
    localities: &[Dated<Locality>],
    others: &[Dated<OtherAuthority>],
) -> Vec<Dated<District>> {
    let known = [
        "slug",
        "name",
        "gss",
        "locality",
        "other-authority",
        "from",
        "until",
    ];
    let mut districts = Vec::new();
    for section in root.sections("district", &known) {
        let (slug, name) = (section.needed_text("slug"), section.needed_text("name"));
        let belongs_to = match (section.text("locality"), section.text("other-authority")) {
            (Some(id), None) => {
                let known = localities.iter().map(|locality| locality.what.id.as_str());
                one_of(&section, "The locality", id, known).map(Belongs::Locality)
            }
            (None, Some(id)) => {
                let known = others.iter().map(|other| other.what.id.as_str());
                one_of(&section, "The authority", id, known).map(Belongs::Other)
            }
            _ => {
                section.ledger().note(
                    section.line(),
                    "A district belongs to one locality or to one other authority",
                    "Add either `locality` or `other-authority`.",
                );
                None
            }
        };
        let (Some(slug), Some(name), Some(belongs_to)) = (slug, name, belongs_to) else {
            continue;
        };
        let code = section.text("gss").map(|code| code.value);
        let district = District {
            slug: slug.value.clone(),
            name: name.value,
            planned: code.is_none() && section.has("from"),
            code,
            belongs_to,
        };
        add_dated(&mut districts, &section, district, &slug, |known| {
            &known.slug
        });
    }
    districts
}

fn read_outcodes(
    root: &Section<'_, '_>,
    districts: &[Dated<District>],
) -> BTreeMap<String, Outcode> {
    let mut outcodes = BTreeMap::new();
    let Some(section) = needed_section(root, "outcodes", &[]) else {
        return outcodes;
    };
    let slugs = || districts.iter().map(|district| district.what.slug.as_str());
    for name in section.names() {
        let known = ["districts", "slivers", "beyond", "one"];
        let Some(entry) = section.section(&name.value, &known) else {
            continue;
        };
        let read = |member| -> Vec<String> {
            entry
                .texts(member)
                .into_iter()
                .filter_map(|slug| one_of(&entry, "The district", slug, slugs()))
                .collect()
        };
        let truth = |member| entry.truth(member).is_some_and(|truth| truth.value);
        let outcode = Outcode {
            districts: read("districts"),
            slivers: read("slivers"),
            beyond: truth("beyond"),
            one: truth("one"),
        };
        if outcode.one && (outcode.beyond || outcode.districts.len() != 1) {
            entry.ledger().note(
                name.line,
                format!("{} cannot be `one` district", name.value),
                "Name exactly one district, and leave out `beyond`.",
            );
        }
        outcodes.insert(name.value, outcode);
    }
    outcodes
}

/// What a directory of postcodes tells; nothing where none was imported.
fn read_listed(
    root: &Section<'_, '_>,
    districts: &[Dated<District>],
) -> BTreeMap<String, Vec<Listed>> {
    let mut all = BTreeMap::new();
    let known = ["source", "acknowledge", "listed"];
    let Some(section) = root.section("postcodes", &known) else {
        return all;
    };
    section.needed_text("source");
    section.texts("acknowledge");
    let Some(lists) = needed_section(&section, "listed", &[]) else {
        return all;
    };
    let slugs = || districts.iter().map(|district| district.what.slug.as_str());
    for outcode in lists.names() {
        let Some(entry) = lists.section(&outcode.value, &[]) else {
            continue;
        };
        let mut listed = Vec::new();
        for name in entry.names() {
            let Some(text) = entry.text(&name.value) else {
                continue;
            };
            let district = match name.value.as_str() {
                ELSEWHERE => Some(None),
                _ => one_of(&entry, "The district", name, slugs()).map(Some),
            };
            match (Units::read(&text.value), district) {
                (Ok(units), Some(district)) => listed.push(Listed { district, units }),
                (Ok(_), None) => {}
                (Err(word), _) => entry.ledger().note(
                    text.line,
                    format!("`{word}` is no beginning of a second half with what follows it"),
                    "Write it like 1ABD, which is 1AB and 1AD; or import the directory again.",
                ),
            }
        }
        all.insert(outcode.value, listed);
    }
    all
}

/// The id, if it is known.
fn one_of<'k>(
    section: &Section<'_, '_>,
    what: &str,
    id: Noted<String>,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<String> {
    if known.clone().any(|known| known == id.value) {
        return Some(id.value);
    }
    section
        .ledger()
        .note_unknown(id.line, what, &id.value, known);
    None
}

/// Adds an entry with its days, unless one of the same id has a day in common with it.
fn add_dated<T>(
    list: &mut Vec<Dated<T>>,
    section: &Section<'_, '_>,
    what: T,
    id: &Noted<String>,
    id_of: impl Fn(&T) -> &String,
) {
    let day = |name| section.date(name).map(|date| date.value);
    let entry = Dated {
        what,
        from: day("from"),
        until: day("until"),
    };
    let first = |entry: &Dated<T>| entry.from.unwrap_or(Date::from_days_since_1970(i64::MIN));
    let last = |entry: &Dated<T>| entry.until.unwrap_or(Date::from_days_since_1970(i64::MAX));
    if first(&entry) > last(&entry) {
        section.ledger().note(
            section.line(),
            format!("`{}` ends before it begins", id.value),
            "Write `until` after `from`.",
        );
    }
    let clash = list.iter().any(|known| {
        id_of(&known.what) == &id.value
            && first(known) <= last(&entry)
            && first(&entry) <= last(known)
    });
    if clash {
        section.ledger().note(
            id.line,
            format!("`{}` stands twice for the same days", id.value),
            "Remove one, or give the old one `until` and the new one `from`.",
        );
    }
    list.push(entry);
}
