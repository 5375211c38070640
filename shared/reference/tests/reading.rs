//! What people type, and the mistakes that they make.

use proptest::prelude::*;
use reference::{Reference, TrackingCode};

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn issued() -> impl Strategy<Value = String> {
    any::<[u8; 5]>().prop_filter_map("not issued", |random| {
        Reference::from_random(random).map(|reference| reference.to_string())
    })
}

/// The reference with its letters as a list, dashes and prefix left out.
fn letters(reference: &str) -> Vec<char> {
    reference[4..].chars().filter(|c| *c != '-').collect()
}

#[test]
fn the_check_character_is_luhn_modulo_32_worked_out_by_hand() {
    // 7 times 1, weights 2,1,2,1,2,1,2 from the right: 2+1+2+1+2+1+2 = 11, so the check is 32 - 11 = 21 = N.
    assert!(Reference::read("ASC-1111-111N").is_some());
    // 7 times Z (31): doubled 62 -> 1 + 30 = 31, so 7 x 31 = 217 = 6 x 32 + 25, check 7.
    assert!(Reference::read("ASC-ZZZZ-ZZZ7").is_some());
    assert!(Reference::read("ASC-1111-1111").is_none());
}

#[test]
fn a_reference_is_written_in_two_groups_of_four_after_asc() {
    let reference = Reference::from_random([0x12, 0x34, 0x56, 0x78, 0x9a]).unwrap();
    assert_eq!(reference.as_str().len(), 13);
    assert_eq!(&reference.as_str()[..4], "ASC-");
    assert_eq!(&reference.as_str()[8..9], "-");
}

#[test]
fn something_that_is_not_a_reference_is_not_read() {
    for typed in [
        "",
        "ASC",
        "ASC-",
        "ASC-1111-111",
        "ASC-1111-111N1",
        "ASC-1111-111U",
        "ÅSC-1111-111N",
        "1'; --",
        "\u{1F600}",
    ] {
        assert!(Reference::read(typed).is_none(), "{typed}");
    }
}

#[test]
fn a_code_of_another_length_is_not_read() {
    assert!(TrackingCode::read("0000-0000-0000-000").is_none());
    assert!(TrackingCode::read("0000-0000-0000-0000-0").is_none());
    assert!(TrackingCode::read("0000-0000-0000-000U").is_none());
}

proptest! {
    #[test]
    fn a_reference_is_read_back_however_it_was_typed(reference in issued()) {
        let expected = Some(Reference::read(&reference).unwrap());
        let bare = reference[4..].to_owned();
        let confused = bare.replace('0', "o").replace('1', "l");
        for typed in [
            reference.to_lowercase(),
            reference.replace('-', ""),
            reference.replace('-', " "),
            reference.replace('-', " \u{2013} "),
            format!("  {reference}\n"),
            bare.clone(),
            bare.replace('-', ""),
            confused,
        ] {
            prop_assert_eq!(Reference::read(&typed), expected.clone(), "{}", typed);
        }
    }

    #[test]
    fn one_wrong_character_is_always_noticed(reference in issued(), place in 0_usize..8, other in 0_usize..32) {
        let mut written = letters(&reference);
        let wrong = LETTERS.chars().nth(other).unwrap();
        prop_assume!(written[place] != wrong);
        written[place] = wrong;
        let typed: String = written.into_iter().collect();
        prop_assert_eq!(Reference::read(&typed), None);
    }

    #[test]
    fn two_neighbours_swapped_are_always_noticed(reference in issued(), place in 0_usize..7) {
        let mut written = letters(&reference);
        prop_assume!(written[place] != written[place + 1]);
        written.swap(place, place + 1);
        let typed: String = written.into_iter().collect();
        prop_assert_eq!(Reference::read(&typed), None);
    }

    #[test]
    fn a_tracking_code_is_read_back_however_it_was_typed(random in any::<[u8; 10]>()) {
        let code = TrackingCode::from_random(random);
        prop_assert_eq!(code.reveal().len(), 19);
        for typed in [
            code.reveal().to_lowercase(),
            code.reveal().replace('-', ""),
            code.reveal().replace('-', " ").replace('0', "O").replace('1', "i"),
        ] {
            let read = TrackingCode::read(&typed).unwrap();
            prop_assert_eq!(read.reveal(), code.reveal());
        }
    }

    #[test]
    fn two_codes_from_other_randomness_are_other_codes(one in any::<[u8; 10]>(), two in any::<[u8; 10]>()) {
        prop_assume!(one != two);
        let (one, two) = (TrackingCode::from_random(one), TrackingCode::from_random(two));
        prop_assert_ne!(one.reveal(), two.reveal());
    }

    #[test]
    fn nothing_that_is_typed_upsets_the_reader(typed in ".{0,40}") {
        let _ = (Reference::read(&typed), TrackingCode::read(&typed).is_some());
    }
}
