//! The interfaces of the wall. They read the edge, call the store, and change its records into the wall's.

use super::edge::{has_scanner, open, scanner};
use super::wall::UploadStore;
use super::wall::exports::front_door::upload_store::faults::Fault;
use super::wall::exports::front_door::upload_store::{files, maintenance, opening, receiving};
use crate::{File, NotKept, NotOpened, Scan};
use vocabulary::Instant;

impl receiving::Guest for UploadStore {
    async fn begin(now: i64) -> Result<String, receiving::Refusal> {
        let store = open().await.map_err(NotKept::Failed)?;
        Ok(store.begin(Instant::from_unix(now)).await?)
    }

    async fn append(id: String, part: u32, bytes: Vec<u8>) -> Result<(), receiving::Refusal> {
        let store = open().await.map_err(NotKept::Failed)?;
        Ok(store.append(&id, part, &bytes).await?)
    }

    async fn finish(
        id: String,
        name: String,
        media_type: String,
        now: i64,
    ) -> Result<files::File, receiving::Refusal> {
        let store = open().await.map_err(NotKept::Failed)?;
        let scanner = has_scanner().await.map_err(NotKept::Failed)?;
        let now = Instant::from_unix(now);
        let file = store.finish(&id, (&name, &media_type), scanner, now);
        Ok(file.await?.into())
    }

    async fn remove(id: String) -> Result<(), Fault> {
        Ok(open().await?.remove(&id).await?)
    }

    async fn keep(ids: Vec<String>) -> Result<(), Fault> {
        Ok(open().await?.keep(&ids).await?)
    }

    async fn look(ids: Vec<String>) -> Result<Vec<files::File>, Fault> {
        let files = open().await?.look(&ids, has_scanner().await?).await?;
        Ok(files.into_iter().map(Into::into).collect())
    }
}

impl opening::Guest for UploadStore {
    async fn look(ids: Vec<String>) -> Result<Vec<files::File>, Fault> {
        let store = open().await?;
        let files = store.look_and_keep(&ids, has_scanner().await?).await?;
        Ok(files.into_iter().map(Into::into).collect())
    }

    async fn piece(id: String, part: u32, unchecked: bool) -> Result<Vec<u8>, opening::Refusal> {
        let store = open().await.map_err(NotOpened::Failed)?;
        let scanner = has_scanner().await.map_err(NotOpened::Failed)?;
        Ok(store.piece(&id, part, unchecked, scanner).await?)
    }
}

impl maintenance::Guest for UploadStore {
    async fn ready() -> Result<(), Fault> {
        has_scanner().await?;
        Ok(open().await?.ready().await?)
    }

    async fn work(now: i64) -> Result<maintenance::Worked, Fault> {
        let (store, scanner) = (open().await?, scanner().await?);
        let now = Instant::from_unix(now);
        let worked = store.work(scanner.as_ref(), now).await?;
        if worked.infected > 0 {
            eprintln!(
                "upload-store: the scanner found something in {} files; they were deleted",
                worked.infected
            );
        }
        Ok(maintenance::Worked {
            scanned: worked.scanned,
            infected: worked.infected,
            expired: worked.expired,
        })
    }
}

impl From<File> for files::File {
    fn from(file: File) -> Self {
        Self {
            id: file.id,
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            scan: match file.scan {
                Scan::Waiting => files::Scan::Waiting,
                Scan::Clean => files::Scan::Clean,
                Scan::Infected => files::Scan::Infected,
                Scan::NotScanned => files::Scan::NotScanned,
                Scan::NoScanner => files::Scan::NoScanner,
            },
        }
    }
}

impl From<NotKept> for receiving::Refusal {
    fn from(reason: NotKept) -> Self {
        match reason {
            NotKept::Gone => Self::Gone,
            NotKept::TooLarge => Self::TooLarge,
            NotKept::Full => Self::Full,
            NotKept::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}

impl From<NotOpened> for opening::Refusal {
    fn from(reason: NotOpened) -> Self {
        match reason {
            NotOpened::NotFound => Self::NotFound,
            NotOpened::NotYet(sentence) => Self::NotYet(sentence.to_owned()),
            NotOpened::Failed(fault) => Self::Failed(fault.into()),
        }
    }
}
