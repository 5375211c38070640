//! A file arrives in pieces, is counted as it comes, and never stops the rest of a form.

use crate::fixtures::*;
use database::Connection as _;
use database::native::Pool;
use proptest::prelude::*;
use upload_store::{Fault, LARGEST_FILE, LARGEST_PIECE, NotKept, Scan};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_arrived_comes_back_byte_for_byte_in_order(
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 1..2_000), 0..12)
    ) {
        let files = Files::new();
        let id = files.begin();
        for (part, piece) in (0..).zip(&pieces) {
            files.append(&id, part, piece).unwrap();
        }
        let whole: Vec<u8> = pieces.concat();
        let file = files.finish(&id, "photo.jpg").unwrap();
        prop_assert_eq!(file.size, whole.len() as u64);
        files.scanned("clean");
        prop_assert_eq!(files.bytes(&id), whole);
    }

    #[test]
    fn only_the_part_that_is_next_is_taken(parts in prop::collection::vec(0u32..4, 1..12)) {
        let files = Files::new();
        let id = files.begin();
        let mut next = 0;
        for part in parts {
            let taken = files.append(&id, part, b"x");
            if part == next {
                prop_assert_eq!(taken, Ok(()));
                next += 1;
            } else {
                prop_assert_eq!(taken, Err(NotKept::Gone));
            }
        }
        prop_assert_eq!(files.count("piece"), i64::from(next));
    }
}

#[test]
fn a_file_says_what_it_is_once_it_has_arrived() {
    let files = Files::new();
    let file = files.arrived("my photo.jpg", &[7; 1_000], 300);
    assert_eq!(
        (file.name.as_str(), file.media_type.as_str(), file.size),
        ("my photo.jpg", "image/jpeg", 1_000)
    );
    assert_eq!(file.scan, Scan::Waiting);
    assert_eq!(file.id.len(), 43, "256 bits in base64url");
    assert_eq!(files.look(&file.id), Some(file));
}

#[test]
fn a_file_that_is_still_arriving_is_not_seen() {
    let files = Files::new();
    let id = files.begin();
    files.append(&id, 0, b"half").unwrap();
    assert_eq!(files.look(&id), None);
    done(files.store().keep(std::slice::from_ref(&id))).unwrap();
    assert_eq!(
        files.count("file WHERE expires_at IS NULL"),
        0,
        "half a file is kept for nobody"
    );
}

#[test]
fn nothing_is_added_to_a_file_that_was_ended() {
    let files = Files::new();
    let file = files.a_file();
    assert_eq!(files.append(&file.id, 1, b"more"), Err(NotKept::Gone));
    assert_eq!(files.finish(&file.id, "x"), Err(NotKept::Gone));
    assert_eq!(files.append("nobody", 0, b"more"), Err(NotKept::Gone));
    files.scanned("clean");
    assert_eq!(files.bytes(&file.id), b"what the photo shows");
}

#[test]
fn a_name_comes_back_as_it_was_and_has_an_end() {
    let files = Files::new();
    let name = "zażalenie\n.pdf";
    assert_eq!(files.arrived(name, b"x", 1).name, name);
    let id = files.begin();
    let refused = files.finish(&id, &"x".repeat(1_001));
    assert!(matches!(refused, Err(NotKept::Failed(_))), "{refused:?}");
}

#[test]
fn a_piece_has_a_size() {
    let files = Files::new();
    let id = files.begin();
    for bytes in [Vec::new(), vec![0; LARGEST_PIECE + 1]] {
        let refused = files.append(&id, 0, &bytes);
        assert!(
            matches!(refused, Err(NotKept::Failed(Fault::Internal(_)))),
            "{refused:?}"
        );
    }
    files.append(&id, 0, &[0; LARGEST_PIECE]).unwrap();
}

#[test]
fn ten_mebibytes_are_taken_and_one_byte_more_is_not() {
    let files = Files::new();
    let id = files.begin();
    let pieces = u32::try_from(LARGEST_FILE).unwrap() / LARGEST_PIECE as u32;
    let piece = vec![9; LARGEST_PIECE];
    for part in 0..pieces {
        files.append(&id, part, &piece).unwrap();
    }
    assert_eq!(files.append(&id, pieces, b"x"), Err(NotKept::TooLarge));
    assert_eq!((files.count("file"), files.count("piece")), (0, 0));
    assert_eq!(files.append(&id, pieces, b"x"), Err(NotKept::Gone));

    let id = files.begin();
    for part in 0..pieces {
        files.append(&id, part, &piece).unwrap();
    }
    let file = files.finish(&id, "large.jpg").unwrap();
    assert_eq!(file.size, LARGEST_FILE.unsigned_abs());
}

#[test]
fn a_full_database_is_an_answer_of_its_own_and_goes_on_afterwards() {
    let files = Files::new();
    let id = files.begin();
    files.append(&id, 0, &[1; LARGEST_PIECE]).unwrap();
    let pages: i64 = files
        .raw()
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    // The limit is one of the connection, and this one goes back to no pool that others take from.
    let connection = Pool::new(files.folder.join("uploads.db"));
    let connection = connection.connect().unwrap();
    let limit = format!("PRAGMA max_page_count = {}", pages + 2);
    done(connection.execute(&limit, Vec::new())).unwrap();
    let store = files.store_on(connection);
    let full = done(store.append(&id, 1, &[2; LARGEST_PIECE]));
    assert_eq!(full, Err(NotKept::Full));
    drop(store);
    files.append(&id, 1, &[2; LARGEST_PIECE]).unwrap();
    let file = files.finish(&id, "photo.jpg").unwrap();
    assert_eq!(file.size, 2 * LARGEST_PIECE as u64);
}
