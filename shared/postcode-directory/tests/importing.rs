//! A directory in its real format becomes places that know whole postcodes.

use places::{BUILT_IN, Places, Standing};
use postcode_directory::{Counts, Directory, Refused, Rejected, Told, with_postcodes};
use vocabulary::Date;

/// Made up by hand, in the columns of the ONS Postcode Directory of 2024.
const ONSPD: &[u8] = include_bytes!("onspd.csv");

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn read(file: &[u8]) -> (Directory, Vec<Rejected>) {
    let mut rejected = Vec::new();
    let places = Places::read(BUILT_IN).unwrap();
    let directory = Directory::read(&places, today(), file, |told| {
        if let Told::Rejected(row) = told {
            rejected.push(row);
        }
    });
    (directory.unwrap(), rejected)
}

fn imported(directory: &Directory) -> String {
    with_postcodes(BUILT_IN, Some((directory, "ONSPD_AUG_2026_UK.csv")))
}

/// The columns of 2025, with these rows.
fn of_2025(rows: &[&str]) -> Vec<u8> {
    let mut file = "pcd7,pcd8,pcds,dointr,doterm,gridind,cty25cd,lad25cd\n".to_owned();
    for row in rows {
        file.push_str(row);
        file.push('\n');
    }
    file.into_bytes()
}

#[test]
fn every_row_is_counted_once() {
    let (directory, rejected) = read(ONSPD);
    assert_eq!(rejected, []);
    let expected = Counts {
        rows: 10,
        certain: 6,
        ended: 1,
        known: 2,
        far: 0,
        not_placed: 2,
        rejected: 0,
    };
    assert_eq!(directory.counts, expected);
    assert_eq!(directory.newest.as_deref(), Some("202606"));
}

#[test]
fn whole_postcodes_are_answered_that_were_asked_about_before() {
    let (directory, _) = read(ONSPD);
    let (before, text) = (Places::read(BUILT_IN).unwrap(), imported(&directory));
    let places = Places::read(&text).unwrap();
    for (postcode, district, standing) in [
        ("SS3 0AA", Some("rochford"), "ours"),
        (
            "SS3 9ZZ",
            Some("southend-on-sea"),
            "Southend-on-Sea City Council",
        ),
        // It has ended, and people still give it.
        (
            "SS3 9ZY",
            Some("southend-on-sea"),
            "Southend-on-Sea City Council",
        ),
        ("RM3 0AA", Some("havering"), "London Borough of Havering"),
        ("E4 7AA", None, "The council where the person lives"),
        ("SS11 8AA", Some("rochford"), "ours"),
    ] {
        assert_eq!(before.place(None, Some(postcode), today()).district, None);
        let place = places.place(None, Some(postcode), today());
        assert_eq!(place.district, district, "{postcode}");
        let said = match place.standing {
            Standing::Ours => "ours",
            Standing::Elsewhere(other) => &other.name,
            _ => "uncertain",
        };
        assert_eq!(said, standing, "{postcode}");
    }
    // Not in the directory, or not placed by it: as uncertain as before.
    for postcode in ["SS3 0AB", "SS11 8ZZ", "CM99 1AA"] {
        let place = places.place(None, Some(postcode), today());
        assert_eq!(
            place,
            before.place(None, Some(postcode), today()),
            "{postcode}"
        );
    }
}

