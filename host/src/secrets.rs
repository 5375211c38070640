//! The keys of a development: made once, kept below the data folder, readable by their owner only.

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

/// A setting of the manifest, and the file that holds it in a development.
const KEYS: [(&str, &str); 2] = [("sealing_key", "sealing-key"), ("index_key", "index-key")];

/// The keys that the environment does not set, made if they are not there yet.
pub fn keys(data: &Path) -> Result<BTreeMap<String, String>> {
    let mut keys = BTreeMap::new();
    for (name, file) in KEYS {
        if std::env::var_os(format!("SPIN_VARIABLE_{}", name.to_uppercase())).is_some() {
            continue;
        }
        let path = data.join(file);
        let key = match std::fs::read_to_string(&path) {
            Ok(key) => key.trim().to_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = STANDARD.encode(random::<32>()?);
                write_private(&path, &key)?;
                key
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        keys.insert(name.to_owned(), key);
    }
    Ok(keys)
}

/// Writes a file that only its owner can read.
pub fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(path)
        .with_context(|| format!("cannot write {}", path.display()))?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(())
}

/// A token of 256 random bits.
pub fn token() -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// A password of 80 random bits that can be read out: no letters or figures that look alike.
pub fn password() -> Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: Vec<char> = random::<16>()?
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random numbers: {error}"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_32_bytes_and_stay_the_same() {
        let data = std::env::temp_dir().join(format!("frontdoor-keys-{}", std::process::id()));
        std::fs::create_dir_all(&data).unwrap();
        let first = keys(&data).unwrap();
        assert_eq!(first, keys(&data).unwrap());
        for key in first.values() {
            assert_eq!(STANDARD.decode(key).unwrap().len(), 32);
        }
        assert_ne!(first["sealing_key"], first["index_key"]);
    }

    #[test]
    fn a_password_is_long_and_can_be_read_out() {
        let password = password().unwrap();
        assert_eq!(password.len(), 19);
        assert!(
            password.chars().all(|letter| letter == '-'
                || (letter.is_ascii_alphanumeric() && !"ol01".contains(letter))),
            "{password}"
        );
        assert_ne!(password, super::password().unwrap());
    }
}
