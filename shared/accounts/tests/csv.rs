//! CSV: the same lines as a table, as spreadsheets and finance systems write it.

mod files;

use accounts::{LONGEST, Line, Lines};
use files::*;

const WEEKS: &str = "account_reference,week_starting,arranged_by,setting,budget,charged,paid\r\n";
const ROW: &str = "A-1,2026-01-05,self,care-home,95000,0,120000\r\n";
const ACCOUNTS: &str = "account_reference,family_name,given_name,date_of_birth,email,phone,requested_on,\
                        brought_forward_date,brought_forward_accrued,brought_forward_authority,died_on\n";

fn weeks(rows: &str) -> (Vec<u64>, Vec<(u64, String)>) {
    csv(format!("{WEEKS}{rows}"))
}

/// What is said of a file of weeks with this one row.
fn said(row: &str) -> String {
    let (read, rejected) = weeks(&format!("{row}\n"));
    assert_eq!((read.len(), rejected.len()), (0, 1), "{row}: {rejected:?}");
    rejected.into_iter().map(|(_, reason)| reason).collect()
}

/// Why a file with this first row is refused.
fn refused(header: &str) -> String {
    let (read, rejected) = csv(format!("{header}\n{ROW}{ROW}"));
    assert_eq!(
        (read.len(), rejected.len()),
        (0, 1),
        "{header}: {rejected:?}"
    );
    assert_eq!(rejected[0].0, 1);
    rejected.into_iter().map(|(_, reason)| reason).collect()
}

fn read(file: &str) -> Line {
    one(in_pieces(Lines::csv(), file.as_bytes(), 5))
}

#[test]
fn a_row_says_the_same_as_a_line_of_json() {
    let week = "account_reference,week_starting,arranged_by,setting,budget,charged,paid,correction\n\
                LAS/2026-004711,2026-01-05,council,care-home,95000,40000,120000,The charge was entered twice\n";
    let account = format!(
        "{ACCOUNTS}LAS/2026-004711,Example, Zoë ,1941-03-09,zoe@example.org,01632 960001,2025-11-03,\
         2026-01-05,1234500,Example Borough Council,2026-05-01\n"
    );
    for (row, line) in [(week, WEEK), (&account, ACCOUNT)] {
        assert_eq!(
            read(row),
            one(in_pieces(Lines::ndjson(), line.as_bytes(), 100))
        );
    }
}

#[test]
fn an_empty_cell_is_left_out_and_an_empty_budget_is_a_week_without_one() {
    let Line::Week(week) = read(&format!("{WEEKS}A-1,2026-01-05,self,home,,0,0\n")) else {
        panic!("no week");
    };
    assert_eq!(week.week.budget, None);
    let Line::Account(account) = read(&format!("{ACCOUNTS}A-1,Sample,Ann,1930-01-01,,,,,,,\n"))
    else {
        panic!("no account");
    };
    assert_eq!((account.email, account.brought_forward), (None, None));
    assert_eq!(
        said("A-1,2026-01-05,self,home,1,,0"),
        "`charged` is missing; it must be given."
    );
}

#[test]
fn a_file_may_have_accounts_and_weeks_when_a_column_says_which() {
    let header = "kind,account_reference,given_name,family_name,date_of_birth,week_starting,arranged_by,setting,budget,charged,paid";
    let (read, rejected) = csv(format!(
        "{header}\naccount,A-1,Ann,Sample,1930-01-01,,,,,,\nweek,A-1,,,,2026-01-05,self,home,,0,0\n\
         week,A-1,Ann,,,2026-01-12,self,home,1,0,0\nmonth,A-1,,,,,,,,,\n"
    ));
    assert_eq!(read, [2, 3]);
    assert!(
        rejected[0]
            .1
            .starts_with("`given_name` is not known here; the known members are kind")
    );
    assert_eq!(
        rejected[1],
        (5, "`kind` must be given as account or week.".to_owned())
    );
}

#[test]
fn amounts_are_whole_pence_and_are_never_guessed() {
    for amount in [
        "950.00",
        "950.5",
        "£950",
        "95000p",
        "\"95,000\"",
        "9.5E+04",
        "+95000",
        "٩",
        "99999999999999999999",
    ] {
        let reason = said(&format!("A-1,2026-01-05,self,home,{amount},0,0"));
        assert_eq!(
            reason, "`budget` must be whole pence: write whole pence, such as 95000.",
            "{amount}"
        );
    }
    assert_eq!(
        said("A-1,2026-01-05,self,home,-1,0,0"),
        "`budget` must not be negative."
    );
    assert_eq!(
        said("A-1,2026-01-06,council,hotel,1,0,950.00"),
        "`week_starting` must be a Monday. `setting` must be one of the texts home, care-home. \
         `paid` must be whole pence: write whole pence, such as 95000."
    );
}

