//! What a directory tells, as the text that places are read from.

use places::Units;

use crate::Directory;

/// Where the table begins that an import writes, up to the end of the text.
const BEGINS: &str = "# Whole postcodes, written by `cargo frontdoor places import`.";

/// Places without what an import wrote, and with that of a directory in its place. The same directory gives the
/// same text.
#[must_use]
pub fn with_postcodes(places: &str, directory: Option<(&Directory, &str)>) -> String {
    let own = places.split(BEGINS).next().unwrap_or_default().trim_end();
    match directory {
        None => format!("{own}\n"),
        Some((directory, file)) => format!("{own}\n\n{}", directory.section(file)),
    }
}

impl Directory {
    /// The table `[postcodes]`. `file` is the name of what was read.
    fn section(&self, file: &str) -> String {
        let name: String = file
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '"' | '\\'))
            .collect();
        let year = self.newest.as_deref().and_then(|month| month.get(..4));
        let year = year.map_or_else(String::new, |year| format!(" {year}"));
        let mut text = format!(
            "{BEGINS}\n\
             # Each word is a digit and a letter with every letter that follows them: 0ABD is 0AB and 0AD.\n\
             # A postcode that is not here tells what its first half tells.\n\
             [postcodes]\n\
             source = \"ONS Postcode Directory: {name}\"\n\
             # The user guide of the directory asks that these are shown wherever its data is used.\n\
             acknowledge = [\n    \
                 \"Contains OS data © Crown copyright and database right{year}\",\n    \
                 \"Contains Royal Mail data © Royal Mail copyright and database right{year}\",\n    \
                 \"Source: Office for National Statistics licensed under the Open Government Licence v.3.0\",\n\
             ]\n\n\
             [postcodes.listed]\n"
        );
        for (outcode, districts) in &self.listed {
            let lists: Vec<String> = districts
                .iter()
                .map(|(slug, units)| {
                    let units = Units::of(units.iter().map(String::as_str));
                    format!("{} = \"{units}\"", slug.as_deref().unwrap_or("elsewhere"))
                })
                .collect();
            text.push_str(&format!("{outcode} = {{ {} }}\n", lists.join(", ")));
        }
        text
    }
}
