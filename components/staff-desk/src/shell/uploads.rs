//! Between the upload store's words and the desk's.

use web::{BrokenOff, Piece, Rest};

use super::wit::front_door::upload_store::{faults as wit_faults, files as wit, opening};
use crate::files::{FileRefusal, KeptFile, Scan};
use crate::stores::Fault;

pub fn fault(fault: wit_faults::Fault) -> Fault {
    web::mirror_fault!(
        fault,
        wit_faults,
        "staff-desk: failed to use the store of files"
    )
}

pub fn refusal(refusal: opening::Refusal) -> FileRefusal {
    match refusal {
        opening::Refusal::NotFound => FileRefusal::NotFound,
        opening::Refusal::NotYet(sentence) => FileRefusal::NotYet(sentence),
        opening::Refusal::Failed(reason) => FileRefusal::Failed(fault(reason)),
    }
}

pub fn file(file: wit::File) -> KeptFile {
    KeptFile {
        id: file.id,
        name: file.name,
        media_type: file.media_type,
        size: file.size,
        scan: match file.scan {
            wit::Scan::Waiting => Scan::Waiting,
            wit::Scan::Clean => Scan::Clean,
            wit::Scan::Infected => Scan::Infected,
            wit::Scan::NotScanned => Scan::NotScanned,
            wit::Scan::NoScanner => Scan::NoScanner,
        },
    }
}

/// The next piece of a file whose first was opened: the worker was warned where that is needed. An empty one
/// follows the last.
pub async fn rest(id: String, part: u32) -> Result<Piece, BrokenOff> {
    let bytes = opening::piece(id.clone(), part, true)
        .await
        .map_err(|refused| match refusal(refused) {
            FileRefusal::Failed(_) | FileRefusal::NotFound | FileRefusal::NotYet(_) => BrokenOff,
        })?;
    let rest = (!bytes.is_empty()).then(|| Rest {
        of: id,
        next: part + 1,
    });
    Ok(Piece { bytes, rest })
}
