//! What is kept, for how long, and what somebody learns who gets hold of the disk.

use crate::fixtures::*;
use proptest::prelude::*;
use upload_store::{Fault, NotKept, Worked};

/// A site with no scanner.
const NOBODY: Option<&crate::scanning::Nobody> = None;

fn work(files: &Files, time: i64) -> Worked {
    done(files.store().work(NOBODY, at(time))).unwrap()
}

fn is_empty(files: &Files) -> bool {
    files.count("file") == 0 && files.count("piece") == 0
}

#[test]
fn what_was_taken_away_leaves_nothing() {
    let files = Files::new();
    for arrived in [true, false] {
        let id = match arrived {
            true => files.a_file().id,
            false => files.begin(),
        };
        done(files.store().remove(&id)).unwrap();
        assert!(is_empty(&files));
        done(files.store().remove(&id)).unwrap();
        assert_eq!(files.append(&id, 0, b"x"), Err(NotKept::Gone));
    }
}

#[test]
fn a_file_that_did_not_arrive_within_the_hour_goes() {
    let files = Files::new();
    let id = files.begin();
    files.append(&id, 0, b"half").unwrap();
    assert_eq!(work(&files, NOW + HOUR - 1).expired, 0);
    let late = files.store();
    let late = done(late.finish(&id, ("x", "image/png"), SCANNER, at(NOW + HOUR)));
    assert_eq!(late, Err(NotKept::Gone));
    assert_eq!(work(&files, NOW + HOUR).expired, 1);
    assert!(is_empty(&files));
}

#[test]
fn a_file_that_nobody_sent_goes_after_as_long_as_a_draft() {
    let files = Files::new();
    files.a_file();
    assert_eq!(work(&files, NOW + 28 * DAY - 1).expired, 0);
    assert_eq!(work(&files, NOW + 28 * DAY).expired, 1);
    assert!(is_empty(&files));
}

#[test]
fn a_slice_lets_go_of_a_few_and_the_next_of_the_rest() {
    let files = Files::new();
    for _ in 0..25 {
        files.begin();
    }
    let expired: Vec<u32> = (0..3).map(|_| work(&files, NOW + DAY).expired).collect();
    assert_eq!(expired, [20, 5, 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_file_that_was_sent_never_goes(
        looked_at in any::<bool>(), taken_away in any::<bool>(), later in 0i64..200 * 365 * DAY
    ) {
        let files = Files::new();
        let file = files.a_file();
        let ids = [file.id.clone()];
        if looked_at {
            done(files.store().look_and_keep(&ids, SCANNER)).unwrap();
        } else {
            done(files.store().keep(&ids)).unwrap();
        }
        if taken_away {
            done(files.store().remove(&file.id)).unwrap();
        }
        prop_assert_eq!(work(&files, NOW + later).expired, 0);
        files.scanned("clean");
        prop_assert_eq!(files.bytes(&file.id), b"what the photo shows");
    }
}

#[test]
fn many_are_kept_at_once() {
    let files = Files::new();
    let mut ids: Vec<String> = (0..3).map(|_| files.a_file().id).collect();
    ids.extend((0..150).map(|n| format!("nobody {n}")));
    done(files.store().keep(&ids)).unwrap();
    assert_eq!(files.count("file WHERE expires_at IS NULL"), 3);
    done(files.store().keep(&[])).unwrap();
}

#[test]
fn nothing_of_a_file_its_name_or_its_id_is_on_the_disk_in_clear() {
    let files = Files::new();
    let file = files.arrived("letter about Ada.pdf", b"Ada Lovelace fell on Monday", 11);
    let mut disk = Vec::new();
    for entry in std::fs::read_dir(&files.folder).unwrap() {
        disk.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let holds = |words: &[u8]| disk.windows(words.len()).any(|window| window == words);
    assert!(holds(b"waiting"), "the disk was read");
    for words in [
        &b"Ada"[..],
        b"Lovelace",
        b"Monday",
        b"letter",
        b".pdf",
        b"image/jpeg",
        file.id.as_bytes(),
    ] {
        assert!(!holds(words), "{:?}", String::from_utf8_lossy(words));
    }
}

#[test]
fn the_database_belongs_to_its_keys_and_old_ones_still_open() {
    let files = Files::new();
    let file = files.a_file();
    files.scanned("clean");
    let wrong = |sealing, index| match files.opened_with(sealing, "", index) {
        Err(Fault::WrongKey(_)) => true,
        Err(_) | Ok(_) => false,
    };
    assert!(wrong(OTHER_KEY, INDEX));
    assert!(wrong(SEALING, OTHER_KEY));
    let rotated = files.opened_with(OTHER_KEY, SEALING, INDEX).unwrap();
    done(rotated.ready()).unwrap();
    let piece = done(rotated.piece(&file.id, 0, false, SCANNER));
    assert_eq!(piece.unwrap(), b"what the photo shows");
    assert!(wrong(SEALING, INDEX), "the newer key is what it needs now");
}
