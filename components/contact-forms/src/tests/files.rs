//! A store of files in memory, which keeps the promises of the wall.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use form_model::StoredFile;

use form_site::FILE_LIMIT;
use form_site::stores::{Fault, FileNotKept};

/// One file, or what has come of it.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    pub pieces: Vec<Vec<u8>>,
    pub whole: Option<StoredFile>,
    pub sent: bool,
}

impl Kept {
    pub fn bytes(&self) -> Vec<u8> {
        self.pieces.concat()
    }
}

#[derive(Debug, Default)]
pub struct Files {
    pub kept: RefCell<BTreeMap<String, Kept>>,
    begun: Cell<u32>,
    /// The disk is full from this many pieces on.
    pub room: Cell<Option<u32>>,
    /// The database of files cannot be used.
    pub down: Cell<bool>,
}

impl Files {
    fn usable(&self) -> Result<(), Fault> {
        match self.down.get() {
            true => Err(Fault::Unavailable),
            false => Ok(()),
        }
    }

    /// How many files were ever begun.
    pub fn begun(&self) -> u32 {
        self.begun.get()
    }

    /// The only file that is there.
    pub fn only(&self) -> Kept {
        let kept = self.kept.borrow();
        assert_eq!(kept.len(), 1, "{kept:?}");
        kept.values().next().unwrap().clone()
    }

    pub fn begin(&self) -> Result<String, FileNotKept> {
        self.usable().map_err(FileNotKept::Failed)?;
        self.begun.set(self.begun.get() + 1);
        let id = format!("secret-of-file-{}", self.begun.get());
        self.kept.borrow_mut().insert(id.clone(), Kept::default());
        Ok(id)
    }

    pub fn append(&self, id: &str, part: u32, bytes: Vec<u8>) -> Result<(), FileNotKept> {
        self.usable().map_err(FileNotKept::Failed)?;
        assert!(bytes.len() <= 256 * 1024, "a piece of {}", bytes.len());
        assert!(!bytes.is_empty(), "an empty piece");
        if self.room.get().is_some_and(|room| part >= room) {
            return Err(FileNotKept::Full);
        }
        let mut kept = self.kept.borrow_mut();
        let file = kept.get_mut(id).filter(|file| file.whole.is_none());
        let Some(file) = file.filter(|file| file.pieces.len() == part as usize) else {
            return Err(FileNotKept::Gone);
        };
        file.pieces.push(bytes);
        if file.bytes().len() as u64 > FILE_LIMIT {
            kept.remove(id);
            return Err(FileNotKept::TooLarge);
        }
        Ok(())
    }

    pub fn finish(
        &self,
        id: &str,
        name: &str,
        media_type: &str,
    ) -> Result<StoredFile, FileNotKept> {
        self.usable().map_err(FileNotKept::Failed)?;
        let mut kept = self.kept.borrow_mut();
        let file = kept.get_mut(id).filter(|file| file.whole.is_none());
        let file = file.ok_or(FileNotKept::Gone)?;
        let whole = StoredFile {
            id: id.to_owned(),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            size: file.bytes().len() as u64,
        };
        file.whole = Some(whole.clone());
        Ok(whole)
    }

    pub fn remove(&self, id: &str) -> Result<(), Fault> {
        self.usable()?;
        self.kept
            .borrow_mut()
            .retain(|known, file| known != id || file.sent);
        Ok(())
    }

    pub fn keep(&self, ids: &[String]) -> Result<(), Fault> {
        self.usable()?;
        for (id, file) in self.kept.borrow_mut().iter_mut() {
            file.sent |= ids.contains(id);
        }
        Ok(())
    }
}
