//! Whole postcodes, brought in by somebody at a terminal.

use std::path::{Path, PathBuf};

use crate::harness::{project, run, said, scratch};

/// Made up by hand, in the columns of the ONS Postcode Directory.
fn directory() -> PathBuf {
    project().join("shared/postcode-directory/tests/onspd.csv")
}

/// Imports a file; the exit code, and what was said on the standard output.
fn import(file: &Path, into: &Path, more: &[&str]) -> (i32, String) {
    let (file, into) = (file.display().to_string(), into.display().to_string());
    let mut arguments = vec!["places", "import", &file, "--into", &into];
    arguments.extend(more);
    let output = run(&arguments);
    let code = output.status.code().expect("an exit code");
    (code, said(&output))
}

#[test]
fn a_directory_becomes_places_that_know_whole_postcodes() {
    let into = scratch("places/import").join("places.toml");
    let (code, said) = import(&directory(), &into, &["--dry-run"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("became certain: 6"), "{said}");
    assert!(
        said.contains("SS3: rochford 1, southend-on-sea 2"),
        "{said}"
    );
    assert!(
        said.contains("nothing was written") && !into.exists(),
        "{said}"
    );

    let (code, said) = import(&directory(), &into, &[]);
    assert_eq!(code, 0, "{said}");
    let text = std::fs::read_to_string(&into).expect("it was written");
    assert!(text.contains("SS3 = { rochford = \"0AA\""), "{text}");
    assert!(text.contains("Contains Royal Mail data ©"), "{text}");

    let (code, said) = import(
        &directory(),
        &into,
        &["--places", &into.display().to_string()],
    );
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("has all of it already"), "{said}");
}

#[test]
fn a_row_that_is_not_taken_is_named_and_a_file_that_is_no_directory_is_wrong_use() {
    let folder = scratch("places/refused");
    let (file, into) = (folder.join("onspd.csv"), folder.join("places.toml"));
    let mut rows = std::fs::read_to_string(directory()).expect("the directory");
    rows.push_str("\"SS3 0AB\",\"SS3  0AB\"\r\n");
    std::fs::write(&file, rows).expect("a file can be written");
    let (code, said) = import(&file, &into, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("line 12: It has 2 cells"), "{said}");
    assert!(into.exists(), "the other rows are taken");

    std::fs::write(&file, "name,price\nx,1\n").expect("a file can be written");
    let (code, said) = import(&file, &into, &[]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("pcds"), "{said}");
}
