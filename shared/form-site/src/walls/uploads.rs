//! The store of files, asked through its wall. Where it cannot be used, forms go on without files.

use form_model::StoredFile;
use vocabulary::Instant;

use super::wit::front_door::upload_store::{faults, receiving};
use crate::stores::{Fault, FileNotKept};

pub async fn begin(now: Instant) -> Result<String, FileNotKept> {
    receiving::begin(now.as_unix()).await.map_err(refusal)
}

pub async fn append(id: &str, part: u32, bytes: Vec<u8>) -> Result<(), FileNotKept> {
    receiving::append(id.to_owned(), part, bytes)
        .await
        .map_err(refusal)
}

pub async fn finish(
    id: &str,
    name: &str,
    media_type: &str,
    now: Instant,
) -> Result<StoredFile, FileNotKept> {
    let (id, name, media_type) = (id.to_owned(), name.to_owned(), media_type.to_owned());
    let file = receiving::finish(id, name, media_type, now.as_unix())
        .await
        .map_err(refusal)?;
    Ok(StoredFile {
        id: file.id,
        name: file.name,
        media_type: file.media_type,
        size: file.size,
    })
}

pub async fn remove(id: &str) -> Result<(), Fault> {
    receiving::remove(id.to_owned()).await.map_err(fault)
}

pub async fn keep(ids: Vec<String>) -> Result<(), Fault> {
    receiving::keep(ids).await.map_err(fault)
}

fn refusal(refusal: receiving::Refusal) -> FileNotKept {
    match refusal {
        receiving::Refusal::Gone => FileNotKept::Gone,
        receiving::Refusal::TooLarge => FileNotKept::TooLarge,
        receiving::Refusal::Full => FileNotKept::Full,
        receiving::Refusal::Failed(reason) => FileNotKept::Failed(fault(reason)),
    }
}

fn fault(fault: faults::Fault) -> Fault {
    web::mirror_fault!(fault, faults, "forms: failed to use the store of files")
}
