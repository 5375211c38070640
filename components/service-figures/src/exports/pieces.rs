//! A file that leaves in pieces. What stands between two pieces is the words of the next: what was asked, by whom, and
//! the store's cursor. It never leaves the instance.

use client_level_data as cld;
use serde::{Deserialize, Serialize};
use vocabulary::{Actor, Date, Instant};
use web::{Attachment, BrokenOff, Piece, Reply, Rest};

use super::{Asked, Exported, Kind, lines};
use crate::stores::{Refusal, Stores};

/// Where a file goes on.
#[derive(Serialize, Deserialize)]
struct Next {
    kind: Kind,
    from: String,
    to: String,
    reason: String,
    by: Actor,
    cursor: String,
}

/// Begins a file: what can be refused is refused here, before anything has left.
pub async fn begin(
    stores: &impl Stores,
    asked: &Asked,
    by: &Actor,
    now: Instant,
) -> Result<Reply, Refusal> {
    let mut first = match asked.kind {
        Kind::Table => csv_lines::line(lines::COLUMNS).into_bytes(),
        Kind::JsonLines => Vec::new(),
        Kind::ClientLevelData => cld::header_line().into_bytes(),
    };
    let piece = piece(stores, asked, None, by, now, 1).await?;
    first.extend(piece.bytes);
    let name = asked.file_name();
    let file = Attachment {
        name: &name,
        media_type: asked.kind.media_type(),
        size: piece.rest.is_none().then_some(first.len() as u64),
    };
    Ok(Reply::attachment(file, first, piece.rest))
}

/// The next piece of a file that was begun.
///
/// # Errors
/// Whatever goes wrong: the answer breaks off.
pub async fn next(
    stores: &impl Stores,
    of: &str,
    number: u32,
    now: Instant,
) -> Result<Piece, BrokenOff> {
    let next: Next = serde_json::from_str(of).map_err(|_| BrokenOff)?;
    let day = |text: &str| text.parse::<Date>().map_err(|()| BrokenOff);
    let asked = Asked {
        kind: next.kind,
        from: day(&next.from)?,
        to: day(&next.to)?,
        reason: next.reason,
    };
    piece(
        stores,
        &asked,
        Some(&next.cursor),
        &next.by,
        now,
        number + 1,
    )
    .await
    .map_err(|_| BrokenOff)
}

async fn piece(
    stores: &impl Stores,
    asked: &Asked,
    cursor: Option<&str>,
    by: &Actor,
    now: Instant,
    following: u32,
) -> Result<Piece, Refusal> {
    let page = stores.export(asked, cursor, by, now).await?;
    let rest = page.next_cursor.map(|cursor| {
        let next = Next {
            kind: asked.kind,
            from: asked.from.to_string(),
            to: asked.to.to_string(),
            reason: asked.reason.clone(),
            by: by.clone(),
            cursor,
        };
        // It is texts all through; were it not written, the next piece would break off.
        let of = serde_json::to_string(&next).unwrap_or_default();
        Rest {
            of,
            next: following,
        }
    });
    let mut bytes = Vec::new();
    for referral in page.referrals {
        bytes.extend(line(asked, referral).into_bytes());
    }
    Ok(Piece { bytes, rest })
}

/// What a referral becomes in the file: nothing where it is no request of the national data.
fn line(asked: &Asked, referral: Exported) -> String {
    match asked.kind {
        Kind::Table => csv_lines::line(lines::cells(&referral)),
        Kind::JsonLines => format!("{}\n", lines::object(&referral)),
        Kind::ClientLevelData => row(asked, referral)
            .map(|row| row.line())
            .unwrap_or_default(),
    }
}

/// The row of a referral in the national data.
pub fn row(asked: &Asked, referral: Exported) -> Option<cld::Row> {
    let period = cld::Period {
        first: asked.from,
        last: asked.to,
    };
    let la_code = pages::Authority::current().la_code.as_deref();
    cld::row(&referral.into_contact(), period, la_code)
}
