//! A store of its own for each test, and files to put into it.

use database::native::{NativeConnection, Pool, finish};
use sealing::SystemRandomness;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use upload_store::{Fault, File, Keys, LARGEST_PIECE, NotKept, NotOpened, Store};
use vocabulary::Instant;

/// 24 December 2026, 16:00 in London.
pub const NOW: i64 = 1_798_128_000;
pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 86_400;
pub const SEALING: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
pub const INDEX: &str = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
pub const OTHER_KEY: &str = "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";
/// A site with a scanner, and one without.
pub const SCANNER: bool = true;
pub const NO_SCANNER: bool = false;

pub type NativeStore = Store<NativeConnection>;

/// A database of its own in a folder of its own, removed at the end.
pub struct Files {
    pub folder: PathBuf,
    pool: Pool,
    keys: Arc<Keys>,
}

impl Files {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("upload-store-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let files = Self {
            pool: Pool::new(folder.join("uploads.db")),
            keys: Arc::new(Keys::read(SEALING, "", INDEX).unwrap()),
            folder,
        };
        files.opened_with(SEALING, "", INDEX).unwrap();
        files
    }

    /// Starts the store again, with these keys.
    pub fn opened_with(&self, sealing: &str, old: &str, index: &str) -> Result<NativeStore, Fault> {
        let keys = Arc::new(Keys::read(sealing, old, index)?);
        done(Store::open(self.connection(), keys, SystemRandomness))
    }

    pub fn store(&self) -> NativeStore {
        self.store_on(self.connection())
    }

    pub fn store_on(&self, connection: NativeConnection) -> NativeStore {
        Store::on(connection, Arc::clone(&self.keys), SystemRandomness)
    }

    pub fn connection(&self) -> NativeConnection {
        self.pool.connect().unwrap()
    }

    /// The database as somebody sees it who got hold of the file.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.folder.join("uploads.db")).unwrap()
    }

    pub fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.raw().query_row(&sql, [], |row| row.get(0)).unwrap()
    }

    pub fn begin(&self) -> String {
        done(self.store().begin(at(NOW))).unwrap()
    }

    pub fn append(&self, id: &str, part: u32, bytes: &[u8]) -> Result<(), NotKept> {
        done(self.store().append(id, part, bytes))
    }

    pub fn finish(&self, id: &str, name: &str) -> Result<File, NotKept> {
        let what = (name, "image/jpeg");
        done(self.store().finish(id, what, SCANNER, at(NOW)))
    }

    /// A file that arrived whole, in pieces of this many bytes.
    pub fn arrived(&self, name: &str, bytes: &[u8], each: usize) -> File {
        let id = self.begin();
        for (part, piece) in (0..).zip(bytes.chunks(each)) {
            self.append(&id, part, piece).unwrap();
        }
        self.finish(&id, name).unwrap()
    }

    /// A small file that arrived whole.
    pub fn a_file(&self) -> File {
        self.arrived("photo.jpg", b"what the photo shows", LARGEST_PIECE)
    }

    pub fn look(&self, id: &str) -> Option<File> {
        let found = done(self.store().look(&[id.to_owned()], SCANNER)).unwrap();
        found.into_iter().next()
    }

    pub fn piece(&self, id: &str, part: u32, unchecked: bool) -> Result<Vec<u8>, NotOpened> {
        done(self.store().piece(id, part, unchecked, SCANNER))
    }

    /// All pieces, put together again.
    pub fn bytes(&self, id: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in 0.. {
            let piece = self.piece(id, part, true).unwrap();
            if piece.is_empty() {
                break;
            }
            bytes.extend(piece);
        }
        bytes
    }

    /// Writes down what a scanner said.
    pub fn scanned(&self, said: &str) {
        let sql = "UPDATE file SET scan = ?1";
        self.raw().execute(sql, [said]).unwrap();
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn at(time: i64) -> Instant {
    Instant::from_unix(time)
}

/// Runs a future of the store to its end.
pub fn done<T>(future: impl Future<Output = T>) -> T {
    finish(future).unwrap()
}
