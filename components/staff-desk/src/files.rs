//! The files that a referral's answers name: where each stands, and how one is opened.
//!
//! A file is asked for by its place among the referral's files, never by its id, and only by somebody who
//! has just read the referral. What it is called and what it is come from the store; whatever the answer
//! says, nothing is opened that no scanner has found clean, unless the worker was warned.

use form_model::StoredFile;
use web::{Attachment, Reply, Rest};

use crate::referral::Referral;
use crate::stores::{Fault, Stores};

/// How many files can be asked about at once.
const MOST: usize = 100;

/// What the scanner said of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    Waiting,
    Clean,
    /// Its bytes have been deleted.
    Infected,
    /// The scanner refused to look at it.
    NotScanned,
    /// No scanner is set up on this site.
    NoScanner,
}

/// A file as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    pub id: String,
    pub name: String,
    pub media_type: String,
    pub size: u64,
    pub scan: Scan,
}

/// Why the store opened nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileRefusal {
    NotFound,
    /// Carries a sentence for staff.
    NotYet(String),
    Failed(Fault),
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Kept(Scan),
    /// It is no longer there.
    Gone,
    /// The store of files does not answer.
    NotKnown,
}

/// A file that an answer names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// Its place among all files of the referral, from 1.
    pub number: usize,
    /// The question that it answers.
    pub question: String,
    pub file: StoredFile,
    pub standing: Standing,
}

/// Why a file was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOpened {
    /// The referral has no such file, or its bytes are gone.
    NotFound,
    Waiting,
    Infected,
    /// No scanner looked at it, and the worker was not warned yet. Carries its name.
    Unchecked(String),
    Failed(Fault),
}

/// The files of a referral, in the order of its answers. When the store of files does not answer, the
/// referral is shown all the same.
pub async fn of(stores: &impl Stores, referral: &Referral) -> Vec<NamedFile> {
    let mut files = named(referral);
    if files.is_empty() {
        return files;
    }
    let ids: Vec<String> = files.iter().map(|named| named.file.id.clone()).collect();
    let kept = stores.files(&ids).await;
    for named in &mut files {
        named.standing = match &kept {
            Ok(kept) => kept
                .iter()
                .find(|kept| kept.id == named.file.id)
                .map_or(Standing::Gone, |kept| Standing::Kept(kept.scan)),
            Err(_) => Standing::NotKnown,
        };
    }
    files
}

fn named(referral: &Referral) -> Vec<NamedFile> {
    let files = referral.answers.iter().flat_map(|answer| {
        let listed = answer.value.as_array().into_iter().flatten();
        listed
            .filter_map(StoredFile::read)
            .map(|file| (answer.question.clone(), file))
    });
    (1..=MOST)
        .zip(files)
        .map(|(number, (question, file))| NamedFile {
            number,
            question,
            file,
            standing: Standing::NotKnown,
        })
        .collect()
}

/// Opens the file of this number, to be saved. The referral was read just now.
pub async fn open(
    stores: &impl Stores,
    referral: &Referral,
    number: &str,
    unchecked: bool,
) -> Result<Reply, NotOpened> {
    let number: usize = number.parse().map_err(|_| NotOpened::NotFound)?;
    let named = named(referral)
        .into_iter()
        .find(|named| named.number == number);
    let id = named.ok_or(NotOpened::NotFound)?.file.id;
    let kept = stores
        .files(std::slice::from_ref(&id))
        .await
        .map_err(NotOpened::Failed)?
        .into_iter()
        .next()
        .ok_or(NotOpened::NotFound)?;
    match kept.scan {
        Scan::Clean => {}
        Scan::NotScanned | Scan::NoScanner if unchecked => {}
        Scan::NotScanned | Scan::NoScanner => return Err(NotOpened::Unchecked(kept.name)),
        Scan::Waiting => return Err(NotOpened::Waiting),
        Scan::Infected => return Err(NotOpened::Infected),
    }
    let first = match stores.piece(&id, 0, unchecked).await {
        Ok(first) => first,
        Err(FileRefusal::NotFound) => return Err(NotOpened::NotFound),
        // Between the look and this, a scanner was set up.
        Err(FileRefusal::NotYet(_)) => return Err(NotOpened::Waiting),
        Err(FileRefusal::Failed(fault)) => return Err(NotOpened::Failed(fault)),
    };
    let rest = (kept.size > first.len() as u64).then_some(Rest { of: id, next: 1 });
    let file = Attachment {
        name: &kept.name,
        media_type: &kept.media_type,
        size: Some(kept.size),
    };
    Ok(Reply::attachment(file, first, rest))
}
