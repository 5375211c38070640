//! The columns of the directory, found by the names in its first row.
//!
//! The names have changed over the years: `oslaua` was the district until 2024, `lad25cd` is since, with the year
//! of the districts in it; the National Statistics Postcode Lookup says `laua`.

/// Where the columns stand that are needed.
#[derive(Debug, PartialEq, Eq)]
pub struct Columns {
    count: usize,
    postcode: usize,
    began: Option<usize>,
    ended: Option<usize>,
    code: usize,
    placed: Option<usize>,
}

/// The cells of a row that are needed.
#[derive(Debug, PartialEq, Eq)]
pub struct Row<'l> {
    pub postcode: &'l str,
    /// The month, such as `198001`; may be empty.
    pub began: &'l str,
    /// The month, where it has ended; else empty.
    pub ended: &'l str,
    /// The official code of the district; empty where there is none.
    pub code: &'l str,
    /// How well it was placed, from `1` to `9`; empty where the file does not say.
    pub placed: &'l str,
}

/// A postcode in one of its three ways to be written, the best first.
const POSTCODE: [&str; 6] = ["pcds", "pcd8", "pcd2", "pcd7", "pcd", "postcode"];
const BEGAN: [&str; 1] = ["dointr"];
const ENDED: [&str; 1] = ["doterm"];
const PLACED: [&str; 2] = ["gridind", "osgrdind"];

impl Columns {
    /// Reads the first row.
    pub fn read(line: &[u8]) -> Result<Self, String> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line = String::from_utf8_lossy(line).to_ascii_lowercase();
        let names: Vec<&str> = cells(&line).collect();
        let find = |wanted: &[&str]| {
            wanted
                .iter()
                .find_map(|wanted| names.iter().position(|name| name == wanted))
        };
        let missing = |what: &str| {
            format!(
                "The first row names no column of {what}. Take the CSV file of the ONS Postcode Directory as it is, \
                 with the first row that names the columns."
            )
        };
        let postcode = find(&POSTCODE).ok_or_else(|| missing("postcodes (pcds)"))?;
        let code = names.iter().position(|name| is_district(name));
        Ok(Self {
            count: names.len(),
            postcode,
            began: find(&BEGAN),
            ended: find(&ENDED),
            code: code.ok_or_else(|| missing("districts (oslaua, or lad25cd with any year)"))?,
            placed: find(&PLACED),
        })
    }

    /// The cells of another row.
    pub fn row<'l>(&self, line: &'l [u8]) -> Result<Row<'l>, String> {
        let line = std::str::from_utf8(line).map_err(|_| "It is not UTF-8".to_owned())?;
        let cells: Vec<&str> = cells(line).collect();
        if cells.len() != self.count {
            return Err(format!(
                "It has {} cells, and the first row has {}",
                cells.len(),
                self.count
            ));
        }
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let may_be = |at: Option<usize>| at.map(cell).unwrap_or_default();
        Ok(Row {
            postcode: cell(self.postcode),
            began: may_be(self.began),
            ended: may_be(self.ended),
            code: cell(self.code),
            placed: may_be(self.placed),
        })
    }
}

/// `oslaua`, `laua`, `ladcd`, or `lad` with the year.
fn is_district(name: &str) -> bool {
    let year = name
        .strip_prefix("lad")
        .and_then(|rest| rest.strip_suffix("cd"));
    matches!(name, "oslaua" | "laua")
        || year.is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// The cells of a row. None of those of the directory has a comma, so one within quotation marks makes a cell too
/// many, and the row is rejected.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(',').map(|cell| {
        let cell = cell.trim();
        let quoted = cell
            .strip_prefix('"')
            .and_then(|cell| cell.strip_suffix('"'));
        quoted.unwrap_or(cell).trim()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first rows of the directory and of its sister over the years.
    const FIRST_ROWS: [&str; 4] = [
        "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind",
        "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,ced,laua,ward",
        "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty25cd,ced25cd,lad25cd,wd25cd",
        "\u{feff}\"PCD7\",\"PCD8\",\"PCDS\",\"DOINTR\",\"DOTERM\",\"GRIDIND\",\"LAD26CD\"",
    ];

    #[test]
    fn columns_are_found_whatever_the_year() {
        for first in FIRST_ROWS {
            let columns = Columns::read(first.as_bytes()).unwrap();
            let row: Vec<String> = cells(first.trim_start_matches('\u{feff}'))
                .map(|name| format!("\"{}\"", name.to_lowercase()))
                .collect();
            let row = row.join(",");
            let row = columns.row(row.as_bytes()).unwrap();
            assert_eq!(
                (row.postcode, row.began, row.ended),
                ("pcds", "dointr", "doterm")
            );
            assert!(is_district(row.code), "{}", row.code);
            assert!(row.placed.ends_with("ind"), "{}", row.placed);
        }
    }

    #[test]
    fn a_table_of_something_else_is_refused_with_what_it_lacks() {
        for (first, lacks) in [
            ("", "pcds"),
            ("name,price", "pcds"),
            ("pcds,ward,laua2", "oslaua"),
            ("postcode,ladnm", "oslaua"),
        ] {
            let reason = Columns::read(first.as_bytes()).unwrap_err();
            assert!(reason.contains(lacks), "{first}: {reason}");
        }
    }
}
