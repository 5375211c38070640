//! Staff open a file that is clean, or one that nobody looked at once they were warned, and no other.

use crate::fixtures::*;
use upload_store::{Fault, NotOpened, Scan};

/// The first piece, when the scanner said this, on a site with or without one.
fn opened(said: &str, unchecked: bool, scanner: bool) -> Result<Vec<u8>, NotOpened> {
    let files = Files::new();
    let file = files.a_file();
    files.scanned(said);
    done(files.store().piece(&file.id, 0, unchecked, scanner))
}

#[test]
fn a_file_is_opened_as_the_scanner_allows() {
    let bytes = Ok(b"what the photo shows".to_vec());
    for warned in [false, true] {
        assert_eq!(opened("clean", warned, SCANNER), bytes);
        assert_eq!(opened("clean", warned, NO_SCANNER), bytes);
        for (said, scanner, sentence) in [
            ("waiting", SCANNER, "being checked"),
            ("infected", SCANNER, "another way"),
            ("infected", NO_SCANNER, "another way"),
        ] {
            let refused = opened(said, warned, scanner);
            assert!(
                matches!(refused, Err(NotOpened::NotYet(said)) if said.contains(sentence)),
                "{said}: {refused:?}"
            );
        }
    }
    for (said, scanner) in [
        ("waiting", NO_SCANNER),
        ("not-scanned", SCANNER),
        ("not-scanned", NO_SCANNER),
    ] {
        assert_eq!(opened(said, true, scanner), bytes, "{said}");
        let refused = opened(said, false, scanner);
        assert!(
            matches!(refused, Err(NotOpened::NotYet(said)) if said.contains("No virus scanner")),
            "{said}: {refused:?}"
        );
    }
}

#[test]
fn a_file_that_waits_says_so_only_where_there_is_a_scanner() {
    let files = Files::new();
    let id = files.a_file().id;
    assert_eq!(files.look(&id).unwrap().scan, Scan::Waiting);
    let without = done(files.store().look(&[id], NO_SCANNER)).unwrap();
    assert_eq!(without[0].scan, Scan::NoScanner);
}

#[test]
fn after_the_last_piece_there_is_nothing_and_without_a_file_there_is_no_answer() {
    let files = Files::new();
    let id = files.a_file().id;
    files.scanned("clean");
    assert_eq!(files.piece(&id, 1, false), Ok(Vec::new()));
    assert_eq!(files.piece("nobody", 0, false), Err(NotOpened::NotFound));
    let arriving = files.begin();
    files.append(&arriving, 0, b"half").unwrap();
    files.scanned("clean");
    assert_eq!(files.piece(&arriving, 0, true), Err(NotOpened::NotFound));
}

#[test]
fn a_piece_opens_at_its_own_place_and_nowhere_else() {
    let files = Files::new();
    let one = files.arrived("one.jpg", b"abcdef", 3);
    let other = files.arrived("other.jpg", b"uvwxyz", 3);
    files.scanned("clean");
    let swap = |from: (i64, i64), to: (i64, i64)| {
        let sql =
            "UPDATE piece SET sealed = (SELECT sealed FROM piece WHERE file = ?1 AND part = ?2)
            WHERE file = ?3 AND part = ?4";
        let places = [from.0, from.1, to.0, to.1];
        assert_eq!(files.raw().execute(sql, places).unwrap(), 1);
    };
    let refused = |id: &str, part| {
        let opened = files.piece(id, part, false);
        assert!(
            matches!(opened, Err(NotOpened::Failed(Fault::Internal(_)))),
            "{opened:?}"
        );
    };
    swap((1, 0), (1, 1));
    assert_eq!(files.piece(&one.id, 0, false).unwrap(), b"abc");
    refused(&one.id, 1);
    swap((1, 0), (2, 0));
    refused(&other.id, 0);
    assert_eq!(files.piece(&other.id, 1, false).unwrap(), b"xyz");
}

#[test]
fn at_most_a_hundred_are_looked_at_and_those_that_went_are_left_out() {
    let files = Files::new();
    let (one, two) = (files.a_file().id, files.a_file().id);
    let gone = files.a_file().id;
    done(files.store().remove(&gone)).unwrap();
    let ids = [two.clone(), gone, one.clone()];
    let found: Vec<String> = done(files.store().look(&ids, SCANNER))
        .unwrap()
        .into_iter()
        .map(|file| file.id)
        .collect();
    assert_eq!(found, [two, one]);
    let many = vec![String::new(); 101];
    assert!(done(files.store().look(&many, SCANNER)).is_err());
}
