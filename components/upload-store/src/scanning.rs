//! Has files scanned, one after another, and writes down what was said of each.

use crate::{Fault, Store, clamd};
use database::Connection;
use sealing::Randomness;

/// How many files one slice of work has scanned at most.
const FILES_EACH: i64 = 5;

/// What a scanner says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    Infected,
    /// It will not look at this one, whenever it is asked.
    Refused,
}

/// Why a scanner said nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nobody is there, or there is no time left in this slice.
    NotReached,
    /// It was there and then said nothing of use, or nothing at all for too long.
    Silent,
}

/// A scanner that can be reached. Each wait of it and of its lines has an end.
#[allow(async_fn_in_trait)] // Components have one thread; in tests nobody waits.
pub trait Scanner {
    type Line: Line;

    /// Opens a line for one file.
    async fn connect(&self) -> Result<Self::Line, NoAnswer>;
}

/// A line to a scanner.
#[allow(async_fn_in_trait)]
pub trait Line {
    /// Says all of it.
    async fn say(&mut self, bytes: Vec<u8>) -> Result<(), NoAnswer>;

    /// Hears an answer to its end.
    async fn hear(&mut self) -> Result<Vec<u8>, NoAnswer>;
}

/// What scanning came to.
#[derive(Default)]
pub(crate) struct Scanned {
    pub looked_at: u32,
    pub infected: u32,
}

/// A file that waits.
struct Waiting {
    number: i64,
    hash: Vec<u8>,
    parts: u32,
}

impl<C: Connection, R: Randomness> Store<C, R> {
    /// Has a few files scanned: first those that were tried least often, so that one which silences the
    /// scanner does not hold up the others.
    pub(crate) async fn scan(&self, scanner: &impl Scanner) -> Result<Scanned, Fault> {
        let mut scanned = Scanned::default();
        let mut failed = None;
        for file in self.waiting().await? {
            let verdict = match self.ask(scanner, &file).await {
                Ok(Ok(verdict)) => verdict,
                Ok(Err(NoAnswer::NotReached)) => break,
                Ok(Err(NoAnswer::Silent)) => {
                    self.tried(file.number).await?;
                    continue;
                }
                // One that cannot be opened must not hold up the others either.
                Err(fault) => {
                    self.tried(file.number).await?;
                    failed.get_or_insert(fault);
                    continue;
                }
            };
            let written = match verdict {
                Verdict::Clean => "clean",
                Verdict::Infected => "infected",
                Verdict::Refused => "not-scanned",
            };
            let sql = "UPDATE file SET scan = ?2 WHERE number = ?1 AND scan = 'waiting'";
            self.run(sql, vec![file.number.into(), written.into()])
                .await?;
            scanned.looked_at += 1;
            scanned.infected += u32::from(verdict == Verdict::Infected);
        }
        failed.map_or(Ok(scanned), Err)
    }

    async fn waiting(&self) -> Result<Vec<Waiting>, Fault> {
        let sql = "SELECT number, hash, parts FROM file
            WHERE scan = 'waiting' AND sealed IS NOT NULL
            ORDER BY scan_tries, number LIMIT ?1";
        let rows = self.run(sql, vec![FILES_EACH.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(Waiting {
                    number: row.integer(0)?,
                    hash: row.blob(1)?.to_vec(),
                    parts: row.count(2)?,
                })
            })
            .collect()
    }

    async fn tried(&self, number: i64) -> Result<(), Fault> {
        let sql = "UPDATE file SET scan_tries = scan_tries + 1 WHERE number = ?1";
        self.run(sql, vec![number.into()]).await?;
        Ok(())
    }

    async fn ask(
        &self,
        scanner: &impl Scanner,
        file: &Waiting,
    ) -> Result<Result<Verdict, NoAnswer>, Fault> {
        let mut line = match scanner.connect().await {
            Ok(line) => line,
            Err(no_answer) => return Ok(Err(no_answer)),
        };
        // A scanner that has heard enough answers and hangs up; what it said is still there to be heard.
        let mut goes_on = line.say(clamd::BEGIN.to_vec()).await;
        for part in 0..file.parts {
            if goes_on.is_err() {
                break;
            }
            let piece = self.stored_piece(file, part).await?;
            goes_on = line.say(clamd::chunk(&piece)).await;
        }
        if goes_on.is_ok() {
            goes_on = line.say(clamd::END.to_vec()).await;
        }
        let heard = line.hear().await;
        Ok(
            heard.and_then(|answer| match (clamd::read(&answer), goes_on) {
                // Clean is said of a whole file only.
                (Some(Verdict::Clean), Err(no_answer)) => Err(no_answer),
                (verdict, _) => verdict.ok_or(NoAnswer::Silent),
            }),
        )
    }

    async fn stored_piece(&self, file: &Waiting, part: u32) -> Result<Vec<u8>, Fault> {
        let sql = "SELECT sealed FROM piece WHERE file = ?1 AND part = ?2";
        let rows = self.run(sql, vec![file.number.into(), part.into()]).await?;
        let row = rows.first().ok_or_else(|| {
            // Somebody took the file away meanwhile, or another slice found it infected.
            Fault::Unavailable("a file went while it was scanned".to_owned())
        })?;
        Ok(self.keys.open_piece(&file.hash, part, row.blob(0)?)?)
    }
}
