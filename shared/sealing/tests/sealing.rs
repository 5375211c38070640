//! What is sealed stays shut to everybody without the key, and to everybody who moves or changes it.

use sealing::{IndexKey, Key, KeyProblem, NotOpened, Place, SealingKeys, SystemRandomness, same};

/// 32 bytes of 0xfb, whose base64 has the characters that the two alphabets write differently.
const STANDARD: &str = "+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=";
const OTHER: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

const HERE: Place<'static> = Place {
    table: "referral",
    record: "ASC-1111-111N",
};

fn keys(current: &str, old: &str) -> SealingKeys {
    SealingKeys::read(current, old).unwrap()
}

#[test]
fn a_key_may_be_written_in_any_base64() {
    let url = STANDARD.replace('+', "-").replace('/', "_");
    for written in [
        STANDARD,
        &url,
        STANDARD.trim_end_matches('='),
        &format!(" {url}\n"),
    ] {
        assert_eq!(Key::read(written).unwrap().id(), Key::from([0xfb; 32]).id());
    }
}

#[test]
fn a_bad_key_is_refused_without_being_repeated() {
    assert_eq!(Key::read("  ").unwrap_err(), KeyProblem::Empty);
    assert_eq!(Key::read("hunter2!").unwrap_err(), KeyProblem::NotBase64);
    let short = Key::read("AAAA").unwrap_err();
    assert_eq!(short, KeyProblem::NotThirtyTwoBytes(3));
    assert!(!short.to_string().contains("AAAA"));
    assert!(SealingKeys::read(STANDARD, &format!("{OTHER}, nonsense!")).is_err());
}

#[test]
fn what_was_sealed_opens_again_and_only_here() {
    let sealer = keys(STANDARD, "").sealer("cases");
    let sealed = sealer
        .seal(HERE, 3, b"Ada Lovelace", &SystemRandomness)
        .unwrap();
    assert!(!sealed.windows(3).any(|window| window == b"Ada"));
    assert_eq!(
        sealer.open(HERE, &sealed),
        Ok((3, b"Ada Lovelace".to_vec()))
    );
    for elsewhere in [
        Place {
            table: "draft",
            ..HERE
        },
        Place {
            record: "ASC-ZZZZ-ZZZ7",
            ..HERE
        },
        Place {
            table: "referralASC-",
            record: "1111-111N",
        },
    ] {
        assert_eq!(sealer.open(elsewhere, &sealed), Err(NotOpened::Tampered));
    }
    let other_purpose = keys(STANDARD, "").sealer("drafts");
    assert_eq!(other_purpose.open(HERE, &sealed), Err(NotOpened::Tampered));
}

#[test]
fn a_change_to_any_byte_is_noticed() {
    let sealer = keys(STANDARD, "").sealer("cases");
    let sealed = sealer.seal(HERE, 1, b"yes", &SystemRandomness).unwrap();
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert!(sealer.open(HERE, &changed).is_err(), "byte {place}");
    }
    for length in 0..sealed.len() {
        assert!(
            sealer.open(HERE, &sealed[..length]).is_err(),
            "length {length}"
        );
    }
}

#[test]
fn the_same_words_sealed_twice_look_different() {
    let sealer = keys(STANDARD, "").sealer("cases");
    let one = sealer.seal(HERE, 1, b"yes", &SystemRandomness).unwrap();
    assert_ne!(
        one,
        sealer.seal(HERE, 1, b"yes", &SystemRandomness).unwrap()
    );
}

#[test]
fn an_old_key_still_opens_and_an_unknown_one_is_named() {
    let sealed = keys(OTHER, "")
        .sealer("cases")
        .seal(HERE, 1, b"yes", &SystemRandomness)
        .unwrap();
    let rotated = keys(STANDARD, &format!(" {OTHER} ,"));
    assert_eq!(
        rotated.sealer("cases").open(HERE, &sealed),
        Ok((1, b"yes".to_vec()))
    );
    assert!(rotated.knows(&keys(OTHER, "").id().to_string()));

    let forgotten = keys(STANDARD, "");
    let expected = NotOpened::UnknownKey(keys(OTHER, "").id());
    assert_eq!(forgotten.sealer("cases").open(HERE, &sealed), Err(expected));
    assert!(!forgotten.knows(&keys(OTHER, "").id().to_string()));
}

#[test]
fn without_the_idempotency_key_its_receipt_stays_shut() {
    let keys = keys(STANDARD, "");
    let sealed = keys
        .sealer_with("receipt", "my key")
        .seal(HERE, 1, b"code", &SystemRandomness)
        .unwrap();
    assert_eq!(
        keys.sealer_with("receipt", "my key").open(HERE, &sealed),
        Ok((1, b"code".to_vec()))
    );
    assert!(
        keys.sealer_with("receipt", "another")
            .open(HERE, &sealed)
            .is_err()
    );
    assert!(keys.sealer("receipt").open(HERE, &sealed).is_err());
}

#[test]
fn a_look_up_depends_on_key_purpose_and_how_the_parts_are_cut() {
    let index = IndexKey::read(STANDARD).unwrap();
    let hash = index.look_up("name", &["ada", "lovelace"]);
    assert_eq!(
        hash,
        IndexKey::read(STANDARD)
            .unwrap()
            .look_up("name", &["ada", "lovelace"])
    );
    assert_ne!(hash, index.look_up("name", &["adal", "ovelace"]));
    assert_ne!(hash, index.look_up("name", &["adalovelace"]));
    assert_ne!(hash, index.look_up("phone", &["ada", "lovelace"]));
    assert_ne!(
        hash,
        IndexKey::read(OTHER)
            .unwrap()
            .look_up("name", &["ada", "lovelace"])
    );
}

#[test]
fn nothing_secret_is_printed() {
    let printed = format!(
        "{:?} {:?}",
        keys(STANDARD, OTHER),
        IndexKey::read(STANDARD).unwrap()
    );
    assert!(!printed.contains("251") && !printed.contains("fbfb"));
}

#[test]
fn secrets_are_the_same_only_when_every_byte_is() {
    assert!(same(b"abc", b"abc"));
    assert!(!same(b"abc", b"abd"));
    assert!(!same(b"abc", b"abcd"));
}
