//! Lines of tables for spreadsheets (RFC 4180): cells between commas, `\r\n` at the end, and quotation marks where
//! a cell needs them.
//!
//! A spreadsheet runs a cell that begins like a formula, so that what somebody typed into a form could act on the
//! computer of whoever opens the table. Such a cell gets an apostrophe in front, which shows it as text.

/// What a spreadsheet takes for the beginning of a formula, as OWASP lists it: also what it reads as one of these
/// after a tab or a line break, and the same signs as wide as Chinese letters.
const BEGINS_A_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A line with its end.
pub fn line<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let mut line = String::new();
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            line.push(',');
        }
        write_cell(cell.as_ref(), &mut line);
    }
    line.push_str("\r\n");
    line
}

fn write_cell(text: &str, line: &mut String) {
    let formula = text.starts_with(BEGINS_A_FORMULA);
    let marked =
        text.contains(['"', ',', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ');
    if marked {
        line.push('"');
    }
    if formula {
        line.push('\'');
    }
    match marked {
        true => line.push_str(&text.replace('"', "\"\"")),
        false => line.push_str(text),
    }
    if marked {
        line.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads one line as RFC 4180 says.
    fn read(line: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        let mut letters = line.strip_suffix("\r\n").unwrap().chars().peekable();
        while let Some(letter) = letters.next() {
            let cell = cells.last_mut().unwrap();
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    cell.push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cell.push(other),
            }
        }
        assert!(!quoted, "{line}");
        cells
    }

    #[test]
    fn cells_are_told_apart_and_ids_stand_as_they_are() {
        assert_eq!(line(["a-b", "2026-12", "", "Ann"]), "a-b,2026-12,,Ann\r\n");
        assert_eq!(
            line(["a,b", "say \"no\"", " x"]),
            "\"a,b\",\"say \"\"no\"\"\",\" x\"\r\n"
        );
        assert_eq!(line(["one\r\ntwo"]), "\"one\r\ntwo\"\r\n");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        for typed in ["=1+1", "+44", "-1", "@sum", "\t=1", "＝1"] {
            assert_eq!(read(&line([typed])), [format!("'{typed}")], "{typed}");
        }
        assert_eq!(
            line(["=HYPERLINK(\"http://x\",1)"]),
            "\"'=HYPERLINK(\"\"http://x\"\",1)\"\r\n"
        );
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_but_for_the_apostrophe(cells in prop::collection::vec(any::<String>(), 1..9)) {
            let read = read(&line(&cells));
            prop_assert_eq!(read.len(), cells.len());
            for (read, cell) in read.iter().zip(&cells) {
                prop_assert!(!read.starts_with(BEGINS_A_FORMULA));
                let marked = format!("'{cell}");
                prop_assert!(read == cell || (cell.starts_with(BEGINS_A_FORMULA) && *read == marked));
            }
        }
    }
}
