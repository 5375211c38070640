//! The keys of the store, with everything that can be worked out of them once.

use crate::Fault;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sealing::{IndexKey, NoRandomness, NotOpened, Place, Randomness, Sealer, SealingKeys};

/// The version of the format of what is sealed here.
const FORMAT: u8 = 1;

/// The operator's keys, read once per process or instance.
#[derive(Clone, Debug)]
pub struct Keys {
    pub(crate) sealing: SealingKeys,
    pub(crate) index: IndexKey,
    files: Sealer,
}

impl Keys {
    /// Reads the settings `sealing_key`, `sealing_keys_old` (comma-separated, may be empty) and
    /// `index_key`: each 32 bytes in base64.
    ///
    /// # Errors
    /// When one of them is no key; the text names the setting and never its value.
    pub fn read(sealing: &str, sealing_old: &str, index: &str) -> Result<Self, Fault> {
        let sealing = SealingKeys::of_settings(sealing, sealing_old)?;
        let index = IndexKey::of_setting(index)?;
        Ok(Self {
            files: sealing.sealer("uploads"),
            sealing,
            index,
        })
    }

    /// What is kept of a file's id.
    pub(crate) fn hash(&self, id: &str) -> [u8; 32] {
        self.index.hash("file", &[id.as_bytes()])
    }

    /// Seals a piece of the file of this hash. It opens as that piece of that file and as nothing else.
    pub(crate) fn seal_piece(
        &self,
        file: &[u8],
        part: u32,
        bytes: &[u8],
        randomness: &impl Randomness,
    ) -> Result<Vec<u8>, NoRandomness> {
        let record = piece_of(file, part);
        self.files
            .seal(place("piece", &record), FORMAT, bytes, randomness)
    }

    pub(crate) fn open_piece(
        &self,
        file: &[u8],
        part: u32,
        sealed: &[u8],
    ) -> Result<Vec<u8>, NotOpened> {
        let record = piece_of(file, part);
        let (_, bytes) = self.files.open(place("piece", &record), sealed)?;
        Ok(bytes)
    }

    /// Seals what a file is called and what it is.
    pub(crate) fn seal_name(
        &self,
        file: &[u8],
        (media_type, name): (&str, &str),
        randomness: &impl Randomness,
    ) -> Result<Vec<u8>, NoRandomness> {
        let record = BASE64_URL_SAFE_NO_PAD.encode(file);
        let clear = format!("{media_type}\n{name}");
        self.files
            .seal(place("file", &record), FORMAT, clear.as_bytes(), randomness)
    }

    /// What a file is, and what it is called.
    pub(crate) fn open_name(
        &self,
        file: &[u8],
        sealed: &[u8],
    ) -> Result<(String, String), NotOpened> {
        let record = BASE64_URL_SAFE_NO_PAD.encode(file);
        let (_, clear) = self.files.open(place("file", &record), sealed)?;
        let clear = String::from_utf8(clear).map_err(|_| NotOpened::Tampered)?;
        let (media_type, name) = clear.split_once('\n').ok_or(NotOpened::Tampered)?;
        Ok((media_type.to_owned(), name.to_owned()))
    }
}

fn place<'a>(table: &'a str, record: &'a str) -> Place<'a> {
    Place { table, record }
}

fn piece_of(file: &[u8], part: u32) -> String {
    format!("{} {part}", BASE64_URL_SAFE_NO_PAD.encode(file))
}
