//! Reads the ONS Postcode Directory, and keeps what it tells beyond the first halves of postcodes.
//!
//! The real file has 2.7 million rows; what is kept of it is short, because most postcodes are told by their first
//! half. It is read row by row, and never held whole. What comes of it is the text of a table `[postcodes]` that
//! [`Places::read`] understands, so that deciding stays a function of texts and looks nothing up.

mod columns;
mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read};

use columns::{Columns, Row};
use places::{Places, Postcode, Standing};
use vocabulary::Date;

pub use section::with_postcodes;

/// The most bytes of a row: real ones have fewer than 500.
const LONGEST: u64 = 16 * 1024;

/// A column of the directory says how well a postcode was placed. At the mean of its sector, and without any
/// place, the district is not that of the people who live there.
const NOT_PLACED: [&str; 2] = ["6", "9"];

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// From 1; the first row names the columns.
    pub line: u64,
    pub reason: String,
}

/// Why a file cannot be read at all.
#[derive(Debug)]
pub enum Refused {
    /// Its first row does not name the columns that are needed.
    NotADirectory(String),
    Unreadable(std::io::Error),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotADirectory(reason) => f.write_str(reason),
            Self::Unreadable(error) => write!(f, "the file cannot be read: {error}"),
        }
    }
}

impl std::error::Error for Refused {}

/// What is said while a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// So many rows were read: said every [`EVERY`] rows.
    Rows(u64),
    Rejected(Rejected),
}

/// After how many rows it is said how far the reading is.
pub const EVERY: u64 = 10_000;

/// How many rows were what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All, but for the first one.
    pub rows: u64,
    /// They became certain by the directory.
    pub certain: u64,
    /// Of these, those that are no longer in use, and that people still give.
    pub ended: u64,
    /// Their first half tells their district already.
    pub known: u64,
    /// They lie far from here.
    pub far: u64,
    /// The directory has no district for them, or not where people live.
    pub not_placed: u64,
    pub rejected: u64,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    pub counts: Counts,
    /// The newest month in which a postcode began or ended, such as `202607`.
    pub newest: Option<String>,
    /// By first half and district: nothing stands for a council that is not named in the places.
    listed: BTreeMap<String, BTreeMap<Option<String>, BTreeSet<String>>>,
}

impl Directory {
    /// Reads a directory against places that have none yet. Codes of districts are those of `day`.
    ///
    /// # Errors
    /// When the file is none, or cannot be read to its end. A row that is wrong is told, and left out.
    pub fn read(
        places: &Places,
        day: Date,
        mut input: impl BufRead,
        mut told: impl FnMut(Told),
    ) -> Result<Self, Refused> {
        let mut line = Vec::new();
        read_line(&mut input, &mut line).map_err(Refused::Unreadable)?;
        let columns = Columns::read(&line).map_err(Refused::NotADirectory)?;
        let mut directory = Self::default();
        let mut number = 1;
        while read_line(&mut input, &mut line).map_err(Refused::Unreadable)? {
            number += 1;
            if line.is_empty() {
                continue;
            }
            directory.counts.rows += 1;
            let taken = columns
                .row(&line)
                .and_then(|row| directory.take(places, day, &row));
            if let Err(reason) = taken {
                directory.counts.rejected += 1;
                told(Told::Rejected(Rejected {
                    line: number,
                    reason,
                }));
            }
            if directory.counts.rows.is_multiple_of(EVERY) {
                told(Told::Rows(directory.counts.rows));
            }
        }
        Ok(directory)
    }

    fn take(&mut self, places: &Places, day: Date, row: &Row<'_>) -> Result<(), String> {
        let postcode = Postcode::parse(row.postcode)
            .ok_or_else(|| format!("`{}` is no postcode", shown(row.postcode)))?;
        for month in [row.began, row.ended] {
            if !(month.is_empty() || is_month(month)) {
                return Err(format!("`{}` is no month such as 202607", shown(month)));
            }
            if self.newest.as_deref().unwrap_or("") < month {
                self.newest = Some(month.to_owned());
            }
        }
        if row.code.is_empty() || NOT_PLACED.contains(&row.placed) {
            self.counts.not_placed += 1;
            return Ok(());
        }
        if !is_code(row.code) {
            let code = shown(row.code);
            return Err(format!(
                "`{code}` is no code of a district such as E07000070"
            ));
        }
        let district = places.district_with_code(row.code, day);
        let by_outcode = places.place(None, Some(row.postcode), day);
        let known = match district {
            Some(district) => by_outcode.district == Some(district.slug.as_str()),
            None => {
                by_outcode.district.is_none()
                    && matches!(by_outcode.standing, Standing::Elsewhere(_))
            }
        };
        if known {
            self.counts.known += 1;
            return Ok(());
        }
        if district.is_none() && !places.is_near(&postcode) {
            self.counts.far += 1;
            return Ok(());
        }
        self.list(
            &postcode,
            district.map(|d| d.slug.clone()),
            !row.ended.is_empty(),
        )
    }

    /// Keeps a postcode. A file may have it twice, but not in two districts.
    fn list(
        &mut self,
        postcode: &Postcode,
        district: Option<String>,
        ended: bool,
    ) -> Result<(), String> {
        let outcode = self
            .listed
            .entry(postcode.outcode().to_owned())
            .or_default();
        let before = outcode
            .iter()
            .find(|(_, units)| units.contains(postcode.inward()));
        match before {
            Some((there, _)) if *there == district => return Ok(()),
            Some(_) => return Err(format!("{postcode} stood in another district before")),
            None => {}
        }
        let units = outcode.entry(district).or_default();
        units.insert(postcode.inward().to_owned());
        self.counts.certain += 1;
        self.counts.ended += u64::from(ended);
        Ok(())
    }

    /// The districts of each first half that is listed, and how many postcodes each has.
    pub fn outcodes(&self) -> impl Iterator<Item = (&str, Vec<(Option<&str>, usize)>)> {
        self.listed.iter().map(|(outcode, districts)| {
            let districts = districts
                .iter()
                .map(|(slug, units)| (slug.as_deref(), units.len()));
            (outcode.as_str(), districts.collect())
        })
    }
}

/// The next line without its end, as far as it may be long; the rest of a longer one is passed over.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<bool> {
    line.clear();
    let read = input.by_ref().take(LONGEST).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(false);
    }
    if line.last() != Some(&b'\n') && read as u64 == LONGEST {
        input.skip_until(b'\n')?;
    }
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(true)
}

fn is_month(text: &str) -> bool {
    text.len() == 6
        && text.bytes().all(|b| b.is_ascii_digit())
        && matches!(
            &text[4..],
            "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "11" | "12"
        )
}

/// A letter and eight digits.
fn is_code(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 9
        && bytes.next().is_some_and(|b| b.is_ascii_uppercase())
        && bytes.all(|b| b.is_ascii_digit())
}

/// What stands in a row, as far as it can be shown in a line.
fn shown(text: &str) -> String {
    text.chars().take(20).collect()
}