#[test]
fn a_day_as_spreadsheets_write_it_is_not_guessed() {
    assert_eq!(
        said("A-1,05/01/2026,self,home,1,0,0"),
        "`week_starting` must be a date that exists, as YYYY-MM-DD."
    );
}

#[test]
fn what_is_wrong_with_a_figure_brought_forward_is_told_by_its_columns() {
    let (_, rejected) = csv(format!(
        "{ACCOUNTS}A-1,Sample,Ann,1930-01-01,,,,2026-01-05,12.50,,\n"
    ));
    assert_eq!(
        rejected[0].1,
        "`brought_forward_accrued` must be whole pence: write whole pence, such as 95000. \
         `brought_forward_authority` is missing; it must be given."
    );
}

#[test]
fn a_row_in_windows_1252_is_rejected_with_what_to_do_and_the_rest_is_read() {
    let header = ACCOUNTS.as_bytes();
    let row = |name: &[u8]| [b"A-1,", name, b",Ann,1930-01-01,,,,,,,\r\n"].concat();
    for mark in [&b"\xef\xbb\xbf"[..], b""] {
        let file = [
            mark,
            header,
            &row(b"Sample"),
            &row(b"O\x92Hara"),
            &row(b"Zo\xeb"),
            &row("Zoë".as_bytes()),
        ]
        .concat();
        let (read, rejected) = csv(file);
        let expected = "The row is not UTF-8. Save the file as \"CSV UTF-8\" and send it again: letters are not guessed.";
        assert_eq!(read, [2, 5]);
        assert_eq!(
            rejected,
            [(3, expected.to_owned()), (4, expected.to_owned())]
        );
    }
    // UTF-16, as a spreadsheet's "Unicode text".
    let (_, rejected) = csv(b"\xff\xfea\0c\0c\0o\0u\0n\0t\0\n\0");
    assert_eq!(rejected.len(), 1);
    assert!(rejected[0].1.contains("CSV UTF-8"));
}

