//! The cells of one row.

/// The cells of a row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cells {
    pub texts: Vec<String>,
    /// The last one was in quotation marks, so nothing of it is missing.
    pub last_is_quoted: bool,
}

/// Why a text is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoRow {
    /// A quotation mark has opened a cell, and the text ends before it is closed.
    Open,
    /// A quotation mark stands where none may.
    Stray,
}

impl Cells {
    /// Cells that commas part. A cell in quotation marks may hold commas, line breaks and doubled quotation marks;
    /// any other is taken without the space around it.
    pub fn read(row: &str) -> Result<Self, NoRow> {
        let mut texts = Vec::new();
        let mut rest = row;
        loop {
            let quoted = rest.trim_start_matches(' ').strip_prefix('"');
            let (text, after) = match quoted {
                Some(quoted) => quoted_cell(quoted)?,
                None => plain_cell(rest)?,
            };
            texts.push(text);
            match after {
                Some(next) => rest = next,
                None => {
                    return Ok(Self {
                        texts,
                        last_is_quoted: quoted.is_some(),
                    });
                }
            }
        }
    }

    /// Nothing stands in the row, as spreadsheets leave behind.
    pub fn are_empty(&self) -> bool {
        self.texts.iter().all(String::is_empty)
    }
}

/// A cell and what is behind its comma; the last cell has none.
type Cell<'a> = (String, Option<&'a str>);

fn plain_cell(rest: &str) -> Result<Cell<'_>, NoRow> {
    let (cell, after) = match rest.split_once(',') {
        Some((cell, after)) => (cell, Some(after)),
        None => (rest, None),
    };
    if cell.contains('"') {
        return Err(NoRow::Stray);
    }
    Ok((cell.trim().to_owned(), after))
}

/// `rest` begins behind the quotation mark that opens the cell.
fn quoted_cell(mut rest: &str) -> Result<Cell<'_>, NoRow> {
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"').ok_or(NoRow::Open)?;
        cell.push_str(part);
        if let Some(next) = after.strip_prefix('"') {
            cell.push('"');
            rest = next;
            continue;
        }
        let after = after.trim_start_matches(' ');
        return match after.strip_prefix(',') {
            None if !after.is_empty() => Err(NoRow::Stray),
            next => Ok((cell, next)),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(row: &str) -> Vec<String> {
        Cells::read(row).unwrap().texts
    }

    #[test]
    fn cells_are_parted_by_commas() {
        assert_eq!(texts("a, b ,,c"), ["a", "b", "", "c"]);
        assert_eq!(texts("a,"), ["a", ""]);
        assert!(Cells::read(" ,,").unwrap().are_empty());
    }

    #[test]
    fn a_quoted_cell_holds_commas_line_breaks_and_quotation_marks() {
        assert_eq!(
            texts("\"a, \"\"b\"\"\nc\", \"\" ,d"),
            ["a, \"b\"\nc", "", "d"]
        );
        assert!(Cells::read("a,\"b\"").unwrap().last_is_quoted);
        assert!(!Cells::read("\"a\",b").unwrap().last_is_quoted);
    }

    #[test]
    fn a_quotation_mark_in_the_wrong_place_is_never_guessed_at() {
        for open in ["\"a", "a,\"", "\"a\"\"", "\"a,b\nc"] {
            assert_eq!(Cells::read(open), Err(NoRow::Open), "{open}");
        }
        for stray in ["a\"b", "\"a\"b", "a,b\"", "\"a\" b,c"] {
            assert_eq!(Cells::read(stray), Err(NoRow::Stray), "{stray}");
        }
    }
}