#[test]
fn what_is_written_names_its_source_and_its_owners_and_is_the_same_each_time() {
    let (directory, _) = read(ONSPD);
    let text = imported(&directory);
    for said in [
        "source = \"ONS Postcode Directory: ONSPD_AUG_2026_UK.csv\"",
        "Contains OS data © Crown copyright and database right 2026",
        "Contains Royal Mail data © Royal Mail copyright and database right 2026",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
        "SS3 = { rochford = \"0AA\", southend-on-sea = \"9ZYZ\" }",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(text.starts_with(BUILT_IN.trim_end()));
    // Imported again, over itself.
    let again = with_postcodes(&text, Some((&directory, "ONSPD_AUG_2026_UK.csv")));
    assert_eq!(again, text);
    assert_eq!(with_postcodes(&text, None).trim_end(), BUILT_IN.trim_end());
    // A name of a file writes nothing of its own.
    let odd = with_postcodes(BUILT_IN, Some((&directory, "a\"\n[outside]\n.csv")));
    assert!(Places::read(&odd).is_ok(), "{odd}");
}

#[test]
fn the_order_of_the_rows_changes_nothing_and_the_columns_of_2025_are_the_same() {
    let rows = [
        "SS3 0AA,SS3  0AA,SS3 0AA,198001,,1,E10000012,E07000075",
        "SS3 9ZZ,SS3  9ZZ,SS3 9ZZ,198001,202606,1,E99999999,E06000033",
    ];
    let (one, _) = read(&of_2025(&rows));
    let (other, _) = read(&of_2025(&[rows[1], rows[0]]));
    assert_eq!(one, other);
    let outcodes: Vec<_> = one.outcodes().collect();
    assert_eq!(
        outcodes,
        [(
            "SS3",
            vec![(Some("rochford"), 1), (Some("southend-on-sea"), 1)]
        )]
    );
}

#[test]
fn every_row_that_is_not_taken_is_named_with_its_reason_and_the_others_are_taken() {
    let long = format!("{},,,,,,,", "x".repeat(100_000));
    let file = of_2025(&[
        "SS3 0AA,SS3  0AA,SS3 0AA,198001,,1,E10000012,E07000075",
        "SS3 0AB,SS3  0AB,SS3 0AB,198001,,1,E10000012",
        "SS3 0AC,SS3  0AC,NOT ONE,198001,,1,E10000012,E07000075",
        "SS3 0AD,SS3  0AD,SS3 0AD,198001,,1,E10000012,Rochford",
        "SS3 0AA,SS3  0AA,SS3 0AA,198001,,1,E99999999,E06000033",
        "SS3 0AE,SS3  0AE,SS3 0AE,198013,,1,E10000012,E07000075",
        &long,
        "",
        "SS3 0AA,SS3  0AA,SS3 0AA,198001,,1,E10000012,E07000075",
        "SS3 0AF,SS3  0AF,SS3 0AF,198001,,1,E10000012,E07000075",
    ]);
    let (directory, rejected) = read(&file);
    let lines: Vec<u64> = rejected.iter().map(|row| row.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8], "{rejected:#?}");
    for (row, reason) in rejected.iter().zip([
        "7 cells",
        "no postcode",
        "`Rochford` is no code",
        "another district",
        "no month",
        "cells",
    ]) {
        assert!(row.reason.contains(reason), "{row:?}");
    }
    assert_eq!(
        (directory.counts.certain, directory.counts.rejected),
        (2, 6)
    );
}

#[test]
fn a_file_that_is_no_directory_is_refused() {
    let places = Places::read(BUILT_IN).unwrap();
    for file in [&b""[..], b"name,price\nx,1\n", b"\x00\x01\x02"] {
        let refused = Directory::read(&places, today(), file, |_| {});
        assert!(
            matches!(refused, Err(Refused::NotADirectory(_))),
            "{refused:?}"
        );
    }
}

#[test]
fn it_says_how_far_it_is_and_keeps_nothing_of_rows_that_are_far_away() {
    let mut file = of_2025(&[]);
    for _ in 0..25_000 {
        file.extend(b"M1 1AA,M1   1AA,M1 1AA,198001,,1,E99999999,E08000003\n");
    }
    let places = Places::read(BUILT_IN).unwrap();
    let mut said = Vec::new();
    let directory =
        Directory::read(&places, today(), file.as_slice(), |told| said.push(told)).unwrap();
    assert_eq!(said, [Told::Rows(10_000), Told::Rows(20_000)]);
    assert_eq!(directory.counts.known, 25_000);
    assert_eq!(directory.outcodes().count(), 0);
}
