//! Care accounts, brought in by somebody at a terminal.

use std::path::{Path, PathBuf};

use crate::harness::{run, said, scratch};

const PERSON: &str = r#"{"kind":"account","account_reference":"IMP-1","given_name":"Ann","family_name":"Sample","date_of_birth":"1941-03-09"}"#;
const ANOTHER: &str = r#"{"kind":"account","account_reference":"IMP-1","given_name":"Bea","family_name":"Pattern","date_of_birth":"1950-01-01"}"#;
const COLUMNS: &str = "account_reference,week_starting,arranged_by,setting,budget,charged,paid\r\n";

fn week(monday: &str, paid: i64) -> String {
    format!(
        r#"{{"kind":"week","account_reference":"IMP-1","week_starting":"{monday}","arranged_by":"self","setting":"home","budget":30000,"charged":0,"paid":{paid}}}"#
    )
}

/// A folder of what is kept, which the first import fills.
fn data(name: &str) -> PathBuf {
    scratch(&format!("importing/{name}"))
}

/// Imports a file; the exit code, and what was said on the standard output, line by line.
fn import(data: &Path, name: &str, file: impl AsRef<[u8]>, more: &[&str]) -> (i32, Vec<String>) {
    let path = data.join(name);
    std::fs::write(&path, file).expect("a file can be written");
    let (path, data) = (path.display().to_string(), data.display().to_string());
    let mut arguments = vec!["accounts", "import", &path, "--data", &data];
    arguments.extend(more);
    let output = run(&arguments);
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!lines.is_empty(), "{}", said(&output));
    let code = output.status.code().expect("an exit code");
    (code, lines.lines().map(str::to_owned).collect())
}

/// The numbers of the lines that were refused.
fn refused(said: &[String]) -> Vec<&str> {
    let numbered = said.iter().filter_map(|line| line.strip_prefix("line "));
    numbered
        .filter_map(|line| line.split_once(':').map(|(number, _)| number))
        .collect()
}

#[test]
fn each_line_that_is_refused_is_named_and_the_rest_is_in() {
    let data = data("refused");
    let file = [
        PERSON.to_owned(),
        week("2026-01-05", 30_000),
        week("2026-01-05", 1),
        week("2026-01-12", -1),
        week("2026-01-13", 30_000),
        ANOTHER.to_owned(),
        week("2026-01-19", 30_000),
        week("2026-01-26", 30_000).split_at(60).0.to_owned(),
    ]
    .join("\n");
    // Tried first: the same is said, and nothing is kept.
    let (code, tried) = import(&data, "accounts.ndjson", &file, &["--dry-run"]);
    assert_eq!(
        (code, refused(&tried)),
        (1, vec!["3", "4", "5", "6", "8"]),
        "{tried:#?}"
    );
    assert!(tried.contains(&"dry run: nothing was kept".to_owned()));

    let (code, kept) = import(&data, "accounts.ndjson", &file, &[]);
    assert_eq!(
        (code, refused(&kept)),
        (1, vec!["3", "4", "5", "6", "8"]),
        "{kept:#?}"
    );
    let told = kept.join("\n");
    for expected in [
        "`paid` must not be negative",
        "`week_starting` must be a Monday",
        "The file ends in the middle of this line",
        "accounts: 1 added, 0 changed, 0 unchanged",
        "weeks: 2 added, 0 changed, 0 unchanged",
        "lines not taken: 5",
        "lines a second",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    for private in ["Ann", "Sample", "Bea", "Pattern", "1941"] {
        assert!(!told.contains(private), "{told}");
    }

    // The same file again changes nothing.
    let (_, again) = import(&data, "accounts.ndjson", &file, &[]);
    let again = again.join("\n");
    assert!(
        again.contains("accounts: 0 added, 0 changed, 1 unchanged"),
        "{again}"
    );
    assert!(
        again.contains("weeks: 0 added, 0 changed, 2 unchanged"),
        "{again}"
    );

    let verified = run(&["audit", "verify", "--data", &data.display().to_string()]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    assert!(said(&verified).contains("audit log of care accounts"));
}

#[test]
fn a_spreadsheet_in_windows_1252_is_told_what_to_do_and_its_other_rows_are_in() {
    let data = data("windows-1252");
    let (code, _) = import(&data, "person.ndjson", PERSON, &[]);
    assert_eq!(code, 0);
    let header = COLUMNS.replace("paid", "paid,correction");
    let mut file = b"\xef\xbb\xbf".to_vec();
    file.extend(header.as_bytes());
    file.extend(b"IMP-1,2026-01-05,self,home,30000,0,30000,\r\n");
    file.extend(b"IMP-1,2026-01-05,self,home,30000,0,31000,caf\xe9\r\n");
    file.extend(b"IMP-1,2026-01-12,self,home,300.00,0,30000,\r\n");
    file.extend(b"IMP-1,2026-01-12,self,home,30000,0,30000,\r\n");
    let (code, told) = import(&data, "weeks.csv", file, &[]);
    assert_eq!((code, refused(&told)), (1, vec!["3", "4"]), "{told:#?}");
    assert!(told[0].contains("CSV UTF-8"), "{told:#?}");
    assert!(
        told[1].contains("write whole pence, such as 95000"),
        "{told:#?}"
    );
    assert!(
        told.contains(&"weeks: 2 added, 0 changed, 0 unchanged".to_owned()),
        "{told:#?}"
    );
}

#[test]
fn columns_that_are_not_known_refuse_the_file_and_are_named() {
    let data = data("columns");
    let file = COLUMNS.replace("budget", "price");
    let (code, told) = import(&data, "weeks.csv", file, &[]);
    assert_eq!((code, refused(&told)), (1, vec!["1"]), "{told:#?}");
    assert!(
        told[0].contains("`price` is not known here") && told[0].contains("`budget` is missing")
    );
}

#[test]
fn made_up_accounts_are_the_same_when_they_are_made_up_again() {
    let data = data("made-up");
    let folder = data.display().to_string();
    let seed = [
        "seed",
        "--accounts",
        "12",
        "--weeks",
        "60",
        "--data",
        &folder,
    ];
    for _ in 0..2 {
        let seeded = run(&seed);
        assert_eq!(seeded.status.code(), Some(0), "{}", said(&seeded));
    }
    let verified = run(&["audit", "verify", "--data", &folder]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}