#[test]
fn line_numbers_are_those_of_the_file() {
    let header = WEEKS
        .replace("paid", "paid,correction")
        .replace("\r\n", "\n");
    let (read, rejected) = csv(format!(
        "\u{feff}\n{header}A-1,2026-01-05,self,home,1,0,0,\"two\nlines, \"\"quoted\"\"\"\n\n,,,,,,,\n\
         A-1,2026-01-13,self,home,1,0,0,\"three\r\n\r\nlines\"\nA-1,2026-01-12,self,home,1,0,0,\n"
    ));
    assert_eq!(read, [3, 10]);
    assert_eq!(
        rejected,
        [(7, "`week_starting` must be a Monday.".to_owned())]
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_costs_one_line_and_not_the_rest() {
    let opened = "A-1,2026-01-05,self,\"home,1,0,0\n";
    let not_closed = "A quotation mark in this row opens a cell that is not closed.";
    let (read, rejected) = weeks(&format!("{ROW}{opened}{}", ROW.repeat(200)));
    assert_eq!(read.len(), 201);
    assert_eq!(rejected, [(3, not_closed.to_owned())]);
    // Near the end of the file.
    let (read, rejected) = weeks(&format!("{ROW}{opened}{ROW}"));
    assert_eq!(
        (read, rejected),
        (vec![2, 4], vec![(3, not_closed.to_owned())])
    );
    // Closed by the next line's, which makes no sense either.
    let (read, rejected) = weeks(&format!(
        "{opened}A-1,2026-01-05,self,\"home\",1,0,0\n{ROW}"
    ));
    assert_eq!(
        (read, rejected),
        (vec![3, 4], vec![(2, not_closed.to_owned())])
    );
    assert!(
        said("A-1,2026-01-05,self,ho\"me,1,0,0")
            .starts_with("A quotation mark stands within a cell.")
    );
}

#[test]
fn a_file_that_was_cut_says_so() {
    let header = WEEKS
        .replace("account_reference,", "")
        .replace("paid", "paid,account_reference");
    for (header, row) in [
        (WEEKS, ROW),
        (&header, "2026-01-05,self,care-home,95000,0,120000,A-1\r\n"),
    ] {
        let file = format!("{header}{row}{row}");
        let second = header.len() + row.len();
        // A carriage return is enough of a line break.
        for cut in second + 1..file.len() - 1 {
            let (read, rejected) = csv(&file[..cut]);
            assert_eq!(read, [2], "{}", &file[..cut]);
            let [(3, reason)] = rejected.as_slice() else {
                panic!("{rejected:?}");
            };
            assert!(reason.contains("The file ends"), "{reason}");
        }
        assert_eq!(csv(&file[..file.len() - 1]).0, [2, 3]);
    }
}

#[test]
fn a_last_row_without_a_line_break_is_read_where_nothing_of_it_can_be_missing() {
    assert_eq!(weeks("A-1,2026-01-05,self,home,1,0,\"120000\"").0, [2]);
    assert_eq!(csv("week_starting,arranged_by,account_reference,budget,charged,paid,setting\n2026-01-05,self,A,1,2,3,home").0, [2]);
    let (read, rejected) = weeks("A-1,2026-01-05,self,home,1,0,1200");
    assert!(read.is_empty());
    assert_eq!(
        rejected[0].1,
        "The file ends here without a line break, so it may have been cut. If it is whole, end it with a line break."
    );
}

#[test]
fn a_row_of_another_length_is_rejected() {
    assert_eq!(
        said("A-1,2026-01-05,self,home,1,0"),
        "The row has 6 cells, and the first line names 7 columns."
    );
    assert_eq!(
        said("A-1,2026-01-05,self,home,1,0,0,0"),
        "The row has 8 cells, and the first line names 7 columns."
    );
}

#[test]
fn a_row_that_is_too_long_is_rejected_and_the_rest_is_read() {
    let (read, rejected) = weeks(&format!("{}\n{ROW}", "x".repeat(LONGEST + 1)));
    assert_eq!(
        (read, rejected),
        (
            vec![3],
            vec![(2, "The line has more than 65536 bytes.".to_owned())]
        )
    );
}

#[test]
fn columns_that_are_unknown_missing_or_there_twice_refuse_the_file_and_are_named() {
    let reason =
        refused("account_reference,week_starting,arranged_by,budget,charged,charged,price,");
    for expected in [
        "The columns without a name, `price` are not known here.",
        "The column `charged` is there more than once.",
        "The columns `setting`, `paid` are missing.",
        "those of weeks are account_reference, week_starting, arranged_by, setting, budget, charged, paid, correction (may be left out)",
    ] {
        assert!(reason.contains(expected), "{expected}\n{reason}");
    }
    assert!(
        refused("account_reference")
            .starts_with("The columns of an account or of a week are missing.")
    );
    let both = format!(
        "{},{}",
        ACCOUNTS.trim(),
        WEEKS.trim().replace("account_reference,", "")
    );
    assert!(refused(&both).starts_with("The column `kind` is missing."));
    assert!(
        refused(&WEEKS.replace(',', ";"))
            .starts_with("The first line must name the columns, parted by commas.")
    );
    assert!(refused("account_reference,\"week_starting,x").starts_with("A quotation mark"));
}

#[test]
fn a_first_line_that_names_nobodys_columns_is_not_repeated() {
    let reason = refused("A-1,Xanthippe,Example,1941-03-09");
    assert!(
        reason.starts_with("The first line must name the columns") && !reason.contains("Xanthippe"),
        "{reason}"
    );
}

#[test]
fn an_empty_file_is_told_what_it_lacks() {
    for file in ["", "\u{feff}", "\n\n", ",,\n"] {
        let (_, rejected) = csv(file);
        assert_eq!(
            rejected,
            [(
                1,
                "The file is empty. Its first line must name the columns.".to_owned()
            )],
            "{file:?}"
        );
    }
    assert_eq!(weeks(""), (vec![], vec![]));
}

#[test]
fn a_file_that_is_refused_is_told_apart_from_one_with_a_bad_row() {
    let refuses = |file: &str| {
        let mut lines = Lines::csv();
        let outcomes = lines.of(file.as_bytes()).count();
        (outcomes, lines.refuses_the_file())
    };
    assert_eq!(refuses("price\n1\n"), (1, true));
    assert_eq!(refuses(&format!("{WEEKS}1\n")), (1, false));
}

#[test]
fn a_file_is_known_by_its_name_or_else_by_its_first_bytes() {
    let week = format!("{WEEK}\n");
    let table = format!("{WEEKS}{ROW}");
    for (name, file) in [
        ("weeks.ndjson", &week),
        ("WEEKS.JSONL", &week),
        ("weeks.csv", &table),
        ("weeks", &week),
        ("weeks.txt", &table),
        ("weeks", &format!("\u{feff}\n{week}")),
    ] {
        let outcomes = in_pieces(Lines::of_file(name, file.as_bytes()), file.as_bytes(), 10);
        assert!(matches!(one(outcomes), Line::Week(_)), "{name}");
    }
    let rejected = in_pieces(
        Lines::of_file("weeks.csv", WEEK.as_bytes()),
        WEEK.as_bytes(),
        10,
    );
    assert!(rejected[0].is_err(), "a name is believed");
}
